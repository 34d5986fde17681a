"""A plan that can be tried out in a page: its levers, and one run of every combination of them."""
