"""The page itself, made with Dash: layout and thin callbacks over the plain parts of the app."""
