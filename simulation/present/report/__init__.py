"""The report: one self-contained page for a board, in English or German, that asks nothing of the network."""
