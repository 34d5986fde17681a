"""What `wandel explain-run` and `wandel split` explain: reruns of a scenario, and the run that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from simulation.attribution.asked import check_replicates
from simulation.attribution.cases import Setting
from simulation.attribution.check import check_unaltered, rerun_note
from simulation.attribution.rerun import How, Laboratory
from simulation.cli import request
from simulation.cli.progress import progress
from simulation.cli.terminal import console
from simulation.compiled import skip_blas_probe
from simulation.results.execute import run_folder
from simulation.results.options import Options
from simulation.results.reader import StoredRun
from simulation.results.summary import check_week


@dataclass(frozen=True)
class Subject:
    """What is explained: reruns of a scenario, so many replicates, and the run that they belong to if there is one."""

    laboratory: Laboratory
    replicates: int
    run: StoredRun | None = None

    @property
    def setting(self) -> Setting:
        """The scenario and the week."""
        return self.laboratory.setting

    @property
    def note(self) -> str:
        """What is to be known of reruns of an older run; empty if there is nothing."""
        return "" if self.run is None else rerun_note(self.run, self.laboratory, self.replicates)


def of_run(run: StoredRun, week: int | None, replicates: int | None, workers: int | None, stop: Event) -> Subject:
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
