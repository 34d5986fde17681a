"""Cascades, thresholds and simple contagion of the public engine against those of NDlib."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.stats import ks_2samp

from simulation.engines.run import simulate
from tests.referees.peers import NEVER, PEOPLE, adoption_weeks, curve, graphs, renumbered, scenario_on
from tests.science.row import Row
from tests.science.running import Floats, weekly, world_of
from tests.science.verdicts import FALSE_ALARM, Check, exactly, together, true, within

HAS_NDLIB: Final = find_spec("ndlib") is not None
RUNS: Final = 300
"""Replicates on either side of a comparison with chance in it."""
BAND: Final = 0.02 * PEOPLE
"""Difference of means that counts as none: 2% of the people."""
MEAN_WEEK: Final = 0.5
"""Difference of mean weeks of adoption that counts as none."""
FIRST: Final = 50
TIE_CHANCES: Final = {"small world": 0.25, "scale-free": 0.15, "company": 0.08}
"""Chances to carry with which cascades reach a good part of each network."""
MEANS: Final = (0.2, 0.3, 0.4, 0.5)
"""Mean thresholds, from cascades that reach nearly everybody to those that end at once."""
BETA: Final = 0.03
WEEKS_OF_SPREAD: Final = 30


def waits(graph: nx.Graph, mean: float, seed: int) -> Floats:
    """Thresholds around a mean: exactly a share of contacts that the person can see, or half way to the next."""
    degree = np.maximum([graph.degree[person] for person in range(PEOPLE)], 1)
    share = np.clip(np.random.default_rng(seed).normal(mean, 0.12, PEOPLE), 0.0, 0.999)
    return (np.floor(share * degree) + np.arange(PEOPLE) % 2 / 2) / degree


def waiting_for_all(graph: nx.Graph, drawn: Floats, weeks: NDArray[np.int64]) -> tuple[Floats, int]:
    """Thresholds in which one person waits for all contacts, and that person.

    The last of those who adopt before or together with one of their contacts: whoever adopts after all of them
    adopts in the same week with any threshold.
    """
    late = max(
        (person for person in range(PEOPLE) if weeks[person] >= 0),
        key=lambda person: (any(not 0 <= weeks[other] + 1 <= weeks[person] for other in graph[person]), weeks[person]),
    )
    changed = drawn.copy()
    changed[late] = 1.0
    return changed, late


def own_weeks(graph: nx.Graph, drawn: Floats, weeks: int, first: int) -> NDArray[np.int64]:
    """Week in which each person adopts in the public engine, if each waits for a share of the own contacts."""
    model = {"contagion": "threshold", "thresholds": drawn.tolist()}
    people = simulate(world_of(scenario_on(graph, weeks, first, model=model)), 0).people
    return np.where(people["registered"] != 0, people["registered_week"], NEVER).astype(np.int64)


def thresholds(first: int = 100, weeks: int = 80) -> Check:
    """Weeks of adoption of everybody in cascades without chance, which end early or late."""
    different, sizes, longest = 0, [], 0
    for seed, graph in enumerate(graphs().values()):
        for mean in MEANS:
            drawn = waits(graph, mean, seed)
            week = own_weeks(graph, drawn, weeks, first)
            other = adoption_weeks("ThresholdModel", graph, weeks, first, by_person=drawn.tolist())
            different += int(np.count_nonzero(week != other))
            sizes.append(int(np.count_nonzero(other != NEVER)))
            longest = max(longest, int(other.max()) + 1)
    said = " / ".join(map(str, sizes))
    return exactly(different, 0, note=f" weeks differ; cascades reach {said} people, in up to {longest} weeks")


def _size_and_week(reached: Floats) -> tuple[float, float]:
    """Return the final size of a cascade and the mean week of those who were reached after the first."""
    new = np.diff(reached, prepend=FIRST)
    return float(reached[-1]), float(new @ np.arange(new.size) / max(new.sum(), 1))


def _mine(graph: nx.Graph, chance: float, weeks: int, runs: int) -> Floats:
    """Final sizes and mean weeks of adoption in the engine's cascades [runs, 2]."""
    rate = {"imitation_rate": float(-np.log1p(-chance))}
    world = world_of(scenario_on(graph, weeks, FIRST, model={"contagion": "cascade"}, parameters=rate))
    found = []
    for replicate in range(runs):
        reached = weekly("registered")(simulate(world, replicate))
        found.append(_size_and_week(reached))
    return np.array(found, float)


