"""The menu: what a company may do where no study says which interventions are to be decided on, and how much of each.

Each kind has a lever for its size and one for its start, some one for whom it reaches. Sizes are shares of the company,
so that a menu fits companies of every size. Ranges are assumptions: what companies do, from little to much.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from simulation.results.errors import InputError
from simulation.scenario.overriding import overridden
from simulation.studies.best.levers import Lever, Levers, Value
from simulation.studies.design.changing import presence_key
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

STARTS: Final = (4, 17, 30, 56)
"""Weeks in which something may begin: soon, after a quarter, half a year, a year."""
_LATEST: Final = 0.7
"""Part of the run after which nothing begins any more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind on the menu: settings that stay, and settings to decide on with their values.

    ``per_person`` are values that are multiplied by the number of people and rounded up.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    per_person: dict[str, tuple[float, ...]] = field(default_factory=dict)


MENU: Final[dict[str, Offer]] = {
    "campaign": Offer({"weeks": 13}, {"contacts_per_week": (0.25, 0.5, 1.0, 2.0)}),
    "kick_off": Offer(
        {"weeks": 52, "target": {"role": "manager", "share": 0.25}}, {"target.share": (0.1, 0.25, 0.5, 1.0)}
    ),
    "community_manager": Offer({}, {"hours_per_week": (2.0, 4.0, 8.0)}, {"communities": (0.002, 0.005, 0.01, 0.02)}),
    "multipliers": Offer({"target": {"rank": "degree", "share": 0.01}}, {"target.share": (0.005, 0.01, 0.02, 0.05)}),
    "face_to_face": Offer(
        {"weeks": 52}, {"target.role": ("anyone", "manager")}, {"hours_per_week": (0.002, 0.005, 0.01, 0.02)}
    ),
    "workshops": Offer(
        {"weeks": 52, "target": {"share": 0.1}},
        {"target.share": (0.05, 0.1, 0.2, 0.5), "target.role": ("anyone", "manager")},
    ),
    "working_out_loud": Offer({"target": {"share": 1.0}}, {}, {"circles": (0.001, 0.002, 0.005, 0.01)}),
    "reverse_mentoring": Offer(
        {"weeks": 52, "target": {"role": "manager", "share": 0.25}}, {"target.share": (0.1, 0.25, 0.5)}
    ),
    "role_modelling": Offer({"target": {"role": "executive"}}, {"target.role": ("executive", "manager")}),
    "use_cases": Offer({}, {"cases": (1, 2, 4, 8)}),
    "ambassador_tasks": Offer(
        {"weeks": 52, "target": {"rank": "contributions", "users_only": True, "share": 0.02}},
        {"target.share": (0.01, 0.02, 0.05)},
    ),
    "open_groups": Offer({"share": 0.25}, {"share": (0.1, 0.25, 0.5, 1.0)}),
    "onboarding": Offer(),
}
"""What is offered, by kind. Whatever needs something of the company (islands, countries), and orders, are not."""


def menu(scenario: Scenario, kinds: Collection[str] = ()) -> tuple[Scenario, Levers]:
    """Return the scenario with everything on the menu beside its own interventions, and the levers that choose.

    Raises:
        InputError: a kind is not on the menu.
        ScenarioError: an intervention cannot take place in this company.
    """
    if wrong := [kind for kind in kinds if kind not in MENU]:
        raise InputError("; ".join(unknown("intervention on the menu", kind, MENU) for kind in wrong))
    data = scenario.model_dump(mode="json")
    levers: list[Lever] = []
    for kind, offer in MENU.items():
        if kinds and kind not in kinds:
            continue
        name = _free_name(kind, {each["name"] for each in data["interventions"]})
        choices = _choices(scenario, offer)
        data["interventions"].append({"kind": kind, "name": name, **offer.settings, "start": choices["start"][0]})
        levers.append(Lever(presence_key(name), (False, True), name, is_presence=True))
        levers += [Lever(f"{presence_key(name)}.{key}", values, name) for key, values in choices.items()]
    return overridden(data, []), Levers(tuple(levers))


def _choices(scenario: Scenario, offer: Offer) -> dict[str, tuple[Value, ...]]:
    """Return every setting to decide on with its values, each once."""
    people, weeks = scenario.organisation.people, scenario.run.weeks
    starts = tuple(week for week in STARTS if week <= _LATEST * (weeks - 1)) or (0,)
    sized = {key: tuple(dict.fromkeys(ceil(people * each) for each in values))
             for key, values in offer.per_person.items()}  # fmt: skip
    return {**sized, **offer.choices, "start": starts}


def _free_name(kind: str, taken: Collection[str]) -> str:
    name, number = kind, 2
    while name in taken:
        name, number = f"{kind} {number}", number + 1
    return name
