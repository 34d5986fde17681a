"""Experiences with communities: building them, caring for them, silos, dense starts."""

from __future__ import annotations

from typing import Any

from simulation.model.record import INDEX, Trajectory
from tests.experiences.company import at, booked, company, contributions, cross_silo_share, over, runs
from tests.experiences.pattern import SEEDS, Experience, Pattern, between_effects, lost, lost_more

SLOW = {"innovation_rate": 0.002}
STRONG = {**SLOW, "imitation_rate": 0.1}
TALKS = {"kind": "face_to_face", "start": 4, "hours_per_week": 5}
HOURS_OF_A_TALK = 1.0
"""Half an hour of both, the default of the intervention."""


def hours_beyond_talks(trajectory: Trajectory) -> float:
    """Booked hours, less the hours of one talk for everybody with an account."""
    return booked("hours")(trajectory) - HOURS_OF_A_TALK * at("registered")(trajectory)


def hours_per_convert() -> float:
    """Return booked hours for each registration beyond those of the same runs without talks, over all seeds."""
    with_talks, without = (company(*plan, parameters=SLOW) for plan in ((TALKS,), ()))
    converts = runs(with_talks, at("registered"), SEEDS) - runs(without, at("registered"), SEEDS)
    return float(runs(with_talks, booked("hours"), SEEDS).mean() / converts.mean())


BUILDING = Experience(
    "Building communities is slow and needs much face-to-face persuasion",
    "KT13",
    "few register by themselves (0.002 a week); weak (0.02) or strong (0.1) imitation; talks, 5 hours a week",
    "yes",
    "How far a talk moves somebody to register is an assumption, and so are the hours per convert.",
    (
        Pattern(
            "after a year, fewer have an account with weak imitation than with strong",
            (company(parameters=STRONG), company(parameters=SLOW)), at("registered", 51), "people of 400",
        ),
        Pattern(
            "talks bring further accounts within the year",
            (company(TALKS, parameters=SLOW), company(parameters=SLOW)), at("registered", 51), "people of 400",
        ),
        Pattern(
            "they take more hours than one talk for each convert",
            (company(TALKS, parameters=SLOW), company(parameters=SLOW)), hours_beyond_talks, "hours in all",
        ),
    ),
)  # fmt: skip


def manager(weeks: int | None = None, start: int = 0, hours: float = 6) -> dict[str, Any]:
    """Every community of the company has a manager."""
    plan = {"kind": "community_manager", "start": start, "communities": 60, "hours_per_week": hours}
    return plan if weeks is None else plan | {"weeks": weeks}


