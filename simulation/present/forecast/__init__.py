"""A forecast in sentences, tables, pictures and on a page."""
