"""A pilot community: its settings (`plan`), and how its people are chosen unit by unit."""
