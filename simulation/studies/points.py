"""Runs of one scenario at designed parameter values: paired by luck, kept as they finish, continued after a stop."""

from __future__ import annotations

import hashlib
import json
import math
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TextIO

from simulation.compiled import source_hash
from simulation.measures import MEASURES, measure
from simulation.results.errors import InputError, ResultsError, RunInterrupted, is_read_only
from simulation.results.files import locked, write_text
from simulation.results.json_reading import parse_json
from simulation.results.scenario_file import store_scenario
from simulation.scenario.memory import memory_problem
from simulation.scenario.writing import canonical
from simulation.system.files import sweep
from simulation.system.names import file_name

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.world import World

FILE: Final = "points.jsonl"
_ID_LENGTH: Final = 12
_LONGEST_LINE: Final = 1 << 20
"""Bytes of one finished point, at most; it takes a few thousand."""
_LOOK_EVERY_S: Final = 0.2
"""Pause between looks at the threads, so that the main thread can take signals."""

Values = dict[str, float]
"""All measures of the whole organisation at one week, by name; NaN where not defined."""


class Point(NamedTuple):
    """One run of a design: parameters that differ from the base, and the replicate, whose luck all points share."""

    changes: tuple[tuple[str, float], ...]
    replicate: int


@dataclass(frozen=True, slots=True)
class Design:
    """What all points of a study share: the scenario, the base values of all parameters, the week that is read.

    Replicates differ by chance only; runs end after the week that is read, since nothing
    later can change it.
    """

    scenario: Scenario
    base: Mapping[str, float]
    week: int

    def cut(self) -> Scenario:
        """Return the scenario as it is run."""
        run = {"weeks": self.week + 1, "uncertainty": "chance", "events": False, "replicates": 1}
        changed = {"run": self.scenario.run.model_copy(update=run), "posterior": None}
        return self.scenario.model_copy(update=changed)

    def folder(self, root: Path, study: str) -> Path:
        """Return the folder of its results: the same scenario, base, week and sources give the same one."""
        from simulation.results.manifest import records

        plugins = [plugin.sha256 for plugin in records(self.scenario)]
        text = "\n".join([canonical(self.cut()), json.dumps(dict(self.base), sort_keys=True), source_hash(), *plugins])
        return (
            root / file_name(self.scenario.name) / f"{study}-{hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]}"
        )


@dataclass(frozen=True, slots=True)
class Work:
    """How to run points; none of it changes a result.

    ``on_progress`` is called with (number of the missing point, weeks done) from the
    workers' threads; ``stop`` ends the work early.
    """

    workers: int = 1
    stop: threading.Event = field(default_factory=threading.Event)
    on_progress: Callable[[int, int], None] = lambda _point, _weeks: None


def kept_points(folder: Path) -> dict[Point, Values]:
    """Return the points that are finished; lines that are damaged or cut off do not count."""
    found: dict[Point, Values] = {}
    for line in _lines(folder / FILE):
        try:
            record = parse_json(line)
            if record.pop("sha256") != _seal(record):
                continue
            numbers = {name: record["measures"][name] for name in MEASURES}
            values = {name: math.nan if number is None else float(number) for name, number in numbers.items()}
            found[Point(tuple(sorted(record["changes"].items())), int(record["replicate"]))] = values
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            continue
    return found


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file piece by piece, however large it is; what is longer than a point is cut up."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            yield line


