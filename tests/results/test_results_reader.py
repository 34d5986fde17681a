"""Reading results back: cubes, bands, frames, the newest run; quantiles against NumPy's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.measures import MEASURES, measure
from simulation.present.language import ENGLISH
from simulation.present.report.page import report
from simulation.results.board import board
from simulation.results.digest import TABLES
from simulation.results.documents import plain, run_json
from simulation.results.errors import InputError, ResultsError
from simulation.results.execute import execute
from simulation.results.quantiles import quantiles
from simulation.results.reader import StoredRun, latest
from simulation.results.summary import summarise, summary_rows
from tests.results.standin import SILOS, Standin, scenario, trajectory

ROOT = Path(__file__).resolve().parents[2]
LIGHT = """
import sys
from pathlib import Path
from simulation.present.language import ENGLISH
from simulation.present.report.writing import write_run_page
from simulation.results.execute import execute
from tests.results.standin import Standin, scenario
write_run_page(execute(scenario(), Standin().options(Path(sys.argv[1]))).run, ENGLISH)
heavy = {"pandas", "plotly", "mesa", "networkx", "scipy.stats"} & set(sys.modules)
assert not heavy, heavy
"""


def test_weekly_table_is_tidy_and_described(finished: StoredRun) -> None:
    schema = pq.read_schema(finished.folder / "weekly.parquet")
    assert schema.names == ["replicate", "week", "date", "silo", *MEASURES]
    described = {key.decode(): value.decode() for key, value in schema.field("registered").metadata.items()}
    assert described["unit"] == "people"
    assert described["label"] == "Registered"
    assert described["definition"]
    frame = finished.weekly()
    assert len(frame) == 4 * 6 * 4
    assert list(frame["silo"][:5]) == [*SILOS, "all", SILOS[0]]
    assert str(frame["date"][4]) == "2012-02-26 00:00:00"
    one = finished.weekly(["registered"], silo="all")
    assert list(one.columns) == ["replicate", "week", "date", "silo", "registered"]
    assert len(one) == 24


def test_cubes_hold_what_was_measured(finished: StoredRun) -> None:
    cube = finished.by_silo("registered")
    assert cube.shape == (4, 6, 4)
    for replicate in range(4):
        assert np.array_equal(cube[replicate], measure(trajectory(scenario(), replicate), 62.0)["registered"])
    assert np.array_equal(finished.totals(["registered"])["registered"], cube[:, :, -1])
    band = finished.bands(["registered"])["registered"]
    assert band.median == pytest.approx(np.median(cube[:, :, -1], axis=0))
    assert band.low == pytest.approx(np.quantile(cube[:, :, -1], 0.1, axis=0, method="weibull"))


def test_people_and_communities_have_names_for_codes_and_no_names_of_people(finished: StoredRun) -> None:
    people = finished.table("people")
    assert people.column_names[:3] == ["replicate", "person", "silo"]
    assert set(people["silo"].to_pylist()) == set(SILOS)
    communities = finished.table("communities")
    assert communities["stage"].to_pylist()[:2] == ["inception", "decline"]
    assert communities["content_comments"].to_pylist()[:2] == [2, 6]


def test_replicates_come_one_by_one(finished: StoredRun) -> None:
    found = list(finished.replicate_tables("people", ["registered"]))
    assert [replicate for replicate, _ in found] == list(range(4))
    assert all(table.num_rows == 400 for _, table in found)


def test_stored_scenario_loads_back(finished: StoredRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was remembered, and as it stands in the file."""
    assert finished.scenario() == scenario()
    monkeypatch.setattr("simulation.results.reader._scenarios", {})
    assert finished.scenario() == scenario()


def test_latest_is_the_newest_complete_run(tmp_path: Path, finished: StoredRun, standin: Standin) -> None:
    assert latest("small", tmp_path).folder == finished.folder
    (tmp_path / "small" / "other").mkdir()
    assert latest("small", tmp_path).folder == finished.folder
    with pytest.raises(ResultsError, match="no complete run of 'else'"):
        latest("else", tmp_path)


