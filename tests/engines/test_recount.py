"""Everything that a run records, counted again week by week from the state of its people and communities.

The counters' definitions are written out here once more, as plainly as they can be said, and know nothing of the
engines but the state that these show at the start of each week.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import numpy as np
import pytest

from simulation.engines.composing import Composer
from simulation.engines.mesa.engine import MesaEngine
from simulation.engines.schedule import Schedule
from simulation.model.effects import EffectBuilder
from simulation.model.record import CAUSES, COUNTERS, FIXED_POINT, INDEX, ROLE_COUNTERS, ROLES, STAGES, TENURES
from simulation.organisation.organisation import roles_of
from simulation.world import World
from tests.engines.cases import small, world_of
from tests.engines.lockstep import counters, kernel_of

RUNNING = ("inception", "establishment", "maturity", "decline")
SUMS = {
    "belief_sum": "belief", "anchor_sum": "anchor", "norm_sum": "norm", "skill_sum": "skill", "habit_sum": "read_habit",
}  # fmt: skip
SHARES = (1, 5, 10)
LATER = {f"tenure{readers}_{age}" for readers in ("", "_readers") for age in TENURES if age >= 70}
"""Counters of ages that a run of 70 weeks does not reach."""


@dataclass
class Watched:
    """What somebody sees who looks at a run at the start of every week."""

    world: World
    read: list[np.ndarray] = field(default_factory=list)
    """Who read in each week; of a seat only what its holder did."""
    spoke: list[np.ndarray] = field(default_factory=list)
    made: list[np.ndarray] = field(default_factory=list)
    """Contributions of each week."""
    careers: list[tuple[int, int]] = field(default_factory=list)
    """Silo and contributions of people who have left."""

    @property
    def silo(self) -> np.ndarray:
        return self.world.organisation.silo

    def look(self, week: int, before: Any, after: Any) -> None:
        """Take a week down."""
        hired = after.people.hired_week == week
        for past in (*self.read, *self.spoke, *self.made):
            past[hired] = 0
        self.careers += [
            (int(self.silo[i]), int(before.people.contributions[i])) for i in np.flatnonzero(hired)
        ]  # fmt: skip
        self.read.append(after.people.last_read == week)
        self.spoke.append(after.people.last_contribution == week)
        self.made.append(after.people.contributions - np.where(hired, 0, before.people.contributions))

    def weeks_with(self, kind: str, last: int) -> np.ndarray:
        """In how many of the last weeks each did it."""
        found: np.ndarray = np.sum(getattr(self, kind)[-last:], axis=0)
        return found


def people_counted(w: Watched, week: int, before: Any, after: Any) -> dict[str, np.ndarray]:
    """What is true of each person, by counter."""
    now = after.people
    registered = now.registered == 1
    new = registered & (now.registered_week == week)
    used, lately = w.weeks_with("read", 12), w.weeks_with("spoke", 4) > 0
    found = {"people": np.ones(now.registered.size), "registered": registered, "new_registered": new}
    found |= {f"new_by_{name}": new & (now.cause == CAUSES.index(name)) for name in ("self", "peers", "push")}
    for days, weeks in ((7, 1), (28, 4), (365, 52)):
        found[f"readers_{days}"] = registered & (w.weeks_with("read", weeks) > 0)
        found[f"contributors_{days}"] = registered & (w.weeks_with("spoke", weeks) > 0)
    found["visible"] = now.visible >= 0.5
    found["segment_low"] = registered & (used >= 1) & (used <= 3)
    found["segment_novice"] = registered & (used >= 4) & (used <= 8)
    found["segment_habitual"] = registered & (used >= 9) & ~lately
    found["segment_power"] = registered & (used >= 9) & lately
    found["hires"] = now.hired_week == week
    had = (before.people.registered == 1) & ~found["hires"]
    found["quits"] = had & ~registered
    read_before = w.read[-13] if len(w.read) > 12 else np.zeros_like(w.read[0])
    found["lapsed"] = registered & read_before & (used == 0)
    long_registered = registered & (now.registered_week <= week - 12)
    found["returned"] = long_registered & w.read[-1] & (used == 1)
    items = np.sum([w.made[-k] for k in range(1, min(len(w.made), 4) + 1)], axis=0)
    found["month_few"], found["month_many"] = registered & (items >= 1) & (items <= 2), registered & (items > 2)
    found["accounts"] = registered
    for age in TENURES:
        cohort = registered & (now.registered_week == week - age)
        found[f"tenure_{age}"], found[f"tenure_readers_{age}"] = cohort, cohort & w.read[-1]
    found["settled"] = registered & (now.registered_week <= week - 26)
    found["settled_readers"] = found["settled"] & (used > 0)
    made = now.contributions - np.where(found["hires"], 0, before.people.contributions)
    return {name: np.asarray(values, np.int64) for name, values in found.items()} | {"made": made}


def unequal(contributions: list[int]) -> dict[str, int]:
    """How unequally people ever contributed: top shares and the mean difference between two contributors."""
    made = np.sort(np.array([n for n in contributions if n > 0], np.int64))[::-1]
    found = {"contributors_ever": made.size, "contributions_ever": int(made.sum())}
    for percent in SHARES:
        found[f"top_{percent}_contributions"] = int(made[: ceil(made.size * percent / 100)].sum())
    between = np.abs(made[:, None] - made[None, :]).mean() if made.size else 0.0
    found["gini_area"] = int(FIXED_POINT * between / (2 * made.mean())) if made.size else 0
    return found


def communities_counted(before: Any, after: Any) -> dict[str, np.ndarray]:
    """What is true of each community, by counter."""
    stage = np.array(STAGES)[after.groups.stage]
    running = np.isin(stage, RUNNING)
    found = {f"stage_{name}": stage == name for name in (*RUNNING, "dead")}
    found |= {"communities": running, "communities_open": running & (after.groups.is_open == 1)}
    said = after.groups.silence == 0  # a community in which nobody speaks was opened by its manager, founded by nobody
    found["founded"] = running & ~np.isin(np.array(STAGES)[before.groups.stage], RUNNING) & said
    found["live_communities"] = after.groups.silence == 0
    return found


def by_place(values: np.ndarray, place: np.ndarray, n: int) -> np.ndarray:
    """Sums by silo, the whole organisation last."""
    sums = np.bincount(place, weights=values, minlength=n)
    return np.append(sums, sums.sum()).astype(np.int64)


def recounted(w: Watched, week: int, before: Any, after: Any) -> dict[str, np.ndarray]:
    """Each counter of a week [silos + 1], as far as the state tells it."""
    n = w.world.organisation.n_silos
    persons = people_counted(w, week, before, after)
    found = {name: by_place(values, w.silo, n) for name, values in persons.items()}
    for counter, name in SUMS.items():
        found[counter] = by_place(np.floor(getattr(after.people, name) * float(FIXED_POINT)), w.silo, n)
    groups = communities_counted(before, after)
    found |= {name: by_place(values, w.world.communities.home_silo, n) for name, values in groups.items()}
    now = list(zip(w.silo.tolist(), after.people.contributions.tolist(), strict=True))
    ever = [unequal([made for place, made in (*w.careers, *now) if silo in (place, n)]) for silo in range(n + 1)]
    found |= {name: np.array([each[name] for each in ever]) for name in ever[0]}
    return found


def watch(world: World, kind: Any = None, each: Callable[..., None] | None = None) -> dict[str, int]:
    """Run a world week by week, compare every counter with its recount; return totals over the run."""
    engine = kernel_of(world, 1, kind) if kind else kernel_of(world, 1)
    schedule, watched, until = Schedule(world), Watched(world), 0
    roles_of_people, total = roles_of(world.organisation), dict.fromkeys(COUNTERS, 0)
    replies = engine.replies.copy()
    for week in range(world.scenario.run.weeks):
        before = frozen(engine.view(week))
        if week >= until:
            effects, until = schedule.effects(week, engine.view(week))
        counts, roles = counters(world, 1)
        engine.run(week, week + 1, effects, counts, roles)
        after = frozen(engine.view(week + 1))
        watched.look(week, before, after)
        found = recounted(watched, week, before, after)
        for name in found.keys() & INDEX.keys():
            close = 2 if name == "gini_area" else 0
            apart = np.abs(counts[0, :, INDEX[name]] - found[name])
            assert apart.max() <= close, f"week {week}: {name} is {counts[0, :, INDEX[name]]}, not {found[name]}"
        said = counts[0][:, [INDEX[name] for name in ("documents", "discussions", "comments", "others")]].sum(axis=1)
        assert said.tolist() == found["made"].tolist(), f"week {week}: contributions by silo of the author"
        check_roles(watched, roles[0], roles_of_people, week, before, after)
        check_replies(counts[0], engine.replies.sum(axis=0) - replies.sum(axis=0), week)
        check_events(engine.registrations, after, week)
        replies = engine.replies.copy()
        total = {name: total[name] + int(counts[0, -1, INDEX[name]]) for name in COUNTERS}
    return total


def frozen(view: Any) -> Any:
    """A view that the run does not change any more."""
    return type(view)(
        view.week, view.seed, *(type(each)(*(column.copy() for column in each)) for each in (view.people, view.groups))
    )


def check_roles(w: Watched, roles: Any, role: Any, week: int, before: Any, after: Any) -> None:
    """Every role has its own people's counts; no row is another's."""
    persons = people_counted(w, week, before, after)
    for k, name in enumerate(ROLE_COUNTERS):
        values = persons.get(name)
        if values is None:
            values = np.floor(getattr(after.people, SUMS[name]) * float(FIXED_POINT))
        expected = np.bincount(role, weights=values, minlength=len(ROLES)).astype(int)
        assert roles[:, k].tolist() == expected.tolist(), f"week {week}: {name} by role"


def check_replies(counts: Any, replies: Any, week: int) -> None:
    """Replies [silos of repliers, silos of authors] count with the replier's silo, first ones with the author's."""
    assert counts[:-1, INDEX["replies"]].tolist() == replies.sum(axis=1).tolist(), f"week {week}"
    by_author = counts[:-1, INDEX["replied_by_people"]]
    assert (by_author <= replies.sum(axis=0)).all(), f"week {week}"
    assert ((by_author > 0) == (replies.sum(axis=0) > 0)).all(), f"week {week}"
    across = replies.sum(axis=0) - np.diag(replies)
    assert (counts[:-1, INDEX["replied_cross_silo"]] <= across).all(), f"week {week}"
    assert (counts[:, INDEX["replied"]] >= counts[:, INDEX["replied_by_people"]]).all()


def check_events(events: Any, after: Any, week: int) -> None:
    """Each registration is an event with its week, its person and the cause that the person keeps."""
    new = np.flatnonzero((after.people.registered == 1) & (after.people.registered_week == week))
    assert set(events[:, 0].tolist()) <= {week}
    assert events[:, 1].tolist() == new.tolist()
    assert events[:, 2].tolist() == after.people.cause[new].tolist()


PLANS = [
    {"kind": "campaign", "start": 3, "weeks": 6, "hazard_per_contact": 0.3, "target": {"silos": ["A / X"]}},
    {"kind": "open_groups", "start": 5, "share": 0.5},
    {"kind": "community_manager", "start": 2, "communities": 3},
]
LEVELS = {"countries": {"A": 0.7, "B": 0.3}, "divisions": {"X": 0.6, "Y": 0.4}}


def test_every_counter_is_what_its_words_say():
    """Long enough for readers within 52 weeks; of every counter there is something to count."""
    total = watch(world_of(small(weeks=70, people=150, organisation=LEVELS, interventions=PLANS)))
    assert {name for name, number in total.items() if number == 0} <= {"quits", "stage_dead"} | LATER


@pytest.mark.parametrize("quitters", ["return", "stay_away"])
def test_who_closed_the_account_is_no_reader_of_the_registered(quitters: str):
    quitting = {"parameters": {"quitting_rate": 0.3}, "model": {"quitters": quitters}}
    total = watch(world_of(small(weeks=40, people=150, organisation=LEVELS, **quitting)))
    assert total["quits"] > 20
    assert total["registered"] >= total["readers_365"] >= total["readers_28"] > 0


def test_the_other_engine_counts_the_same_way():
    quitting = {"parameters": {"quitting_rate": 0.1}, "interventions": PLANS}
    total = watch(world_of(small(weeks=20, organisation=LEVELS, **quitting)), MesaEngine)
    assert min(total[name] for name in ("replied_cross_silo", "quits", "new_by_push", "founded")) > 0


@pytest.mark.parametrize("kind", [None, MesaEngine])
def test_the_author_is_not_the_replier(kind: Any):
    """Only one silo writes: all replies go to it, and most come from the other one, which is larger."""
    values = {"propensity_spread": 0, "contribute_intercept": -5}
    world = world_of(small(weeks=20, platform={"communities": {"people_per_community": 60}}, parameters=values))
    engine = kernel_of(world, 0, kind) if kind else kernel_of(world)
    builder = EffectBuilder()
    for silo, drive in enumerate((-10, 10)):
        builder.add("contribute_drive", np.flatnonzero(world.organisation.silo == silo), drive)
    sizes = world.organisation.n_people, world.communities.n_communities, len(world.layers)
    effects = Composer(*sizes).compose(builder.added)
    counts, roles = counters(world, 20)
    engine.run(0, 20, effects, counts, roles)
    by_author = counts[:, :, INDEX["replied_by_people"]].sum(axis=0)
    assert by_author[0] == 0
    assert by_author[1] == by_author[2] > 0
    (replies,) = engine.replies
    assert replies[:, 0].tolist() == [0, 0]
    assert replies[0, 1] > 0
