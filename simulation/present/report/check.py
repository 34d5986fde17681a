"""Checking a report: its runs are there with the digests that it states, and it is made again to the letter."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from simulation.present.language import LANGUAGES
from simulation.present.live.section import LiveSection, live_section
from simulation.present.report.page import MOST_BYTES, report
from simulation.present.report.provenance import FORMAT
from simulation.results.board import Board, board
from simulation.results.chosen import LONGEST, found_folder
from simulation.results.errors import InputError, ResultsError
from simulation.results.json_reading import parse_json, read_bytes
from simulation.results.reader import StoredRun
from simulation.studies.live.grid import Size, tried
from simulation.studies.store.store import RunStore
from simulation.words.nearest import shorten

_RECORD: Final = re.compile(rb'<script type="application/json" id="record">(.*?)</script>', re.S)


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What does not hold of a report; nothing where it does. ``runs`` are the folders that it is about."""

    page: Path
    runs: tuple[str, ...]
    findings: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return not self.findings


def check_report(page: Path) -> ReportCheck:
    """Compare a report with its runs, and with the report that is made of them now.

    Raises:
        InputError: the file is no report.
        OSError: the file cannot be read.
    """
    try:
        content = read_bytes(page, MOST_BYTES * 4)
    except ValueError as error:
        raise InputError(f"{page} is not a report: {error}") from None
    record = record_of(content, page)
    runs, findings = [], []
    for stated in record["runs"]:
        try:
            runs.append(_run(stated, page))
        except ResultsError as error:
            findings.append(str(error))
    if not findings:
        shown = board(runs[0], runs[1:], record["week"], record["active"])
        try:
            if report(shown, LANGUAGES[record["language"]], record["command"], _live(shown, record, page)) != content:
                findings.append(f"{page} is not what these runs give: it was altered, or another version made it")
        except ResultsError as error:
            findings.append(str(error))
    return ReportCheck(page, tuple(str(each["folder"]) for each in record["runs"]), tuple(findings))


def _live(board: Board, record: dict[str, Any], page: Path) -> LiveSection | None:
    """Return the section in which the plan is tried out, from the runs in its store; None where a report has none.

    Raises:
        ResultsError: the runs of the base or the plan are not there.
        InputError: the record does not fit the plan.
    """
    stated = record.get("live")
    if not isinstance(stated, dict):
        return None
    try:
        size = Size(int(stated["people"]), int(stated["replicates"]))
        levers, folder = [*map(_text, stated["levers"])], Path(_text(stated["store"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise InputError("what the report says of its live section cannot be read") from None
    store = found_folder(folder, page)
    if store is None:
        raise ResultsError(
            f"{shorten(str(folder), LONGEST)}, with the runs in which the plan is tried out, is not there"
        )
    found = live_section(tried(board, levers, size, RunStore(store)), size, LANGUAGES[record["language"]])
    return replace(found, store=str(folder))


def record_of(content: bytes, page: Path) -> dict[str, Any]:
    """Return what a report says of itself; `InputError` where that cannot be read."""
    found = _RECORD.search(content)
    try:
        record = parse_json(found.group(1)) if found else None
        if (
            isinstance(record, dict)
            and record["format"] == FORMAT
            and record["language"] in LANGUAGES
            and isinstance(record["week"], int)
            and all(map(_text, (record["active"], record["command"])))
            and record["runs"]
            and all(_text(each["folder"]) and _text(each["digest"]) for each in record["runs"])
        ):
            return record
    except (ValueError, KeyError, TypeError, json.JSONDecodeError):
        pass
    raise InputError(f"{page} is not a report that `wandel report` wrote")


def _text(stated: object) -> str:
    """Return a text; `TypeError` for what is none, `ValueError` for one that cannot be written."""
    if not isinstance(stated, str):
        raise TypeError
    stated.encode()
    return stated


def _run(stated: dict[str, Any], page: Path) -> StoredRun:
    folder = Path(stated["folder"])
    place = found_folder(folder, page)
    if place is None:
        raise ResultsError(f"the run in {shorten(str(folder), LONGEST)} is not there")
    run = StoredRun.open(place)
    if run.manifest.digest != stated["digest"]:
        raise ResultsError(f"the run in {place} has another digest ({run.manifest.digest}) than {page} states")
    return StoredRun(folder, run.manifest) if place == folder else run