def removal(removed: int, **parameters: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two companies: managers stay, or leave in a week; 26 weeks follow."""
    sections = {"parameters": parameters, "run": {"weeks": removed + 26}}
    return company(manager(), **sections), company(manager(removed), **sections)


QUIET = {"innovation_rate": 0.004, "read_intercept": -5.0, "contribute_intercept": -3.5}
LIVELY = {"innovation_rate": 0.1, "read_intercept": -2.0, "contribute_intercept": -1.5}
YOUNG, MATURE = removal(52, **QUIET), removal(52, **LIVELY)
AFTER = contributions(52)
REMOVED = Experience(
    "A community manager on the business side is needed to keep activity up",
    "KT13",
    "all communities lose their managers in week 52; a company with default parameters (communities in inception) "
    "and a lively one (mostly established and mature); loss over the next 26 weeks against the same people who keep "
    "them",
    "yes",
    "Young communities lose about a third of their contributions within half a year, mature ones less than a tenth. "
    "Managers keep activity up by replies, which call people back and call for further replies, and by content.",
    (
        Pattern("contributions of young communities fall", YOUNG, AFTER, "% of contributions", lost),
        Pattern(
            "they fall more than those of mature ones", YOUNG + MATURE, AFTER, "points of % of contributions", lost_more
        ),
        Pattern("mature ones lose less than a tenth", MATURE, AFTER, "% of contributions", lost, within=10),
        Pattern("young communities lose replies", YOUNG, over("replied", 52), "% of replied contributions", lost),
    ),
)


def care(hours: float, multipliers: int = 0) -> dict[str, Any]:
    """Ten communities with managers; multipliers help with an hour a week each."""
    plans = [manager(start=5, hours=hours) | {"communities": 10}]
    if multipliers:
        target = {"rank": "degree", "count": multipliers}
        plans.append({"kind": "multipliers", "start": 5, "target": target, "community_hours": 1})
    return company(*plans)


MULTIPLIERS = Experience(
    "A community manager should secure multipliers' support, not do it all alone",
    "KT13",
    "managers of ten communities with 0, 4, 8 or 16 hours a week each; or 4 hours and 40 multipliers with one hour "
    "each",
    "yes",
    "Managers' and multipliers' hours stand in the same exponent of effort, so multipliers saturate as well; an hour "
    "of theirs is worth more than a manager's because it is not multiplied by her skill (0.6), which is an "
    "assumption.",
    (
        Pattern(
            "the first four hours bring more replies than the next four",
            (care(4), care(0), care(8), care(4)), over("replied"), "replied contributions", between_effects,
        ),
        Pattern(
            "the next four bring more than half of the next eight",
            (care(8), care(4), care(16), care(8)), over("replied"), "replied contributions",
            lambda a, b, c, d: (a - b) - (c - d) / 2,
        ),
        Pattern("multipliers add to four hours", (care(4, 40), care(4)), over("replied"), "replied contributions"),
        Pattern(
            "they add more than four further hours of the managers",
            (care(4, 40), care(8)), over("replied"), "replied contributions",
        ),
    ),
)  # fmt: skip


def silos(barrier: float, open_share: float = 1.0, *, seeded: bool = True, **parameters: float) -> dict[str, Any]:
    """A company whose silos are divided by a barrier; it starts in one of them."""
    platform: dict[str, Any] = {"communities": {"people_per_community": 30, "open_share": open_share}}
    if not seeded:
        return company(organisation={"silo_barrier": barrier}, platform=platform, parameters=parameters)
    platform["pilots"] = [{"name": "first", "target": {"silos": ["Sales"], "count": 60}}]
    slow = {"innovation_rate": 0.0005, "imitation_rate": 0.3, "launch_hazard": 0, "never_share": 0}
    return company(organisation={"silo_barrier": barrier}, platform=platform, parameters=slow)


def registered_far(trajectory: Trajectory) -> float:
    """Accounts in week 20 in the silo that did not start."""
    return float(trajectory.counts[20, 1, INDEX["registered"]])


SILO = Experience(
    "The special challenge of a group: managing the silo",
    "KT13",
    "two silos, a pilot of 60 people in one; 0% or 95% of the ties that would cross go elsewhere; all communities "
    "open; readers of the other silo reply like others, or 90% of them give way",
    "yes",
    "The barrier of ties slows who registers, and through that replies across silos at first. Who replies is drawn "
    "among a community's readers, not among contacts, so that replies have a barrier of their own (reply_barrier).",
    (
        Pattern(
            "without a barrier more have registered in the other silo after 20 weeks",
            (silos(0), silos(0.95)), registered_far, "people of 200",
        ),
        Pattern(
            "and more replies have crossed after 30 weeks",
            (silos(0), silos(0.95)), over("replied_cross_silo", 0, 30), "replies",
        ),
        Pattern(
            "where both silos start together, a lower share of replies crosses if those of the other silo give way",
            (silos(0.5, seeded=False, reply_barrier=0), silos(0.5, seeded=False, reply_barrier=0.9)),
            lambda t: 100 * cross_silo_share(t), "points of %",
        ),
        Pattern(
            "open communities raise the share of crossing replies",
            (silos(0.5, 1, seeded=False), silos(0.5, 0.25, seeded=False)), lambda t: 100 * cross_silo_share(t),
            "points of %",
        ),
    ),
)  # fmt: skip

SEEDED = 45


EVEN_TIES = {"periphery_share": 0, "degree_cv": 0.5}
"""Nobody in the periphery, and everybody with about as many ties."""


ONLY_COLLEAGUES = {
    "innovation_rate": 0, "imitation_rate": 0.3, "usefulness_weight": 0, "launch_hazard": 0, "register_propensity": 0,
    "never_share": 0,
}  # fmt: skip
"""Nobody comes but through colleagues, and all of them alike."""


def start_small(rank: str, contagion: str, spread: float, **ties: float) -> dict[str, Any]:
    """45 of 1,500 people start: neighbours in the tree of units ("number"), or at random."""
    return company(
        organisation={"people": 1500, **ties},
        platform={"pilots": [{"name": "first", "target": {"rank": rank, "count": SEEDED}}]},
        parameters=ONLY_COLLEAGUES | {"threshold_spread": spread},
        model={"contagion": contagion},
        run={"weeks": 41},
    )


def now_or_later(*later: dict[str, Any], now: int) -> dict[str, Any]:
    """So many of 1,500 people start at the launch, or others later, where few come of their own accord."""
    return company(
        *later,
        organisation={"people": 1500},
        platform={"pilots": [{"name": "first", "target": {"count": now}}]},
        parameters={"innovation_rate": 0.0005, "imitation_rate": 0.1, "launch_hazard": 0},
        run={"weeks": 53},
    )


LARGER_LATER = {"kind": "mandate", "start": 26, "weeks": 1, "pressure": 0, "target": {"count": 90}}
SILENT = {"contribute_intercept": -15}


def group(**parameters: float) -> dict[str, Any]:
    """Communities with managers and much official content."""
    return company(manager(start=0, hours=10), parameters=parameters, platform={"started_content": 50})


def communities_beyond(trajectory: Trajectory) -> float:
    """Weeks that communities spent in establishment or maturity."""
    return over("stage_establishment")(trajectory) + over("stage_maturity")(trajectory)


def _dense_among_even_ties() -> tuple[dict[str, Any], dict[str, Any]]:
    return start_small("number", "threshold", 0, **EVEN_TIES), start_small("random", "threshold", 0, **EVEN_TIES)


def _thin(contagion: str, spread: float) -> tuple[dict[str, Any], dict[str, Any]]:
    return start_small("random", contagion, spread), start_small("number", contagion, spread)


START_SMALL = Experience(
    "Start small, but start; a group in a network is not yet a community",
    "KT13",
    "45 of 1,500 people start, in one unit or at random; nobody registers by himself; thresholds of 25% of the "
    "contacts, equal or spread between people; 41 weeks. 45 who start at the launch, or 90 half a year later. Managers "
    "with much official content, members silent or not",
    "yes",
    "A small start beats a larger one half a year later, since colleagues pull from the first week on. That small "
    "starts should be dense does not come out: where everybody waits for the same sharp share of contacts and has "
    "about as many contacts, both stay small, and otherwise thin seeds win. With some people of few contacts, as in "
    "most networks, one contact who shows it is their whole threshold, and they pass it on. The default threshold is "
    "soft (threshold_steepness 20: two of twelve contacts already pull with a sixth of the full force), and with "
    "threshold_spread 0.12 some people wait for hardly anybody: such noise favours thin seeds, as with simple "
    "contagion.",
    (
        Pattern(
            "45 who start now have brought more accounts after a year than 90 who start in half a year",
            (now_or_later(now=45), now_or_later(LARGER_LATER, now=1)), at("registered"), "people of 1,500",
        ),
        Pattern(
            "not shown: with equal thresholds and even numbers of ties, dense and thin seeds differ by less than 30",
            _dense_among_even_ties(), at("registered"), "people of 1,500", within=30,
        ),
        Pattern(
            "not shown (the reverse): with equal thresholds and the default's uneven ties, thin beats dense",
            _thin("threshold", 0), at("registered"), "people of 1,500",
        ),
        Pattern(
            "not shown (the reverse): with the default of complex contagion thin beats dense by week 20",
            _thin("complex", 0.12), at("registered", 20), "people of 1,500",
        ),
        Pattern(
            "not shown (the reverse): so it does with equal thresholds where they are as soft as the default",
            _thin("complex", 0), at("registered", 20), "people of 1,500",
        ),
        Pattern(
            "with simple contagion thin beats dense by week 20, as theory has it",
            _thin("simple", 0.12), at("registered", 20), "people of 1,500",
        ),
        Pattern(
            "where members stay silent, no group becomes a community, for all that managers publish",
            (group(**SILENT),), communities_beyond, "community-weeks", lambda one: one, exact=True,
        ),
        Pattern(
            "where they speak, groups do", (group(), group(**SILENT)), communities_beyond, "community-weeks",
        ),
    ),
)  # fmt: skip
