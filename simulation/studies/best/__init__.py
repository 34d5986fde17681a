"""The best plan within a budget: levers, goals, a search that races plans under common luck, and its verdict."""
