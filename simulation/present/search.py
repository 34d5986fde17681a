"""A search that a study file asks for: what is asked, what it takes, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulation.present.study import duration
from simulation.present.words import count, value
from simulation.studies.calibration.company import observed
from simulation.studies.file.searches import BestSearch, seconds

if TYPE_CHECKING:
    from simulation.studies.file.searches import AnySearch, Reached, SearchStep
    from simulation.studies.file.study import Study


def asked_lines(study: Study, search: AnySearch) -> list[str]:
    """Return what is asked of which scenario."""
    lines = [f"Scenario: {study.space.base}"]
    if not isinstance(search, BestSearch):
        used = observed(search.scenario, search.settings.hold_out).targets
        return [*lines, f"Asked: what its numbers may be, given {', '.join(each.label for each in used)}"]
    asked = search.settings
    wanted = asked.goal or f"as much as possible of {asked.measure or 'readers_28'}"
    limits = ", ".join(f"{name} {value(amount, '')}" for name, amount in asked.budget.items())
    decided = [f"Decided on: {each.key} ({each.words})" for each in study.space.dimensions]
    menu = [f"Decided on: the menu{': ' + ', '.join(asked.only) if asked.only else ''}"]
    return [*lines, f"Asked: the best plan for {wanted}" + (f", within {limits}" if limits else ""), *(decided or menu)]


def step_lines(steps: Sequence[SearchStep], workers: int) -> list[str]:
    """Return what a search takes at most."""
    parts = ", ".join(
        f"{each.name} {each.runs:,}" + ("" if each.run_s is None else f" ({each.run_s * 1000:.0f} ms each)")
        for each in steps
    )
    lines = [f"Runs: at most {sum(each.runs for each in steps):,}: {parts}"]
    whole = seconds(list(steps), workers)
    if whole is not None:
        lines.append(f"Time: at most about {duration(whole)} with {count(workers, 'worker')}, beside what is computed")
    return lines


def reached_line(study: Study, reached: Reached) -> str:
    """Return how far it is."""
    if reached.all is not None:
        return f"Finished: all {reached.runs:,} runs that it takes are stored; wandel study report {study.path}"
    return f"Not finished: {reached.runs:,} runs of it are stored; wandel study run {study.path}"


def search_json(steps: Sequence[SearchStep], reached: Reached, workers: int) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "runs_at_most": sum(each.runs for each in steps),
        "steps": [{"name": each.name, "runs": each.runs, "seconds_per_run": each.run_s} for each in steps],
        "there": reached.runs,
        "finished": reached.all is not None,
        "digest": None if reached.all is None else reached.all.digest,
        "workers": workers,
        "seconds": seconds(list(steps), workers),
    }
