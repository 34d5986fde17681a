"""Known results on use: inequality of contributions, ambassador tiers, managers, rewards, orders."""

from __future__ import annotations

import numpy as np

from simulation.engines.run import simulate
from simulation.model.record import BOOKING, INDEX, Trajectory
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from simulation.scenario.schema import Scenario
from tests.science.row import Row
from tests.science.running import Effect, Floats, each, plain, run, weekly, with_effect, world_of
from tests.science.verdicts import Check, above, exactly, near, near_bounds, together, true

ALIKE: dict[str, float] = {
    "propensity_spread": 0,
    "read_intercept": 0,
    "contribute_intercept": -1,
    "extra_posts": 0,
    "read_content": 0,
    "read_habit": 0,
    "read_norm": 0,
    "read_manager": 0,
    "read_belief": 0,
    "contribute_belief": 0,
    "contribute_habit": 0,
    "contribute_reply": 0,
    "contribute_norm": 0,
    "contribute_manager": 0,
    "contribute_skill": 0,
    "contribute_safety": 0,
    "cost_open": 0,
    "cost_closed": 0,
    "reply_motivation": 0,
    "reply_per_reader": 0,
}
"""All couplings off: everybody reads and contributes with the same constant chances."""
READ, CONTRIBUTE = 0.5, 1 / (1 + np.exp(1.0))
EVERYBODY = {"pilots": [{"name": "all", "skill": 0, "content": 0}]}
MEMBERS = {"area_membership": 1, "people_per_community": 40}


def _alike(people: int, weeks: int, **parameters: float) -> Scenario:
    platform = {**EVERYBODY, "communities": MEMBERS, "started_share": 1}
    return plain("alike", people, weeks, platform=platform, parameters={**ALIKE, **parameters})


def single_rate() -> Check:
    """Contributions of people who are all alike: binomial, by the index of dispersion and the mean."""
    people, weeks = 5000, 60
    world = world_of(_alike(people, weeks))
    chance = READ * CONTRIBUTE
    scaled, means = [], []
    for replicate in range(10):
        counts = simulate(world, replicate).people["contributions"].astype(float)
        scaled.append(counts.var(ddof=1) / (weeks * chance * (1 - chance)))
        means.append(counts.mean() / weeks)
    return together(near(scaled, 1, 0.05, " variance over that of a single rate"), near(means, chance, 0.002, " rate"))


def top_shares() -> Check:
    """Share of the most active contributors at week 85 of the shipped roll-out, with 12,000 people, by its draws."""
    changes = ["organisation.people=12000", "run.weeks=86"]
    scenario = override(load(find_scenarios()["telekom-2012"]), changes)

    def shares(trajectory: Trajectory) -> list[float]:
        last, people = trajectory.counts[-1, -1], trajectory.people
        made = np.sort(people["contributions"][people["registered"] == 1])[::-1]
        of_members = [made[: round(made.size * share)].sum() / made.sum() for share in (0.05, 0.01)]
        return [last[INDEX["top_5_contributions"]] / last[INDEX["contributions_ever"]], *of_members]

    five, five_of_members, one_of_members = np.median(each(scenario, 20, shares), axis=0)
    return true(
        0.4 <= five <= 0.8 and 0.6 <= five_of_members <= 0.9 and 0.3 <= one_of_members <= 0.75,
        f"{five:.2f} by 5% of contributors; {five_of_members:.2f} and {one_of_members:.2f} by 5% and 1% of members",
    )


def tiers() -> Check:
    """Active and interested ambassadors per core ambassador in the last half year of the shipped scenario."""
    scenario = override(load(find_scenarios()["brand-ambassadors"]), ["run.uncertainty=chance"])

    def ratios(trajectory: Trajectory) -> list[float]:
        core, active, interested = (
            trajectory.booked[-26:, -1, BOOKING[f"ambassadors_{tier}"]].mean()
            for tier in ("core", "active", "interested")
        )
        return [active / core, interested / core]

    return near_bounds(each(scenario, 4, ratios), [4.5, 45], [18, 180], " (active and interested per core)")


PAIRS = 40
REMOVED, CHECKED = 20, 72
"""Weeks from which on a manager may be gone, and from which on contributors are counted."""


