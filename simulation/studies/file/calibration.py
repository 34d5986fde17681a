"""From what was given, a scenario or a study file, to a scenario and what is asked of its calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from simulation.scenario.document import parse, read_text
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import resolve_path
from simulation.scenario.problems import Problem, ScenarioError
from simulation.studies.calibration.settings import CalibrationSettings
from simulation.studies.file.loading import load_study

if TYPE_CHECKING:
    from pathlib import Path

    from simulation.scenario.schema import Scenario


def asked_of(
    given: str, changes: Sequence[str] = (), settings: Mapping[str, Any] | None = None
) -> tuple[Scenario, CalibrationSettings]:
    """Return scenario and settings of a scenario's name or file, or of a study file that says ``calibrate``.

    Raises:
        ScenarioError: with everything that is wrong.
    """
    path = resolve_path(given)
    if not _is_study(path):
        return override(load(path), changes), _changed(CalibrationSettings(), settings or {})
    study = load_study(path)
    asked = study.settings.calibrate
    if asked is None:
        raise ScenarioError([Problem(given, 0, 0, "calibrate", "is missing: this study calibrates nothing")])
    return override(study.space.scenarios[study.space.base], changes), _changed(asked, settings or {})


def _is_study(path: Path) -> bool:
    found = parse(read_text(path, str(path)), str(path), [])
    return "scenarios" in found.entries


def _changed(calibration_settings: CalibrationSettings, settings: Mapping[str, Any]) -> CalibrationSettings:
    try:
        return CalibrationSettings.model_validate(dict(calibration_settings) | dict(settings))
    except ValidationError as error:
        text = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ScenarioError([Problem("calibrate", 0, 0, "", text)]) from None
