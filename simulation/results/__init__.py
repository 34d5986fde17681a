"""Stored results: `execute` a scenario, `Run.open` its folder, compare and verify runs."""
