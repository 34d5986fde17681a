"""Studies of the project: fits and priors, each a program of its own."""
