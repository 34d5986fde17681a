"""The value account of a run over its replicates: lines, net, what its sign depends on, and paired gains."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from simulation.factors import Factor
from simulation.portable.elementary import atanh, tanh
from simulation.portable.sums import correlation, total
from simulation.results.arrow import numbers, texts
from simulation.results.effects import Effect, effect, student, wilson
from simulation.results.errors import ResultsError
from simulation.results.quantiles import Array, Band, band
from simulation.results.reader import StoredRun
from simulation.value.drawing import Valuation, valuation_of
from simulation.value.items import ITEMS, NET

TABLE: Final = "value"
REDRAWS: Final = 50
"""Further draws of the factors for each replicate, to rank them."""
_ALMOST_ONE: Final = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of the account for the whole run and organisation: 80% bands of hours and of EUR (discounted)."""

    item: str
    kind: str
    hours: Band
    eur: Band


@dataclass(frozen=True, slots=True)
class Negative:
    """Share of replicates in which a net is below 0, with its 95% Wilson interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Driver:
    """A factor and its rank correlation (Spearman) with the net in EUR, with a 95% interval."""

    factor: str
    correlation: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Worth:
    """What a run is worth: lines (the net last), the chance of a loss, the net (EUR, discounted) by year [years]."""

    lines: tuple[AccountLine, ...]
    loss_hours: Negative
    loss_eur: Negative
    by_year: Band


@dataclass(frozen=True, slots=True)
class Gain:
    """Net value of a plan minus that of its base over the whole run, replicate by replicate."""

    hours: Effect
    eur: Effect
    loss_hours: Negative
    loss_eur: Negative


@dataclass(frozen=True, slots=True)
class Accounts:
    """The stored accounts of the whole organisation, each array [replicates, years + 1, items]; year 0 is the run."""

    items: tuple[str, ...]
    kinds: tuple[str, ...]
    hours: Array
    eur: Array

    def of_kind(self, amounts: Array, kind: str) -> Array:
        """Return the sum over all items of a kind for the whole run [replicates]."""
        return np.asarray(total(amounts[:, 0, [each == kind for each in self.kinds]], axis=1))

    def net(self, amounts: Array) -> Array:
        """Return the net of the whole run [replicates]."""
        return np.asarray(amounts[:, 0, self.items.index(NET)])


def has_value(run: StoredRun) -> bool:
    """Whether a run's folder has the account: runs of older versions lack it."""
    return TABLE in run.manifest.tables


def read_accounts(run: StoredRun) -> Accounts:
    """Return the stored accounts of the whole organisation.

    Raises:
        ResultsError: the run has none, or the table cannot be read.
    """
    if not has_value(run):
        raise ResultsError(f"the run in {run.folder} was made before there was a value account; run it again")
    table = run.table(TABLE, ("replicate", "year", "item", "kind", "hours", "present_eur"))
    codes, items = texts(table["item"])
    kinds, kind_names = texts(table["kind"])
    years = int(numbers(table["year"]).max()) + 1
    shape = (run.manifest.replicates, years, len(run.manifest.silos) + 1, len(items))
    hours, eur = (numbers(table[name]).reshape(shape)[:, :, -1] for name in ("hours", "present_eur"))
    first = [int(np.flatnonzero(codes == i)[0]) for i in range(len(items))]
    return Accounts(tuple(items), tuple(kind_names[kinds[i]] for i in first), hours, eur)


def worth(run: StoredRun) -> Worth:
    """Return what a run is worth.

    Raises:
        ResultsError: the run has no account.
    """
    found = read_accounts(run)
    lines = tuple(
        AccountLine(item, kind, band(found.hours[:, 0, i]), band(found.eur[:, 0, i]))
        for i, (item, kind) in enumerate(zip(found.items, found.kinds, strict=True))
    )
    return Worth(
        lines,
        negative(found.net(found.hours)),
        negative(found.net(found.eur)),
        band(found.eur[:, 1:, found.items.index(NET)]),
    )


