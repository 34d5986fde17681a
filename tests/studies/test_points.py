"""Designed runs: paired, kept as they finish, the same however they are made."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.measures import MEASURES, measure
from simulation.results.errors import ResultsError, RunInterrupted
from simulation.results.files import locked
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.studies import points
from simulation.studies.points import FILE, Design, Point, Work, kept_points, run_points
from simulation.studies.tornado import base_values
from simulation.world import build

LATER = {"kind": "kick_off", "start": 14, "target": {"count": 20}}


def scenario(**changes: Any) -> Scenario:
    """A small company over 20 weeks, with an event in week 14."""
    data = {"name": "small", "organisation": {"people": 120}, "run": {"weeks": 20, "seed": 5}, "interventions": [LATER]}
    return Scenario.model_validate(data | changes)


def designed(week: int = 12, **changes: Any) -> Design:
    """A design at its scenario's own values."""
    chosen = scenario(**changes)
    return Design(chosen, base_values(chosen), week)


POINTS = [
    Point(change, replicate)
    for change in ((), (("innovation_rate", 0.2),), (("imitation_rate", 0.5),))
    for replicate in (0, 1)
]


def test_points_are_the_runs_that_they_say(tmp_path: Path) -> None:
    """Cut after the week that is read, without any other draw of parameters, and equal to the run of the engine."""
    design = designed()
    found = run_points(design, POINTS, tmp_path, Work())
    assert list(found) == POINTS
    world = build(scenario(run={"weeks": 20, "seed": 5, "uncertainty": "chance"}))
    for point, values in found.items():
        whole = measure(simulate(world, point.replicate, parameters=dict(point.changes)), 62)
        expected = {name: float(whole[name][12, -1]) for name in MEASURES}
        assert values == pytest.approx(expected, rel=0, abs=0, nan_ok=True)
    assert found[POINTS[2]]["registered"] > found[POINTS[0]]["registered"]
    assert found[POINTS[2]]["registered"] != found[POINTS[3]]["registered"], "replicates differ"


def same(first: dict[Point, Any], second: dict[Point, Any]) -> bool:
    """Whether two results are equal, undefined values alike."""
    return list(first) == list(second) and all(
        np.array_equal(list(a.values()), list(b.values()), equal_nan=True)
        for a, b in zip(first.values(), second.values(), strict=True)
    )


def test_workers_and_storage_change_nothing(tmp_path: Path) -> None:
    alone = run_points(designed(), POINTS, tmp_path / "alone", Work(1))
    together = run_points(designed(), POINTS, tmp_path / "together", Work(4))
    assert same(alone, together)
    assert same(run_points(designed(), POINTS, tmp_path / "alone", Work()), alone), "read back to the last bit"


def test_kept_points_are_used_again_and_damaged_ones_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run_points(designed(), POINTS, tmp_path, Work())
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    cut, altered = lines[1][:100], lines[2].replace('"replicate": 0', '"replicate": 1')
    (tmp_path / FILE).write_text("\n".join([lines[0], cut, altered, *lines[3:5], lines[5][:-10]]), encoding="utf-8")
    kept = kept_points(tmp_path)
    assert len(kept) == 3
    run: list[Point] = []
    monkeypatch.setattr(points, "_one", lambda w, d, point, n, work: run.append(point) or found[point])
    assert same(run_points(designed(), POINTS, tmp_path, Work()), found)
    assert set(run) == set(POINTS) - set(kept)
    assert len(kept_points(tmp_path)) == 6


def test_a_stop_keeps_what_is_finished(tmp_path: Path) -> None:
    stop = threading.Event()
    work = Work(1, stop, lambda number, _weeks: stop.set() if number == 2 else None)
    with pytest.raises(RunInterrupted, match=r"stopped with [23] of 6 runs finished") as caught:
        run_points(designed(), POINTS, tmp_path, work)
    assert list(kept_points(tmp_path)) == POINTS[: caught.value.finished], "the third, if it was in its last weeks"
    again = run_points(designed(), POINTS, tmp_path, Work())
    assert same(again, run_points(designed(), POINTS, tmp_path / "other", Work()))


def test_a_failure_is_raised_and_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = points._one

    def fails(world: Any, design: Design, point: Point, number: int, work: Work) -> Any:
        if number == 1:
            raise ZeroDivisionError
        return real(world, design, point, number, work)

    monkeypatch.setattr(points, "_one", fails)
    with pytest.raises(ZeroDivisionError):
        run_points(designed(), POINTS, tmp_path, Work(1))
    assert POINTS[0] in kept_points(tmp_path)


def test_folder_is_named_by_what_the_results_depend_on(tmp_path: Path) -> None:
    first = designed().folder(tmp_path, "tornado")
    assert first == designed().folder(tmp_path, "tornado")
    assert first.parent == tmp_path / "small"
    same_runs = scenario(run={"weeks": 15, "seed": 5, "replicates": 7, "uncertainty": "chance"})
    assert first == Design(same_runs, base_values(same_runs), 12).folder(tmp_path, "tornado")
    others = (
        designed(week=13),
        designed(run={"weeks": 20, "seed": 6}),
        designed(parameters={"innovation_rate": 0.1}),
        designed(interventions=[]),
    )
    assert len({first, *(each.folder(tmp_path, "tornado") for each in others)}) == 5


def test_results_that_cannot_be_written_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultsError, match="cannot write results"):
        run_points(designed(), POINTS, tmp_path / "file", Work())
    with locked(tmp_path), pytest.raises(ResultsError, match="another process"):
        run_points(designed(), POINTS, tmp_path, Work())


def test_the_budget_of_the_whole_plan_holds_though_runs_are_cut(tmp_path: Path) -> None:
    """The event of week 14 is beyond the week that is read, and too dear all the same."""
    with pytest.raises(ScenarioError, match="budget_eur"):
        run_points(designed(economics={"budget_eur": 10}), POINTS, tmp_path, Work())
