"""Random scenarios, from quiet to absurd, and small ones that are easy to reason about."""

from __future__ import annotations

from typing import Any, ClassVar, Literal
from unittest.mock import patch

import numpy as np

from simulation.interventions import Active, Cost, Intervention
from simulation.model.effects import CHANNELS, EffectBuilder
from simulation.organisation.generator import generate
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from simulation.scenario.selection import empty_selections
from simulation.world import World, build

LIVELY = {
    "innovation_rate": 0.05,
    "read_intercept": -1.5,
    "contribute_intercept": -1.0,
    "founding_propensity": 0.0,
    "reply_per_reader": 0.2,
}
"""Parameter values with which a lot happens in a few weeks."""
QUIET_TARGET = {"role": "anyone"}


def world_of(scenario: Scenario) -> World:
    """Build a world without keeping its organisation on disk."""
    with patch("simulation.shared_company.load_or_generate", generate):
        return build(scenario)


def small(weeks: int = 20, people: int = 120, **sections: Any) -> Scenario:
    """A small, lively company in two silos, turnover 20% a year."""
    organisation = {"people": people, "countries": {"A": 1}, "divisions": {"X": 0.6, "Y": 0.4}}
    platform = {"communities": {"people_per_community": 12}, "started_share": 0.5}
    parameters = LIVELY | {"turnover_rate": 0.2}
    run = {"weeks": weeks, "seed": 11, "events": True}
    return Scenario.model_validate(
        {
            "name": "small",
            "organisation": organisation | sections.pop("organisation", {}),
            "platform": platform | sections.pop("platform", {}),
            "parameters": parameters | sections.pop("parameters", {}),
            "run": run | sections.pop("run", {}),
            **sections,
        }
    )


class Anything(Intervention):
    """Random effects on random channels in every week, within their bounds but often at them."""

    evidence: ClassVar[str] = "none"
    kind: Literal["anything"] = "anything"
    name: str = "anything"
    start: int = 0
    seed: int = 0
    share: float = 0.3
    """Chance of each channel to be touched in a week."""

    def activate(self, world: World, view: Any) -> Active:
        """Nothing to choose."""
        del view
        return _Anything(self, world)


class _Anything(Active):
    def __init__(self, plan: Anything, world: World) -> None:
        self.plan = plan
        self.people = np.arange(world.organisation.n_people)
        self.sizes = {
            "person": world.organisation.n_people,
            "community": world.communities.n_communities,
            "layer": len(world.layers),
            "platform": 1,
        }

    def apply(self, age: int, strength: float, view: Any, effects: EffectBuilder) -> None:
        """Touch channels."""
        del view
        rng = np.random.default_rng([self.plan.seed, age])
        for name, channel in CHANNELS.items():
            if rng.random() >= self.plan.share * strength:
                continue
            size = self.sizes[channel.scope]
            where = np.flatnonzero(rng.random(size) < rng.choice([0.05, 0.5, 1.0]))
            low, high = max(channel.low, -3.0), min(channel.high, 20.0)
            value = rng.choice([low, high, channel.neutral, *rng.uniform(low, high, 3)], where.size)
            effects.add(name, where, value)

    def cost(self, age: int) -> Cost:
        """Free."""
        del age
        return Cost()


def with_anything(scenario: Scenario, **settings: Any) -> Scenario:
    """Add random effects to a scenario (past its validation: no file can ask for them)."""
    return scenario.model_copy(update={"interventions": (*scenario.interventions, Anything(**settings))})


