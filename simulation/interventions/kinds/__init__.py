"""The kinds of interventions that ship: a file each, or a folder where one has parts."""
