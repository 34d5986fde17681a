"""The life of an account: what is known of such networks, held against the shipped roll-out at small size."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.stats import spearmanr

from simulation.engines.course import Course
from simulation.engines.kernel.arrays import AUTHORS
from simulation.engines.run import simulate
from simulation.model.record import CAUSES, CONTENT_TYPES, INDEX, TENURES, Trajectory
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from simulation.world import World
from tests.science.row import Row
from tests.science.running import Floats, world_of
from tests.science.verdicts import Check, near_bounds, together, true, within

PEOPLE, REPLICATES = 12_000, 20
EARLY, LATE = slice(76, 95), slice(280, 298)
"""Weeks around the published one (85), and around week 290."""
UNPUSHED = [CAUSES.index("self"), CAUSES.index("peers")]
FEWEST = 10
"""Volunteers below whom a replicate says nothing about them."""


@lru_cache(maxsize=1)
def roll_out() -> World:
    """The shipped roll-out of 2012 with fewer people."""
    return world_of(override(load(find_scenarios()["telekom-2012"]), [f"organisation.people={PEOPLE}"]))


@lru_cache(maxsize=1)
def runs() -> list[Trajectory]:
    """Replicates of it, each with a draw of its own."""
    return [simulate(roll_out(), replicate) for replicate in range(REPLICATES)]


def _totals(trajectory: Trajectory, *names: str) -> Floats:
    return np.sum([trajectory.counts[:, -1, INDEX[name]] for name in names], axis=0).astype(float)


def tenure() -> Check:
    """Share of accounts that read, k weeks after the first visit, in the median of the replicates."""
    curves = np.array([
        [_totals(t, f"tenure_readers_{k}").sum() / _totals(t, f"tenure_{k}").sum() for k in TENURES] for t in runs()
    ])  # fmt: skip
    curve = dict(zip(TENURES, np.median(curves, axis=0), strict=True))
    shown = ", ".join(f"{k}: {share:.1%}" for k, share in curve.items())
    later = [curve[k] / curve[52] for k in (104, 208)]
    return together(
        true(curve[1] > curve[4] > curve[13], shown),
        true(all(1 / 1.5 <= each <= 1.5 for each in later), f"after one year times {later[0]:.2f} and {later[1]:.2f}"),
    )


def nothing_grows() -> Check:
    """Contributions and readers per registered person, week 290 over week 85, median of the replicates."""
    ratios = []
    for names in (CONTENT_TYPES, ("readers_7",)):
        found = []
        for t in runs():
            per_person = _totals(t, *names) / np.maximum(_totals(t, "registered"), 1)
            found.append(per_person[LATE].mean() / per_person[EARLY].mean())
        ratios.append(float(np.median(found)))
    shown = f"contributions times {ratios[0]:.2f}, readers times {ratios[1]:.2f}"
    return true(all(0.5 <= each <= 1.6 for each in ratios), shown)


def early_movers() -> Check:
    """Rank correlation of the week of registering with contributions a week since then, of who came unpushed."""
    found = []
    for t in runs():
        p, weeks = t.people, t.counts.shape[0]
        came = (p["registered"] == 1) & (p["registered_week"] < weeks - 52)
        came &= np.isin(p["cause"], UNPUSHED)
        since = p["registered_week"][came]
        found.append(spearmanr(since, p["contributions"][came] / (weeks - since)).statistic)
    return near_bounds(found, -1.0, -0.03)


ORDER = {"kind": "mandate", "name": "order", "start": 26, "weeks": 4, "pressure": 0}


@lru_cache(maxsize=1)
def ordered() -> list[Trajectory]:
    """The roll-out without plans in 3,000 people, who are all ordered to register after half a year."""
    changes = ["organisation.people=3000", "run.weeks=182"]
    scenario = override(load(find_scenarios()["telekom-2012"]), changes)
    plain = scenario.model_copy(
        update={"interventions": (), "platform": scenario.platform.model_copy(update={"legacy": ()})}
    )
    world = world_of(type(plain).model_validate(plain.model_dump(mode="json") | {"interventions": [ORDER]}))
    return [simulate(world, replicate) for replicate in range(REPLICATES)]


def orders_relapse() -> Check:
    """Of whom an order brought: readers in the last twelve weeks, and contributions per head, against volunteers."""
    reading, per_head = [], []
    for t in ordered():
        p = t.people
        by_order = (p["registered"] == 1) & (p["cause"] == CAUSES.index("push")) & (p["registered_week"] == 26)
        volunteers = (p["registered"] == 1) & np.isin(p["cause"], UNPUSHED) & (p["registered_week"] < 26)
        if volunteers.sum() < FEWEST:
            continue  # in some draws hardly anybody comes of their own accord within half a year
        read = p["read_weeks"] != 0
        reading.append(read[by_order].mean() / max(read[volunteers].mean(), 1e-9))
        rate = p["contributions"] / (182 - p["registered_week"])
        per_head.append(rate[by_order].mean() / max(rate[volunteers].mean(), 1e-9))
    return near_bounds(np.column_stack([reading, per_head]), 0, 0.9, " of the volunteers' (readers; contributions)")


def replied_first_post() -> Check:
    """Odds ratio of contributing again within half a year after a first post with and without a reply, pooled."""
    table = np.zeros((2, 2))  # replied or not, again or not
    for replicate in range(REPLICATES):
        table += _first_posts(replicate)
    ratio = table[1, 1] * table[0, 0] / (table[1, 0] * table[0, 1])
    error = ratio * float(np.sqrt((1 / table).sum()))
    replied = table[1].sum() / table.sum()
    said = f"{ratio:.2f} ± {error:.2f}; {replied:.0%} of first posts were replied to"
    return true(1.3 <= ratio <= 1.6, said)


def _first_posts(replicate: int, weeks: int = 150, again_within: int = 26) -> Floats:
    """Count people whose first contribution was a post, by whether it was replied to and whether they came again."""
    course, n = Course(roll_out(), replicate, "kernel", {}), PEOPLE
    first, replied, again = np.full(n, -1), np.zeros(n, bool), np.zeros(n, bool)
    before = np.zeros(n, np.int64)
    for week in range(weeks):
        course.advance(week + 1)
        people = course._engine.view(week + 1).people
        spoke = people.contributions > before
        again |= (first >= 0) & spoke & (week - first <= again_within)
        new = spoke & (before == 0) & (first == -1)
        posted = new & _authors(course, spoke)
        first[posted], first[new & ~posted] = week, -2
        replied[posted] = people.replies[posted] > 0
        before = people.contributions.astype(np.int64)
    counted = (first >= 10) & (first < weeks - again_within - 1)
    return np.array([[((replied == r) & (again == a) & counted).sum() for a in (0, 1)] for r in (0, 1)], float)


def _authors(course: Course, spoke: Floats) -> Floats:
    """Who wrote something that was no reply in the week that was run last."""
    listed = course._engine._lists.people[AUTHORS]  # the kernel's list of the week
    found = np.zeros(spoke.size, bool)
    last = -1
    for i in listed.tolist():
        if i <= last or not spoke[i]:
            break
        found[i], last = True, i
    return found


def month() -> Check:
    """Silent, one or two, more contributions in four weeks, of the registered, weeks 60 to 200, all replicates."""
    shares = []
    for t in runs():
        registered = _totals(t, "registered")[60:200].mean()
        few, many = (_totals(t, name)[60:200].mean() / registered for name in ("month_few", "month_many"))
        shares.append([1 - few - many, few, many])
    return within(
        np.median(shares, axis=0), np.zeros(3), [0.93, 0.01, 0.003], [0.985, 0.05, 0.02], " (silent, 1-2, more)"
    )


ROWS = (
    Row(
        "Use falls with tenure",
        "nearly all come in the week after the launch of a community, few a quarter later; then about as many stay",
        "SlackCommunity", f"telekom-2012 with {PEOPLE:,} people, {REPLICATES} replicates",
        "falls over the first quarter, within a factor of 1.5 after a year", tenure, slow=True,
    ),
    Row(
        "Nothing grows for ever", "without further plans use per registered person neither explodes nor vanishes",
        "experience", "the same runs, week 290 against week 85", "0.5 to 1.6", nothing_grows, slow=True,
    ),
    Row(
        "Who comes early cares", "earlier adopters use it more: the rank correlation is clearly negative",
        "assumption", "the same runs, people who came by themselves or through colleagues", "below -0.03, 4 SE",
        early_movers, slow=True,
    ),
    Row(
        "Orders relapse", "those who were ordered to register read and contribute less than volunteers",
        "BOT19", f"3,000 people without plans, all ordered to register in week 26, {REPLICATES} replicates",
        "below 0.9 of the volunteers', 4 SE", orders_relapse, slow=True,
    ),
    Row(
        "A replied first post", "44% post again without and 56% with a reply: odds ratio 1.62, observational",
        "JoyceKraut2006",
        f"telekom-2012 with 12,000 people, {REPLICATES} replicates, first posts of weeks 10 to 122 pooled",
        "1.3 to 1.6", replied_first_post, slow=True,
    ),
    Row(
        "A month of a large network", "96.6% silent, 2.35% one or two posts, 0.62% more, of more than 130,000 members",
        "Inequality", "the same runs, weeks 60 to 200, median", "silent 93-98.5%, 1-5%, 0.3-2%", month, slow=True,
    ),
)  # fmt: skip
"""Rows of the table of known results."""
