"""Who cares comes early: how much earlier physicians took up a new drug who read more about their field.

Tetracycline, 125 physicians in four cities, 17 months (Coleman, Katz & Menzel 1966): month of the first prescription
(18: none by then) and number of journals subscribed to, which stands for how much somebody cares. Discrete hazard,

    P(first in month t, if not before) = 1 - exp(-exp(a_t + g x)),   x = (journals - mean) / standard deviation,

with a level a_t for every month, by Fisher scoring. Run with `python -m experiments.early_adopters.estimate`. The data
came with the R package netdiffuseR (MIT, see LICENSE.md beside it).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DATA = Path(__file__).parent / "physicians.csv"
NEVER = 18
STEPS = 50


def at_risk(month: Floats, interest: Floats) -> tuple[Floats, Floats]:
    """Return rows [physician-months, months + 1] of who has not begun yet, and whether they begin in that month.

    A month in which nobody begins tells nothing about interest, and is left out.
    """
    months = [t for t in range(1, NEVER) if (month == t).any()]
    rows, began = [], []
    for place, t in enumerate(months):
        still = month >= t
        level = np.zeros((still.sum(), len(months) + 1))
        level[:, place], level[:, -1] = 1, interest[still]
        rows.append(level)
        began.append(month[still] == t)
    return np.concatenate(rows), np.concatenate(began).astype(float)


def estimate() -> tuple[float, float]:
    """Return g, the log-hazard per standard deviation of interest, and its standard error."""
    month, journals = np.loadtxt(DATA, delimiter=",", skiprows=1).T
    rows, began = at_risk(month, (journals - journals.mean()) / journals.std())
    values = np.append(np.full(rows.shape[1] - 1, -2.0), 0.0)
    for _ in range(STEPS):
        hazard = np.exp(rows @ values)
        chance = -np.expm1(-hazard)
        slope = hazard * (1 - chance)
        weight = slope**2 / (chance * (1 - chance))
        information = (rows * weight[:, None]).T @ rows
        values = values + np.linalg.solve(information, rows.T @ ((began - chance) * slope / (chance * (1 - chance))))
    return float(values[-1]), float(np.sqrt(np.linalg.inv(information)[-1, -1]))


if __name__ == "__main__":
    g, error = estimate()
    print(f"log-hazard per spread of interest: {g:.2f} ± {error:.2f}")
