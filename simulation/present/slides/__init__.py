"""Slides for PowerPoint, whose titles and charts are PowerPoint's own and can be edited."""
