"""Surveys of real runs: they change nothing, do not depend on how they were run, and are stored and shown whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from simulation.cli.main import run as main
from simulation.engines.run import simulate
from simulation.parameters import PARAMETERS
from simulation.present.language import ENGLISH
from simulation.present.picture.scene import Line, Ribbon
from simulation.present.research.pictures import research_pictures
from simulation.results.arrow import numbers
from simulation.results.board import board
from simulation.results.errors import InputError
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.results.reader import StoredRun
from simulation.results.survey import Surveys, seen_by, seen_of_plan
from simulation.results.verify import Rerun, verify
from simulation.scenario.loading import load
from simulation.scenario.schema import Scenario
from simulation.survey.columns import COLUMNS, SHOWN
from simulation.survey.items import ITEMS
from tests.engines.cases import small, world_of
from tests.engines.lockstep import same_columns, same_trajectories

SURVEY = {"every_weeks": 4, "start": 2, "sample": {"share": 0.5}, "minimum_group": 3}
PERSUASION = {"kind": "multipliers", "start": 7, "persuasion": 1.0, "talk_hours": 40, "target": {"share": 0.5}}
BASE = """
name: base
title: A base
organisation: {people: 300, countries: {A: 1}, divisions: {X: 0.6, Y: 0.35, Z: 0.05}}
parameters: {innovation_rate: 0.05, read_intercept: -1}
run: {start: 2024-01-01, weeks: 30, replicates: 6, seed: 3}
survey: {every_weeks: 8, start: 1, sample: {share: 0.5}}
"""
PLAN = """
extends: base.yaml
name: plan
title: A plan
interventions:
  - {kind: multipliers, start: 5, persuasion: 1, talk_hours: 40, target: {share: 0.5}}
"""


# --- the simulation ----------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
@pytest.mark.parametrize("events", [False, True])
def test_results_are_the_same_with_and_without_a_survey(engine, events):
    plan = [{**PERSUASION, "weeks": 6}, {"kind": "community_manager", "start": 5, "ramp_weeks": 3}]
    parts = {"interventions": plan, "run": {"events": events}, "weeks": 14}
    without = simulate(world_of(small(**parts)), 1, engine=engine)
    asked = simulate(world_of(small(**parts, survey=SURVEY)), 1, engine=engine)
    assert without.survey is None
    assert asked.survey["week"].tolist() == np.repeat([2, 6, 10], 3 * 5).tolist()
    how = {name: asked.parameters[name] for name, p in PARAMETERS.items() if p.group == "survey"}
    assert len(how) == 5
    assert asked.parameters == without.parameters | how
    same_trajectories(replace(asked, survey=None, parameters=without.parameters), without)


@pytest.mark.parametrize("replicate", [0, 3])
def test_engines_are_asked_the_same_and_answer_the_same(replicate):
    world = world_of(small(weeks=14, survey=SURVEY, interventions=[PERSUASION]))
    kernel, mesa = (simulate(world, replicate, engine=engine) for engine in ("kernel", "mesa"))
    same_columns(kernel.survey, mesa.survey, "survey")
    assert kernel.survey["answered"].max() > 10


def test_true_values_are_those_that_are_counted():
    """At the start of week w stands what was counted at the end of week w - 1, in 1/65536."""
    from simulation.model.record import INDEX

    found = simulate(world_of(small(survey=SURVEY | {"items": ["attitude", "norm", "ease", "activity"]})), 0)
    rows = found.survey["true_value"].reshape(-1, 3, 4)
    for k, week in enumerate((2, 6, 10, 14, 18)):
        counts = found.counts[week - 1]
        for i, counter in enumerate(("belief_sum", "norm_sum", "skill_sum", "habit_sum")):
            counted = counts[:, INDEX[counter]] / 65536 / counts[:, INDEX["people"]]
            assert rows[k, :, i] == pytest.approx(counted, abs=1e-4)


def test_base_and_plan_ask_the_same_people_and_differ_by_the_plan_only():
    base = [simulate(world_of(small(weeks=20, survey=SURVEY)), r).survey for r in range(12)]
    plan = [simulate(world_of(small(weeks=20, survey=SURVEY, interventions=[PERSUASION])), r).survey for r in range(12)]
    for one, other in zip(base, plan, strict=True):
        assert one["invited"].tobytes() == other["invited"].tobytes()
        before = one["week"] <= 7
        same_columns({n: c[before] for n, c in one.items()}, {n: c[before] for n, c in other.items()}, "before")
        assert one["mean"].tobytes() != other["mean"].tobytes()
    row = np.flatnonzero((base[0]["week"] == 18) & (base[0]["silo"] == 2) & (base[0]["item"] == 0))[0]
    a, b = (np.array([columns["mean"][row] for columns in runs]) for runs in (base, plan))
    assert (b - a).mean() > 0.3, "multipliers persuade"
    assert (a.var() + b.var()) / (b - a).var() > 4, "common luck: differences stray far less than levels"


# --- stored results ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a base and a plan and their results."""
    folder = tmp_path_factory.mktemp("survey")
    (folder / "base.yaml").write_text(BASE)
    (folder / "plan.yaml").write_text(PLAN)
    (folder / "silent.yaml").write_text(BASE.replace("base", "silent").split("survey:")[0])
    return folder


