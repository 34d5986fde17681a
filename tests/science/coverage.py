"""Known results on printed intervals: how often they hold a truth that they have not seen.

Where a further company is like the R replicates of a run, it lies between the i-th and the j-th
smallest of them with the chance (j - i) / (R + 1), whatever the distribution is. The printed band
runs from place (R + 1) / 10 to place 9 (R + 1) / 10: with R = 19 the second and the eighteenth,
16/20.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from simulation.engines.run import simulate
from simulation.measures import measure
from simulation.results.effects import effect
from simulation.results.quantiles import band
from simulation.scenario.schema import Scenario
from simulation.world import World
from tests.science.row import Row
from tests.science.running import Floats, world_of
from tests.science.verdicts import Check, near, near_bounds, together

MEASURED: Final = ("registered", "contributions_total_cumulative", "belief_mean", "norm_mean")
SHOWN: Final = "registered, contributions so far, mean belief, mean norm"
REPLICATES: Final = 19
"""So many that both ends of the band are order statistics, and no distribution has to be assumed."""
BLOCKS, TRUTHS = 300, 20
PLAN: Final = (
    {"kind": "kick_off", "start": 6, "target": {"share": 0.3}},
    {"kind": "community_manager", "start": 10, "communities": 5},
)


def company(*interventions: dict[str, Any]) -> Scenario:
    """A company of 300 people over 60 weeks, every uncertain parameter drawn from its prior."""
    return Scenario.model_validate(
        {
            "name": "coverage",
            "organisation": {"people": 300, "countries": {"A": 0.7, "B": 0.3}, "divisions": {"X": 0.5, "Y": 0.5}},
            "interventions": list(interventions),
            "run": {"weeks": 60, "seed": 4},
        }
    )


def at_end(world: World, replicate: int, **settings: Any) -> Floats:
    """The measures of a replicate in its last week [measures]."""
    found = measure(simulate(world, replicate, **settings), world.scenario.economics.hourly_cost_eur, MEASURED)
    return np.array([found[name][-1, -1] for name in MEASURED])


def truths(world: World, number: int) -> Floats:
    """Companies whose parameters are drawn here from the declared priors, not by the engine [number, measures]."""
    luck, declared = np.random.default_rng(7), world.scenario.declared()
    found = []
    for k in range(number):
        drawn = {name: p.prior.quantile(luck.uniform(), p.low, p.high) for name, p in declared.items()}
        found.append(at_end(world, 10**6 + k, parameters=drawn))
    return np.array(found)


def covered(replicates: Floats, truth: Floats) -> Floats:
    """Share of truths within the bands of replicates, both [blocks, number, measures]: [blocks, measures]."""
    found = band(np.moveaxis(replicates, 1, 0))
    return ((truth >= found.low[:, None]) & (truth <= found.high[:, None])).mean(axis=1)


def printed_band() -> Check:
    """The band as `wandel run` prints it, over blocks of replicates, against truths of their own."""
    world = world_of(company())
    replicates = np.array([at_end(world, k) for k in range(BLOCKS * REPLICATES)])
    truth = truths(world, BLOCKS * TRUTHS)
    # whole numbers tie: a speck of noise on all of them decides, and leaves all of them alike
    specks = np.random.default_rng(8)
    replicates = (replicates + 1e-6 * specks.uniform(size=replicates.shape)).reshape(BLOCKS, REPLICATES, -1)
    truth = (truth + 1e-6 * specks.uniform(size=truth.shape)).reshape(BLOCKS, TRUTHS, -1)
    share = covered(replicates, truth)
    return near(share, np.full(len(MEASURED), 0.8), 0.05, f" ({SHOWN})")


PAIRS, STUDIES = 1500, 2000
SIZES: Final = {20: 0.8, 80: 0.88}
"""Pairs in a study, and how often its interval of the mean must hold the truth at least, as skewed as effects are."""


def _hits(before: Floats, after: Floats, size: int, luck: np.random.Generator) -> Floats:
    """Whether intervals of the mean and of the chance hold those of the pool, in studies drawn from it [studies, 2]."""
    mean, positive = (after - before).mean(), (after > before).mean()
    hits = np.zeros((STUDIES, 2))
    for study in range(STUDIES):
        chosen = luck.integers(before.size, size=size)
        found = effect(before[chosen], after[chosen])
        hits[study] = found.mean_low <= mean <= found.mean_high, found.p_low <= positive <= found.p_high
    return hits


def paired_interval() -> Check:
    """Intervals of `wandel compare` in studies drawn from a pool of pairs, whose own effect is the truth.

    Student's interval of a mean is exact for normal effects, which a pool of the same size shows; real ones are skewed.
    """
    base, plan = world_of(company()), world_of(company(*PLAN))
    pairs = np.array([[at_end(world, k) for world in (base, plan)] for k in range(PAIRS)])
    luck = np.random.default_rng(9)
    normal = luck.normal(1.0, 1.0, PAIRS)
    checks = [near(_hits(np.zeros(PAIRS), normal, 20, luck), 0.95, [0.025, 0.04], " (normal effects, 20 pairs)")]
    for size, least in SIZES.items():
        each = [_hits(pairs[:, 0, m], pairs[:, 1, m], size, luck) for m in range(len(MEASURED))]
        means, chances = (np.column_stack([hits[:, k] for hits in each]) for k in range(2))
        checks.append(near_bounds(means, least, 1.0, f" (means, {size} pairs: {SHOWN})"))
        checks.append(near_bounds(chances, 0.9, 1.0 + 1e-9, f" (chances that it is positive, {size} pairs)"))
    return together(*checks)


ROWS = (
    Row(
        "Band of a run",
        "the 80% band of a run holds a further company that is like its replicates in 80% of cases",
        "order statistics",
        f"300 people, 60 weeks, all priors; {BLOCKS} bands of {REPLICATES} replicates, each against {TRUTHS} companies "
        "whose parameters the test draws itself",
        "±.05 at 4 SE (over bands)",
        printed_band,
        slow=True,
    ),
    Row(
        "Interval of an effect",
        "95% intervals of a mean effect hold the truth in 95% of studies if effects are normal, in fewer if they are "
        "skewed; those of the chance that an effect is positive in about 95%",
        "Student; Wilson (1927)",
        f"kick-off and community managers in the same company, {PAIRS:,} pairs; {STUDIES:,} studies each of 20 and of "
        "80 pairs drawn from them, whose own mean and share are the truth",
        "normal .95 ± .025; means at least .80 (20 pairs) and .88 (80); chances at least .90; at 4 SE",
        paired_interval,
        slow=True,
    ),
)
