"""The part of a report in which a plan is tried out, without a network and without Python."""
