"""Which runs a report is about: folders of runs, scenarios' newest runs, or documents that `wandel compare` wrote."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from simulation.results.compare import ACTIVE
from simulation.results.errors import InputError, ResultsError
from simulation.results.json_reading import parse_json, read_bytes
from simulation.results.reader import StoredRun
from simulation.words.nearest import shorten

LONGEST: Final = 400
"""Letters that are shown of the name of a folder which a file states."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A base, its plans, and the week and measure that a comparison was made for (None where none was)."""

    base: StoredRun
    plans: tuple[StoredRun, ...]
    week: int | None
    active: str


def chosen(texts: Sequence[str], open_run: Callable[[str], StoredRun]) -> Chosen:
    """Return the runs that are meant: the first one is the base; comparisons must share base, week and measure.

    ``open_run`` opens a folder, or a scenario's newest run.

    Raises:
        InputError: comparisons differ in what they compare with, or a file is no comparison.
        ResultsError: a run is not there, or is not the one that was compared.
    """
    base: StoredRun | None = None
    plans: list[StoredRun] = []
    asked: dict[str, Any] = {}
    for text in texts:
        path = Path(text)
        if path.suffix != ".json":
            run = open_run(text)
            base, plans = (run, plans) if base is None else (base, [*plans, run])
            continue
        document = _comparison(path)
        compared, *others = (_run(each, path) for each in (document["base"], *document["plans"]))
        if base is not None and base.manifest.digest != compared.manifest.digest:
            raise InputError(f"{text} compares with another base ({compared.folder}) than {base.folder}")
        base, plans = base or compared, [*plans, *others]
        this = {"week": document["week"], "active": _active(document)}
        if asked and asked != this:
            raise InputError(f"{text} is about week {this['week']} and {this['active']}, not {asked}")
        asked = this
    if base is None:
        raise InputError("give a run, a scenario, or a comparison")
    single = {run.folder.resolve(): run for run in plans}
    return Chosen(base, tuple(single.values()), asked.get("week"), asked.get("active", ACTIVE))


def _comparison(path: Path) -> dict[str, Any]:
    try:
        document = parse_json(read_bytes(path))
        folders = [each["folder"] for each in (document["base"], *document["plans"])]
        if all(isinstance(each, str) for each in folders) and isinstance(document["week"], int):
            return dict(document)
    except FileNotFoundError:
        raise InputError(f"there is no file {path}") from None
    except (ValueError, KeyError, TypeError):
        pass
    raise InputError(f"{path} is not a comparison that `wandel compare` wrote")


def _active(document: dict[str, Any]) -> str:
    """Return the measure that a comparison counts people by."""
    for plan in document["plans"]:
        found = plan.get("cost_per_additional_active_person_eur")
        if isinstance(found, dict) and isinstance(found.get("active"), str):
            return str(found["active"])
    return ACTIVE


def found_folder(folder: Path, beside: Path) -> Path | None:
    """Return a folder that a file names, as it is named or below one that the file is in; None if it is not there."""
    for place in (folder, *(parent / folder for parent in beside.resolve().parents)):
        with contextlib.suppress(OSError):  # such as a name that is too long
            if place.is_dir():
                return place
    return None


def _run(stated: dict[str, Any], beside: Path) -> StoredRun:
    """Open a run that a comparison names."""
    place = found_folder(Path(stated["folder"]), beside)
    if place is None:
        shown = shorten(stated["folder"], LONGEST)
        raise ResultsError(f"{beside} names a run in {shown}, which is not there; compare again")
    run = StoredRun.open(place)
    if stated.get("digest") != run.manifest.digest:
        raise ResultsError(f"the run in {place} is not the one that {beside} compared; compare again")
    return run
