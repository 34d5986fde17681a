"""Finished values: whole or not there, bound to what they are values of, damaged ones made again."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

import simulation
from simulation.attribution.cases import Case, Setting
from simulation.attribution.check import check_unaltered
from simulation.attribution.rerun import How, Laboratory, causes, flags
from simulation.attribution.store import CODE, ReplicateValues, RerunStore
from simulation.results.errors import ResultsError
from simulation.results.execute import execute, run_folder
from simulation.results.options import Options
from simulation.results.reader import StoredRun, latest
from simulation.results.verify import Rerun, altered, verify
from tests.attribution.conftest import THREE, WEEKS, laboratory, scenario
from tests.results.standin import Standin
from tests.results.standin import scenario as standins

CASE = Case((0, 2), (("imitation_rate", 0.0),))


def store(folder: Path, week: int = 5, **changes) -> RerunStore:
    return RerunStore.of(folder, Setting(scenario(**changes), week))


def outcome(people: bool = True) -> ReplicateValues:
    return ReplicateValues(np.array([[1.5, np.nan], [3.0, -4.0]]), np.arange(9, dtype=np.uint8) if people else None)


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    one = store(tmp_path)
    assert one.read(CASE, 3, people=False) is None
    one.write(CASE, 3, outcome())
    found = one.read(CASE, 3, people=True)
    assert found is not None
    assert np.array_equal(found.values, outcome().values, equal_nan=True)
    assert np.array_equal(found.people, outcome().people)
    assert not list(tmp_path.rglob("*.tmp"))


def test_values_without_people_do_not_do_where_people_are_asked_for(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(CASE, 0, outcome(people=False))
    assert one.read(CASE, 0, people=False) is not None
    assert one.read(CASE, 0, people=True) is None


DAMAGE = {
    "cut off": lambda data: data[:-1],
    "longer": lambda data: data + b"x",
    "empty": lambda data: b"",
    "one byte changed": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_files_count_as_missing(tmp_path: Path, damage) -> None:
    one = store(tmp_path)
    one.write(CASE, 0, outcome())
    path = one.path(CASE, 0)
    path.write_bytes(damage(path.read_bytes()))
    assert one.read(CASE, 0, people=False) is None


def test_a_file_in_anothers_place_counts_as_missing(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(CASE, 0, outcome())
    others = [(one, CASE, 1), (one, Case((0,)), 0), (store(tmp_path, 6), CASE, 0), (store(tmp_path, name="b"), CASE, 0)]
    for other, case, replicate in others:
        path = other.path(case, replicate)
        assert path != one.path(CASE, 0)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(one.path(CASE, 0), path)
        assert other.read(case, replicate, people=False) is None


def test_cases_have_keys_of_their_own() -> None:
    cases = [Case(()), Case((0,)), Case((1,)), Case((0, 1)), Case((), (("a", 0.0),)), Case((), (("a", 0.5),))]
    assert len({case.key for case in cases}) == len(cases)
    setting = Setting(scenario(), 5)
    assert setting.case(held={"b": 1, "a": 0}) == setting.case(held={"a": 0.0, "b": 1.0})
    assert setting.case(without=["late"]) == setting.case()


def test_values_depend_on_sources_that_there_are() -> None:
    package = Path(simulation.__file__).parent
    assert all((package / name).exists() for name in CODE)


def test_damaged_values_are_made_again(tmp_path: Path) -> None:
    bench = laboratory(tmp_path, THREE)
    case = bench.setting.case()
    before = bench.run([case], 3, lambda o: o.values)[case]
    paths = [bench.store.path(case, r) for r in range(3)]
    times = [path.stat().st_mtime_ns for path in paths]
    paths[1].write_bytes(paths[1].read_bytes()[:-7])
    assert bench.found([case], 3, lambda o: o.values) is None
    after = laboratory(tmp_path, THREE).run([case], 3, lambda o: o.values)[case]
    assert np.array_equal(before, after, equal_nan=True)
    again = [path.stat().st_mtime_ns for path in paths]
    assert (again[0], again[2]) == (times[0], times[2])
    assert again[1] > times[1]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "explain").write_text("in the way")
    bench = laboratory(tmp_path, THREE)
    with pytest.raises(ResultsError, match="cannot keep values in"):
        bench.run([bench.setting.case()], 1, lambda o: o.values)


def test_a_run_with_explained_values_is_a_run_like_any_other(tmp_path: Path) -> None:
    small = scenario(THREE, run=scenario().run.model_dump() | {"replicates": 2, "weeks": 8})
    run = execute(small, Options(root=tmp_path)).run
    bench = Laboratory(Setting(small, 7), run.folder, How())
    bench.run([bench.setting.case()], 2, lambda o: o.values)
    (run.folder / "explain.html").write_text("page")
    assert altered(run) == []
    assert verify(run, Rerun()).holds
    outcome_again = execute(small, Options(root=tmp_path))
    assert outcome_again.reused
    assert latest("small", tmp_path).folder == run.folder
    assert (run.folder / "explain").is_dir()
    fresh = execute(small, Options(root=tmp_path, fresh=True)).run
    assert fresh.manifest.digest == run.manifest.digest


def test_values_may_be_there_before_the_run(tmp_path: Path) -> None:
    small = scenario(THREE, run=scenario().run.model_dump() | {"replicates": 2, "weeks": 8})
    folder = run_folder(small, Options(root=tmp_path))
    bench = Laboratory(Setting(small, 7), folder, How())
    bench.run([bench.setting.case()], 2, lambda o: o.values)
    run = execute(small, Options(root=tmp_path)).run
    assert run.folder == folder
    assert verify(run, Rerun()).holds
    assert bench.found([bench.setting.case()], 2, lambda o: o.values) is not None


def test_a_byte_holds_states_and_cause(shared: Path) -> None:
    bench = laboratory(shared, week=WEEKS - 1)
    case = bench.setting.case()
    (people,) = bench.run([case], 1, lambda o: o.people, people=True)[case]
    held = flags(people)
    assert ((causes(people) == 0) == ~held["registered"]).all()
    assert not (held["read"] & ~held["registered"]).any()
    with pytest.raises(ValueError, match="a cause that there is not"):
        causes(np.full(3, 255, np.uint8))


def test_values_written_while_a_run_is_replaced_bring_it_back_first(tmp_path: Path) -> None:
    """Between the two steps of ``--fresh`` the run's folder is away: a new one in its place would hide the run."""
    folder = tmp_path / "run"
    for left in (folder.with_name("run.old"), folder.with_name("run.fresh")):
        left.mkdir()
        (left / "manifest.json").write_text(left.name)
    store(folder).write(CASE, 0, outcome())
    assert (folder / "manifest.json").read_text() == "run.fresh"
    assert store(folder).read(CASE, 0, people=True) is not None
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_run_replaced_again_and_again_loses_no_value_that_is_written_meanwhile(tmp_path: Path) -> None:
    small = standins("small", weeks=4, replicates=1)
    machine = Standin()
    run = execute(small, machine.options(tmp_path)).run
    one = store(run.folder)
    written: list[int] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            one.write(CASE, len(written), outcome())
            written.append(len(written))

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(8):
        assert not execute(small, machine.options(tmp_path, fresh=True)).reused
    stop.set()
    writer.join()
    assert len(written) > 8
    assert all(one.read(CASE, replicate, people=True) is not None for replicate in written)
    assert StoredRun.open(run.folder).manifest.digest == run.manifest.digest


def test_damage_is_noticed_before_anything_is_run_again(tmp_path: Path) -> None:
    """An explanation reruns for hours; that the run is damaged must not come at its end."""
    run = execute(standins("small", weeks=4, replicates=1), Standin().options(tmp_path)).run
    check_unaltered(run)
    for name in ("weekly.parquet", "people.parquet", "scenario.yaml"):
        content = (run.folder / name).read_bytes()
        (run.folder / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(ResultsError, match=f"{name} is missing or was altered"):
            check_unaltered(run)
        (run.folder / name).write_bytes(content)
