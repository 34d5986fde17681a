"""How much companies differ: levels of the model estimated from networks that were counted."""
