"""Every number of the organisation generator, declared once with meaning, unit, bounds and source."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

from pydantic import ValidationInfo, create_model, field_validator, model_validator

from simulation.declare import setting
from simulation.organisation.stored import MOST_PEOPLE, Outline, outline_of
from simulation.settings import Settings
from simulation.words.naming import alike, naming_problem

SMALLEST = 50
"""People of a generated organisation at least; tables may have fewer."""
SMALLEST_UNIT = 3
"""People that every division of every country gets at least: a head and two others."""
LARGEST_COMPLETE = 5_000
"""People of a complete network: its ties grow with the square."""
MOST_SPREAD = 3.5
"""Largest log-sd of sociability: more would not spread degrees further, since hubs know all around them by then."""
LARGEST_INTERFACE = 5
"""Most people on each side where two teams work together, in the mean."""
LARGEST_TABLE = 200
"""Names in one table of shares; keeps indices in 8 bits and the group head's ties below the cap."""

_CERTAIN = 0.9
"""Share of the spread that the periphery makes by the mean number of ties as estimated; less cannot be had."""

CommunityType = Literal["practice", "information", "help", "project"]


RESERVED: Final = "all"
"""The silo that stands for the whole organisation in tables; no unit may be called so."""


def silo_names_of(countries: Sequence[str], divisions: Sequence[str], silo_level: str) -> tuple[str, ...]:
    """Return the names of silos, country by country: ``Country / Division``, or the one of the two that tells."""
    if silo_level == "country":
        return tuple(countries)
    return tuple(f"{c} / {d}" if len(countries) > 1 else d for c in countries for d in divisions)


def _checked_shares(field: str, shares: dict[str, float]) -> dict[str, float]:
    """Return shares unchanged; `ValueError` when empty, too long, negative, not finite or all zero, or for a name."""
    if not shares:
        raise ValueError(f"{field} needs at least one name with a share above 0")
    if len(shares) > LARGEST_TABLE:
        raise ValueError(f"{field} has {len(shares)} names, at most {LARGEST_TABLE} are possible")
    for name, share in shares.items():
        if not 0 <= share < float("inf"):
            raise ValueError(f"{field}: the share of {name!r} is {share}, it must be a number of 0 or more")
    if not any(share > 0 for share in shares.values()):
        raise ValueError(f"{field}: all shares are 0")
    if problem := naming_problem(shares):
        raise ValueError(f"{field}: {problem}")
    return shares


if TYPE_CHECKING:
    Source = Settings
else:  # `from` is a word of Python's, so this field cannot be declared in a class
    Source = create_model(
        "Source",
        __base__=Settings,
        **{
            "from": (
                str | None,
                setting(None, meaning="table of an organisation that `wandel import` wrote, beside the scenario"),
            )
        },
    )