def net_gain(base: StoredRun, plan: StoredRun) -> Gain:
    """Return what a plan gains over its base; both drew the same factors."""
    ours, theirs = read_accounts(base), read_accounts(plan)
    pairs = [(ours.net(ours.hours), theirs.net(theirs.hours)), (ours.net(ours.eur), theirs.net(theirs.eur))]
    hours, eur = (effect(without, having) for without, having in pairs)
    return Gain(hours, eur, *(negative(having - without) for without, having in pairs))


def negative(values: Array) -> Negative:
    """Return how often a net is below 0."""
    below = int((values < 0).sum())
    return Negative(below / values.size, *wilson(below, values.size))


def drivers(run: StoredRun) -> tuple[Driver, ...]:
    """Return the factors that the net in EUR goes with, strongest first; none where no factor is drawn."""
    valuation = valuation_of(run.scenario())
    return rank_correlations(*revalued(run, valuation)) if valuation.drawn else ()


def revalued(run: StoredRun, valuation: Valuation) -> tuple[dict[str, Array], Array]:
    """Return factors and net in EUR of `REDRAWS` further draws for each replicate, each [replicates x draws].

    A replicate has one draw, which is too few to rank factors by. A line is count x unit, so that
    its amount with other factors is the stored one over the unit of its draw, times the other unit.
    """
    stored = read_accounts(run)
    amounts = {item.name: stored.eur[:, 0, stored.items.index(item.name)] for item in ITEMS}
    factors: dict[str, list[float]] = {name: [] for name in valuation.factors}
    net: list[float] = []
    for replicate, (drawn, *more) in enumerate(_drawn(valuation, run.manifest.replicates)):
        counts = {item.name: _ratio(amounts[item.name][replicate], item.unit(drawn)) for item in ITEMS}
        for redrawn in more:
            net.append(math.fsum(counts[item.name] * item.unit(redrawn) for item in ITEMS))
            for name, value in redrawn.items():
                factors[name].append(value)
    return {name: np.array(values) for name, values in factors.items()}, np.array(net)


def _drawn(valuation: Valuation, replicates: int) -> list[list[dict[str, float]]]:
    """Return the factors of each replicate: its own draw, then `REDRAWS` further ones."""
    return _drawn_of(valuation.seed, valuation.drawn, tuple(valuation.factors.items()), replicates)


@lru_cache(maxsize=2)
def _drawn_of(
    seed: int, drawn: bool, factors: tuple[tuple[str, Factor], ...], replicates: int
) -> list[list[dict[str, float]]]:
    """Return the same; runs that pair have the same draws, which are made once."""
    valuation = Valuation(seed, drawn, dict(factors), 0.0, 0.0)
    return [[valuation.values(replicate, again) for again in range(REDRAWS + 1)] for replicate in range(replicates)]


def _ratio(amount: float, unit: float) -> float:
    """Return amount / unit; 0 where the unit is 0 and so the amount too."""
    return float(amount / unit) if unit else 0.0


def rank_correlations(factors: dict[str, Array], net: Array) -> tuple[Driver, ...]:
    """Return the rank correlation of each factor that varies with the net, strongest first.

    The interval is Fisher's with the variance of Bonett & Wright, tanh(artanh r -+ 1.96 sqrt((1 + r^2/2) / (n - 3))).
    """
    n = net.size
    if np.ptp(net) == 0:
        return ()
    target = ranks(net)
    found = []
    for name, values in factors.items():
        if np.ptp(values) == 0:
            continue
        r = correlation(ranks(values), target)
        centre = atanh(min(max(r, -_ALMOST_ONE), _ALMOST_ONE))
        half = student(n) * math.sqrt((1 + r * r / 2) / (n - 3))
        found.append(Driver(name, r, tanh(centre - half), tanh(centre + half)))
    return tuple(sorted(found, key=lambda driver: -abs(driver.correlation)))


def ranks(values: Array) -> Array:
    """Return ranks from 0, ties at the mean of their places."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts + 1) / 2)[place])
