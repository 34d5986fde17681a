"""Benchmarks: one reference workload in several engines, checked against one another, then timed side by side."""