def _managed(**parameters: float) -> Scenario:
    """Everybody registered, communities of departments only, each with a manager before and after `REMOVED`."""
    manager = {"kind": "community_manager", "communities": 1000, "hours_per_week": 8, "skill": 1}
    communities = {**MEMBERS, "function_share": 0.05, "interest_membership": 0, "function_membership": 0}
    scenario = plain(
        "managed",
        600,
        124,
        platform={"communities": communities, "started_share": 1, "started_content": 5},
        parameters={"propensity_spread": 1.8, **parameters},
        interventions=[
            {**manager, "name": "at first", "start": 0, "weeks": REMOVED},
            {**manager, "name": "later", "start": REMOVED},
        ],
    )
    return with_effect(scenario, Effect(name="everybody", channels={"register_now": 1.0}, weeks=1))


def _without_later(scenario: Scenario) -> Scenario:
    first, _, *others = scenario.interventions
    return scenario.model_copy(update={"interventions": (first, *others)})


def manager_removed() -> Check:
    """Share of the weekly contributors that is lost a year after the managers left, by paired seeds."""

    def of(trajectory: Trajectory) -> list[float]:
        before, after = trajectory.counts[REMOVED - 1, -1], trajectory.counts[CHECKED:, -1]
        alive = (
            before[INDEX["stage_inception"]] + before[INDEX["stage_establishment"]] + before[INDEX["stage_maturity"]]
        )
        stages = [before[INDEX[f"stage_{stage}"]] / max(alive, 1) for stage in ("inception", "maturity")]
        return [after[:, INDEX["contributors_7"]].mean(), *stages]

    checks, few = [], _managed(read_intercept=-5, contribute_intercept=-6.5)
    many = _managed(read_intercept=-2, contribute_intercept=-1)
    for k, (stage, scenario) in enumerate((("inception", few), ("maturity", many)), start=1):
        kept, removed = each(scenario, PAIRS, of), each(_without_later(scenario), PAIRS, of)
        lost = 1 - removed[:, 0] / kept[:, 0]
        as_expected = int((lost > 0.05).sum() if k == 1 else (np.abs(lost) < 0.02).sum())
        said = (
            f"{stage} ({kept[:, k].mean():.0%} of communities): {lost.mean():.1%} lost, so in {as_expected} of {PAIRS}"
        )
        checks.append(true(as_expected >= 0.95 * PAIRS and kept[:, k].mean() > 0.5, said))
    return together(*checks)


HALF_LIFE, REWARD = 5.0, 1.5


def reward_fades() -> Check:
    """Extrinsic pull t weeks after a reward A: A 2^(-t / HL) exactly, and the log-odds of contributing by it."""
    people, weeks = 20_000, 12
    reward = Effect(channels={"extrinsic": REWARD}, weeks=1)
    base = _alike(people, weeks, read_intercept=6, contribute_intercept=-3, extrinsic_half_life=HALF_LIFE)
    known = REWARD * 2 ** (-np.arange(weeks) / HALF_LIFE)

    def log_odds(scenario: Scenario) -> Floats:
        readers, authors = each(scenario, 12, weekly("readers_7")), each(scenario, 12, weekly("contributors_7"))
        return np.log(authors / (readers - authors))

    rewarded = with_effect(base, reward)
    left = run(rewarded).people["extrinsic"]
    exact = exactly(left / (REWARD * 2 ** (-weeks / HALF_LIFE)) - 1, np.zeros(people), 1e-6, 2, " relative, state")
    return together(exact, near(log_odds(rewarded) - log_odds(base), known, 0.06))


def undershoot() -> Check:
    """Contributors with less without a game of eight weeks, from 26 weeks after its end on, couplings off."""
    people, found = 5000, {}
    for kappa in (0.0, 0.35):
        base = _alike(people, 60, read_intercept=6, crowding_out=kappa, extrinsic_half_life=3, motivation_half_life=520)
        game = {"kind": "ambassador_tasks", "start": 0, "weeks": 8, "reward": 1, "badge": 0, "target": {}}
        changes = {"interventions": [game], "economics": {"attention_hours": None}}
        played = Scenario.model_validate(base.model_dump() | changes)

        def late(trajectory: Trajectory) -> float:
            return float(weekly("contributors_7")(trajectory)[34:].mean() / people)

        found[kappa] = each(played, 12, late) - each(base, 12, late)
    return together(
        near_bounds(found[0.0], 0, 0.005, " (κ 0: no undershoot)"),
        above(-found[0.35], note=" below (κ .35), share of people"),
    )


