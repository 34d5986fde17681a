"""Pages made from declarations, rules and docstrings: `python -m docs.made` writes them."""
