"""What the commands of studies do where a study file asks for a search: a calibration, the best plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulation.cli.console import say, say_json

if TYPE_CHECKING:
    from threading import Event

    from simulation.present.language import Language
    from simulation.studies.file.searches import Answered, AnySearch
    from simulation.studies.file.study import Study

TOP = 8
"""Plans that are printed."""


def search_in(study: Study) -> AnySearch | None:
    """Return the search that a study asks for; None for one that runs the points that it states."""
    from simulation.studies.file.searches import search_of

    return search_of(study)


def plan_search(study: Study, search: AnySearch, stop: Event, workers: int, *, tries: bool, as_json: bool) -> None:
    """Say what a search takes at most, and how far it is."""
    from simulation.present.search import asked_lines, reached_line, search_json, step_lines
    from simulation.studies.file.searches import reached, timed
    from simulation.studies.running.driver import Work

    there = reached(study, search)
    steps = timed(search, Work(stop)) if tries and there.all is None else search.steps()
    if as_json:
        say_json(search_json(steps, there, workers))
        return
    for line in [*asked_lines(study, search), *step_lines(steps, workers), reached_line(study, there)]:
        say(line)


def run_search(
    study: Study, search: AnySearch, stop: Event, how: tuple[int, str | None], language: Language,
    *, retry: bool, as_json: bool,
) -> None:  # fmt: skip
    """Run what is missing of a search, by so many workers or a scheduler, and report the answer."""
    from simulation.cli.console import complain
    from simulation.studies.file.searches import answered
    from simulation.studies.running.driver import Work
    from simulation.studies.running.pools import pool_of

    with pool_of(*how) as pool:
        found = answered(study, search, pool, Work(stop, retry=retry), (lambda _text: None) if as_json else complain)
    report_search(study, found, language, as_json=as_json)


def report_search(study: Study, outcome: Answered, language: Language, *, as_json: bool) -> None:
    """Write the files of an answer into the study's folder and print it."""
    from simulation.cli.answers import report_best, report_calibration
    from simulation.studies.calibration.calibrate import Calibration

    more = {"runs_used": outcome.runs, "digest": outcome.digest, "store": str(study.out)} if as_json else {}
    if isinstance(outcome.answer, Calibration):
        report_calibration(outcome.answer, study.folder, page=True, as_json=as_json, **more)
    else:
        base = study.space.scenarios[study.space.base]
        shown = _shown(study)
        report_best(outcome.answer, base, shown, study.folder, TOP, language, as_json=as_json, **more)
    if not as_json:
        say(f"{outcome.runs:,} runs were used (digest of this study {outcome.digest[:16]})")


def _shown(study: Study) -> str:
    """Return how a command names the scenario of a study."""
    name = study.settings.scenarios[0]
    beside = study.path.parent / name
    return str(beside) if beside.is_file() else name


def finished(study: Study, search: AnySearch) -> Answered:
    """Return the answer of a search from its stored runs.

    Raises:
        InputError: runs are missing.
    """
    from simulation.results.errors import InputError
    from simulation.studies.file.searches import reached

    there = reached(study, search)
    if there.all is None:
        raise InputError(f"not finished: {there.runs:,} runs of it are stored; wandel study run {study.path}")
    return there.all


def table_of_search(study: Study, search: AnySearch, to: Path | None, top: int) -> None:
    """Write the plans, or the weighed runs, as a table, and show the first lines."""
    from simulation.cli.console import table
    from simulation.studies.file.answers import answer_frame
    from simulation.studies.file.table import write_table

    frame = answer_frame(finished(study, search).answer)
    rows = [["" if each is None else f"{each:.4g}" if isinstance(each, float) else str(each) for each in row]
            for row in frame.head(top).itertuples(index=False)]  # fmt: skip
    if top:
        table(study.settings.title or study.settings.name, [str(name) for name in frame.columns], rows)
    say(f"Table: {write_table(study, to, [frame])}")


def page_of_search(study: Study, search: AnySearch, language: Language) -> Path:
    """Write a page about the answer and return its path."""
    from simulation.present.best import best_page
    from simulation.present.calibration import calibration_page
    from simulation.present.study import FILE
    from simulation.studies.calibration.calibrate import Calibration
    from simulation.system.writing import write_bytes

    answer = finished(study, search).answer
    content = calibration_page(answer) if isinstance(answer, Calibration) else best_page(answer, language)
    study.folder.mkdir(parents=True, exist_ok=True)
    write_bytes(study.folder / FILE, content)
    return study.folder / FILE
