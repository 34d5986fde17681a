"""Calibration: which parameters a scenario may have, given what was observed.

`waves` runs a bank over the prior, emulates it and closes in; `waves.weighed` weighs real runs at full size. The prior
is standard normal in every coordinate (`problem`), and nothing but `wandel` knows what a scenario is.
"""