class Dice:
    """Draws of one random case."""

    def __init__(self, number: int) -> None:
        """Key them by the number of the case."""
        self.rng = np.random.default_rng([20120219, number])

    def one(self, *choices: Any) -> Any:
        """One of some values."""
        return choices[int(self.rng.integers(len(choices)))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return int(self.rng.integers(low, high + 1))

    def share(self) -> float:
        """A share, often at its ends."""
        return float(self.one(0.0, 1.0, self.rng.random(), self.rng.random()))

    def often(self, chance: float) -> bool:
        """True by chance."""
        return bool(self.rng.random() < chance)


def random_scenario(number: int) -> Scenario:
    """Return case ``number``; equal numbers give equal scenarios."""
    d = Dice(number)
    weeks, people = d.whole(6, 26), d.whole(50, 260)
    organisation, platform = _organisation(d, people), _platform(d)
    left_out = platform["launch_countries"] == ("A",) and "B" in organisation["countries"]
    scenario = Scenario.model_validate(
        {
            "name": f"case-{number}",
            "organisation": organisation,
            "platform": platform,
            "model": _model(d),
            "parameters": _parameters(d),
            "interventions": _interventions(d, weeks, people, () if left_out else ("country_roll_out",)),
            "run": {"weeks": weeks, "seed": d.whole(0, 2**63 - 1), "events": True},
        }
    )
    scenario = _reaching(scenario)
    return with_anything(scenario, seed=number, share=float(d.one(0.1, 0.4))) if d.often(0.6) else scenario


def _reaching(scenario: Scenario) -> Scenario:
    """Return a scenario without the interventions and pilots that select nobody, which are refused."""
    gone = {place[:3] for place, _ in empty_selections(scenario, generate(scenario.organisation))}
    empty = {place[1] for place in gone if place[0] == "interventions"}
    plans = tuple(each for i, each in enumerate(scenario.interventions) if i not in empty)
    pilots = tuple(p for i, p in enumerate(scenario.platform.pilots) if ("platform", "pilots", i) not in gone)
    platform = scenario.platform.model_copy(update={"pilots": pilots})
    return scenario.model_copy(update={"interventions": plans, "platform": platform})


def _model(d: Dice) -> dict[str, Any]:
    mixing = d.often(0.2)
    return {
        "contagion": d.one("simple", "simple", "complex", "threshold", "cascade"),
        "contacts": "mixing" if mixing else "ties",
        "within_share": d.one(None, d.share()) if mixing else None,
        "thresholds": d.one("random", "even"),
        "quitters": d.one("return", "stay_away"),
    }


def _organisation(d: Dice, people: int) -> dict[str, Any]:
    return {
        "people": people,
        "seed": d.whole(0, 10**6),
        "countries": d.one({"A": 1}, {"A": 0.7, "B": 0.3}),
        "divisions": d.one({"X": 1}, {"X": 0.6, "Y": 0.4}, {"X": 0.5, "Y": 0.3, "Z": 0.2}),
        "functions": {"F": 0.5, "G": 0.5},
        "silo_level": d.one("country", "division"),
        "structure": d.one(*["company"] * 6, "complete", "ring", "random_regular"),
        "department_size": d.whole(10, 60),
        "department_degree": d.one(0, 5, 30),
        "cross_silo_degree": d.one(0, 7, 30),
        "team_density": d.share(),
        "silo_barrier": d.share(),
        "desk_share": d.one(0.0, 0.5, 1.0),
    }


def _platform(d: Dice) -> dict[str, Any]:
    islands = [
        {
            "name": f"island {k}",
            "users_share": d.share(),
            "attention": d.share(),
        }
        for k in range(2)
    ]
    pilots = [
        {
            "name": f"pilot {k}",
            "target": {"rank": d.one("random", "degree"), "count": d.whole(1, 40)},
            "registered_share": d.share(),
            "skill": d.share(),
            "content": d.one(0, 20),
        }
        for k in range(d.whole(0, 2))
    ]
    communities = {
        "people_per_community": d.one(5, 12, 40, 10_000),
        "open_share": d.share(),
        "purpose_mean": d.share(),
        "area_membership": d.share(),
        "interest_membership": d.share(),
    }
    return {
        "communities": communities,
        "started_share": d.share(),
        "started_content": d.one(0, 10),
        "official_content": d.one(0, 2, 200),
        "launch_countries": d.one((), ("A",)),
        "legacy": islands,
        "pilots": pilots,
    }


def _parameters(d: Dice) -> dict[str, float]:
    """Drawn from the priors by the replicate, some set here: to lively values, or to anything within bounds."""
    wild = d.one(0.0, 0.05, 0.3)
    chosen = dict(LIVELY) if d.often(0.7) else {}
    for name, p in PARAMETERS.items():
        if d.often(wild):
            chosen[name] = float(d.one(p.low, p.high, d.rng.uniform(p.low, p.high)))
    chosen["quitting_rate"] = d.one(0.0, 0.0, 0.1)
    chosen["turnover_rate"] = d.one(0.0, 0.035, 0.5, 0.9)
    return chosen


def _target(d: Dice, people: int, *ranks: str) -> dict[str, Any]:
    size = d.one({}, {"count": d.whole(1, people)}, {"share": max(d.share(), 0.01)})
    role = d.one("anyone", "anyone", "staff", "manager", "assistant", "team_lead")
    return {"role": role, "rank": d.one("random", "degree", "cross_silo_degree", *ranks), **size}


def _interventions(d: Dice, weeks: int, people: int, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    state = ("propensity", "contributions")
    particular: dict[str, dict[str, Any]] = {
        "community_manager": {"communities": d.whole(1, 20), "skill": d.share(), "target": _target(d, people)},
        "ambassador_tasks": {"reward": d.one(0, 0.6, 5), "target": _target(d, people, *state)},
        "reverse_mentoring": {"skill_per_session": d.share(), "target": _target(d, people)},
        "kick_off": {"acquaintances": d.one(0, 6, 50), "target": _target(d, people)},
        "multipliers": {"persuasion": d.share(), "talk_hours": d.one(0, 1, 40), "target": _target(d, people, *state)},
        "legacy_retirement": {"island": d.one("island 0", "island 1"), "archive": d.one(0, 50)},
        "ambassador_programme": {
            "target": _target(d, people, *state),
            "interest": d.one(-3, 10),
            "search_weeks": 2,
            "recognition": d.one(0, 1),
            "demand_rate": d.one(0, 10),
            "active_level": d.share() * 0.5,
        },
        "face_to_face": {
            "hours_per_week": d.one(0, 5, 1000),
            "list_weeks": d.one(1, 3),
            "persuasion": d.share(),
            "target": _target(d, people, *state),
        },
        "use_cases": {"cases": d.whole(1, 5), "success": d.share(), "target": _target(d, people, *state)},
        "role_modelling": {
            "safety": d.share(),
            "safety_weeks": d.one(1, 4),
            "lasting_weeks": d.one(None, 1, 3),
            "example": d.share(),
            "target": _target(d, people),
        },
        "workshops": {"group_size": d.one(2, 9), "skill": d.share(), "target": _target(d, people, *state)},
        "working_out_loud": {"circles": d.one(1, 5), "round_weeks": d.one(1, 4), "target": _target(d, people)},
        "onboarding": {"habit": d.share(), "target": _target(d, people)},
        # the platform and its communities
        "manager_training": {"courses_per_week": d.one(0.3, 4), "people_per_course": d.whole(1, 9), "skill": d.share(),
                             "refresh_weeks": d.one(None, 3), "communities": d.one(None, 5)},
        "manager_network": {"memory": d.share(), "help_hours": d.one(0, 1, 40), "visible": d.share(),
                            "communities": d.one(None, 5)},
        "open_groups": {"share": d.share(), "per_week": d.one(None, 1), "order": d.one("largest", "random"),
                        "close": d.often(0.3), "undo": d.often(0.5), "types": d.one((), ("practice", "help"))},
        "pilot_community": {"density": d.share(), "unit": d.one("team", "department"), "habit": d.share(),
                            "guided_weeks": d.one(0, 4), "target": _target(d, people, *state)},
        "content_migration": {"items": d.one(0, 40), "steps": d.whole(1, 4), "weeks_between": d.whole(1, 4),
                              "half_life": d.one(0.25, 6), "target": _target(d, people, *state)},
        "campaign": {"contacts_per_week": d.one(0, 1, 50), "hazard_per_contact": d.share(),
                     "target": _target(d, people, *state)},
        "mandate": {"pressure": d.one(0, 1, 5), "target": _target(d, people, *state)},
        "country_roll_out": {"support_weeks": d.one(0, 4), "campaign_hazard": d.share(),
                             "target": {"countries": d.one((), ("B",))}},
    }  # fmt: skip
    return [
        {
            "kind": kind,
            "name": f"{kind} {k}",
            "start": d.whole(0, weeks - 1),
            "weeks": d.one(None, d.whole(1, weeks)),
            "ramp_weeks": d.one(0, 0, 5),
            "strength": d.one(0.0, 0.5, 1.0, 5.0),
            **settings,
        }
        for k, (kind, settings) in enumerate(particular.items())
        if d.often(0.5) and kind not in without
    ]
