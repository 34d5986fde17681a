"""What a report shows of a base and its plans: draws by week, silos, costs by year, worth, taken from stored runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from simulation.model.record import WEEKS_PER_YEAR
from simulation.results.compare import ACTIVE, ComparedRuns, check_request, compare
from simulation.results.observed import Checked, check_observations
from simulation.results.participation import Taking, participation
from simulation.results.quantiles import Array, quantiles
from simulation.results.reader import StoredRun
from simulation.results.summary import last_replies
from simulation.results.value import has_value, read_accounts, revalued
from simulation.value.drawing import valuation_of

FAN: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Ends of the 80% and the 50% band, and the median."""
DOTS: Final = 50
"""Dots of a quantile dotplot: as many equally likely outcomes."""
HOURS: Final = "cost_hours_cumulative"
EURO: Final = "cost_eur_cumulative"


@dataclass(frozen=True, slots=True)
class Fan:
    """A median with its 50% and its 80% band over replicates, each [weeks]."""

    low: Array
    lower: Array
    median: Array
    upper: Array
    high: Array


def fan(values: Array) -> Fan:
    """Return median and bands over the first axis."""
    return Fan(*quantiles(values, FAN))


def likely(values: Array, number: int = DOTS) -> list[float]:
    """Return equally likely values that stand for draws: their quantiles at (i - 1/2) / number."""
    found = values[~np.isnan(values)]
    if found.size == 0:
        return []
    return [float(each) for each in quantiles(found, [(i + 0.5) / number for i in range(number)])]


@dataclass(frozen=True)
class Side:
    """A base or a plan: its run, its name, and what is drawn of it.

    ``totals`` hold the whole organisation by measure, [replicates, weeks]; ``silos`` the active people,
    [replicates, weeks, silos]; ``replies`` those of the last year, [silos of repliers, silos of authors].
    """

    run: StoredRun
    label: str
    active: str
    totals: dict[str, Array]
    silos: Array
    replies: Array
    taking: list[Taking]

    @cached_property
    def net(self) -> Array:
        """Net value in EUR over the whole run, [replicates]; empty for runs of an older version."""
        if not has_value(self.run):
            return np.empty(0)
        accounts = read_accounts(self.run)
        return accounts.net(accounts.eur)

    @cached_property
    def money(self) -> Array:
        """Money in EUR over the whole run that is no valued hour, spent below 0, [replicates]; empty as `net`."""
        if not has_value(self.run):
            return np.empty(0)
        accounts = read_accounts(self.run)
        return accounts.of_kind(accounts.eur, "money out")

    @cached_property
    def redrawn(self) -> tuple[dict[str, Array], Array] | None:
        """Value factors and net in EUR of further draws of them, [replicates x draws]; None where none is drawn."""
        valuation = valuation_of(self.run.scenario())
        return revalued(self.run, valuation) if has_value(self.run) and valuation.drawn else None

    def by_year(self, measure: str) -> Array:
        """Return what a cumulative measure gained in each year of 52 weeks, [replicates, years]."""
        whole = self.totals[measure]
        last = whole.shape[1] - 1
        ends = [min(end, last) for end in range(WEEKS_PER_YEAR - 1, last + WEEKS_PER_YEAR, WEEKS_PER_YEAR)]
        ends = list(dict.fromkeys(ends))
        return np.diff(whole[:, ends], axis=1, prepend=0.0)


@dataclass(frozen=True)
class Board:
    """A base, its plans, the week of the decision, and what was observed; without plans it is one run alone."""

    base: Side
    plans: tuple[Side, ...]
    week: int
    active: str
    comparison: ComparedRuns | None
    observed: list[Checked]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The base and the plans."""
        return (self.base, *self.plans)

    @property
    def last_datum(self) -> int | None:
        """The last week of which anything was observed; None where nothing was."""
        weeks = self.base.run.manifest.weeks
        seen = [week for each in self.observed for week in each.observation.weeks if week < weeks]
        return max(seen, default=None)

    def difference(self, plan: Side, measure: str) -> Array:
        """Return a plan minus the base, replicate by replicate, [replicates, weeks]."""
        return plan.totals[measure] - self.base.totals[measure]

    def gain(self, plan: Side) -> Array:
        """Return the net value that a plan gains over the base, [replicates]."""
        return plan.net - self.base.net


def board(base: StoredRun, plans: Sequence[StoredRun], week: int | None = None, active: str = ACTIVE) -> Board:
    """Return what a report shows of runs that pair.

    Raises:
        PairingError: runs do not pair.
        InputError: ``week`` is outside of the run, or ``active`` is no measure of people.
    """
    chosen = check_request(base.manifest.weeks, week, active)
    if plans:
        return board_of(compare(base, plans, chosen, active))
    return Board(_side(base, base.manifest.title, active), (), chosen, active, None, check_observations(base))


def board_of(comparison: ComparedRuns) -> Board:
    """Return what a report shows of runs that were compared."""
    base, active = comparison.base, comparison.active
    first = _side(base, base.manifest.title, active)
    plans = tuple(_side(each.plan, each.label, active) for each in comparison.plans)
    return Board(first, plans, comparison.week, active, comparison, check_observations(base))


def _side(run: StoredRun, label: str, active: str) -> Side:
    observed = [name for each in run.manifest.observations for name in each.measures]
    names = dict.fromkeys([*run.manifest.headlines, active, "registered", HOURS, EURO, *observed])
    silos = run.by_silo(active)[:, :, :-1]
    return Side(run, label, active, run.totals(tuple(names)), silos, last_replies(run), participation(run))
