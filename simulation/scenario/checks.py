"""Checks between the sections of a scenario, each finding with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice

from simulation.declare import Parameter, ParameterSetting, Prior, bounds, prior_problem
from simulation.factors import FACTORS
from simulation.interventions import Intervention
from simulation.interventions.behaviour import behaviour, beliefs
from simulation.interventions.target import STATE_RANKS, Target
from simulation.organisation.settings import OrganisationSettings
from simulation.parameters import PARAMETERS
from simulation.scenario.observation import Observation
from simulation.scenario.organisation_names import country_names, country_of_silos, function_names, has_role, silo_names
from simulation.scenario.platform import PlatformSettings
from simulation.scenario.size import small_organisation
from simulation.scenario.uncertainty import MOST_POSTERIOR_NUMBERS, Posterior, drawn_numbers
from simulation.survey.settings import SurveySettings
from simulation.words.naming import alike, naming_problem, unusable
from simulation.words.nearest import quoted, unknown

Place = tuple[str | int, ...]
Finding = tuple[Place, str]
MOST_FINDINGS = 100
DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Parts:
    """The sections that must agree; None or empty where a section is not valid by itself."""

    organisation: OrganisationSettings | None = None
    platform: PlatformSettings | None = None
    parameters: Mapping[str, ParameterSetting] = field(default_factory=dict)
    posterior: Posterior | None = None
    interventions: Mapping[int, Intervention] = field(default_factory=dict)
    start: date | None = None
    weeks: int | None = None
    survey: SurveySettings | None = None
    factors: Mapping[str, ParameterSetting] = field(default_factory=dict)
    thresholds: str | tuple[float, ...] = "random"
    observations: Mapping[int, Observation] = field(default_factory=dict)
    budget_years: tuple[int, ...] = ()
    scale: float = 1.0


def inconsistencies(parts: Parts) -> list[Finding]:
    """Return everything in which the sections contradict each other or the declared bounds."""
    declared = chain(
        _declared(parts.parameters, PARAMETERS, ("parameters",)),
        _declared(parts.factors, FACTORS, ("value", "factors")),
    )
    found = chain(
        declared,
        _calendar(parts),
        _scale(parts),
        _posterior(parts),
        _thresholds(parts),
        _interventions(parts),
        _platform(parts),
        _survey(parts),
        _observed(parts),
    )
    return list(islice(found, MOST_FINDINGS))


def beyond_bounds(parts: Parts) -> Iterator[Finding]:
    """Find values, priors and draws outside of what is declared for them."""
    yield from _declared(parts.parameters, PARAMETERS, ("parameters",))
    yield from _declared(parts.factors, FACTORS, ("value", "factors"))
    yield from _posterior(parts)
    yield from _thresholds(parts)


def _declared(
    chosen_ones: Mapping[str, ParameterSetting], table: Mapping[str, Parameter], section: Place
) -> Iterator[Finding]:
    """Find values and priors outside of what is declared for them."""
    for name, chosen in chosen_ones.items():
        parameter, prior = table[name], chosen.prior
        usual = parameter.prior
        if (chosen.value, prior.kind, prior.a, prior.b) != (parameter.default, usual.kind, usual.a, usual.b):
            yield from _believed(parameter, chosen.value, prior.prior(), (*section, name))


def _believed(parameter: Parameter, value: float, prior: Prior, place: Place) -> Iterator[Finding]:
    """Find what is wrong with the value and the prior of one number."""
    if not parameter.low <= value <= parameter.high:
        yield (*place, "value"), f"must be {bounds(parameter)}, not {value:g}"
    elif problem := prior_problem(parameter, prior):
        yield (*place, "prior"), problem
    elif prior.kind == "fixed" and prior.a != value:
        yield (*place, "prior"), f"is fixed at {prior.a:g}, but the value is {value:g}"


def _calendar(parts: Parts) -> Iterator[Finding]:
    """Find runs that go on after the last day that the calendar has."""
    if parts.start is None or parts.weeks is None:
        return
    most = (date.max - parts.start).days // DAYS_PER_WEEK
    if parts.weeks > most:
        message = f"must be at most {most} for a run that starts on {parts.start}: the calendar ends with the year 9999"
        yield ("run", "weeks"), message
        return
    first, last = parts.start.year, (parts.start + timedelta(weeks=parts.weeks - 1)).year
    for index, year in enumerate(parts.budget_years):
        if not first <= year <= last:
            message = f"must be a year in which a week of the run begins ({first} to {last}), not {year}"
            yield ("economics", "budget_years", index, "year"), message


def _scale(parts: Parts) -> Iterator[Finding]:
    """Find copies that are too small, and what is listed person by person, of which there is no smaller copy."""
    if parts.scale == 1:
        return
    if not isinstance(parts.thresholds, str):
        yield ("run", "scale"), "must be 1 where model.thresholds lists one for each person"
    if parts.organisation is not None:
        try:
            small_organisation(parts.organisation, parts.scale)
        except ValueError as error:
            yield ("run", "scale"), str(error)


def _posterior(parts: Parts) -> Iterator[Finding]:
    if parts.posterior is None:
        return
    names, rows = parts.posterior.names, parts.posterior.rows
    for repeated in _repeated(names):
        yield ("posterior", "names"), f"{quoted(repeated)} is there twice"
    if len(rows) * (len(names) + 1) > MOST_POSTERIOR_NUMBERS:
        most = MOST_POSTERIOR_NUMBERS // (len(names) + 1)
        yield ("posterior", "rows"), f"at most {most} rows of {len(names)} parameters are possible, not {len(rows)}"
        return
    known = drawn_numbers()
    for index, row in enumerate(rows):
        if len(row) != len(names):
            yield ("posterior", "rows", index), f"has {len(row)} values for {len(names)} names"
            continue
        for name, value in zip(names, row, strict=True):
            if not known[name].low <= value <= known[name].high:
                yield ("posterior", "rows", index), f"{name} must be {bounds(known[name])}, not {value:g}"


def _thresholds(parts: Parts) -> Iterator[Finding]:
    """Find a list of thresholds that is not one share for each person."""
    if isinstance(parts.thresholds, str):
        return
    place: Place = ("model", "thresholds")
    if parts.organisation is not None and len(parts.thresholds) != parts.organisation.people:
        yield place, f"needs {parts.organisation.people} numbers, one for each person, not {len(parts.thresholds)}"
    for index, value in enumerate(parts.thresholds):
        if not 0 <= value <= 1:
            yield (*place, index), f"must be between 0 and 1 (share), not {value:g}"


def _interventions(parts: Parts) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for index, intervention in parts.interventions.items():
        place: Place = ("interventions", index)
        name = intervention.name or intervention.kind
        if problem := unusable(name):
            yield (*place, "name"), problem
        if alike(name) in seen:
            same = "" if seen[alike(name)] == name else f" and {quoted(seen[alike(name)])}, which differ too little"
            message = f"two interventions are called {quoted(name)}{same}; give each a name of its own"
            yield (*place, "name"), message
        seen.setdefault(alike(name), name)
        for believed, (setting, declared) in zip(
            beliefs([intervention]).values(), behaviour(type(intervention)).items(), strict=True
        ):
            yield from _believed(declared, believed.default, believed.prior, (*place, setting))
        yield from _inside_run(parts, intervention.start, (*place, "start"))
        yield from _target(parts, intervention.target, (*place, "target"))
        if intervention.names_island and parts.platform is not None:
            islands = [island.name for island in parts.platform.legacy]
            named = str(getattr(intervention, "island", ""))
            if named not in islands:
                yield (*place, "island"), unknown("legacy island", named, islands)
        if intervention.gives_access:
            yield from _access(parts, intervention.target, (*place, "target"))


def _access(parts: Parts, target: Target, place: Place) -> Iterator[Finding]:
    """Find countries that need no roll-out."""
    if parts.platform is None:
        return
    launched, why = parts.platform.launch_countries, "access from the launch already; see platform.launch_countries"
    everywhere = parts.organisation is not None and set(country_names(parts.organisation)) <= set(launched)
    if not launched or everywhere:
        yield place, f"selects nobody: all countries have {why}"
        return
    for index, name in enumerate(target.countries):
        if name in launched:
            yield (*place, "countries", index), f"{quoted(name)} has {why}"


def _platform(parts: Parts) -> Iterator[Finding]:
    if parts.platform is None:
        return
    for section, entries in (("legacy", parts.platform.legacy), ("pilots", parts.platform.pilots)):
        if problem := naming_problem([entry.name for entry in entries]):
            yield ("platform", section), problem
    if parts.organisation is not None:
        known = country_names(parts.organisation)
        for index, name in enumerate(parts.platform.launch_countries):
            if name not in known:
                yield ("platform", "launch_countries", index), unknown("country", name, known)
    for index, pilot in enumerate(parts.platform.pilots):
        place: Place = ("platform", "pilots", index, "target")
        if pilot.target.reads_state:
            key = (
                "rank"
                if pilot.target.rank in STATE_RANKS
                else "users_only"
                if pilot.target.users_only
                else "read_within"
            )
            yield (*place, key), "a pilot exists before the run and cannot be chosen by what people do in it"
        yield from _target(parts, pilot.target, place)


def _state_key(target: Target) -> str:
    """Return the key by which a target reads people's state."""
    return "rank" if target.rank in STATE_RANKS else "users_only" if target.users_only else "read_within"


