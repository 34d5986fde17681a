"""A programme of brand ambassadors: its settings (`plan`), and what it does in a run."""
