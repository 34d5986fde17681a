"""The launch of a community: novelty estimated from weekly counts of who reads and who posts."""
