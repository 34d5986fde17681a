"""Runs a study: batches of runs on an executor, each run stored by the worker that made it."""