def _survey(parts: Parts) -> Iterator[Finding]:
    """Find surveys outside of the run, of nobody, or of so few that nothing could ever be shown."""
    survey = parts.survey
    if survey is None:
        return
    yield from _inside_run(parts, survey.start, ("survey", "start"))
    if survey.sample.share == 0:
        yield ("survey", "sample", "share"), "invites nobody; must be above 0 and at most 1"
    elif parts.organisation is not None:
        people = parts.organisation.people
        invited = survey.sample.size(people)
        if (survey.sample.count or 0) > people:
            message = f"must be at most {people}, the people there are, not {survey.sample.count}"
            yield ("survey", "sample", "count"), message
        elif invited < survey.minimum_group:
            message = (
                f"must be at most {invited}, the people invited each time, not {survey.minimum_group}: "
                "nothing could ever be shown"
            )
            yield ("survey", "minimum_group"), message


def _observed(parts: Parts) -> Iterator[Finding]:
    """Find observations of silos that the organisation lacks."""
    known = silo_names(parts.organisation) if parts.organisation is not None else ()
    for index, observation in parts.observations.items() if known else ():
        if observation.silo is not None and observation.silo not in known:
            yield ("observations", index, "silo"), unknown("silo", observation.silo, known)


def _inside_run(parts: Parts, when: date | int, place: Place) -> Iterator[Finding]:
    """Find a date or week that is not one of the run's weeks."""
    if parts.weeks is None or parts.start is None:
        return
    last = parts.weeks - 1
    if isinstance(when, int):
        if not 0 <= when <= last:
            yield place, f"must be between week 0 and week {last}, the last of the run, not week {when}"
        return
    try:
        end = parts.start + timedelta(weeks=parts.weeks, days=-1)
    except OverflowError:  # named by `_calendar`
        end = date.max
    if not parts.start <= when <= end:
        yield place, f"must be between {parts.start}, the first day of the run, and {end}, the last, not {when}"


