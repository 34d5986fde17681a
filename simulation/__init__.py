"""Wandel: a simulation engine for adoption and culture change in large companies.

>>> import simulation as wandel
>>> base = wandel.load("small-demo", scale=0.2, weeks=30, replicates=4)
>>> plan = wandel.load(base, name="no-events", interventions=[])
>>> print(wandel.compare(base, plan))
Comparison of small-demo with no-events at week 29

Each name is loaded when it is first used, so that the import itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from simulation import compiled as _compiled

if TYPE_CHECKING:
    from simulation.errors import WandelError
    from simulation.face.comparing import compare
    from simulation.face.comparison import Comparison
    from simulation.face.explaining import explain
    from simulation.face.forecasting import backtest, forecast
    from simulation.face.loading import load
    from simulation.face.run import Run
    from simulation.face.running import run, simulate
    from simulation.interventions import Active, Intervention
    from simulation.model.view import View
    from simulation.scenario.schema import Scenario
    from simulation.world import World

__version__ = "0.1.0"

__all__ = [
    "Active",
    "Comparison",
    "Intervention",
    "Run",
    "Scenario",
    "View",
    "WandelError",
    "World",
    "backtest",
    "compare",
    "explain",
    "forecast",
    "load",
    "run",
    "simulate",
]

_HOME: Final = {
    "Active": "interventions",
    "Comparison": "face.comparison",
    "Intervention": "interventions",
    "Run": "face.run",
    "Scenario": "scenario.schema",
    "View": "model.view",
    "WandelError": "errors",
    "World": "world",
    "backtest": "face.forecasting",
    "compare": "face.comparing",
    "explain": "face.explaining",
    "forecast": "face.forecasting",
    "load": "face.loading",
    "run": "face.running",
    "simulate": "face.running",
}
"""Where each name of the face lies."""

_compiled.use_own_cache()


def __getattr__(name: str) -> Any:
    """Load a name of the face when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the names of the face."""
    return sorted([*globals(), *__all__])
