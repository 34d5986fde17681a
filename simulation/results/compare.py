"""A base and plans, compared replicate by replicate: effects, cost, and people turned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from threading import Event
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.engines.budget import Budget, budget_of
from simulation.measures import MEASURES
from simulation.results.effects import Effect, UnitCost, effect, unit_cost
from simulation.results.errors import InputError
from simulation.results.pairing import check_runs
from simulation.results.persons import Turned, turned
from simulation.results.quantiles import Array, Band, band
from simulation.results.reader import StoredRun
from simulation.results.savings import Savings, run_with_other_luck, savings
from simulation.results.summary import check_week
from simulation.results.value import Gain, has_value, net_gain
from simulation.words.nearest import quoted

if TYPE_CHECKING:
    import pandas as pd

ACTIVE: Final = "contributors_28"
"""The measure that "active" means by default in the cost of an additional active person."""
SHOWN_OVER_TIME: Final = ("registered", "readers_28", "contributors_28", "belief_mean")
"""Measures whose effect is drawn week by week."""
_LONGEST: Final = 40
"""Characters of a scenario's name in the name of a file."""
_HOURS, _EURO = "cost_hours_cumulative", "cost_eur_cumulative"


@dataclass(frozen=True, slots=True)
class PlanEffects:
    """What one plan changes against the base at one week, and week by week.

    ``changed_parameters`` are those whose drawn values differ, because the plan states them
    otherwise. ``cost_per_active`` is extra cost (EUR) over extra people by ``active``; ``value``
    is over the whole run, None for runs of an older version. ``label`` tells the plan from the others and
    from the base; ``budget`` is what its budget cuts and leaves.
    """

    plan: StoredRun
    label: str
    effects: dict[str, Effect]
    extra_hours: Effect
    extra_eur: Effect
    active: str
    cost_per_active: UnitCost
    over_time: dict[str, Band]
    people: list[Turned]
    changed_parameters: list[str]
    value: Gain | None
    saved: dict[str, Savings]
    budget: Budget


@dataclass(frozen=True, slots=True)
class ComparedRuns:
    """Effects of plans against one base at ``week``; ``budget`` is what the base's budget cuts and leaves."""

    base: StoredRun
    week: int
    plans: list[PlanEffects]
    active: str
    has_other_luck: bool
    budget: Budget

    @property
    def last_week(self) -> int:
        """The last week of the runs."""
        return self.base.manifest.weeks - 1

    def frame(self) -> pd.DataFrame:
        """Return the effects as a pandas frame: a row per plan and measure (its index), the numbers of `Effect`."""
        import pandas as pd

        rows = [
            {"plan": each.plan.manifest.scenario, "measure": name, "unit": MEASURES[name].unit, **asdict(effect)}
            for each in self.plans
            for name, effect in each.effects.items()
        ]
        return pd.DataFrame(rows).set_index(["plan", "measure"])

    @property
    def stem(self) -> str:
        """Name of its files: who is compared and when, and a hash of everything that it was made from."""
        runs = [self.base, *(each.plan for each in self.plans)]
        made_from = [(run.manifest.scenario, run.folder.name, run.manifest.digest) for run in runs]
        text = json.dumps([made_from, self.week, self.active, self.has_other_luck])
        more = f"-and-{len(self.plans) - 1}-more" if len(self.plans) > 1 else ""
        base, plan = (run.manifest.scenario[:_LONGEST] for run in runs[:2])
        return f"compare-{base}-with-{plan}{more}-week-{self.week}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class OtherLuck:
    """How to run the base again with other luck (`simulation.results.savings`)."""

    workers: int
    stop: Event


def compare(
    base: StoredRun,
    plans: Sequence[StoredRun],
    week: int | None = None,
    active: str = ACTIVE,
    other_luck: OtherLuck | None = None,
) -> ComparedRuns:
    """Compare plans with a base at ``week`` (the last one where left out).

    With ``other_luck`` the base is run once more, to tell what shared parameters and what shared luck saved.

    Raises:
        PairingError: runs do not pair.
        InputError: ``week`` is outside of the run, or ``active`` is no measure of people.
    """
    chosen = check_request(base.manifest.weeks, week, active)
    changed = [check_runs(base, plan) for plan in plans]
    headlines = tuple(dict.fromkeys([*base.manifest.headlines, active, _HOURS, _EURO]))
    names = tuple(dict.fromkeys([*headlines, *SHOWN_OVER_TIME]))
    totals = base.totals(names)
    again: dict[str, Array] = {}
    if other_luck is not None and base.manifest.uncertainty == "parameters":
        again = run_with_other_luck(base, chosen, headlines, other_luck.workers, other_luck.stop)
    labels = _labels([base, *plans])[1:]
    found = [
        _one(_Base(base, totals, again, chosen), plan, label, headlines, active, differing)
        for plan, label, differing in zip(plans, labels, changed, strict=True)
    ]
    return ComparedRuns(base, chosen, found, active, bool(again), budget_of(base.scenario()))


@dataclass(frozen=True, slots=True)
class _Base:
    """What every plan is compared with: totals [replicates, weeks], and those at the week with other luck."""

    run: StoredRun
    totals: dict[str, Array]
    other_luck: dict[str, Array]
    week: int


def _labels(runs: Sequence[StoredRun]) -> list[str]:
    """Return a name for each run that no other one of them has: its title, with more where that is not enough."""
    labels = [run.manifest.title for run in runs]
    for more in ("scenario", "folder", "number"):
        counts = {label: labels.count(label) for label in labels}
        for place, (run, label) in enumerate(zip(runs, labels, strict=True)):
            if counts[label] > 1:
                added = {"scenario": run.manifest.scenario, "folder": run.folder.name, "number": f"{place}"}[more]
                labels[place] = label if added == label else f"{label} ({added})"
    return labels


def check_request(weeks: int, week: int | None, active: str) -> int:
    """Return the week to compare at; `InputError` if it is outside of the run or ``active`` counts no people."""
    if not isinstance(active, str) or active not in MEASURES or MEASURES[active].unit != "people":
        people = ", ".join(name for name, one in MEASURES.items() if one.unit == "people")
        raise InputError(f"{quoted(str(active))} does not count people; choose one of {people}")
    return check_week(weeks, week)


def _one(
    base: _Base, plan: StoredRun, label: str, headlines: Sequence[str], active: str, changed: list[str]
) -> PlanEffects:
    week, totals = base.week, base.totals
    theirs = plan.totals(tuple(totals))
    effects = {name: effect(totals[name][:, week], theirs[name][:, week]) for name in headlines}
    extra_eur = theirs[_EURO][:, week] - totals[_EURO][:, week]
    gain = theirs[active][:, week] - totals[active][:, week]
    vary = plan.manifest.uncertainty == "parameters"
    saved = {
        name: savings(totals[name][:, week], theirs[name][:, week], base.other_luck.get(name), parameters_vary=vary)
        for name in headlines
    }
    return PlanEffects(
        plan=plan,
        label=label,
        effects=effects,
        extra_hours=effects[_HOURS],
        extra_eur=effects[_EURO],
        active=active,
        cost_per_active=unit_cost(np.asarray(extra_eur), np.asarray(gain)),
        over_time={name: band(theirs[name] - totals[name]) for name in SHOWN_OVER_TIME},
        people=turned(base.run, plan),
        changed_parameters=changed,
        value=net_gain(base.run, plan) if has_value(base.run) else None,
        saved=saved,
        budget=budget_of(plan.scenario()),
    )
