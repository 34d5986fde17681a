"""Sweeps: the runs that they say, once, the same wherever they are made."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.engines.run import simulate
from simulation.measures import measure
from simulation.results.errors import InputError
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.studies.design.designs import grid, latin_hypercube, one_at_a_time, sobol_sequence
from simulation.studies.design.space import Space
from simulation.studies.running import pools, worker
from simulation.studies.running.sweep import checked_points, sweep
from simulation.studies.store.keep import Keep
from simulation.world import build
from tests.studies.company import company

VARY = {
    "imitation_rate": (0.01, 0.4),
    "interventions.kick-off.strength": (0.0, 2.0),
    "interventions.managers": "presence",
}
KEEP = Keep(("registered", "contributions_total"), (9, 15))


def space() -> Space:
    return Space.of(company(), VARY)


def test_runs_are_those_of_the_engine(tmp_path: Path) -> None:
    points = latin_hypercube(3, 4, seed=2)
    frame = sweep(space(), points, 2, KEEP, tmp_path)
    assert list(frame) == ["point", *VARY, "replicate", "week", "registered", "contributions_total"]
    assert len(frame) == 4 * 2 * 2
    for row in frame.itertuples(index=False):
        values = space().values(points[row.point])
        left = [] if values["interventions.managers"] else ["interventions.managers.strength=0"]
        strength = f"interventions.kick-off.strength={values['interventions.kick-off.strength']!r}"
        world = build(override(company(), [strength, *left]))
        whole = measure(simulate(world, row.replicate, parameters={"imitation_rate": values["imitation_rate"]}), 62)
        assert row.registered == whole["registered"][row.week, -1]
        assert row.contributions_total == whole["contributions_total"][row.week, -1]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Have every run that is made noted down."""
    made: list[object] = []
    real = worker.run
    monkeypatch.setattr(worker, "run", lambda base, changes, *how: made.append(changes) or real(base, changes, *how))
    return made


def test_a_smaller_copy_tells_counts_of_the_full_size(tmp_path: Path) -> None:
    """As the engine's own measures do: a study of a scaled scenario is about the same company."""
    small = override(company(organisation={"people": 600}), ["run.scale=0.25"])
    (told,) = sweep(Space.of(small, {}), [{}], 1, Keep(("registered", "people"), (15,)), tmp_path)[
        ["registered", "people"]
    ].to_numpy()
    found = measure(simulate(build(small), 0), small.economics.hourly_cost_eur)
    assert told.tolist() == [found[name][15, -1] for name in ("registered", "people")]
    assert told[1] == pytest.approx(600, rel=0.02)


def test_what_is_stored_is_not_run_again_and_more_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = counted(monkeypatch)
    first = sweep(space(), sobol_sequence(3, 4), 2, KEEP, tmp_path)
    assert len(made) == 8
    assert sweep(space(), sobol_sequence(3, 4), 2, KEEP, tmp_path).equals(first)
    assert len(made) == 8, "repeating costs nothing"
    more = sweep(space(), sobol_sequence(3, 8), 2, KEEP, tmp_path)
    assert len(made) == 16, "a longer sequence begins with the shorter one"
    assert more[: len(first)].equals(first)
    sweep(space(), sobol_sequence(3, 4), 3, KEEP, tmp_path)
    assert len(made) == 20, "a third replicate of four points"
    sweep(space(), sobol_sequence(3, 4), 1, Keep(("registered",), (9,)), tmp_path)
    assert len(made) == 20, "less is there already"
    weeks = sweep(space(), sobol_sequence(3, 4), 1, Keep(("registered",)), tmp_path)
    assert len(made) == 24, "more weeks"
    assert (
        weeks[weeks.week == 9].registered.tolist()
        == first[(first.week == 9) & (first.replicate == 0)].registered.tolist()
    )


def test_here_in_threads_and_in_processes_alike(tmp_path: Path) -> None:
    here = sweep(space(), sobol_sequence(3, 8), 2, KEEP)
    with ThreadPoolExecutor(3) as pool:
        assert sweep(space(), sobol_sequence(3, 8), 2, KEEP, tmp_path / "threads", pool).equals(here)
    assert sweep(space(), sobol_sequence(3, 8), 2, KEEP, tmp_path / "processes", workers=2).equals(here)


