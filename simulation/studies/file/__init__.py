"""Studies in files: what is varied, how often, and what is kept; planned, run, and read back."""
