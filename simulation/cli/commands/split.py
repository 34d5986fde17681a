"""`wandel split`: share the effect of all interventions out over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import RESULTS, AsJson, ExplainedWeek, NoPage, Out, RerunReplicates, Reruns, Silo
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.attribution.split import SplitRequest
    from simulation.cli.subject import Subject


def command(
    run: Annotated[
        str, typer.Argument(metavar="RUN|SCENARIO", help="Folder of a run, a scenario for its newest run, or its file.")
    ],
    measure: Annotated[
        str | None, typer.Option(help="Measure whose effect is shared out; active people first.")
    ] = None,
    week: ExplainedWeek = None,
    silo: Silo = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME=A,B", help="Let interventions play together; may be repeated."),
    ] = None,
    replicates: RerunReplicates = None,
    samples: Annotated[
        int | None,
        typer.Option(
            help="Orders to sample (even); where left out all sets are run up to 8 players, 64 beyond.", **whole()
        ),
    ] = None,
    workers: Reruns = None,
    out: Out = RESULTS,
    no_page: NoPage = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Share the effect of all interventions out over them (Shapley), replicate by replicate, with their cost."""
    with guarded() as stop:
        from simulation.attribution.split import DEFAULT_MEASURE, SplitRequest
        from simulation.cli.subject import of_run_or_scenario

        subject = of_run_or_scenario(run, out, week, replicates, workers, stop)
        wanted = SplitRequest(measure or DEFAULT_MEASURE, silo, tuple(group or ()), samples)
        _split(subject, wanted, has_page=not no_page, as_json=as_json)


def _split(subject: Subject, wanted: SplitRequest, *, has_page: bool, as_json: bool) -> None:
    """Share out the effect of all interventions."""
    from simulation.attribution.account import known_account
    from simulation.attribution.asked import check_measure, check_silo
    from simulation.attribution.split import split, work
    from simulation.cli.console import complain, say_json, show
    from simulation.cli.pages import written_if_possible
    from simulation.cli.terminal import console
    from simulation.present.explanation_page import write_explanation_page
    from simulation.present.printed.split import announcement, split_blocks, split_document

    laboratory, replicates, page = subject.laboratory, subject.replicates, None
    check_measure(wanted.measure)
    check_silo(subject.setting.scenario, wanted.silo)
    todo = work(subject.setting, wanted)
    if not as_json and console(error=True).is_terminal:
        complain(announcement(len(todo.sets), replicates, subject.setting.week + 1))
    found, note = split(laboratory, wanted, replicates), subject.note
    if has_page:
        known = known_account(laboratory, replicates, wanted.silo)
        page = written_if_possible(lambda: write_explanation_page(laboratory.folder, known, found))
    if as_json:
        say_json(split_document(found, note, page))
    else:
        show(split_blocks(found, note, page))