@pytest.fixture(scope="module")
def runs(files: Path) -> dict[str, StoredRun]:
    """The complete runs."""
    options = Options(root=files / "results", workers=1)
    return {name: execute(load(files / f"{name}.yaml"), options).run for name in ("base", "plan", "silent")}


@pytest.fixture
def wandel(
    files: Path, runs: dict[str, StoredRun], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a command beside the results."""
    monkeypatch.chdir(files)

    def _wandel(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return _wandel


def test_stored_survey_is_described_and_complete(runs: dict[str, StoredRun]):
    table = runs["base"].table("survey")
    assert table.column_names == ["replicate", "week", "date", "silo", "item", *COLUMNS]
    assert table.num_rows == 6 * 4 * 4 * 5
    for name, column in COLUMNS.items():
        metadata = table.schema.field(name).metadata
        assert metadata[b"definition"].decode() == column.definition
        assert metadata[b"unit"].decode() == column.unit
    assert set(table["silo"].to_pylist()) == {"X", "Y", "Z", "all"}
    assert table["date"][0].as_py() == datetime(2024, 1, 8)
    hidden = numbers(table["suppressed"])
    assert hidden.any()
    assert not hidden.all()
    assert all((np.isnan(numbers(table[name])) == hidden).all() for name in SHOWN)
    for answered, kept_back in zip(*(_by_survey(table, name) for name in ("answered", "suppressed")), strict=True):
        assert not kept_back[-1] or answered.sum() < 10
        assert kept_back[:-1].sum() != 1 or answered[:-1][kept_back[:-1]] == 0, "one alone could be told"
    weekly = runs["base"].table("weekly").schema
    assert weekly == runs["silent"].table("weekly").schema


def _by_survey(table, name: str) -> np.ndarray:
    """A column by survey and silo; it is the same for all items."""
    values = numbers(table[name]).reshape(-1, 4, 5)
    assert (values == values[:, :, :1]).all()
    return values[:, :, 0]


def test_tables_of_a_run_without_a_survey_are_as_ever(runs: dict[str, StoredRun]):
    silent, base = runs["silent"].manifest.tables, runs["base"].manifest.tables
    assert "survey" not in silent
    assert list(base) == [*silent, "survey"]
    assert not any(name.startswith("survey") for name in runs["silent"].table("parameters").column_names)
    for name in ("weekly", "communities", "people"):
        assert silent[name].digest == base[name].digest, "the simulation is the same"


@pytest.mark.parametrize(("workers", "engine"), [(3, "kernel"), (2, "mesa")])
def test_surveys_do_not_depend_on_workers_or_engine(
    runs: dict[str, StoredRun], tmp_path: Path, workers: int, engine: str
):
    scenario = runs["base"].scenario()
    scenario = scenario.model_copy(update={"run": scenario.run.model_copy(update={"replicates": 3})})
    again = execute(scenario, Options(root=tmp_path, workers=workers, engine=engine)).run
    assert again.manifest.tables["survey"].replicates == runs["base"].manifest.tables["survey"].replicates[:3]


def test_verify_covers_the_survey(runs: dict[str, StoredRun], monkeypatch: pytest.MonkeyPatch):
    assert verify(runs["base"], Rerun(replicates=2)).holds
    record = runs["base"].manifest.tables["survey"]
    forged = record.model_copy(update={"replicates": ("0" * 64, *record.replicates[1:])})
    tables = runs["base"].manifest.tables | {"survey": forged}
    run = StoredRun(runs["base"].folder, runs["base"].manifest.model_copy(update={"tables": tables}))
    texts = [finding.text for finding in verify(run, Rerun(replicates=1)).findings]
    assert any(text.startswith("survey: replicate 0 differs") for text in texts)


def test_surveys_are_read_back(runs: dict[str, StoredRun]):
    surveys = Surveys.need(runs["base"])
    assert surveys.weeks == [1, 9, 17, 25]
    assert surveys.dates == ["2024-01-08", "2024-03-04", "2024-04-29", "2024-06-24"]
    assert surveys.silos == ("X", "Y", "Z", "all")
    direct = simulate(world_of(runs["base"].scenario()), 4).survey
    for name, column in surveys.columns.items():
        assert np.array_equal(column[4].ravel(), direct[name].astype(float), equal_nan=True), name
    assert Surveys.read(runs["silent"]) is None
    with pytest.raises(InputError, match=r"asked no survey; give its scenario a section `survey:`"):
        Surveys.need(runs["silent"])
    with pytest.raises(InputError, match="unknown silo 'alle'; did you mean 'all'"):
        surveys.rows("alle")


def test_rows_state_means_and_the_change_since_the_first_survey(runs: dict[str, StoredRun]):
    surveys = Surveys.need(runs["base"])
    rows = surveys.rows("X")
    assert [(row.item, row.week) for row in rows[:5]] == [*(("attitude", w) for w in surveys.weeks), ("norm", 1)]
    activity = {row.week: row for row in rows if row.item == "activity"}
    column = surveys.columns["mean"][:, 3, 0, 4]
    assert activity[25].mean.mean == pytest.approx(column.mean())
    assert activity[25].mean.low <= activity[25].mean.mean <= activity[25].mean.high
    assert activity[1].change is None
    assert activity[25].change.true.mean == pytest.approx(activity[25].true_mean.mean - activity[1].true_mean.mean)
    assert activity[25].nonresponse_bias.mean > 0
    assert 0.05 <= activity[9].change.power.mean <= activity[25].change.power.mean <= 1
    assert all(np.isnan(row.mean.mean) and row.n_shown == 0 for row in surveys.rows("Z") if row.week == 1)


def test_power_against_a_plan(runs: dict[str, StoredRun]):
    base, plan = Surveys.need(runs["base"]), Surveys.need(runs["plan"])
    seen = seen_of_plan(base, plan)
    assert list(seen) == base.weeks
    before = {one.item: one for one in seen[1]}
    after = {one.item: one for one in seen[25]}
    assert all(one.power.mean == pytest.approx(0.05) for one in before.values())
    assert all(one.true.mean == 0 for one in before.values())
    assert after["attitude"].power.mean > 0.5
    assert after["attitude"].true.mean > 0.2
    assert after["safety"].power.mean < 0.1, "persuasion leaves safety alone"
    assert seen_by(runs["base"], runs["plan"], 24).week == 17
    assert seen_by(runs["base"], runs["plan"], 0) is None
    assert seen_by(runs["base"], runs["silent"], 24) is None
    with pytest.raises(InputError, match="no week in common"):
        seen_of_plan(base, replace(plan, weeks=[2, 3]))
    with pytest.raises(InputError, match="no item in common"):
        seen_of_plan(base, replace(plan, items=[]))


# --- what is shown -----------------------------------------------------------------------


def test_page_shows_what_was_shown_and_what_is_true(runs: dict[str, StoredRun]):
    assert "survey" not in research_pictures(board(runs["silent"], []), ENGLISH)
    shown, response, bias = research_pictures(board(runs["base"], []), ENGLISH)["survey"]
    assert [each.name for each in (shown, response, bias)] == ["survey", "survey-response", "survey-bias"]
    labels = [ITEMS[name].label for name in ("attitude", "norm", "safety", "ease", "activity")]
    assert [plot.title for plot in shown.plots] == labels
    asked = Surveys.need(runs["base"])
    for plot in shown.plots:
        lines = [mark for mark in plot.marks if isinstance(mark, Line)]
        assert [line.name for line in lines] == ["shown", "true"]
        assert all(list(line.x) == asked.weeks for line in lines)
        ends = [end for mark in plot.marks if isinstance(mark, Ribbon) for end in (*mark.low, *mark.high)]
        assert 1 <= plot.y.low <= min(ends) <= max(ends) <= plot.y.high <= 5


def test_command_shows_surveys(wandel: Callable[..., tuple[int, str, str]], runs: dict[str, StoredRun]):
    code, out, err = wandel("survey", "base")
    assert (code, err) == (0, "")
    for words in ("Surveys of the whole organisation", "Attitude to open sharing", "2024-01-08", "2024-06-24", "who"):
        assert words in out
    assert "2024-04-29" not in out, "first, middle and last"
    assert max(map(len, out.splitlines())) <= 120
    code, out, _ = wandel("survey", str(runs["base"].folder), "plan", "--silo", "X")
    assert code == 0
    assert "“A plan” against “A base”: survey of 2024-06-24" in out
    assert "least detectable" in out


def test_command_as_json_has_every_survey(wandel: Callable[..., tuple[int, str, str]]):
    code, out, _ = wandel("survey", "base", "plan", "--json", "--silo", "Z")
    document = json.loads(out)
    assert code == 0
    assert document["silo"] == "Z"
    assert document["alpha"] == 0.05
    assert len(document["results"]) == 4 * 5
    assert document["results"][0]["mean"]["mean"] is None
    assert document["results"][0]["true_mean"]["mean"] >= 1
    assert document["plan"]["scenario"] == "plan"
    assert len(document["plan"]["differences"]) == 4 * 5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("silent",), "asked no survey"),
        (("base", "silent"), "asked no survey"),
        (("base", "--silo", "W"), "unknown silo 'W'"),
        (("nothing",), "no complete run of 'nothing'"),
    ],
)
def test_command_refuses_what_cannot_be(wandel: Callable[..., tuple[int, str, str]], arguments, words):
    code, out, err = wandel("survey", *arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_comparison_says_what_surveys_would_see(
    wandel: Callable[..., tuple[int, str, str]], runs: dict[str, StoredRun]
):
    folders = [str(runs[name].folder) for name in ("base", "plan")]
    code, out, _ = wandel("compare", *folders, "--out", "compared", "--all")
    assert code == 0
    assert "Chance that the survey of 2024-06-24 sees the effect" in out
    (page,) = Path("compared").glob("compare-*.html")
    assert "sees the effect" in page.read_text()
    stored = json.loads(page.with_suffix(".json").read_text())
    assert stored["plans"][0]["survey"]["week"] == 25
    code, out, _ = wandel("compare", folders[0], str(runs["silent"].folder), "--out", "other", "--all")
    assert code == 0
    assert "sees the effect" not in out
    (stored_too,) = Path("other").glob("compare-*.json")
    assert "survey" not in json.loads(stored_too.read_text())["plans"][0]


def test_shipped_demonstration_asks_quarterly():
    from simulation.scenario.places import find_scenarios

    scenario = load(find_scenarios()["small-demo"])
    assert isinstance(scenario, Scenario)
    assert scenario.survey.every_weeks == 13
