"""Fills docs/limits.template with numbers from the declarations and the fitted draws."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docs.made.assumptions import ALL
from docs.made.odd import ROOT
from simulation.declare import ASSUMPTION, Parameter
from simulation.factors import FACTORS
from simulation.measures import MEASURES
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.schema import Scenario
from simulation.sources import SOURCES

TEMPLATE: Final = ROOT / "docs" / "limits.template"
FITTED_WEEK: Final = 85
LIKELY: Final = 0.005
"""Meanings that are less likely are not named."""
NAMED: Final = 3
"""Parameters that are named, of those that the fit narrowed most."""
_GRID: Final = 2000


def page() -> str:
    """Return docs/limits.md."""
    parts = _numbers(load(ROOT / "scenarios" / "telekom-2012.yaml"))
    return re.sub(r"@@(\w+)@@", lambda hole: parts[hole[1]], TEMPLATE.read_text(encoding="utf-8"))


def _numbers(telekom: Scenario) -> Mapping[str, str]:
    assumed = [p for p in PARAMETERS.values() if p.source == ASSUMPTION]
    draws, declared = draws_of(telekom), telekom.declared()
    ratios = sorted((spread_ratio(declared[name], values), name) for name, values in draws.items())
    high = [f"`{p.name}`" for p in PARAMETERS.values() if p.confidence == "high"]
    rows = len(next(iter(draws.values())))
    summary = json.loads((ROOT / "scenarios" / "telekom-2012.posterior.json").read_text(encoding="utf-8"))
    likely = sorted(summary["definitions"]["active of the registered"].items(), key=lambda each: -each[1])
    back = FACTORS["reading_return"]
    band = [back.prior.quantile(u, back.low, back.high) for u in (0.1, 0.9)]
    unswitched = [f"- **{each.name.capitalize()}.** {each.statement}" for each in ALL.values() if not each.without]
    made: Mapping[str, Callable[[], object]] = {
        "n_parameters": lambda: len(PARAMETERS),
        "n_assumed": lambda: len(assumed),
        "n_sourced": lambda: len(PARAMETERS) - len(assumed),
        "n_high": lambda: f"One ({high[0]})" if len(high) == 1 else f"{len(high)} ({', '.join(high)})",
        "n_free": lambda: len(draws),
        "n_rows": lambda: rows,
        "n_different": lambda: summary["different_rows"],
        "effective": lambda: f"{summary['effective_number']:.0f}",
        "meant": lambda: ", ".join(
            f"{MEASURES[name.split('@')[0]].label.lower().removesuffix(', of the registered')} {p:.0%}"
            for name, p in likely
            if p >= LIKELY
        ),
        "ratios": lambda: ", ".join(f"`{name}` {ratio:.2f}" for ratio, name in ratios[:NAMED]),
        "widest": lambda: f"`{ratios[-1][1]}` ({ratios[-1][0]:.2f})",
        "ratio_error": lambda: f"{1 / np.sqrt(2 * (summary['effective_number'] - 1)):.2f}",
        "ridge": lambda: f"{ridge(draws):.2f}",
        "weeks": lambda: telekom.run.weeks,
        "beyond": lambda: f"{1 - (FITTED_WEEK + 1) / telekom.run.weeks:.0%}",
        "n_factors": lambda: len(FACTORS),
        "n_factors_assumed": lambda: sum(f.source == ASSUMPTION for f in FACTORS.values()),
        "return_band": lambda: f"{band[0]:.1f} to {band[1]:.1f}",
        "no_switch": lambda: "\n".join(unswitched),
        "recalled": lambda: ", ".join(key for key, each in SOURCES.items() if not each.read),
        "fixed": lambda: sum(p.prior.kind == "fixed" for p in PARAMETERS.values()),
    }
    return {name: str(make()) for name, make in made.items()}


def draws_of(scenario: Scenario) -> dict[str, NDArray[np.float64]]:
    """Return the joint draws of a scenario's posterior by parameter.

    Raises:
        ValueError: it has none.
    """
    if scenario.posterior is None:
        raise ValueError(f"{scenario.name} has no posterior")
    return dict(zip(scenario.posterior.names, np.array(scenario.posterior.rows).T, strict=True))


def spread_ratio(p: Parameter, values: NDArray[np.float64]) -> float:
    """Return the standard deviation of draws over that of the prior, on the scale on which it is normal."""
    prior = np.array([p.prior.quantile((k + 0.5) / _GRID, p.low, p.high) for k in range(_GRID)])
    if p.prior.kind == "lognormal":
        prior, values = np.log(prior), np.log(values)
    if p.prior.kind == "logitnormal":
        prior, values = np.log(prior / (1 - prior)), np.log(values / (1 - values))
    return float(values.std(ddof=1) / prior.std())


def ridge(draws: Mapping[str, NDArray[np.float64]]) -> float:
    """Return the correlation of ln p and ln q over the draws."""
    return float(np.corrcoef(np.log(draws["innovation_rate"]), np.log(draws["imitation_rate"]))[0, 1])
