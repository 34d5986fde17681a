"""How numbers are declared: once, with meaning, unit, bounds, default, prior and source.

Everything that needs to know about a number (validation, schema, ``wandel explain``,
sweeps, the tables of the documentation) reads these declarations.
"""

from simulation.declare.belief import (
    LARGEST,
    Believed,
    ParameterSetting,
    PriorSetting,
    bounds,
    completed,
    prior_problem,
    spelled_out,
)
from simulation.declare.parameter import ASSUMPTION, Confidence, Parameter
from simulation.declare.prior import Prior, PriorKind, lognormal, normal, uniform
from simulation.declare.setting import BEHAVIOUR, Per, Role, parameter_of, per_of, role_of, setting

__all__ = [
    "ASSUMPTION",
    "BEHAVIOUR",
    "LARGEST",
    "Believed",
    "Confidence",
    "Parameter",
    "ParameterSetting",
    "Per",
    "Prior",
    "PriorKind",
    "PriorSetting",
    "Role",
    "bounds",
    "completed",
    "lognormal",
    "normal",
    "parameter_of",
    "per_of",
    "prior_problem",
    "role_of",
    "setting",
    "spelled_out",
    "uniform",
]
