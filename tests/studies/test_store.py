"""The store: to the last bit, whatever happens to its files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from simulation.engines.run import simulate
from simulation.measures import MEASURES, measure
from simulation.scenario.loading import load
from simulation.scenario.places import find_scenarios
from simulation.studies.store import parts
from simulation.studies.store.keep import Keep, Layout
from simulation.studies.store.lines import Failure, packed, read, unpacked, written
from simulation.studies.store.model import BESIDE, sources
from simulation.studies.store.store import RunStore, scenario_id
from simulation.world import build
from tests.importing.conftest import CASES, Import
from tests.studies.company import company
from tests.test_layers import MODULES, PACKAGE, graph

LAYOUT = Layout(("registered",), (3, 4), False)
KEYS = [bytes([number] * 16) for number in range(6)]


def numbers(n: float) -> np.ndarray:
    return np.array([[[n], [n + 0.5]]])


def filled(folder: Path) -> RunStore:
    store = RunStore(folder)
    store.begin()
    store.keep_layout(LAYOUT)
    with store.adding() as add:
        for number, key in enumerate(KEYS):
            add(key, LAYOUT, numbers(number))
    return store


@settings(max_examples=60)
@given(
    arrays.arrays(
        float,
        arrays.array_shapes(min_dims=3, max_dims=3, max_side=6),
        elements=st.one_of(
            st.floats(width=64), st.floats(width=32), st.integers(-(2**31), 2**31).map(float), st.just(float("nan"))
        ),
    )
)
def test_numbers_come_back_to_the_last_bit(kept: np.ndarray) -> None:
    assert np.array_equal(unpacked(packed(kept)), kept, equal_nan=True)


def test_four_series_of_a_run_take_less_than_two_kilobytes() -> None:
    scenario = load(find_scenarios()["small-demo"])
    names = (
        "registered",
        "readers_28_share_of_registered",
        "contributors_28_share_of_registered",
        "contributions_total",
    )
    layout = Keep(names).layout(scenario)
    kept = layout.taken(simulate(build(scenario), 0), 62)
    assert len(written(KEYS[0], layout.id, kept)) < 2000
    assert layout.weeks == tuple(range(104))


def test_what_is_kept_are_the_measures() -> None:
    scenario = company()
    trajectory = simulate(build(scenario), 0)
    whole = measure(trajectory, 62)
    for silos in (False, True):
        layout = Keep(tuple(MEASURES), None, silos).layout(scenario)
        kept = layout.taken(trajectory, 62)
        for row, name in enumerate(layout.measures):
            expected = whole[name] if silos else whole[name][:, -1:]
            assert np.array_equal(kept[row], expected, equal_nan=True), name
    some = Layout(("registered",), (3, 9), False)
    assert np.array_equal(layout.part(kept, some)[0, :, 0], whole["registered"][[3, 9], -1])


def test_what_was_stored_is_found_by_whoever_opens_it(tmp_path: Path) -> None:
    filled(tmp_path)
    store = RunStore(tmp_path)
    store.refresh()
    assert [float(kept[0, 0, 0]) for kept in store.read(KEYS, LAYOUT) if kept is not None] == [0, 1, 2, 3, 4, 5]
    assert list(store.lacking([*KEYS, b"x" * 16], LAYOUT)) == [6]
    assert list(store.lacking(KEYS[:1], Layout(("registered",), (3, 5), False))) == [0], "week 5 is not kept"
    assert list(store.lacking(KEYS[:1], Layout(("registered",), (4,), False))) == [], "week 4 is"


@pytest.mark.parametrize("cut", [5, 30, 70, 100])
def test_a_torn_line_costs_one_run_and_what_follows_is_sound(tmp_path: Path, cut: int) -> None:
    filled(tmp_path)
    (part,) = tmp_path.glob(f"*/{parts.PATTERN}")
    lines = part.read_bytes().splitlines(keepends=True)
    part.write_bytes(b"".join(lines[:5]) + lines[5][:cut])
    store = RunStore(tmp_path)
    store.refresh()
    assert list(store.lacking(KEYS, LAYOUT)) == [5]
    with store.adding() as add:
        add(KEYS[5], LAYOUT, numbers(5))
    store.refresh()
    assert list(store.lacking(KEYS, LAYOUT)) == []
    assert store.damaged == 1
    assert list(tmp_path.glob(f"*/{parts.PATTERN}")) == [part], "the same file is continued"


def test_an_altered_line_costs_one_run(tmp_path: Path) -> None:
    filled(tmp_path)
    (part,) = tmp_path.glob(f"*/{parts.PATTERN}")
    content = bytearray(part.read_bytes())
    for at in range(0, len(content), 7):
        altered = content.copy()
        altered[at] ^= 1
        part.write_bytes(altered)
        store = RunStore(tmp_path)
        store.refresh()
        assert len(list(store.lacking(KEYS, LAYOUT))) in ((1, 2) if content[at] == ord("\n") else (1,))


def test_failures_are_kept_until_a_run_succeeds(tmp_path: Path) -> None:
    store = filled(tmp_path)
    why = Failure("ValueError", "too much: ä", "line 3", True)
    with store.adding() as add:
        add(b"y" * 16, LAYOUT, why)
    store.refresh()
    assert store.is_failed(b"y" * 16)
    assert store.failure(b"y" * 16) == why
    with store.adding() as add:
        add(b"y" * 16, LAYOUT, numbers(1))
    store.refresh()
    assert not store.is_failed(b"y" * 16)
    assert read(b"nonsense\n") is None


def test_two_writers_have_files_of_their_own(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with store.adding() as first, store.adding() as second:
        first(b"a" * 16, LAYOUT, numbers(1))
        second(b"b" * 16, LAYOUT, numbers(2))
        first(b"c" * 16, LAYOUT, numbers(3))
    assert len(list(tmp_path.glob(f"*/{parts.PATTERN}"))) == 2
    store.refresh()
    assert list(store.lacking([b"a" * 16, b"b" * 16, b"c" * 16], LAYOUT)) == []


def test_every_source_that_numbers_hang_on_is_in_the_state_of_the_model() -> None:
    """Whatever the engine imports, but for what only speaks of files, names and mistakes, or of the worth of use."""
    arrows, reached = graph(types=False), set[str]()
    starts = ("studies.running.worlds", "engines.run", "engines.kernel.engine", "world")
    todo = [f"simulation.{name}" for name in starts]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += arrows[name]
    files = {MODULES[name].relative_to(PACKAGE).as_posix() for name in reached}
    others = {name for name in files - sources().keys() if not name.startswith((*BESIDE, "system/", "words/"))}
    assert others == {"factors.py", "errors.py"}
    assert not {name for name in sources() if name.startswith(("present/", "cli/", "results/", "attribution/"))}


def test_an_organisation_of_tables_goes_with_its_scenario(tmp_path: Path) -> None:
    """Private tables are not copied: workers read them where they are."""
    shutil.copytree(CASES / "07_manager_by_email", tmp_path / "tables")
    columns = {"person": "Work Email", "manager": "Supervisor email", "unit": "Department", "country": "Country"}
    found = Import(tmp_path / "tables", {"people": {"file": "people.csv", "columns": columns, "manager_is": "email"}})
    assert found.problems == ()
    scenario = load(tmp_path / "tables" / "out" / "scenario.yaml")
    store = RunStore(tmp_path / "store")
    store.begin()
    name = store.keep_scenario(scenario)
    again = store.scenario(name)
    assert scenario_id(again) == name
    assert build(again).organisation.n_people == again.organisation.people
    assert not list((tmp_path / "store").rglob("*.parquet"))


def test_scenarios_come_back_as_they_were(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.begin()
    for scenario in (company(), load(find_scenarios()["telekom-2014-establish"])):
        name = store.keep_scenario(scenario)
        assert scenario_id(store.scenario(name)) == name == scenario_id(scenario)
    assert scenario_id(company(title="Other words")) == scenario_id(company())
    assert scenario_id(company(run={"weeks": 16, "seed": 6, "uncertainty": "chance"})) != scenario_id(company())
