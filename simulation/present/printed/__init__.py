"""What commands print, a module for each command with its sentences, tables and document."""
