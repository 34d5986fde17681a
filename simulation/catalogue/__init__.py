"""The catalogue: an entry for every name that a user can meet, and how it is explained."""
