"""`wandel explain-run`: what each influence and intervention brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import (
    RESULTS,
    AnyRun,
    AsJson,
    ExplainedWeek,
    NoPage,
    Out,
    RerunReplicates,
    Reruns,
    Silo,
)
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.cli.subject import Subject


def command(
    run: AnyRun,
    silo: Silo = None,
    person: Annotated[int | None, typer.Option(help="Number of a person to look at instead.", **whole())] = None,
    week: ExplainedWeek = None,
    measure: Annotated[
        str | None, typer.Option(help="Measure to explain; registered, active and contributing people where left out.")
    ] = None,
    replicates: RerunReplicates = None,
    workers: Reruns = None,
    out: Out = RESULTS,
    no_page: NoPage = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Explain a run: take out each influence and intervention under the same luck, for all, a silo or a person."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.subject import of_run

        subject = of_run(request.finished_run(run, out), week, replicates, workers, stop)
        if person is not None:
            _person(subject, person, silo, measure, as_json=as_json)
        else:
            _account(subject, silo, measure, has_page=not no_page, as_json=as_json)


def _account(subject: Subject, silo: str | None, measure: str | None, *, has_page: bool, as_json: bool) -> None:
    """Explain a run or one of its silos."""
    from simulation.attribution.account import account
    from simulation.attribution.asked import check_measure, check_silo
    from simulation.attribution.split import SplitRequest, known_split
    from simulation.cli.console import say_json, show
    from simulation.cli.pages import written_if_possible
    from simulation.present.explanation_page import write_explanation_page
    from simulation.present.printed.explain_run import account_blocks, account_document

    laboratory, page = subject.laboratory, None
    check_silo(subject.setting.scenario, silo)
    if measure is not None:
        check_measure(measure)
    found, note = account(laboratory, subject.replicates, silo, measure), subject.note
    if has_page:
        known = known_split(laboratory, SplitRequest(silo=silo), subject.replicates)
        page = written_if_possible(lambda: write_explanation_page(laboratory.folder, found, known))
    if as_json:
        say_json(account_document(found, note, page))
    else:
        show(account_blocks(found, measure, note, page))


def _person(subject: Subject, number: int, silo: str | None, measure: str | None, *, as_json: bool) -> None:
    """Explain one person."""
    from simulation.attribution.asked import check_person, check_state
    from simulation.attribution.person import person
    from simulation.cli.console import say_json, show
    from simulation.present.printed.explain_run import person_blocks, person_document
    from simulation.results.errors import InputError

    if silo is not None:
        raise InputError("give --silo or --person, not both")
    check_person(subject.setting.scenario, number)
    state = check_state(measure)
    found = person(subject.laboratory, number, subject.replicates, state)
    if as_json:
        say_json(person_document(found, subject.note))
    else:
        show(person_blocks(found, state, subject.note))
