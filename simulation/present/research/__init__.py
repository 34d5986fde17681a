"""The part of a report for researchers: what a model's courses are made of, run beside run, with every band."""
