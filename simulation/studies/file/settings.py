"""What a study file says."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from simulation.declare import setting
from simulation.scenario.schema import Slug
from simulation.settings import Settings
from simulation.studies.best.settings import BestSettings
from simulation.studies.calibration.settings import CalibrationSettings
from simulation.studies.file.chosen_design import AnyDesign
from simulation.studies.information.settings import InformationSettings

SCHEMA_VERSION = 1
MOST_REPLICATES = 100_000
SEARCHES: Final = ("calibrate", "best")
"""Questions that decide by what came out what is run next."""


class Kept(Settings):
    """What is kept of each run."""

    measures: Annotated[tuple[str, ...], Field(max_length=200)] = setting(
        (), meaning="measures; the scenario's headline measures where left out"
    )
    weeks: tuple[int, ...] | None = setting(None, meaning="weeks; every week where left out", unit="week")
    silos: bool = setting(False, meaning="whether of each silo, too")


class Until(Settings):
    """When there are enough replicates: the mean is known to within so much, at each point."""

    measure: str = setting(meaning="measure that must be known; one that is kept")
    week: int | None = setting(None, meaning="week of it; the last one that is kept where left out", low=0, high=1040)
    within: float = setting(
        meaning="half of the 95% interval of the mean, at most, in the measure's unit", low=1e-9, high=1e9
    )
    most: int = setting(meaning="replicates at most", unit="runs", low=2, high=MOST_REPLICATES)


class StudySettings(Settings):
    """A study: scenarios, what is varied in them, at which points, how often, and what is kept."""

    schema_version: Literal[1] = setting(SCHEMA_VERSION, meaning="version of the format of study files")
    name: Slug = setting(meaning="short name: letters, digits, - and _")
    title: Annotated[str, StringConstraints(max_length=200)] = setting("", meaning="title shown in results")
    description: Annotated[str, StringConstraints(max_length=10_000)] = setting("", meaning="what is asked, and why")
    scenarios: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)] = setting(
        meaning="names of shipped scenarios, or of files in the same folder; the first is the base"
    )
    set: dict[str, Any] = setting({}, meaning="changes to all scenarios: keys as --set takes them")
    vary: dict[str, Any] = setting(
        {}, meaning="what is varied, by key: prior, presence, {range: [low, high]} or {levels: [...]}"
    )
    design: AnyDesign | None = setting(None, meaning="which points are run; every combination of levels where left out")
    points: str | None = setting(None, meaning="CSV file in the same folder that lists points, keys in its first line")
    replicates: int = setting(
        1, meaning="runs of each point that differ by chance", unit="runs", low=1, high=MOST_REPLICATES
    )
    until: Until | None = setting(None, meaning="goes on beyond the replicates until a mean is known well enough")
    luck: Literal["shared", "fresh"] = setting(
        "shared", meaning="whether all points share the luck of their replicates, or have luck of their own"
    )
    against: dict[str, Any] | None = setting(
        None, meaning="values that make the pair of each point: effects are differences to it, under the same luck"
    )
    keep: Kept = setting(Kept(), meaning="what is kept of each run")
    calibrate: CalibrationSettings | None = setting(
        None, meaning="instead of all that: the posterior of the scenario, given what it says was observed"
    )
    best: BestSettings | None = setting(
        None, meaning="instead of points: the best plan within a budget, made of what is varied, or else of the menu"
    )
    information: InformationSettings | None = setting(
        None, meaning="which measurement would change the decision among the scenarios, asked of the runs"
    )

    @property
    def search(self) -> str:
        """The question that decides by what came out what is run next; empty where points are stated."""
        return next((name for name in SEARCHES if getattr(self, name) is not None), "")
