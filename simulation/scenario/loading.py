"""From a file, or from assignments, to a `Scenario`; every problem is named with its line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from simulation.declare import ParameterSetting, spelled_out
from simulation.factors import FACTORS
from simulation.interventions import Intervention
from simulation.measures import MEASURES
from simulation.organisation.settings import OrganisationSettings
from simulation.parameters import PARAMETERS
from simulation.scenario.ambiguous import ambiguous
from simulation.scenario.changes import NONE, Changes, apply
from simulation.scenario.checks import Finding, Parts, inconsistencies
from simulation.scenario.inheritance import read_tree
from simulation.scenario.memory import memory_problem
from simulation.scenario.messages import problem_at, problems_of
from simulation.scenario.migration import without_retired
from simulation.scenario.observation import Observation
from simulation.scenario.platform import PlatformSettings
from simulation.scenario.posterior_file import with_posterior_inline
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.schema import (
    AnyIntervention,
    ContradictionError,
    Economics,
    ModelSettings,
    RunSettings,
    Scenario,
)
from simulation.scenario.source_file import with_source_located
from simulation.scenario.tree import Table, plain
from simulation.scenario.uncertainty import Posterior
from simulation.survey.settings import SurveySettings
from simulation.words.nearest import unknown

_INTERVENTION: TypeAdapter[Intervention] = TypeAdapter(AnyIntervention)
_Model = TypeVar("_Model", bound=BaseModel)


def refresh() -> None:
    """Let scenarios take notice of kinds of interventions that were registered or forgotten."""
    Scenario.model_rebuild(force=True)
    _INTERVENTION.rebuild(force=True)


def load(path: str | Path, changes: Changes = NONE, *, written_here: bool = False) -> Scenario:
    """Return the scenario in a file, with changes put into it, complete and validated.

    In a file that the program wrote itself (``written_here``)
    no number has two readings, and what is no part of a scenario any longer is left out.
    Raises `ScenarioError` with everything that is wrong: what makes the file unreadable first; else
    all values and cross checks together.
    """
    problems: list[Problem] = []
    tree = tree_of_file(Path(path), problems)
    problems += apply(tree, changes)
    if written_here:
        without_retired(tree)
    else:
        problems.extend(ambiguous(tree))
    return validated(tree, problems)


def tree_of_file(path: Path, problems: list[Problem]) -> Table:
    """Return the tree of a scenario file, with what it takes from other files; adds to ``problems`` as `read_tree`."""
    return with_files(read_tree(path, str(path), problems), path, str(path))


def with_files(tree: Table, path: Path, shown: str) -> Table:
    """Return the tree of a scenario at ``path`` with its posterior, and the place of the company's own tables."""
    return with_source_located(with_posterior_inline(tree, path, shown), path)


def validated(tree: Table, known: Sequence[Problem] = ()) -> Scenario:
    """Return the scenario that a tree describes; `ScenarioError` with every problem, those already known among them."""
    data = plain(tree)
    scenario: Scenario | None = None
    problems: list[Problem] = []
    try:
        scenario = Scenario.model_validate_json(_json(data), strict=True)
        parts = scenario.parts()
    except ValidationError as error:
        parts = _sound_parts(data)
        problems.extend(problems_of(error, Scenario, tree))
        problems.extend(problem_at(tree, place, message) for place, message in _contradictions(error, parts))
    problems.extend(_unknown_measures(data, tree))
    if parts.organisation is not None:
        simulated = parts.organisation if scenario is None else scenario.simulated
        too_large = memory_problem(simulated, parts.weeks or 1)
        if too_large:
            problems.append(problem_at(tree, ("organisation", "people"), too_large))
    named = {(problem.file, problem.key) for problem in known}
    problems = [*known, *(problem for problem in problems if (problem.file, problem.key) not in named)]
    if problems or scenario is None:
        raise ScenarioError(problems)
    return scenario


def _contradictions(error: ValidationError, parts: Parts) -> Sequence[Finding]:
    """Return what the cross checks of the schema found; else what they find in parts, where values are wrong."""
    raised = [detail.get("ctx", {}).get("error") for detail in error.errors(include_url=False, include_input=False)]
    found = next((each.found for each in raised if isinstance(each, ContradictionError)), None)
    return inconsistencies(parts) if found is None else found


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _sound_parts(data: dict[str, Any]) -> Parts:
    """Return the sections that are valid by themselves, so that what can be compared is compared."""
    run = _section(
        RunSettings, {key: value for key, value in _table(data, "run").items() if key in ("start", "weeks", "scale")}
    )
    interventions = data.get("interventions")
    model = _section(ModelSettings, data.get("model", {}))
    economics = _section(Economics, data.get("economics", {}))
    parameters = spelled_out(data.get("parameters") or {}, PARAMETERS)
    factors = spelled_out(_table(data, "value").get("factors") or {}, FACTORS)
    return Parts(
        organisation=_section(OrganisationSettings, data.get("organisation", {})),
        platform=_section(PlatformSettings, data.get("platform", {})),
        parameters=dict(_sound_parameters(parameters, PARAMETERS)),
        posterior=_section(Posterior, data.get("posterior")),
        interventions=dict(_sound_interventions(interventions if isinstance(interventions, list) else [])),
        start=run.start if run else None,
        weeks=run.weeks if run else None,
        survey=_section(SurveySettings, data.get("survey")),
        factors=dict(_sound_parameters(factors, FACTORS)),
        thresholds=model.thresholds if model else "random",
        observations=dict(_sound_observations(data.get("observations"))),
        budget_years=tuple(each.year for each in economics.budget_years) if economics else (),
        scale=run.scale if run else 1.0,
    )


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _section(model: type[_Model], data: Any) -> _Model | None:
    try:
        return model.model_validate_json(_json(data), strict=True)
    except ValidationError:
        return None


def _sound_interventions(listed: list[Any]) -> Iterator[tuple[int, Intervention]]:
    for index, data in enumerate(listed):
        try:
            yield index, _INTERVENTION.validate_json(_json(data), strict=True)
        except ValidationError:
            continue


def _sound_observations(listed: Any) -> Iterator[tuple[int, Observation]]:
    for index, data in enumerate(listed if isinstance(listed, list) else ()):
        if (observation := _section(Observation, data)) is not None:
            yield index, observation


def _sound_parameters(given: Any, table: Collection[str]) -> Iterator[tuple[str, ParameterSetting]]:
    for name, data in given.items() if isinstance(given, dict) else ():
        setting = _section(ParameterSetting, data)
        if setting is not None and name in table:
            yield name, setting


def _unknown_measures(data: dict[str, Any], tree: Table) -> Iterator[Problem]:
    headlines, observations = data.get("measures"), data.get("observations")
    wanted = [
        (("observations", index, "measure"), entry.get("measure"))
        for index, entry in enumerate(observations if isinstance(observations, list) else ())
        if isinstance(entry, dict)
    ]
    for place, named in ((("measures",), headlines if isinstance(headlines, list) else None), *wanted):
        listed = {(*place, i): name for i, name in enumerate(named)} if isinstance(named, list) else {place: named}
        for where, name in listed.items():
            if isinstance(name, str) and name not in MEASURES:
                yield problem_at(tree, where, unknown("measure", name, MEASURES))
        if place[0] == "observations":
            names = [name for name in listed.values() if isinstance(name, str) and name in MEASURES]
            units = dict.fromkeys(MEASURES[name].unit for name in names)
            if len(units) > 1:
                yield problem_at(tree, place, f"one number cannot have several units: {', '.join(units)}")
