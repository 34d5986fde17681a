"""Interventions of one's own, from one Python file, and the contract that all interventions keep to."""
