"""Finished runs on disk: each kept once, sealed line by line, apart for each state of the model."""
