"""Community managers, and the kinds that reach them: their training and their network."""
