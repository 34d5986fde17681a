"""The documentation: pages written by hand, and `docs.made`, which makes the others from declarations."""
