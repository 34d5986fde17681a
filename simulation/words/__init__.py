"""The words that people read and write: the glossary, what a name may be, the nearest right name, numerals."""
