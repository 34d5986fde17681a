"""Sensitivity: what an outcome depends on, luck apart from everything that is varied. SALib does the arithmetic."""
