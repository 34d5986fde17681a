"""How `wandel explain-run` and `wandel split` work under a progress bar, and what they say at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from simulation.attribution.account import account, known_account
from simulation.attribution.asked import (
    STATE_MEASURES,
    WORDS,
    check_measure,
    check_person,
    check_replicates,
    check_silo,
    check_state,
)
from simulation.attribution.cases import Setting
from simulation.attribution.check import check_unaltered, rerun_note
from simulation.attribution.person import person as account_of_person
from simulation.attribution.rerun import How, Laboratory
from simulation.attribution.split import Wanted, known_split, split, work
from simulation.cli import request
from simulation.cli.console import complain, say, say_json
from simulation.cli.pages import written_if_possible
from simulation.cli.running import say_if, show
from simulation.cli.terminal import console
from simulation.compiled import skip_blas_probe
from simulation.present import explanation as words
from simulation.present.console import progress
from simulation.present.explanation_page import write_explanation_page
from simulation.present.explanation_tables import (
    decisions_grid,
    grid_table,
    levels_grid,
    person_grid,
    removals_grid,
    split_grid,
)
from simulation.present.words import few_replicates, label_with_unit
from simulation.results.errors import InputError
from simulation.results.execute import run_folder
from simulation.results.options import Options
from simulation.results.reader import Run
from simulation.results.summary import check_week


@dataclass(frozen=True)
class Subject:
    """What is explained: reruns of a scenario, so many replicates, and the run that they belong to if there is one."""

    laboratory: Laboratory
    replicates: int
    run: Run | None = None

    @property
    def setting(self) -> Setting:
        """The scenario and the week."""
        return self.laboratory.setting


def of_run(run: Run, week: int | None, replicates: int | None, workers: int | None, stop: Event) -> Subject:
    """Return the subject of a finished run."""
    check_unaltered(run)
    scenario = run.scenario()
    setting = Setting(scenario, check_week(scenario.run.weeks, week))
    laboratory = Laboratory(setting, run.folder, _how(workers, stop))
    return Subject(laboratory, check_replicates(replicates, scenario), run)


def of_run_or_scenario(
    text: str, root: Path, week: int | None, replicates: int | None, workers: int | None, stop: Event
) -> Subject:
    """Return the subject of a run, or of a scenario, whose values lie where its run does or would."""
    wanted = request.run_or_scenario(text, root)
    if wanted.run is not None:
        return of_run(wanted.run, week, replicates, workers, stop)
    setting = Setting(wanted.scenario, check_week(wanted.scenario.run.weeks, week))
    folder = run_folder(wanted.scenario, Options(root=root))
    return Subject(Laboratory(setting, folder, _how(workers, stop)), check_replicates(replicates, wanted.scenario))


def _how(workers: int | None, stop: Event) -> How:
    told = console(error=True)
    skip_blas_probe()
    return How(workers, stop, lambda label, n, weeks: progress(told, f"{label} ({n:,} reruns)", n, weeks))


def report_account(subject: Subject, silo: str | None, measure: str | None, *, page: bool, as_json: bool) -> None:
    """Explain a run or one of its silos."""
    laboratory, replicates = subject.laboratory, subject.replicates
    check_silo(subject.setting.scenario, silo)
    if measure is not None:
        check_measure(measure)
    found = account(laboratory, replicates, silo, measure)
    note = _note(subject)
    written = None
    if page:
        known = known_split(laboratory, Wanted(silo=silo), replicates)
        written = written_if_possible(lambda: write_explanation_page(laboratory.folder, found, known))
    if as_json:
        say_json(words.account_json(found) | {"note": note or None, "page": None if written is None else str(written)})
        return
    say(f"{words.title_of(found.setting)}: {words.facts_line(found.setting, found.silo, found.replicates)}")
    show(grid_table(levels_grid(found), f"Week {found.setting.week}: median and 80% band over replicates"))
    for name in found.measures:
        show(grid_table(removals_grid(found, name), f"{label_with_unit(name)}: what each brings, pair by pair"))
    state = next((state for state, counted in STATE_MEASURES.items() if counted == measure), "read")
    if measure is None or measure in STATE_MEASURES.values():
        for one in found.brought:
            say(words.because_sentence(one, state, found.silo))
    say()
    say(words.NOT_ADDITIVE)
    for name in found.measures:
        say_if(words.interaction_sentence(found, name))
    say_if(few_replicates(found.replicates))
    say_if(note)
    say_if(f"Page: {written}" if written else "")


def report_person(subject: Subject, number: int, silo: str | None, measure: str | None, *, as_json: bool) -> None:
    """Explain one person."""
    if silo is not None:
        raise InputError("give --silo or --person, not both")
    check_person(subject.setting.scenario, number)
    state = check_state(measure)
    found = account_of_person(subject.laboratory, number, subject.replicates, state)
    note = _note(subject)
    if as_json:
        say_json(words.person_json(found) | {"note": note or None})
        return
    say(words.person_sentence(found))
    show(grid_table(person_grid(found), f"Week {found.setting.week}, {found.replicates} replicates"))
    show(grid_table(decisions_grid(found), f"P({WORDS[state]}) with each thing minus without it"))
    say(words.decision_sentence(found))
    say_if(few_replicates(found.replicates))
    say_if(note)


def report_split(subject: Subject, wanted: Wanted, *, page: bool, as_json: bool) -> None:
    """Share out the effect of all interventions."""
    laboratory, replicates = subject.laboratory, subject.replicates
    check_measure(wanted.measure)
    check_silo(subject.setting.scenario, wanted.silo)
    todo = work(subject.setting, wanted)
    if not as_json:
        _announce(len(todo.sets), replicates, subject.setting.week + 1)
    found = split(laboratory, wanted, replicates)
    note = _note(subject)
    written = None
    if page:
        known = known_account(laboratory, replicates, wanted.silo)
        written = written_if_possible(lambda: write_explanation_page(laboratory.folder, known, found))
    if as_json:
        say_json(words.split_json(found) | {"note": note or None, "page": None if written is None else str(written)})
        return
    say(f"{words.title_of(found.setting)}: {words.facts_line(found.setting, found.silo, found.replicates)}")
    show(grid_table(split_grid(found, narrow=True), f"{label_with_unit(found.measure)}: what each intervention adds"))
    say(f"{words.total_sentence(found)} {words.SPLIT_WORDS} {words.method_sentence(found)}")
    say_if(few_replicates(found.replicates))
    say_if(note)
    say_if(f"Page: {written}" if written else "")


def _announce(sets: int, replicates: int, weeks: int) -> None:
    if console(error=True).is_terminal:
        complain(
            f"{sets:,} sets of interventions, {replicates} replicates each, {weeks} weeks; finished ones are kept."
        )


def _note(subject: Subject) -> str:
    return "" if subject.run is None else rerun_note(subject.run, subject.laboratory, subject.replicates)