def test_fresh_luck_is_one_s_own(tmp_path: Path) -> None:
    same = [{"imitation_rate": 0.1}] * 3
    shared = sweep(space(), same, 2, KEEP, tmp_path)
    fresh = sweep(space(), same, 2, KEEP, tmp_path, luck="fresh")
    assert shared.groupby("point").registered.sum().nunique() == 1
    assert sorted(set(fresh.replicate)) == [0, 1, 2, 3, 4, 5]


def test_a_failed_run_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = worker.run
    monkeypatch.setattr(
        worker, "run", lambda base, changes, n, layout: 1 // (n != 1) and real(base, changes, n, layout)
    )
    frame = sweep(space(), sobol_sequence(3, 2), 3, KEEP, tmp_path)
    assert [(point, replicate, why.error) for point, replicate, why in frame.attrs["failed"]] == [
        (0, 1, "ZeroDivisionError"),
        (1, 1, "ZeroDivisionError"),
    ]
    assert set(frame.replicate) == {0, 2}


def test_the_budget_holds() -> None:
    """A kick-off that cannot be paid ends; with `refuse` the run fails and says by how much."""
    for over, registered in (("cut", True), ("refuse", False)):
        poor = company(economics={"budget_eur": 10, "budget_hours": 10, "over_budget": over})
        found = sweep(Space.of(poor, {"imitation_rate": (0.01, 0.4)}), [{}], 1, KEEP)
        assert bool(len(found)) is registered
        if not registered:
            ((_, _, why),) = found.attrs["failed"]
            assert "budget_hours" in why.message
    assert len(sweep(space(), [{}], 1, KEEP)) == 2


def test_points_that_are_not_possible_are_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"points:1: imitation_rate: must be between .*\n.*did you mean 'kick-off'"):
        sweep(space(), [{}, {"imitation_rate": 9}, {"interventions.kickoff.strength": 1}], 1, KEEP, tmp_path)
    with pytest.raises(ValueError, match="between 0 and 1"):
        sweep(space(), np.array([[0, 0, 2.0]]), 1, KEEP, tmp_path)
    with pytest.raises(ScenarioError, match="did you mean 'registered'"):
        sweep(space(), [{}], 1, Keep(("registerd",)), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_space_is_a_function(tmp_path: Path) -> None:
    function = pickle.loads(pickle.dumps(space().function("registered", week=9, replicates=2, store=tmp_path)))
    rows = sobol_sequence(3, 4)
    frame = sweep(space(), rows, 2, KEEP, tmp_path)
    means = frame[frame.week == 9].groupby("point").registered.mean()
    assert function(rows).tolist() == means.tolist()
    assert function(rows[0]) == means[0]
    named = space().values(rows[1])
    assert function(named) == {"registered": means[1]} == function(**named)
    both = space().function("registered", "contributions_total", store=tmp_path)
    assert both(rows).shape == (4, 2)


def test_designs() -> None:
    assert len(grid(space(), 3)) == 3 * 3 * 2
    values = pd.DataFrame([space().values(row) for row in grid(space(), 3)])
    assert sorted(set(values.imitation_rate)) == pytest.approx([0.01, 0.205, 0.4])
    assert len(one_at_a_time(space())) == 1 + 2 + 2 + 2
    cube = latin_hypercube(2, 10)
    assert all(sorted((cube[:, column] * 10).astype(int)) == list(range(10)) for column in (0, 1))


def test_what_does_not_fit_into_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "available_bytes", lambda: 1 << 20)
    with pytest.raises(InputError, match=r"1 worker\(s\) with 120 people each need about .* take fewer workers"):
        sweep(space(), [{}], 1, KEEP)


def test_the_budget_of_the_whole_plan_holds_though_runs_are_cut() -> None:
    """The kick-off begins in week 2, after the last week that is kept, and is too dear all the same."""
    poor = company(economics={"budget_hours": 1})
    found = sweep(Space.of(poor, {}), [{}], 1, Keep(("registered",), (1,)))
    assert "budget_hours" in found.attrs["failed"][0][2].message


def test_points_of_two_kinds_are_refused() -> None:
    space = Space.of(company(), {"imitation_rate": "prior"})
    with pytest.raises(ValueError, match="all rows"):
        checked_points(space, [{"imitation_rate": 0.01}, [0.5]])
    with pytest.raises(ValueError, match="rows of 1 numbers"):
        checked_points(space, [[0.5, 0.5]])
