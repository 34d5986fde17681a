"""Known results without chance: nothing does nothing, and what must not matter does not."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from simulation.interventions import all_kinds
from simulation.model.record import Trajectory
from tests.engines.cases import small
from tests.engines.test_kernel import alone
from tests.interventions.plans import NEEDS, START, company, plan
from tests.science.row import Row
from tests.science.running import Effect, first_people, plain, run, simulate, with_effect, world_of
from tests.science.verdicts import Check, exactly, true


def same(one: Trajectory, other: Trajectory) -> bool:
    """Tell whether two runs agree bit for bit in counters, people and communities."""
    tables = ((one.people, other.people), (one.communities, other.communities))
    return one.counts.tobytes() == other.counts.tobytes() and all(
        a[name].tobytes() == b[name].tobytes() for a, b in tables for name in a
    )


def null() -> Check:
    """Every shipped kind: strength 0 against nothing, and the weeks before its start."""
    idle, early = [], []
    for kind in all_kinds():
        needs = NEEDS.get(kind, {})
        without = run(company(**needs))
        idle.append(same(without, run(company(plan(kind, strength=0), **needs))))
        acting = run(company(plan(kind), **needs)).counts
        equal = acting == without.counts
        early.append(bool(equal[:START].all() and not equal.all()))
    said = f"{sum(idle)} and {sum(early)} of {len(idle)} kinds"
    return true(all(idle) and all(early), said)


def relabelled() -> Check:
    """Weeks of registration in a random network with thresholds of its people, people renumbered."""
    people, seeds, dice = 300, 12, np.random.default_rng(1)
    graph = nx.gnm_random_graph(people, 900, seed=1)
    thresholds = dice.uniform(0.05, 0.45, people)
    order = np.concatenate([dice.permutation(seeds), seeds + dice.permutation(people - seeds)])

    def weeks_of(number: Any) -> Any:
        moved = np.empty(people)
        moved[number] = thresholds
        pairs = [sorted((int(number[a]), int(number[b]))) for a, b in graph.edges]
        scenario = plain(
            "relabelled",
            people,
            40,
            organisation={"edges": pairs},
            model={"contagion": "threshold", "thresholds": moved.tolist()},
            platform=first_people(seeds),
        )
        return run(scenario).people["registered_week"]

    first, second = weeks_of(np.arange(people)), weeks_of(order)
    reached = int((first >= 0).sum())
    different = int((first != second[order]).sum())
    spread = f"{different} of {people} differ; {reached} register over {np.unique(first[first >= 0]).size} weeks"
    return true(different == 0 and reached > people // 4, spread)


def _mixed(divisions: dict[str, float], within: float | None) -> Any:
    return plain(
        "split",
        2000,
        60,
        organisation={"divisions": divisions},
        model={"contacts": "mixing", "within_share": within},
        parameters={"innovation_rate": 0.005, "imitation_rate": 0.2},
        run={"events": True},
    )


def split_silo() -> Check:
    """Weeks of registration of everybody in one silo, and in two that mix as much as people do."""
    whole = run(_mixed({"X": 1}, None))
    other = [run(_mixed({"X": 0.5, "Y": 0.5}, within)) for within in (None, 0.5)]
    moved = [int((whole.people["registered_week"] != each_.people["registered_week"]).sum()) for each_ in other]
    return exactly(
        moved, [0, 0], note=" of 2,000 people register in another week (contacts as people; within-share .5)"
    )


def one_apart() -> Check:
    """A person without ties, manager and communities is registered, trained and driven; whom else does that change."""
    person = 50
    scenario = small(weeks=26, parameters={"turnover_rate": 0})
    world = alone(world_of(scenario), person)
    numbers = np.arange(world.organisation.n_people)
    driven = Effect(channels={"register_now": 1.0, "training": 0.5, "contribute_drive": 3.0, "read_drive": 3.0})
    place = world.organisation.n_people

    class _One(Effect):
        def activate(self, world_: Any, view: Any) -> Any:
            active = super().activate(world_, view)
            active.people = np.array([person])
            return active

    changed = with_effect(scenario, _One(**driven.model_dump()))
    from dataclasses import replace

    one, other = simulate(world, 0), simulate(replace(world, scenario=changed), 0)
    differing = np.zeros(place, np.bool_)
    for name in one.people:
        differing |= one.people[name] != other.people[name]
    return exactly(numbers[differing], [person], note=" is the number of the only person changed")


def one_more() -> Check:
    """Traits and spontaneous registrations of 1,000 people, and of the same with one more."""

    def runs(people: int) -> Trajectory:
        parameters = {"innovation_rate": 0.02, "propensity_spread": 1.8, "belief_spread": 0.2}
        return run(plain("more", people, 52, parameters=parameters))

    one, other = runs(1000), runs(1001)
    names = ("propensity", "threshold", "anchor", "safety", "skill", "registered_week")
    return exactly(
        [int((one.people[name] != other.people[name][:1000]).sum()) for name in names],
        [0] * len(names),
        note=f" others changed in {', '.join(names)}",
    )


ROWS = (
    Row("Null", "strength 0 is the baseline, bit for bit; nothing changes before the start", "definition",
        "each shipped kind in a lively company, 16 weeks (also in `tests/interventions/`)", "exact", null,
        slow=True),
    Row("Renumbered people", "renumbering people renumbers results", "definition",
        "deterministic variant (listed ties, listed thresholds): draws are keyed by number, so chance would differ",
        "exact", relabelled),
    Row("Split silo", "splitting a silo with equal mixing changes nothing", "definition",
        "well-mixed, 2,000 people with chance, one silo against two", "exact", split_silo),
    Row("One person apart", "touching an isolated person changes only that person", "definition",
        "a lively company of 120, one person cut off (also in `tests/engines/test_kernel.py`)", "exact", one_apart),
    Row("One more hire", "one more person leaves the others' draws alone", "definition",
        "1,000 and 1,001 people without ties, 52 weeks with chance", "exact", one_more),
)  # fmt: skip
