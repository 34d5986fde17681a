"""The experience that communities of practice and information channels need different management, and clear purpose."""

from __future__ import annotations

from typing import Any, ClassVar, Literal
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from simulation.engines.kernel import engine
from simulation.engines.run import simulate
from simulation.interventions import Active, Cost, Intervention
from simulation.model.effects import EffectBuilder
from simulation.model.tasks import FOCUS, LEVERS, care_table
from simulation.scenario.schema import Scenario
from simulation.world import World, build
from tests.experiences.communities import manager
from tests.experiences.company import Number, company, contributions, over, runs, share_of
from tests.experiences.pattern import SEEDS, Experience, Pattern, between_effects

CARED, READING = manager(start=5, hours=4), over("readers_7", 5)
UNCLEAR, CLEAR, UNEXPLAINED = 0.3, 0.9, {"management_clarity": 0}
SPEAK, HARDLY = {"contribute_intercept": -3}, {"contribute_intercept": -8}
"""Members of a community of practice, and of a channel in which others publish."""
HARDLY_ANY = 1e-3
LATER, AFTER = 39, 40
"""Weeks in which purpose is made clear later, and from which on it is clear in both companies."""


def typed(kind: str, *plans: dict[str, Any], purpose: float = 0.6, **parameters: float) -> dict[str, Any]:
    """All communities are of one type, with a mean clarity of purpose."""
    settings = {"people_per_community": 30, "types": {kind: 1}, "purpose_mean": purpose}
    return company(*plans, platform={"communities": settings}, parameters=parameters)


def by_care(kind: str, focus: tuple[float, ...], **parameters: float) -> NDArray[np.float64]:
    """Return the weeks of reading [seeds] where managers of a type turn to the levers by these weights."""
    with patch.dict(FOCUS, {kind: focus}):
        tables = engine._TABLES._replace(care=care_table())
    with patch.object(engine, "_TABLES", tables):
        return runs(typed(kind, CARED, **parameters), READING, SEEDS)


def own_care_less_other(kind: str, other: str) -> tuple[float, float]:
    """Return mean and standard error of the weeks of reading by a type's own care, less those by another type's."""
    gained = by_care(kind, FOCUS[kind]) - by_care(kind, FOCUS[other])
    return float(gained.mean()), float(gained.std(ddof=1) / np.sqrt(SEEDS))


def by_levers(first: str, second: str, **parameters: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weeks of reading where managers do hardly anything but one thing, and where they do another."""
    focus = [tuple(1.0 if each == lever else HARDLY_ANY for each in LEVERS) for lever in (first, second)]
    return by_care("practice", focus[0], **parameters), by_care("practice", focus[1], **parameters)


class Clearing(Intervention):
    """The purpose of all communities is made clear in one week, at once and for nothing."""

    evidence: ClassVar[str] = "None: it states what is compared."
    kind: Literal["clearing"] = "clearing"
    name: str = "clearing"
    weeks: int | None = 1

    def activate(self, world: Any, view: Any) -> Active:
        """Find all communities."""
        del view
        return _Clearing(len(world.communities.kind))


class _Clearing(Active):
    def __init__(self, communities: int) -> None:
        self.people, self.communities = np.empty(0, np.int64), np.arange(communities)

    def apply(self, age: int, strength: float, view: Any, effects: EffectBuilder) -> None:
        """Take away so much of what is missing that an unclear purpose is a clear one."""
        del age, view
        effects.add("clarity", self.communities, strength * (1 - (1 - CLEAR) / (1 - UNCLEAR)))

    def withdraw(self, view: Any, effects: EffectBuilder) -> None:
        """It stays clear."""

    def cost(self, age: int) -> Cost:
        """Free."""
        del age
        return Cost()


def cleared(week: int) -> World:
    """Return a company with managers in which purpose is made clear in a week, and in no other way."""
    scenario = Scenario.model_validate(typed("practice", CARED, purpose=UNCLEAR, **UNEXPLAINED))
    return build(scenario.model_copy(update={"interventions": (*scenario.interventions, Clearing(start=week))}))


def first_and_later(number: Number) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a number of the runs [seeds] where purpose is clear from the start, and where it is later."""
    first, later = (
        np.array([number(simulate(world, seed)) for seed in range(SEEDS)]) for world in (cleared(0), cleared(LATER))
    )
    return first, later


TYPES = Experience(
    "A community of practice and an information channel need different management; purpose and rules must be clear "
    "first",
    "SMA",
    "all communities of one type, with and without managers (4 hours a week); managers who hardly do anything but "
    "answer, or publish, where members speak (contribute_intercept -3) or hardly do (-8: a channel); mean clarity of "
    "purpose 0.3 or 0.9; managers who make the purpose clear, or who do not (management_clarity 0); purpose made clear "
    "(0.3 to 0.9) in week 0 or in week 39, by nobody's hours",
    "yes",
    "Which care pays follows from whether members speak: answers call those back who spoke, and where hardly anybody "
    "does, what is published is all there is to read. Purpose first: whoever comes while it is unclear finds less, "
    "reads less and forms less of a habit, so that the same clarity later does not make up for it. By itself clear "
    "purpose is no condition for the rest of a manager's care, which gains as much where nobody clears the purpose up. "
    "That types differ in what is written is assumed (ITEM_SHARES), and so is the mixture of tasks that managers of a "
    "type turn to (FOCUS), which is not the best for channels: they would be read more with that of communities of "
    "practice, which invites more.",
    (
        Pattern(
            "communities of practice discuss more, information channels less",
            (typed("practice"), typed("information")), lambda t: 100 * share_of("discussions")(t), "points of %",
        ),
        Pattern(
            "managers add more contributions to communities of practice than to information channels",
            (typed("practice", CARED), typed("practice"), typed("information", CARED), typed("information")),
            contributions(5), "contributions", between_effects,
        ),
        Pattern(
            "where members speak, managers who answer bring more reading than managers who publish",
            (), READING, "weeks of reading", values=lambda: by_levers("answering", "seeding", **SPEAK),
        ),
        Pattern(
            "where they hardly speak, managers who publish bring more than managers who answer",
            (), READING, "weeks of reading", values=lambda: by_levers("seeding", "answering", **HARDLY),
        ),
        Pattern(
            "clear purpose brings more contributions",
            (typed("practice", purpose=CLEAR), typed("practice", purpose=UNCLEAR)), contributions(5), "contributions",
        ),
        Pattern(
            "once it is clear in both, more is read where purpose was clear first than where it became so later",
            (), READING, "weeks of reading", values=lambda: first_and_later(over("readers_7", AFTER)),
        ),
        Pattern(
            "and more is contributed",
            (), READING, "contributions", values=lambda: first_and_later(contributions(AFTER)),
        ),
        Pattern(
            "where the purpose is unclear, managers who clear it up bring more contributions by the same hours",
            (typed("practice", CARED, purpose=UNCLEAR), typed("practice", CARED, purpose=UNCLEAR, **UNEXPLAINED)),
            contributions(5), "contributions",
        ),
        Pattern(
            "not shown: managers who do not clear it up add as much where it is unclear (within 40 of about 880)",
            (
                typed("practice", CARED, purpose=UNCLEAR, **UNEXPLAINED), typed("practice", purpose=UNCLEAR),
                typed("practice", CARED, purpose=CLEAR, **UNEXPLAINED), typed("practice", purpose=CLEAR),
            ),
            READING, "weeks of reading", between_effects, within=40,
        ),
    ),
)  # fmt: skip
