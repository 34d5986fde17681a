"""The record of a run: what was run, with what, when, and the digests of what came out."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, field_validator

from simulation.compiled import source_hash
from simulation.measures import HEADLINES
from simulation.model.draws import replicate_seed
from simulation.plugin.loading import used
from simulation.results.errors import ResultsError
from simulation.results.files import write_sealed
from simulation.results.versions import Migrations, read_versioned
from simulation.scenario.observation import Observation

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

FILE: Final = "manifest.json"
SCENARIO_FILE: Final = "scenario.yaml"
SCHEMA_VERSION: Final = 1
MIGRATIONS: Final[Migrations] = {}
"""How manifests of older versions become those of the next one; see `simulation.results.versions`."""
LIBRARIES: Final = ("wandel", "numpy", "numba", "llvmlite", "scipy", "pyarrow", "pydantic", "mesa")
MOST_WEEKS: Final = 1040
MOST_REPLICATES: Final = 100_000
"""As in a scenario; a manifest beyond is none that was written here, and reading its tables would take any memory."""
_ID_LENGTH: Final = 12


EXACT: Final = 2**53
"""Whole numbers beyond it are not exact in many programs that read JSON; there they are written as text."""


def exact(number: int) -> int | str:
    """Return a whole number as JSON holds it exactly for every reader."""
    return number if abs(number) <= EXACT else str(number)


Seed = Annotated[int, PlainSerializer(exact, when_used="json")]
SeedAsText = Annotated[int, PlainSerializer(str, when_used="json")]


class TableRecord(BaseModel):
    """One stored table: rows, digest of its content, of each replicate's part, and of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    digest: str
    replicates: tuple[str, ...]
    file_sha256: str


class PluginRecord(BaseModel):
    """One plugin whose interventions the scenario has: name and SHA-256 of its file, and the kinds that it brings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sha256: str
    kinds: tuple[str, ...]


class Origin(BaseModel):
    """The checkpoint that a run went on from: its folder then, its week, and what it is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str
    week: int
    scenario: str
    scenario_hash: str
    digest: str


class Manifest(BaseModel):
    """What `manifest.json` says; ``status`` is *running* until all results lie beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["wandel-run"] = "wandel-run"
    schema_version: Literal[1] = SCHEMA_VERSION
    status: Literal["running", "complete"] = "running"
    scenario: str
    title: str
    scenario_hash: str
    scenario_sha256: str
    source_hash: str
    plugins: tuple[PluginRecord, ...] = ()
    engine: str
    people: int
    scale: float = 1.0
    simulated_people: int | None = None
    silos: tuple[str, ...] = ()
    start: str
    weeks: int = Field(ge=1, le=MOST_WEEKS)
    replicates: int = Field(ge=1, le=MOST_REPLICATES)
    seed: Seed
    replicate_seeds: tuple[SeedAsText, ...] = ()
    uncertainty: str
    hourly_cost_eur: float
    discount_rate: float = 0
    headlines: tuple[str, ...]
    observations: tuple[Observation, ...] = ()
    versions: dict[str, str]
    platform: dict[str, str]
    started: str
    finished: str | None = None
    sessions: int = 1
    workers: int
    timings: dict[str, float] = {}
    replicate_seconds: tuple[float, ...] = ()
    digest: str | None = None
    tables: dict[str, TableRecord] = {}
    origin: Origin | None = None

    @field_validator("start")
    @classmethod
    def _is_a_day(cls, start: str) -> str:
        date.fromisoformat(start)
        return start

    @property
    def weight(self) -> float:
        """How many people of the company each simulated one stands for; the tables' counts hold it already."""
        return self.people / (self.simulated_people or self.people)

    def write(self, folder: Path) -> None:
        """Write it into a run's folder, atomically and sealed."""
        write_sealed(folder / FILE, self.model_dump_json(indent=2))


def read(folder: Path) -> Manifest | None:
    """Return the manifest in a folder, or None where there is none.

    Raises:
        ResultsError: the file cannot be read as a manifest, or was written by a newer version of the program.
    """
    path = folder / FILE
    try:
        return read_versioned(path, Manifest, SCHEMA_VERSION, MIGRATIONS)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except ValueError as error:
        raise ResultsError(f"{path} is not a readable manifest ({first_line(error)}); run again with --fresh") from None


def first_line(error: Exception) -> str:
    """First line of an error's message."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def run_id(scenario_hash: str, source_hash: str, engine: str, plugins: Sequence[str] = ()) -> str:
    """Name of a run's folder: the same scenario, code, engine and plugins (by SHA-256) give the same name."""
    parts = (scenario_hash, source_hash, engine, *plugins)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_ID_LENGTH]


def begin(scenario: Scenario, *, scenario_hash: str, scenario_sha256: str, engine: str, workers: int) -> Manifest:
    """Return the manifest of a run that is about to start."""
    run = scenario.run
    return Manifest(
        scenario=scenario.name,
        title=scenario.title or scenario.name,
        scenario_hash=scenario_hash,
        scenario_sha256=scenario_sha256,
        source_hash=source_hash(),
        plugins=records(scenario),
        engine=engine,
        people=scenario.organisation.people,
        scale=scenario.run.scale,
        simulated_people=scenario.simulated.people,
        start=run.start.isoformat(),
        weeks=run.weeks,
        replicates=run.replicates,
        seed=run.seed,
        replicate_seeds=tuple(int(replicate_seed(run.seed, r)) for r in range(run.replicates)),
        uncertainty=run.uncertainty,
        hourly_cost_eur=scenario.economics.hourly_cost_eur,
        discount_rate=scenario.value.discount_rate,
        headlines=tuple(scenario.measures) or HEADLINES,
        observations=scenario.observations,
        versions=versions(),
        platform={"system": platform.system(), "machine": platform.machine(), "python": platform.python_version()},
        started=now(),
        workers=workers,
    )


def records(scenario: Scenario) -> tuple[PluginRecord, ...]:
    """Return the plugins whose interventions a scenario has."""
    found = used(scenario)
    return tuple(PluginRecord(name=each.name, sha256=each.sha256, kinds=each.kinds) for each in found)


def versions() -> dict[str, str]:
    """Versions of the libraries that can change a result."""
    found: dict[str, str] = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def now() -> str:
    """Time of day in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
