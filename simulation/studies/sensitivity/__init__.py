"""Sensitivity: what an outcome hangs on, luck apart from everything that is varied. SALib does the arithmetic."""
