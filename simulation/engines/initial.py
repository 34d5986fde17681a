"""The state before the first week, made once for both engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.engines.kernel.turnover import draw_all_traits, space_evenly
from simulation.interventions.select import chance_order
from simulation.model import rules
from simulation.model.chances import week_keys
from simulation.model.coefficients import Coefficients, as_record
from simulation.model.draws import Decision, name_keys, uniforms_of
from simulation.model.record import CAUSES, STAGES
from simulation.model.state import (
    CAUSE,
    NOVELTY,
    REGISTERED,
    REGISTERED_WEEK,
    SKILL,
    SKILL_FLOOR,
    THRESHOLD,
    Float,
    Packed,
    empty_groups,
    empty_people,
)  # fmt: skip
from simulation.model.tide import tides

if TYPE_CHECKING:
    from simulation.world import World

PILOT = CAUSES.index("pilot")
INCEPTION = STAGES.index("inception")
BEFORE = -1
"""The week before the first one."""
USUAL_SIZE: Final = 40.0
"""People who could belong to a community whose content counts as it is, N0: the default `people_per_community`."""


def initial_state(world: World, c: Coefficients, seed: int) -> tuple[Packed, NDArray[np.void]]:
    """Draw everybody's traits, register the pilots, and open the communities that run at the launch."""
    people = empty_people(world.organisation.n_people)
    groups = empty_groups(world.communities.n_communities, world.organisation.n_people)
    draw_all_traits(week_keys(seed, BEFORE, 0)[0], people, as_record(c))
    thresholds = world.scenario.model.thresholds
    if thresholds == "even":
        space_evenly(people.traits[THRESHOLD], as_record(c))
    elif thresholds != "random":
        people.traits[THRESHOLD] = np.array(thresholds, np.float32)
    for name in ("is_open", "kind", "home_silo", "purpose"):
        groups[name] = getattr(world.communities, name)
    groups["relevance"] = relevance(world.could_belong, float(c.content_dilution))
    _start_communities(world, groups, seed)
    _start_pilots(world, people, groups, c, seed)
    places = world.slots[people.flags[REGISTERED] != 0] // 2
    groups["members"] = np.bincount(places.ravel(), minlength=groups.size + 1)[: groups.size]
    return people, groups


def tides_of(world: World, values: Mapping[str, float], seed: int) -> Float:
    """Return what moves everybody week by week (`simulation.model.tide`) in a replicate."""
    scenario = world.scenario
    return tides(seed, scenario.run.start, scenario.run.weeks, values, scenario.model.calendar)


def relevance(people: NDArray[np.int64], dilution: float) -> NDArray[np.float32]:
    """N0 / (N0 (1 - d) + d N): share of a community's content that concerns one of its N people, against N0 of them.

    Where all of it concerns everybody (d = 0) that is 1; where each sees what N0 people would make (d = 1), N0 / N.
    """
    return (USUAL_SIZE / (USUAL_SIZE * (1.0 - dilution) + dilution * np.maximum(people, 1))).astype(np.float32)


def _start_communities(world: World, groups: NDArray[np.void], seed: int) -> None:
    """Open a share of the communities with official content."""
    platform = world.scenario.platform
    n = groups.size - len(world.pilots)
    keys = world.once_for_all("keys of communities", lambda: name_keys(f"community {k}" for k in range(n)))
    u = uniforms_of(seed, Decision.PLATFORM, keys)
    started = np.flatnonzero(u < platform.started_share)
    groups["stage"][started] = INCEPTION
    groups["content"][started, 0] = platform.started_content


def _start_pilots(world: World, people: Packed, groups: NDArray[np.void], c: Coefficients, seed: int) -> None:
    """Register, train and equip the pilots."""
    first = groups.size - len(world.pilots)
    for k, (pilot, who) in enumerate(zip(world.scenario.platform.pilots, world.pilots, strict=True)):
        count = int(np.floor(pilot.registered_share * who.size + 0.5))
        chosen = chance_order(f"registered of pilot {k}", who, count, seed=seed)
        people.flags[REGISTERED, chosen] = 1
        people.flags[CAUSE, chosen] = PILOT
        people.weeks[REGISTERED_WEEK, chosen] = BEFORE
        people.traits[NOVELTY, chosen] = 1.0
        _train(np.sort(chosen), np.array([pilot.skill, c.training_lasting], np.float32), people.traits)
        groups["stage"][first + k] = INCEPTION
        groups["content"][first + k, 0] = pilot.content


@loop
def _train(who: NDArray[np.int64], training: NDArray[np.float32], traits: NDArray[np.float32]) -> None:
    """Train some people; ``training`` holds the gain and the share of it that lasts."""
    gain, lasting = training
    for i in who:
        traits[SKILL, i] = rules.training_skill(traits[SKILL, i], gain)
        traits[SKILL_FLOOR, i] = rules.training_floor(traits[SKILL_FLOOR, i], gain, lasting)