def mandate() -> Check:
    """Contributors in the 52nd to 60th week after a push: the same people invited, less ordered with a reward.

    Both register the same people in the same week. The order comes with a reward for four weeks
    that is then withdrawn; who was invited comes with nothing but the own motivation.
    """
    found, accounts = {}, []
    for kappa in (0.0, 0.35):
        base = plain(
            "push", 4000, 64, platform={"communities": MEMBERS, "started_share": 1},
            parameters={
                "propensity_spread": 1.8, "read_intercept": -2, "contribute_intercept": -2, "crowding_out": kappa
            },
        )  # fmt: skip
        push = {"name": "push", "start": 4, "weeks": 4, "target": {"rank": "random", "share": 0.5}}
        invited = with_effect(base, Effect(channels={"register_now": 1.0}, **push))
        ordered = with_effect(base, Effect(channels={"register_now": 1.0, "extrinsic": 1.0}, withdrawn=1, **push))

        def late(trajectory: Trajectory) -> float:
            return float(weekly("contributors_7")(trajectory)[56:64].mean() / 2000)

        found[kappa] = each(invited, 16, late) - each(ordered, 16, late)
        accounts += [weekly("registered")(run(scenario))[[3, 4, -1]] for scenario in (invited, ordered)]
    return together(
        exactly(accounts, [[0, 2000, 2000]] * 4, note=": equal registrations"),
        near_bounds(found[0.0], -1, 0, " (κ 0: invited less ordered, share of them)"),
        above(found[0.35], note=" (κ .35)"),
    )


ROWS = (
    Row(
        "Single rate",
        "σ_z 0 and no feedback: contributions are those of a single rate (binomial), dispersion 1",
        "Van den Bulte & Lilien (2001): contagion and heterogeneity must be told apart",
        "5,000 people, all couplings 0, one contribution a week at most, 60 weeks, 10 replicates",
        "dispersion ±.05, rate ±.002 at 4 SE",
        single_rate,
        slow=True,
    ),
    Row(
        "Heavy tail",
        "5% of contributors make .4-.8; 5% of members made just under .6 in a Yammer network of 244, 1% made .75 in "
        "four health networks: a company's network lies between",
        "collected reports (Inequality)",
        "`telekom-2012`, its fitted draws, 12,000 people, week 85, median of 20 replicates",
        "5% of contributors .4-.8, 5% of members .6-.9, 1% of them .3-.75",
        top_shares,
        slow=True,
    ),
    Row(
        "Ambassador tiers",
        "core : active : interested about 1 : 9 : 90",
        "BOT19",
        "`brand-ambassadors` as shipped (its settings were chosen for this), last half year, 4 replicates",
        "factor 2 at 4 SE",
        tiers,
        slow=True,
    ),
    Row(
        "Manager removed",
        "activity decays in inception, hardly in maturity, in at least 95% of paired seeds",
        "KT13, FeverBee",
        "600 people, every community managed, managers gone from week 20 or kept; contributors a year later; 40 pairs",
        "decay: more than 5% lost; hardly: less than 2%",
        manager_removed,
        slow=True,
    ),
    Row(
        "Gamification fades",
        "couplings off: log-odds excess A 2^(−t/HL), t weeks after the reward",
        "equation of the model; IJETHE (2021)",
        "20,000 people alike, reward 1.5 in week 0, HL 5, 12 replicates, each of 12 weeks",
        "state 1e-6 relative; log-odds ±.06 at 4 SE",
        reward_fades,
        slow=True,
    ),
    Row(
        "Undershoot",
        "after a game is withdrawn, activity falls below the baseline if and only if κ > 0",
        "Deci, Koestner & Ryan (1999)",
        "`ambassador_tasks` for 8 weeks, 5,000 people alike, weeks 34-59, κ 0 and .35, 12 replicates",
        "sign at 4 SE; κ 0: 0 to .005",
        undershoot,
        slow=True,
    ),
    Row(
        "Motivated and mandated",
        "equal registrations; a year after the push motivated > mandated if and only if κ > 0",
        "Deci, Koestner & Ryan (1999); KT13",
        "the same 2,000 of 4,000 people get accounts in week 4, with or without a reward of 1 for 4 weeks that is then "
        "withdrawn; contributors in weeks 56-63, 16 replicates",
        "sign at 4 SE; registrations exact",
        mandate,
        slow=True,
    ),
)