def _target(parts: Parts, target: Target, place: Place) -> Iterator[Finding]:
    """Find targets that select nobody, whatever the chances."""
    if target.share == 0:
        yield (*place, "share"), "selects nobody; must be above 0 and at most 1"
    organisation = parts.organisation
    if organisation is None:
        return
    if target.count is not None and target.count > organisation.people:
        yield (*place, "count"), f"must be at most {organisation.people}, the people there are, not {target.count}"
    for key, role, wanted in (
        ("role", "assistant", target.role == "assistant"),
        ("role", "broker", target.role == "broker"),
        ("desk_only", "desk", target.desk_only),
    ):
        if wanted and not has_role(organisation, role):
            yield (*place, key), "selects nobody: the organisation has none of them (its share is 0)"
    yield from _names(organisation, target, place)
    yield from _silos_against_countries(organisation, target, place)


def _names(organisation: OrganisationSettings, target: Target, place: Place) -> Iterator[Finding]:
    """Find names that the organisation lacks."""
    tables = (
        ("silos", "silo", target.silos, silo_names(organisation)),
        ("countries", "country", target.countries, country_names(organisation)),
        ("functions", "function", target.functions, function_names(organisation)),
    )
    for key, what, wanted, known in tables:
        existing = frozenset(known)
        for index, name in enumerate(wanted):
            if name not in existing:
                yield (*place, key, index), unknown(what, name, known)
        for repeated in _repeated(wanted):
            yield (*place, key), f"{quoted(repeated)} is there twice"


def _silos_against_countries(organisation: OrganisationSettings, target: Target, place: Place) -> Iterator[Finding]:
    """Find silos and countries that exclude each other: nobody is in both."""
    if len(country_names(organisation)) == 1 or not target.countries or not target.silos:
        return
    country_of = country_of_silos(organisation)
    if frozenset(target.silos) <= country_of.keys() and not any(
        country_of[silo] in target.countries for silo in target.silos
    ):
        yield (*place, "silos"), "selects nobody: none of these silos is in these countries"


def _repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if name in seen:
            twice[name] = None
        seen.add(name)
    return list(twice)
