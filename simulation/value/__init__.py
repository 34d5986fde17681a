"""What the use of a network is worth: hours saved and spent, and money, line by line (`docs/value.md`)."""
