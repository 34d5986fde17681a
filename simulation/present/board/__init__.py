"""The figures for a board: each file answers one question from finished numbers, as a picture in a language."""