class OrganisationSettings(Source):
    """What an organisation looks like; equal settings give the same organisation, byte for byte.

    Shares are relative: they are divided by their sum, and names with share 0 are left out. With ``from``
    people, units, levels and reporting lines come from a table; what it does not say, and informal ties, are drawn.
    """

    sha256: str | None = setting(None, meaning="SHA-256 of that table; set where left out")
    people: int = setting(
        10_000,
        meaning="Employees; at least 50 where they are generated",
        unit="people",
        per="company",
        low=2,
        high=MOST_PEOPLE,
    )
    seed: int = setting(1, meaning="Seed of the organisation's random numbers", low=0, high=2**63 - 1)
    countries: dict[str, float] = setting(
        {"Germany": 0.6, "Hungary": 0.25, "United States": 0.15}, meaning="Countries and their shares of people"
    )
    divisions: dict[str, float] = setting(
        {"Technology": 0.35, "Sales": 0.3, "Service": 0.25, "Headquarters": 0.1},
        meaning="Divisions and their shares of each country's people",
    )
    functions: dict[str, float] = setting(
        {
            "Engineering": 0.3,
            "Customer service": 0.25,
            "Sales": 0.15,
            "IT": 0.12,
            "Marketing": 0.08,
            "Finance": 0.06,
            "Human resources": 0.04,
        },
        meaning="Professional functions and their shares of people",
    )
    function_focus: float = setting(
        0.75, meaning="Share of a department's people who work in its main function", unit="share", low=0, high=1
    )
    silo_level: Literal["country", "division"] = setting(
        "division", meaning="Unit that counts as a silo: a country, or a division within a country"
    )
    department_size: int = setting(60, meaning="Mean size of a department", unit="people", per="one", low=10, high=200)
    span_of_control: float = setting(
        8.0, meaning="Mean number of direct reports", unit="people", per="one", low=4, high=10
    )
    unit_size_spread: float = setting(
        0.3, meaning="Spread of the sizes of departments and teams", unit="log-sd", low=0, high=0.5
    )
    team_density: float = setting(
        0.9, meaning="Share of the pairs within a team that are tied", unit="share", low=0, high=1
    )
    department_degree: float = setting(
        5.0,
        meaning="Mean ties of a person to other teams of the own department",
        unit="ties",
        per="one",
        low=0,
        high=60,
    )
    cross_silo_degree: float = setting(
        7.0,
        meaning="Mean ties of a person beyond the own department before the barrier",
        unit="ties",
        per="one",
        low=0,
        high=60,
    )
    silo_barrier: float = setting(
        0.5,
        meaning="Share of the would-be cross-silo ties that go to other departments of the own silo instead",
        unit="share",
        low=0,
        high=1,
        source="Kleinbaum2013",
    )
    interface_size: int = setting(
        3,
        meaning="Mean people on each side where two teams work together; 1 means single ties",
        low=1,
        high=LARGEST_INTERFACE,
    )
    degree_cv: float = setting(
        0.7,
        meaning="Standard deviation of the number of ties that people have, as a factor on the mean; sociability "
        "is spread so that the network comes as near to it as it can",
        low=0.3,
        high=1.5,
        source="OrganisationNetworks",
    )
    degree_spread: float | None = setting(
        None,
        meaning="Spread of sociability, the weight of a person in drawing ties; left out: as degree_cv needs it",
        unit="log-sd",
        low=0,
        high=MOST_SPREAD,
    )
    periphery_share: float = setting(
        0.15,
        meaning="Share of people with few ties, chosen among staff",
        unit="share",
        low=0,
        high=0.5,
        source="OrganisationNetworks",
    )
    periphery_degree: int = setting(
        3,
        meaning="Mean ties of the people with few ties, that to the manager among them",
        unit="ties",
        per="one",
        low=1,
        high=20,
    )
    manager_boost: float = setting(
        1.4, meaning="Factor on sociability for each level above staff", low=1, high=3, source="Kleinbaum2013"
    )
    assistants: float = setting(0.9, meaning="Assistants per head of a department or larger unit", low=0, high=1)
    assistant_boost: float = setting(
        4.0, meaning="Factor on an assistant's ties beyond the own team", low=1, high=20, source="KT13"
    )
    brokers: float = setting(0.005, meaning="Share of people who bridge silos", unit="share", low=0, high=0.1)
    broker_boost: float = setting(8.0, meaning="Factor on a broker's ties beyond the own department", low=1, high=50)
    structure: Literal["company", "complete", "ring", "random_regular", "listed"] = setting(
        "company",
        meaning="ties: those of a company, or a network of theory among the same people: complete (at most 5,000 "
        "people), ring (each with the nearest), random_regular, or the ties that are listed",
    )
    structure_degree: int = setting(
        8, meaning="ties of each person in a ring or random regular network", unit="ties", per="one", low=2, high=250
    )
    edges: tuple[tuple[int, int], ...] = setting((), meaning="ties of a listed network, as pairs of people from 0 on")
    desk_share: float = setting(
        0.8, meaning="Share of teams that work at a desk with a computer", unit="share", low=0, high=1
    )

    @property
    def source(self) -> str | None:
        """Path of the table that the organisation comes from; None if it is generated."""
        path: str | None = getattr(self, "from")
        return path

    @property
    def outline(self) -> Outline | None:
        """What is known of an organisation that comes from a table; None if it is generated."""
        return None if self.source is None else outline_of(Path(self.source), self.sha256)[0]

    @field_validator("people")
    @classmethod
    def _enough_to_generate(cls, people: int, info: ValidationInfo) -> int:
        if info.data.get("from") is None and people < SMALLEST:
            raise ValueError(f"must be between {SMALLEST} and {MOST_PEOPLE} people, not {people}")
        return people

    @model_validator(mode="after")
    def _known_by_content(self) -> Self:
        """Take the number of people and the SHA-256 from the table, and refuse others."""
        if self.source is None:
            if self.sha256 is not None:
                raise ValueError("sha256 needs `from`, the table that it belongs to")
            return self
        outline, sha256 = outline_of(Path(self.source), self.sha256)
        if "people" in self.model_fields_set and self.people != outline.people:
            raise ValueError(f"people is {outline.people} by the table that `from` names and cannot be {self.people}")
        object.__setattr__(self, "people", outline.people)  # frozen from here on
        object.__setattr__(self, "sha256", sha256)
        return self

    @field_validator("countries", "divisions", "functions")
    @classmethod
    def _shares(cls, shares: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        field = str(info.field_name)
        for name in shares if field != "functions" else ():
            if alike(name) == RESERVED:
                raise ValueError(f"{field}: {name!r} stands for the whole organisation in tables; choose another name")
        return _checked_shares(field, shares)

    @model_validator(mode="after")
    def _distinct_silos(self) -> Self:
        countries, divisions = ([name for name, share in each.items() if share > 0] for each in
                                (self.countries, self.divisions))  # fmt: skip
        if problem := naming_problem(silo_names_of(countries, divisions, self.silo_level)):
            raise ValueError(f"names of silos, made of countries and divisions: {problem}")
        return self

    @model_validator(mode="after")
    def _possible_structure(self) -> Self:
        if self.structure == "complete" and self.people > LARGEST_COMPLETE:
            raise ValueError(f"a complete network has at most {LARGEST_COMPLETE} people, not {self.people}")
        odd_or_large = self.structure_degree % 2 or self.structure_degree >= self.people
        if self.structure in ("ring", "random_regular") and odd_or_large:
            raise ValueError(f"structure_degree must be even and below {self.people}, not {self.structure_degree}")
        if len({tuple(sorted(pair)) for pair in self.edges}) < len(self.edges):
            raise ValueError("edges: a pair of people is listed twice")
        for pair in self.edges:
            if not 0 <= min(pair) < max(pair) < self.people:
                raise ValueError(f"edges: {list(pair)} must be two different people between 0 and {self.people - 1}")
        return self

    @model_validator(mode="after")
    def _possible_degrees(self) -> Self:
        asked = type(self).model_fields["degree_cv"].default
        if self.degree_spread is not None and self.degree_cv != asked:
            raise ValueError("degree_spread brings a degree_cv of its own: give one of the two")
        share = self.periphery_share
        in_team = self.span_of_control * self.team_density * (1 - share) * (1 - share)
        mean = 2 + in_team + self.department_degree + self.cross_silo_degree
        least = sqrt(share / (1 - share)) * (1 - self.periphery_degree / mean)
        if self.degree_spread is None and self.degree_cv < _CERTAIN * least:
            raise ValueError(
                f"degree_cv {self.degree_cv:g} is less than the people with few ties make it alone, about {least:.2f}: "
                "raise degree_cv, lower periphery_share or raise periphery_degree"
            )
        return self

    @model_validator(mode="after")
    def _room_for_every_unit(self) -> Self:
        if self.source is not None:
            return self
        countries = sum(share > 0 for share in self.countries.values())
        divisions = sum(share > 0 for share in self.divisions.values())
        needed = SMALLEST_UNIT * countries * divisions
        if self.people < needed:
            raise ValueError(
                f"{self.people} people are too few for {countries} countries with {divisions} divisions each: "
                f"every division needs at least {SMALLEST_UNIT} people, {needed} in all; "
                "raise people or remove countries or divisions"
            )
        return self


class CommunitySettings(Settings):
    """How many communities there could be, of which type, and who could belong to them."""

    people_per_community: float = setting(
        40.0, meaning="Employees for each potential community", unit="people", per="one", low=5, high=10_000
    )
    open_share: float = setting(
        0.25, meaning="Share of communities that are open to everybody", unit="share", low=0, high=1, source="KT13"
    )
    types: dict[CommunityType, float] = setting(
        {"practice": 0.3, "information": 0.25, "help": 0.2, "project": 0.25},
        meaning="Types of community and their shares",
    )
    area_share: float = setting(
        0.4, meaning="Share of communities that belong to an area of departments", unit="share", low=0.05, high=0.9
    )
    function_share: float = setting(
        0.5,
        meaning="Share of the others that belong to a function, the rest to an interest",
        unit="share",
        low=0.05,
        high=0.95,
    )
    area_membership: float = setting(
        0.9, meaning="People who could join the community of their area", unit="share", low=0, high=1
    )
    function_membership: float = setting(
        0.6, meaning="People who could join a community of their function", unit="share", low=0, high=1
    )
    interest_membership: float = setting(
        0.35, meaning="People who could join a community of interest", unit="share", low=0, high=1
    )
    own_silo_preference: float = setting(
        0.7, meaning="Function communities chosen from the own silo where there are any", unit="share", low=0, high=1
    )
    size_spread: float = setting(
        1.0, meaning="Spread of the communities' attraction, which skews their sizes", unit="log-sd", low=0, high=1.5
    )
    purpose_mean: float = setting(0.6, meaning="Mean clarity of purpose", unit="0-1", low=0, high=1, source="SMA")
    purpose_spread: float = setting(0.2, meaning="Spread of the clarity of purpose", unit="sd", low=0, high=0.5)

    @field_validator("types")
    @classmethod
    def _types(cls, shares: dict[CommunityType, float]) -> dict[CommunityType, float]:
        _checked_shares("types", {str(name): share for name, share in shares.items()})
        return shares
