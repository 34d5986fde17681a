"""The record of a run: what was run, with what, when, and the digests of what came out."""

from __future__ import annotations

import hashlib
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from simulation.compiled import source_hash
from simulation.measures import HEADLINES
from simulation.model.draws import replicate_seed
from simulation.results.errors import ResultsError
from simulation.results.files import seal_holds, write_sealed
from simulation.scenario.observation import Observation

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

FILE: Final = "manifest.json"
SCENARIO_FILE: Final = "scenario.yaml"
LIBRARIES: Final = ("wandel", "numpy", "numba", "llvmlite", "scipy", "pyarrow", "pydantic", "mesa")
_ID_LENGTH: Final = 12


class TableRecord(BaseModel):
    """One stored table: rows, digest of its content, of each replicate's part, and of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    digest: str
    replicates: tuple[str, ...]
    file_sha256: str


class Manifest(BaseModel):
    """What `manifest.json` says; ``status`` is *running* until all results lie beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["wandel-run"] = "wandel-run"
    schema_version: Literal[1] = 1
    status: Literal["running", "complete"] = "running"
    scenario: str
    title: str
    scenario_hash: str
    scenario_sha256: str
    source_hash: str
    engine: str
    people: int
    silos: tuple[str, ...] = ()
    start: str
    weeks: int
    replicates: int
    seed: int
    replicate_seeds: tuple[int, ...] = ()
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
    seal: str = ""

    def write(self, folder: Path) -> None:
        """Write it into a run's folder, atomically and sealed."""
        write_sealed(folder / FILE, self.model_copy(update={"seal": ""}).model_dump_json(indent=2) + "\n")


def read(folder: Path) -> Manifest | None:
    """Return the manifest in a folder, or None where there is none.

    Raises:
        ResultsError: the file cannot be read as a manifest.
    """
    path = folder / FILE
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    try:
        found = Manifest.model_validate_json(content)
    except (ValidationError, UnicodeDecodeError) as error:
        raise ResultsError(f"{path} is not a readable manifest ({first_line(error)}); run again with --fresh") from None
    if b'"seal"' in content and not seal_holds(content):
        raise ResultsError(f"{path} was altered or damaged after it was written; run again with --fresh")
    return found


def first_line(error: Exception) -> str:
    """First line of an error's message."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def run_id(scenario_hash: str, source_hash: str, engine: str) -> str:
    """Name of a run's folder: the same scenario, code and engine give the same name."""
    return hashlib.sha256(f"{scenario_hash}\n{source_hash}\n{engine}".encode()).hexdigest()[:_ID_LENGTH]


def begin(scenario: Scenario, *, scenario_hash: str, scenario_sha256: str, engine: str, workers: int) -> Manifest:
    """Return the manifest of a run that is about to start."""
    run = scenario.run
    return Manifest(
        scenario=scenario.name,
        title=scenario.title or scenario.name,
        scenario_hash=scenario_hash,
        scenario_sha256=scenario_sha256,
        source_hash=source_hash(),
        engine=engine,
        people=scenario.organisation.people,
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
