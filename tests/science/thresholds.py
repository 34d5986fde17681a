"""Known results on thresholds: Granovetter's crowd, dominoes, fronts on a ring, noise, cascades."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any
from unittest.mock import patch

import networkx as nx
import numpy as np

from simulation.engines.run import simulate
from simulation.model.record import Trajectory
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from tests.science.row import Row
from tests.science.running import Floats, first_people, plain, run, weekly, world_of
from tests.science.verdicts import Check, exactly, near, share_near, together

GRANOVETTER = "Granovetter (1978)"
THRESHOLD: dict[str, Any] = {"contagion": "threshold"}
CROWD: dict[str, Any] = {**THRESHOLD, "contacts": "mixing"}


def _crowd(sigma: float, people: int, weeks: int) -> float:
    scenario = plain(
        "crowd",
        people,
        weeks,
        model={**CROWD, "thresholds": "even"},
        parameters={"threshold_mean": 0.25, "threshold_spread": sigma},
    )
    return float(weekly("registered")(run(scenario))[-1]) / people


def granovetter(people: int) -> Check:
    """Final share from zero at sigma .1215 and .1225."""
    return exactly([_crowd(0.1215, people, 60), _crowd(0.1225, people, 90)], [0.0492, 1.0], 1e-3, 5)


def granovetter_jump() -> Check:
    """Final shares right below and right above the jump, with a million people."""
    return exactly([_crowd(0.1222, 10**6, 200), _crowd(0.1223, 10**6, 130)], [0.0597, 1.0], 1e-3, 5)


def dominoes() -> Check:
    """Everybody in a row of thresholds 0, 1, ..., 99 of 100 people; only one with threshold 1 changed to 2."""

    def final(thresholds: list[float]) -> int:
        scenario = plain("dominoes", 100, 110, model={**CROWD, "thresholds": thresholds})
        return int(weekly("registered")(run(scenario))[-1])

    row = [k / 100 for k in range(100)]
    return exactly([final(row), final([0, 0.02, *row[2:]])], [100, 1])


def _network(structure: str, people: int, weeks: int, theta: float, seed: int = 1, **sections: Any) -> Scenario:
    """A network with eight ties each, thresholds of theta contacts, eight seeds."""
    parameters = {"threshold_mean": theta / 8, "threshold_spread": 0, **sections.pop("parameters", {})}
    return plain(
        "network",
        people,
        weeks,
        organisation={"structure": structure, "structure_degree": 8, "seed": seed},
        model=sections.pop("model", THRESHOLD),
        platform=first_people(8),
        parameters=parameters,
        **sections,
    )


def ring_front() -> Check:
    """New accounts a week on a ring, from eight neighbouring seeds."""
    new = [weekly("new_registered")(run(_network("ring", 400, 40, theta))) for theta in (2, 3)]
    return exactly([series[:40] for series in new], [[6] * 40, [4] * 40], note=": 6 and 4 in each of 40 weeks")


def stalling() -> Check:
    """Spread from a person and seven of its neighbours in random networks with eight ties each."""
    finals = [_random_final(seed) for seed in range(40)]
    return exactly(np.median(finals), 8, 2, note=f" in the median of 40 networks, {max(finals)} at most, of 2,000")


def _random_final(seed: int) -> int:
    graph = nx.random_regular_graph(8, 2000, seed=seed)
    edges = _seeded_first(graph)
    scenario = plain(
        "random",
        2000,
        60,
        organisation={"structure": "listed", "edges": edges},
        model=THRESHOLD,
        platform=first_people(8),
        parameters={"threshold_mean": 2 / 8, "threshold_spread": 0},
    )
    return int(weekly("registered")(run(scenario))[-1])


def _seeded_first(graph: nx.Graph) -> list[tuple[int, int]]:
    """Return the edges of a network numbered so that person 0 and seven of its neighbours come first."""
    first = [0, *sorted(graph[0])[:7]]
    order = first + [node for node in graph if node not in set(first)]
    number = {node: k for k, node in enumerate(order)}
    return [(number[a], number[b]) for a, b in graph.edges]


NOISES = (0.002, 0.01, 0.05)
CERTAIN = 20.0
"""Hazard beyond the threshold: 1 - exp(-20) is nearly one."""


def noisy(structure: str, noise: float, weeks: int, seed: int = 1) -> Scenario:
    """Complex contagion with threshold 2 where a single contact has the weekly chance ``noise``.

    With S = logistic(kappa (share - 1.5/8)) the hazard q S of one contact is -ln(1 - noise) if
    kappa = 16 ln(q / hazard - 1); then that of two is near q and that of none near 0.
    """
    steepness = 16 * np.log(CERTAIN / -np.log1p(-noise) - 1)
    edges = {"edges": _seeded_first(nx.random_regular_graph(8, 2000, seed=seed))} if structure == "listed" else {}
    return plain(
        "noisy",
        2000,
        weeks,
        seed=seed,
        organisation={"structure": structure, "structure_degree": 8, **edges},
        model={"contagion": "complex"},
        platform=first_people(8),
        parameters={"threshold_mean": 1.5 / 8, "threshold_spread": 0, "threshold_steepness": float(steepness)},
    )


def t90(trajectory: Trajectory) -> int:
    """Weeks until nine in ten of 2,000 are registered; longer than the run if that never happens."""
    there = weekly("registered")(trajectory) >= 1800
    return int(np.argmax(there)) + 1 if there.any() else 10_000


def noise_reverses() -> Check:
    """Weeks to nine in ten with noise: fast in random networks, as slow as without noise on a ring."""
    settings = {"parameters": {"imitation_rate": CERTAIN}}
    beyond = replace(PARAMETERS["imitation_rate"], high=CERTAIN)  # no company's rate: a limit of theory
    checks = []
    with patch.dict(PARAMETERS, imitation_rate=beyond):
        for noise, known, networks in zip(NOISES, (122, 33, 11), (120, 50, 50), strict=True):
            weeks = [t90(run(noisy("listed", noise, 4 * known, seed), **settings)) for seed in range(networks)]
            checks.append(near(weeks, known, 0.2 * known, f" (noise {noise:g})"))
        ring = [t90(run(noisy("ring", noise, 320), **settings)) for noise in NOISES]
    without = t90(run(_network("ring", 2000, 320, 2)))
    checks.append(exactly([without, *ring], [297] * 4, 5, 3, " (ring without noise, and with each)"))
    return together(*checks)


def tiny_networks() -> dict[str, tuple[int, list[tuple[int, int]]]]:
    """Networks small enough to enumerate: people and ties; person 0 is the seed."""
    return {
        "path": (4, [(0, 1), (1, 2), (2, 3)]),
        "diamond": (4, [(0, 1), (0, 2), (1, 3), (2, 3)]),
        "kite": (5, [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4)]),
    }


def reached(people: int, ties: list[tuple[int, int]], chance: float) -> Floats:
    """Chance of each set of people to be reached, by enumeration of all sets of ties that carry [2^people]."""
    found = np.zeros(2**people)
    for carries in product((0, 1), repeat=len(ties)):
        inside, grown = {0}, True
        while grown:
            more = {b for (a, b), on in zip(ties, carries, strict=True) if on and a in inside}
            more |= {a for (a, b), on in zip(ties, carries, strict=True) if on and b in inside}
            grown = not more <= inside
            inside |= more
        on = sum(carries)
        found[sum(1 << k for k in inside)] += chance**on * (1 - chance) ** (len(ties) - on)
    return found


def cascades(copies: int, replicates: int) -> Check:
    """Chance of each outcome in copies of tiny networks, the first person of each copy being the seed."""
    chance = 0.4
    return together(
        *(
            share_near(*_cascade(people, ties, chance, copies, replicates), _outcomes(people, ties, chance), 0.01)
            for people, ties in tiny_networks().values()
        )
    )


def _outcomes(people: int, ties: list[tuple[int, int]], chance: float) -> Floats:
    known = reached(people, ties, chance)
    return known[1::2]  # the seed is always reached


def _cascade(
    people: int, ties: list[tuple[int, int]], chance: float, copies: int, replicates: int
) -> tuple[Floats, float]:
    """Count outcomes over copies and replicates; the seeds of all copies are the first people."""

    def place(copy: int, person: int) -> int:
        return copy if person == 0 else copies + copy * (people - 1) + person - 1

    edges = [tuple(sorted((place(copy, a), place(copy, b)))) for copy in range(copies) for a, b in ties]
    scenario = plain(
        "cascade",
        copies * people,
        people + 2,
        organisation={"structure": "listed", "edges": edges},
        model={"contagion": "cascade"},
        platform=first_people(copies),
        parameters={"imitation_rate": float(-np.log1p(-chance))},
    )
    places = np.array([[place(copy, person) for person in range(people)] for copy in range(copies)])
    world, counts = world_of(scenario), np.zeros(2**people)
    for replicate in range(replicates):
        registered = simulate(world, replicate).people["registered"][places].astype(np.int64)
        counts += np.bincount(registered @ (1 << np.arange(people)), minlength=2**people)
    return counts[1::2], float(copies * replicates)


CENTOLA = "Centola & Macy (2007)"
ECKLES = "Eckles et al. (arXiv 1810.03579)"
ROWS = (
    Row(
        "Granovetter's crowd",
        "thresholds N(.25, σ) clipped at 0, from zero: final .0492 at σ .1215, about 1 at .1225",
        GRANOVETTER,
        "`contagion: threshold`, `thresholds: even`, well-mixed; 100,000 people are enough: .04917",
        "1e-3 (no chance)",
        lambda: granovetter(100_000),
    ),
    Row(
        "Granovetter's jump",
        "the jump lies at σ .12222: just below it .0597 (σ .1222), just above it 1 (σ .1223)",
        GRANOVETTER,
        "the same with 1,000,000 people",
        "1e-3 (no chance)",
        granovetter_jump,
        slow=True,
    ),
    Row(
        "Dominoes",
        "thresholds 0 to 99 of 100 people: all 100; threshold 1 changed to 2: exactly 1",
        GRANOVETTER,
        "`contagion: threshold`, `thresholds:` a list of 100 numbers, well-mixed",
        "exact",
        dominoes,
    ),
    Row(
        "Front on a ring",
        "2(k/2 − θ + 1) new accounts a week: 6 (θ 2), 4 (θ 3) with k = 8",
        CENTOLA,
        "`structure: ring`, 400 people, eight neighbouring seeds, no noise, 40 weeks",
        "exact",
        ring_front,
    ),
    Row(
        "Stalls in a random network",
        "the same with θ 2 in a random 8-regular network stays near its seeds",
        CENTOLA,
        "40 random 8-regular networks (`listed`) of 2,000 people; seeds are a person and seven neighbours; 60 weeks",
        "median 8 ± 2",
        stalling,
        slow=True,
    ),
    Row(
        "Noise reverses it",
        "weeks to 90%: ring 297; random 122/33/11 if one contact suffices with a weekly chance of .002/.01/.05",
        ECKLES,
        "`contagion: complex` so steep that one contact has that chance and two are certain (q 20, an argument of "
        "`simulate`), 2,000 people, θ 2, 8 seeds, 50-120 networks",
        "random ±20% at 4 SE; ring ±5 weeks",
        noise_reverses,
        slow=True,
    ),
    Row(
        "Independent cascade",
        "chance of each outcome as enumerated over all sets of ties that carry",
        "Kempe, Kleinberg & Tardos (2003)",
        "`contagion: cascade`, 3 networks of 4-5 people, 1,000 copies each, 100 replicates, chance .4 a tie",
        "±.01 at 4 SE (100,000 trials)",
        lambda: cascades(1000, 100),
    ),
)
