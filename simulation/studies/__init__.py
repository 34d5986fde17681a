"""Studies: many runs of one scenario at designed values, to learn what matters."""
