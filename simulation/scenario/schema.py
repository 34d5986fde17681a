"""What a scenario is: one frozen record of everything that a run depends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator

from simulation.declare import Parameter, ParameterSetting, setting, spelled_out
from simulation.interventions import Intervention
from simulation.interventions.behaviour import beliefs
from simulation.interventions.registry import OneOfKinds
from simulation.model.coefficients import Variant
from simulation.organisation.settings import OrganisationSettings
from simulation.parameters import PARAMETERS
from simulation.scenario.checks import Finding, Parts, inconsistencies
from simulation.scenario.keys import dotted
from simulation.scenario.messages import problem_at, problems_of
from simulation.scenario.observation import Observation
from simulation.scenario.platform import PlatformSettings
from simulation.scenario.problems import ScenarioError
from simulation.scenario.size import small_organisation
from simulation.scenario.source_file import without_place
from simulation.scenario.tree import Mark, grow
from simulation.scenario.uncertainty import ParameterName, Posterior, declaration
from simulation.scenario.value import ValueSettings
from simulation.scenario.yaml_text import yaml_of
from simulation.settings import Settings
from simulation.survey.settings import SurveySettings
from simulation.system.writing import write_text

SCHEMA_VERSION = 1

AnyIntervention = Annotated[Intervention, OneOfKinds()]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]


class ModelSettings(Settings):
    """Which variant of the model runs."""

    contagion: Literal["simple", "complex", "threshold", "cascade"] = setting(
        "simple",
        meaning="how colleagues pull a person to register: simple, each one a little (Bass1969); "
        "complex, mostly beyond a personal threshold (Centola2010); threshold, for certain from the threshold on; "
        "cascade, each colleague has one chance, in the week after the own registration",
        source="Granovetter1978",
    )
    contacts: Literal["ties", "mixing"] = setting(
        "ties", meaning="whom people see: those whom they are tied to, or everybody alike (a well-mixed population)"
    )
    within_share: float | None = setting(
        None,
        meaning="with mixing: share of contacts in the own silo; as many as there are people where left out",
        unit="share",
        low=0,
        high=1,
    )
    thresholds: Literal["random", "even"] | tuple[float, ...] = setting(
        "random",
        meaning="thresholds of the first staff: drawn, the evenly spaced quantiles of their distribution, or a list "
        "of shares between 0 and 1, one for each person as the organisation numbers them",
    )
    quitters: Literal["return", "stay_away"] = setting(
        "return", meaning="whether people who closed their account (quitting_rate) can register again"
    )

    accounts: Literal["own", "given"] = setting(
        "own",
        meaning="own: people register; given: everybody with access has an account from the start (single sign-on), "
        "and what spreads and is counted as registered is the first visit",
    )
    calendar: Literal["european", "none"] = setting(
        "european", meaning="holidays that keep people away: New Year and summer, or none (`simulation.model.tide`)"
    )

    @property
    def variant(self) -> Variant:
        """The variant as the model takes it."""
        return Variant(
            self.contagion,
            self.contacts == "mixing",
            self.within_share,
            self.quitters == "stay_away",
            self.accounts == "given",
        )

    @model_validator(mode="after")
    def _mixed(self) -> Self:
        if self.within_share is not None and self.contacts != "mixing":
            raise ValueError("within_share needs contacts: mixing")
        return self


class RunSettings(Settings):
    """When the run takes place, how often it is repeated, and what it records."""

    start: date = setting(date(2012, 2, 19), meaning="first day of week 0")
    weeks: int = setting(104, meaning="length of the run", unit="weeks", low=1, high=1040)
    replicates: int = setting(
        20, meaning="number of runs that differ by chance", unit="runs", per="one", low=1, high=100_000
    )
    seed: int = setting(1, meaning="seed of all random numbers of the run", low=0, high=2**63 - 1)
    uncertainty: Literal["parameters", "chance"] = setting(
        "parameters",
        meaning="what differs between replicates: chance and parameters (drawn from priors or posterior), or chance",
    )
    scale: float = setting(
        1,
        meaning="size at which the company is simulated, as a share of the one described: 0.1 makes a company of a "
        "tenth, with a tenth of every amount that is one of the whole company; results are told for the full size",
        unit="share",
        low=0.0005,
        high=1,
    )
    events: bool = setting(False, meaning="record who registered when and why (takes memory)")


class YearBudget(Settings):
    """What all interventions together may take in a calendar year; a week belongs to the year of its first day."""

    year: int = setting(meaning="calendar year", low=1, high=9999)
    eur: float | None = setting(
        None, meaning="money in that year; no limit where left out", unit="EUR", per="company", low=0, high=1e12
    )
    hours: float | None = setting(
        None, meaning="hours in that year; no limit where left out", unit="hours", per="company", low=0, high=1e10
    )
    team_hours: float | None = setting(
        None,
        meaning="of these, hours of the team; no limit where left out",
        unit="hours",
        per="company",
        low=0,
        high=1e10,
    )
    participant_hours: float | None = setting(
        None,
        meaning="of these, hours of participants; no limit where left out",
        unit="hours",
        per="company",
        low=0,
        high=1e10,
    )


class Economics(Settings):
    """What hours are worth, and what may be spent."""

    hourly_cost_eur: float = setting(
        62, meaning="full cost of a working hour", unit="EUR per hour", per="one", low=0, high=10_000
    )
    budget_eur: float | None = setting(
        None,
        meaning="money that all interventions together may spend, hours not counted; no limit where left out",
        unit="EUR",
        per="company",
        low=0,
        high=1e12,
    )
    budget_hours: float | None = setting(
        None,
        meaning="hours for all interventions together; no limit where left out",
        unit="hours",
        per="company",
        low=0,
        high=1e10,
    )
    budget_team_hours: float | None = setting(
        None,
        meaning="of these, hours of the team that runs the interventions; no limit where left out",
        unit="hours",
        per="company",
        low=0,
        high=1e10,
    )
    budget_participant_hours: float | None = setting(
        None,
        meaning="of these, working time of those who take part; no limit where left out",
        unit="hours",
        per="company",
        low=0,
        high=1e10,
    )
    budget_years: Annotated[tuple[YearBudget, ...], Field(max_length=100)] = setting(
        (), meaning="what may be spent in single calendar years"
    )
    over_budget: Literal["refuse", "cut"] = setting(
        "refuse",
        meaning="what happens to a plan beyond its budget: it is refused, or interventions end when they cannot be "
        "paid any longer (in a week those that stand first are paid first)",
    )
    attention_hours: float | None = setting(
        4,
        meaning="hours a week that all initiatives together can ask of one person before they dull each other; "
        "no limit where null",
        unit="hours per week",
        per="one",
        low=0.1,
        high=168,
    )

    @model_validator(mode="after")
    def _each_year_once(self) -> Self:
        years = [each.year for each in self.budget_years]
        if len(set(years)) < len(years):
            raise ValueError("budget_years names a year twice")
        return self


def _lucks(kind: str) -> Iterator[str]:
    """Yield what chance may be keyed by for interventions of a kind: its name, then with numbers from 2 on."""
    yield kind
    yield from (f"{kind} {number}" for number in count(2))


class ContradictionError(ValueError):
    """Sections of a scenario contradict each other, or the declared bounds; ``found`` says where."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{dotted(place)}: {message}" for place, message in findings))
        self.found = tuple(findings)


