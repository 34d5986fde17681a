"""The rules and draws as agents call them: Python numbers in and out, single precision inside."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from simulation.compiled import scalar
from simulation.model import arithmetic as arithmetic_module
from simulation.model import draws as draws_module
from simulation.model import rules as rules_module


def _bound(module: ModuleType) -> Any:
    """Every rule of a module, bound to the types that it declares, and its whole-number constants."""
    constants = {name: int(each) for name, each in vars(module).items() if isinstance(each, np.int32 | np.uint32)}
    own = {name: each for name, each in vars(module).items() if getattr(each, "__module__", "") == module.__name__}
    bound = {name: scalar(each) for name, each in own.items() if hasattr(each, "rule_signature")}
    return SimpleNamespace(**constants, **bound)


rules: Any = _bound(rules_module)
draws: Any = _bound(draws_module)
arithmetic: Any = _bound(arithmetic_module)
