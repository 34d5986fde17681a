"""The compiled kernel: the rules of `simulation.model.rules` in flat loops over slices of people."""