def _others(graph: nx.Graph, chance: float, weeks: int, runs: int) -> Floats:
    """The same of NDlib's cascades [runs, 2]."""
    found = []
    for seed in range(runs):
        reached = curve(adoption_weeks("IndependentCascadesModel", graph, weeks, FIRST, seed, by_tie=chance), weeks)
        found.append(_size_and_week(reached))
    return np.array(found, float)


def same_distribution(one: Floats, other: Floats, band: float, name: str) -> tuple[Check, Check]:
    """Hold the means within a band of one another, and the distributions equal by Kolmogorov and Smirnov."""
    runs = len(one)
    error = np.sqrt(one.var(ddof=1) / runs + other.var(ddof=1) / len(other))
    means = f" ({name}: {one.mean():.1f} and NDlib {other.mean():.1f})"
    p = float(ks_2samp(one, other).pvalue)
    return within(one.mean() - other.mean(), error, -band, band, means), true(p > FALSE_ALARM, f"KS p {p:.2g}")


def cascades(runs: int = RUNS, weeks: int = 80) -> list[Check]:
    """Sizes and mean weeks of independent cascades on each network."""
    found: list[Check] = []
    for name, graph in graphs().items():
        mine, others = _mine(graph, TIE_CHANCES[name], weeks, runs), _others(graph, TIE_CHANCES[name], weeks, runs)
        found += same_distribution(mine[:, 0], others[:, 0], BAND, f"{name}, people reached")
        found += same_distribution(mine[:, 1], others[:, 1], MEAN_WEEK, f"{name}, mean week")
    return found


def spread(runs: int = RUNS) -> Check:
    """Mean curves of simple contagion on a regular network, where NDlib's chance and the engine's hazard are one.

    With k of d contacts registered: 1 - exp(-q k/d) = 1 - (1 - beta)^k if q = -d ln(1 - beta).
    """
    graph = renumbered(nx.random_regular_graph(8, PEOPLE, seed=3), 3)
    rate = {"imitation_rate": float(-8 * np.log1p(-BETA))}
    world = world_of(scenario_on(graph, WEEKS_OF_SPREAD, FIRST, parameters=rate))
    mine = np.array([weekly("registered")(simulate(world, replicate)) for replicate in range(runs)], float)
    weeks = WEEKS_OF_SPREAD
    others = np.array([curve(adoption_weeks("SIModel", graph, weeks, FIRST, k, beta=BETA), weeks) for k in range(runs)])
    error = np.sqrt((mine.var(axis=0, ddof=1) + others.var(axis=0, ddof=1)) / runs)
    difference = mine.mean(axis=0) - others.mean(axis=0)
    note = f"; of {PEOPLE} people, {mine[:, -1].mean():.1f} and NDlib {others[:, -1].mean():.1f} at the end"
    return within(difference, error, -BAND, BAND, note)


ROWS = (
    Row(
        "Threshold cascades",
        "the week in which each person adopts, if each waits for a share of the own contacts",
        "NDlib, `ThresholdModel`",
        f"{len(TIE_CHANCES)} networks of {PEOPLE:,} people (small world, scale-free, a generated company), mean "
        f"thresholds {', '.join(map(str, MEANS))}, 100 first adopters; thresholds equal a share or lie between two",
        "exact, person by person",
        thresholds,
    ),
    Row(
        "Independent cascades",
        "people reached and mean week of adoption, if each tie carries once by chance",
        "NDlib, `IndependentCascadesModel`",
        f"the same networks, chances {', '.join(map(str, TIE_CHANCES.values()))}, {FIRST} first adopters, "
        f"{RUNS} runs each",
        f"means ±{BAND:g} people and ±{MEAN_WEEK:g} weeks at 4 SE; whole distributions by Kolmogorov and Smirnov",
        lambda: together(*cascades()),
        slow=True,
    ),
    Row(
        "Simple contagion",
        "the mean curve of adoption; on a regular network hazard and chance per contact are one: q = −d ln(1 − β)",
        "NDlib, `SIModel`",
        f"random 8-regular network of {PEOPLE:,} people, β {BETA}, {FIRST} first adopters, {RUNS} runs each, every "
        f"week of {WEEKS_OF_SPREAD}",
        f"±{BAND:g} people at 4 SE",
        spread,
        slow=True,
    ),
)