def _told(error: ValidationError, given: dict[str, Any]) -> ScenarioError:
    """Return what is wrong with the arguments that a scenario was made of, as a file would be told."""
    tree = grow(given, Mark(""))
    raised = [detail.get("ctx", {}).get("error") for detail in error.errors(include_url=False) if not detail["loc"]]
    found = [finding for each in raised if isinstance(each, ContradictionError) for finding in each.found]
    whole = [((), str(each)) for each in raised if not isinstance(each, ContradictionError)]
    problems = [problem_at(tree, place, message) for place, message in (*found, *whole)]
    return ScenarioError([*problems_of(error, Scenario, tree), *problems])


class Scenario(Settings):
    """Everything that a run depends on, complete and validated; equal scenarios give equal results.

    `load` reads one from a file and names every problem with its line; made in Python, it is checked alike.

    >>> scenario = wandel.Scenario(name="small", organisation={"people": 300}, run={"weeks": 52})
    >>> scenario
    Scenario small: 300 people, 52 weeks from 2012-02-19, 20 replicates, no interventions
    >>> scenario.write("small.yaml")
    >>> wandel.load("small.yaml") == scenario
    True

    Raises:
        ScenarioError: every problem, by key.
    """

    schema_version: Literal[1] = setting(SCHEMA_VERSION, meaning="version of the format of scenario files")
    name: Slug = setting(meaning="short name: letters, digits, - and _")
    title: Annotated[str, StringConstraints(max_length=200)] = setting("", meaning="title shown in results")
    description: Annotated[str, StringConstraints(max_length=10_000)] = setting(
        "", meaning="what the scenario is about, and where its numbers come from"
    )
    organisation: OrganisationSettings = setting(OrganisationSettings(), meaning="who works where and knows whom")
    platform: PlatformSettings = setting(PlatformSettings(), meaning="what is introduced")
    model: ModelSettings = setting(ModelSettings(), meaning="variant of the model")
    parameters: dict[ParameterName, ParameterSetting] = setting(
        {}, meaning="values and priors of behavioural parameters; the declared ones where left out"
    )
    posterior: Posterior | None = setting(
        None, meaning="joint draws of parameters; in a file also the name of a CSV file beside it"
    )
    interventions: Annotated[tuple[AnyIntervention, ...], Field(max_length=300)] = setting(
        (), meaning="what the company does, and when"
    )
    run: RunSettings = setting(RunSettings(), meaning="time, repetition and record of the run")
    measures: Annotated[tuple[str, ...], Field(max_length=100)] = setting((), meaning="headline measures of reports")
    observations: Annotated[tuple[Observation, ...], Field(max_length=1000)] = setting(
        (), meaning="observed numbers to show beside the simulated ones"
    )
    economics: Economics = setting(Economics(), meaning="value of hours, and budgets")
    survey: SurveySettings | None = setting(
        None, meaning="a pulse survey, asked beside the run, which it does not change; none where left out"
    )
    value: ValueSettings = setting(ValueSettings(), meaning="what use of the platform saves and takes")

    @field_validator("parameters", mode="before")
    @classmethod
    def _spell_out(cls, given: Any) -> Any:
        return spelled_out(given, PARAMETERS)

    @field_validator("interventions", mode="after")
    @classmethod
    def _named(cls, interventions: tuple[Intervention, ...]) -> tuple[Intervention, ...]:
        return tuple(each if each.name else each.model_copy(update={"name": each.kind}) for each in interventions)

    @model_validator(mode="after")
    def _with_luck(self) -> Self:
        """Give every intervention its luck: kind, and number among its kind in the order in which they begin."""
        taken = {each.luck for each in self.interventions}
        order = sorted(range(len(self.interventions)), key=lambda i: self.week_of(self.interventions[i].start))
        lucky = list(self.interventions)
        for i in order:
            if not lucky[i].luck:
                luck = next(luck for luck in _lucks(lucky[i].kind) if luck not in taken)
                taken.add(luck)
                lucky[i] = lucky[i].model_copy(update={"luck": luck})
        object.__setattr__(self, "interventions", tuple(lucky))  # frozen from here on
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        found = inconsistencies(self.parts())
        if found:
            raise ContradictionError(found)
        return self

    if not TYPE_CHECKING:  # a type checker knows the keys as they are declared above

        def __init__(self, **given: Any) -> None:
            try:
                super().__init__(**given)
                return
            except ValidationError as error:
                told = _told(error, given)
            raise told

        __init__.__pydantic_base_init__ = True  # as that of BaseModel: files and copies are not made by it

    def yaml(self, table: str | None = None) -> str:
        """Return it as a scenario file with every default spelled out, which loads back to an equal scenario.

        An organisation that comes from a table has its file beside that one, or where ``table`` says.
        """
        return yaml_of(without_place(self.model_dump(mode="json"), table))

    def write(self, path: str | PathLike[str]) -> None:
        """Write it as a scenario file with every default spelled out."""
        write_text(Path(path), self.yaml())

    def __repr__(self) -> str:
        run, plans = self.run, ", ".join(plan.name for plan in self.interventions)
        return (
            f"Scenario {self.name}: {self.organisation.people:,} people, {run.weeks} weeks from {run.start}, "
            f"{run.replicates} replicates, {plans or 'no interventions'}"
        )

    __str__ = __repr__

    def parts(self) -> Parts:
        """Return the sections that must agree with each other."""
        return Parts(
            organisation=self.organisation,
            platform=self.platform,
            parameters=self.parameters,
            posterior=self.posterior,
            interventions=dict(enumerate(self.interventions)),
            start=self.run.start,
            weeks=self.run.weeks,
            survey=self.survey,
            factors=self.value.factors,
            thresholds=self.model.thresholds,
            observations=dict(enumerate(self.observations)),
            budget_years=tuple(each.year for each in self.economics.budget_years),
            scale=self.run.scale,
        )

    @property
    def simulated(self) -> OrganisationSettings:
        """The organisation at the size at which it is simulated (``run.scale``)."""
        return small_organisation(self.organisation, self.run.scale)

    @property
    def weight(self) -> float:
        """How many people of the company each simulated one stands for."""
        return self.organisation.people / self.simulated.people

    def declared(self) -> dict[str, Parameter]:
        """Return the declaration of every number that replicates draw, with this scenario's value and prior.

        Those are all parameters, and the behavioural settings of its interventions (`beliefs` names them).
        """
        parameters = {name: declaration(name, chosen) for name, chosen in self.parameters.items()}
        return parameters | beliefs(self.interventions)

    def highest(self, parameter: str) -> float:
        """Return the highest value of a parameter that a replicate may draw (all but one in a billion)."""
        declared = self.declared()[parameter]
        if self.run.uncertainty == "chance":
            return declared.default
        if self.posterior is not None and parameter in self.posterior.names:
            column = self.posterior.names.index(parameter)
            return max(row[column] for row in self.posterior.rows)
        return declared.prior.quantile(1 - 1e-9, declared.low, declared.high)

    def week_of(self, when: date | int) -> int:
        """Return the week of the run that a day falls into (0 is the first); a week number stays itself."""
        return when if isinstance(when, int) else (when - self.run.start).days // 7