def run_points(design: Design, points: Iterable[Point], folder: Path, work: Work) -> dict[Point, Values]:
    """Run the points that are not kept yet; return all, in the order of ``points``.

    Raises:
        RunInterrupted: ``work.stop`` was set; finished points are safe.
        InputError: the runs need more memory than there is.
        ResultsError: results cannot be written, or are in use by another process.
    """
    wanted = list(dict.fromkeys(points))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            sweep(folder, held=True)
            done = kept_points(folder)
            write_text(folder / FILE, "".join(_line(point, values) for point, values in done.items()))
            store_scenario(design.cut(), folder / "scenario.yaml")
            write_text(folder / "study.json", json.dumps(_record(design), indent=2) + "\n")
            missing = [point for point in wanted if point not in done]
            if missing:
                done |= _run(design, missing, folder / FILE, work)
    except OSError as error:
        done = kept_points(folder) if is_read_only(error) else {}
        if not all(point in done for point in wanted):
            raise ResultsError(f"cannot write results to {folder}: {error.strerror or error}") from error
    finished = {point: done[point] for point in wanted if point in done}
    if len(finished) < len(wanted):
        raise RunInterrupted(len(finished), len(wanted), str(folder), "runs")
    return finished


def _record(design: Design) -> dict[str, Any]:
    """Return what the points were run with."""
    from simulation.results.manifest import versions

    return {
        "format": "wandel-study",
        "schema_version": 1,
        "scenario": design.scenario.name,
        "source_hash": source_hash(),
        "versions": versions(),
        "week": design.week,
        "base": dict(design.base),
    }


def _run(design: Design, points: Sequence[Point], path: Path, work: Work) -> dict[Point, Values]:
    """Run points in threads, writing each as it finishes; on a failure stop the others and raise it."""
    scenario = design.cut()
    workers = max(1, min(work.workers, len(points)))
    if problem := memory_problem(scenario.simulated, scenario.run.weeks, workers, scenario):
        raise InputError(problem)
    world = _world(design)
    with ThreadPoolExecutor(max_workers=workers) as pool, path.open("a", encoding="utf-8") as file:
        futures = {pool.submit(_one, world, design, point, number, work): point for number, point in enumerate(points)}
        return _collect(futures, file, work.stop)


def _collect(futures: dict[Future[Values | None], Point], file: TextIO, stop: threading.Event) -> dict[Point, Values]:
    done: dict[Point, Values] = {}
    failed: BaseException | None = None
    order = {future: number for number, future in enumerate(futures)}
    left = set(futures)
    while left:
        finished, left = wait(left, timeout=_LOOK_EVERY_S, return_when=FIRST_COMPLETED)
        for future in sorted(finished, key=order.__getitem__):
            error = future.exception()
            if error is not None:
                failed = failed or error
                stop.set()
                continue
            values = future.result()
            if values is not None:
                done[futures[future]] = values
                file.write(_line(futures[future], values))
                file.flush()
    if failed is not None:
        raise failed
    return done


def _world(design: Design) -> World:
    """Make the world that all points share, the whole plan kept within its budget."""
    from simulation.engines.budget import within_budget
    from simulation.world import build

    world = build(design.cut())
    whole, _ = within_budget(world.with_scenario(design.scenario))
    return replace(world, ends=whole.ends, is_budgeted=True)


def _one(world: World, design: Design, point: Point, number: int, work: Work) -> Values | None:
    """Run one point; None after a stop."""
    from simulation.engines.run import Interrupted, simulate

    if work.stop.is_set():
        return None
    try:
        trajectory = simulate(
            world,
            point.replicate,
            stop=work.stop,
            on_progress=lambda weeks: work.on_progress(number, weeks),
            parameters=dict(design.base) | dict(point.changes),
        )
    except Interrupted:
        return None
    found = measure(trajectory, design.scenario.economics.hourly_cost_eur)
    return {name: float(values[design.week, -1]) for name, values in found.items()}


def _line(point: Point, values: Values) -> str:
    """One finished point as a line of JSON, sealed; what is not defined is null."""
    numbers = {name: None if math.isnan(number) else number for name, number in values.items()}
    record = {"changes": dict(point.changes), "replicate": point.replicate, "measures": numbers}
    return json.dumps(record | {"sha256": _seal(record)}, allow_nan=False) + "\n"


def _seal(record: dict[str, Any]) -> str:
    """SHA-256 of a point as it was written: an altered digit would be a wrong result."""
    return hashlib.sha256(json.dumps(record, allow_nan=False).encode()).hexdigest()