def test_what_is_not_there_is_named(tmp_path: Path, finished: StoredRun) -> None:
    with pytest.raises(ResultsError, match="there is no run in"):
        StoredRun.open(tmp_path)
    with pytest.raises(InputError, match=r"unknown table 'events'; there are: communities"):
        finished.table("events")
    (finished.folder / "people.parquet").write_bytes(b"PAR1")
    with pytest.raises(ResultsError, match=r"people\.parquet is missing or was altered"):
        finished.table("people")


def test_summary_is_at_the_week_that_was_asked_for(finished: StoredRun) -> None:
    last = {row.measure: row for row in summary_rows(finished)}
    third = {row.measure: row for row in summary_rows(finished, 2)}
    assert third["registered"].median == np.median(finished.by_silo("registered")[:, 2, -1])
    assert third["registered"].median < last["registered"].median
    assert last["gini_of_contributors"].n_defined == 0
    assert np.isnan(last["gini_of_contributors"].median)
    assert summarise(finished, ["registered"]).silos.median.shape == (6, 3)
    with pytest.raises(InputError, match="weeks 0 to 5"):
        summary_rows(finished, 6)


def test_own_headlines_are_used(tmp_path: Path, standin: Standin) -> None:
    chosen = scenario().model_copy(update={"measures": ("skill_mean", "hires")})
    run = execute(chosen, standin.options(tmp_path)).run
    assert [row.measure for row in summary_rows(run)] == ["skill_mean", "hires"]


@given(
    st.lists(
        st.lists(st.one_of(st.just(float("nan")), st.floats(-1e6, 1e6)), min_size=3, max_size=3), min_size=1, max_size=9
    )
)
def test_quantiles_are_those_of_numpy(rows: list[list[float]]) -> None:
    values = np.array(rows)
    for j in range(3):
        found = quantiles(values, (0.1, 0.5, 0.9))[:, j]
        defined = values[~np.isnan(values[:, j]), j]
        if defined.size:
            assert found == pytest.approx(np.quantile(defined, (0.1, 0.5, 0.9), method="weibull"), rel=1e-9, abs=1e-9)
        else:
            assert np.isnan(found).all()


def test_running_and_drawing_need_no_heavy_library(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", LIGHT, str(tmp_path)], cwd=ROOT, check=True, timeout=60)


def test_days_are_times_to_pandas(finished: StoredRun) -> None:
    for name in ("weekly", "roles"):
        days = pd.read_parquet(finished.folder / f"{name}.parquet")["date"]
        assert days.dtype.kind == "M", f"{name}: a column of Python objects cannot be resampled or compared"
        assert days.iloc[0] == pd.Timestamp(finished.manifest.start)


def test_what_never_happened_is_an_empty_cell(finished: StoredRun) -> None:
    people = pd.read_parquet(finished.folder / "people.parquet")
    assert people["last_read"].isna().to_numpy().tolist() == (people["registered"] == 0).tolist()
    assert people["last_read"].min() >= 0, "no number stands for never"


def test_unknown_silos_and_measures_have_nearest_names(finished: StoredRun) -> None:
    with pytest.raises(InputError, match=f"did you mean '{SILOS[0]}'"):
        finished.weekly(silo=SILOS[0].lower())
    with pytest.raises(InputError, match="did you mean 'registered'"):
        finished.weekly(["registred"])


def test_seeds_are_exact_for_every_reader_of_json(tmp_path: Path) -> None:
    made = execute(scenario(seed=2**63 - 1), Standin().options(tmp_path)).run
    document = json.loads((made.folder / "manifest.json").read_text(), parse_int=float)  # as programs with doubles read
    assert [int(seed) for seed in document["replicate_seeds"]] == list(made.manifest.replicate_seeds)
    assert int(document["seed"]) == made.manifest.seed == 2**63 - 1
    assert StoredRun.open(made.folder).manifest == made.manifest
    assert run_json(made)["seed"] == str(2**63 - 1)
    assert plain({"a": 2**53, "b": [2**53 + 1, True]}) == {"a": 2**53, "b": [str(2**53 + 1), True]}


def test_pages_name_every_stored_table(finished: StoredRun) -> None:
    page = report(board(finished, []), ENGLISH, "x").decode()
    assert all(f"{name}.parquet" in page for name in finished.manifest.tables)
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "results.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if f"`{name}.parquet`" not in guide] == []
