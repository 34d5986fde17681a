"""One picture as a file of its own: SVG, a page, PNG or PDF."""
