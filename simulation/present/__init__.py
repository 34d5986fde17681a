"""What people look at: figures, pages and tables. Nothing here computes a result."""
