"""A tornado: what has no influence is exactly 0, known signs come out, words say what is sure."""

from __future__ import annotations

import csv
import json
import math
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.cli.main import run
from simulation.parameters import PARAMETERS
from simulation.present.picture.scene import Bar
from simulation.present.tornado import bars_table, drawing, heading, remarks, tornado_page, tornado_picture
from simulation.results.columns import TORNADO
from simulation.results.errors import InputError
from simulation.scenario.schema import Scenario
from simulation.studies.running.pools import Here
from simulation.studies.store.store import RunStore
from simulation.studies.tornado import (
    Tornado,
    TornadoBar,
    TornadoQuestion,
    base_values,
    changes,
    difference,
    ends,
    question,
    sweep_of,
    tornado,
)
from simulation.studies.tornado_table import rows, says, write_table

ROOT = Path(__file__).resolve().parents[2]


def scenario(**changes: Any) -> Scenario:
    """A small, lively company over 30 weeks."""
    data = {
        "name": "small",
        "title": "A small company",
        "organisation": {"people": 240},
        "platform": {"communities": {"people_per_community": 12}},
        "parameters": {
            "innovation_rate": {"prior": {"kind": "lognormal", "a": 0.03, "b": 0.5}},
            "read_intercept": {"prior": {"kind": "normal", "a": -2, "b": 0.5}},
            "contribute_intercept": {"prior": {"kind": "normal", "a": -1, "b": 0.5}},
        },
        "run": {"weeks": 30, "seed": 3},
    }
    return Scenario.model_validate(data | changes)


def ask(chosen: Scenario, folder: Path, **how: Any) -> Tornado:
    """Answer a question; several to one folder share its runs."""
    asked = question(chosen, **how)
    return tornado(chosen, asked, folder, Here())


def bars(found: Tornado) -> dict[str, TornadoBar]:
    return {bar.parameter.name: bar for bar in found.bars}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tornado")


@pytest.fixture(scope="module")
def whole(store: Path) -> Callable[..., Tornado]:
    """All parameters of the small company, for any measure."""
    return lambda **how: ask(scenario(), store, replicates=4, **how)


# --- the science ---------------------------------------------------------------------------


def test_parameters_without_influence_are_exactly_0(whole: Callable[..., Tornado]) -> None:
    """Steepness acts under complex contagion only, crowding out and its reward's half-life only where there is one."""
    for measure in ("registered", "contributions_total_cumulative", "belief_mean", "skill_mean"):
        found = bars(whole(measure=measure))
        for name in ("threshold_steepness", "crowding_out", "use_case_gain", "management_load"):
            bar = found[name]
            assert (bar.swing.mean, bar.swing.error, bar.swing.n_zero) == (0, 0, 4), (measure, name)
            assert bar.is_zero
            assert says(bar) == "exactly 0 in every replicate"


def test_layers_that_nobody_makes_have_no_influence_within_any_bounds(store: Path) -> None:
    found = bars(ask(scenario(), store, groups=["organisation"], kind="bounds", replicates=2))
    assert found["layer_mentoring"].is_zero
    assert found["layer_event"].is_zero
    assert not found["layer_team"].is_zero
    assert not found["turnover_rate"].is_zero


def test_steepness_matters_where_contagion_is_complex(store: Path) -> None:
    found = bars(ask(scenario(model={"contagion": "complex"}), store, groups=["registration"], replicates=2))
    assert not found["threshold_steepness"].is_zero


@pytest.mark.parametrize(
    ("measure", "parameter", "sign"),
    [
        ("registered", "innovation_rate", 1),
        ("registered", "imitation_rate", 1),
        ("registered", "nondesk_access", 1),
        ("contributions_total_cumulative", "contribute_intercept", 1),
        ("contributions_total_cumulative", "extra_posts", 1),
        ("habit_mean", "habit_loss", -1),
        ("habit_mean", "habit_per_repetition", 1),
        ("belief_mean", "belief_mean", 1),
        ("skill_mean", "skill_mean", 1),
        ("hires_cumulative", "turnover_rate", 1),
    ],
)
def test_known_signs(whole: Callable[..., Tornado], measure: str, parameter: str, sign: int) -> None:
    bar = bars(whole(measure=measure))[parameter]
    assert bar.swing.is_clear, bar
    assert math.copysign(1, bar.swing.mean) == sign
    assert bar.swing.error > 0
    assert says(bar) == "distinguishable from 0"


def test_more_patience_with_silence_means_less_decline(store: Path) -> None:
    """In week 14 communities that nobody has written in since the launch decline after 8 weeks, not after 17."""
    how = {"measure": "communities_decline", "week": 14, "groups": ["community"], "replicates": 4}
    found = bars(ask(scenario(platform={"started_share": 1.0}), store, **how))
    assert found["silence_weeks"].swing.is_clear
    assert found["silence_weeks"].swing.mean < 0


def test_bars_are_in_the_order_of_their_size(whole: Callable[..., Tornado]) -> None:
    found = whole(measure="registered")
    sizes = [bar.size for bar in found.bars]
    assert sizes == sorted(sizes, reverse=True)
    assert found.bars[0].parameter.name == "never_share"
    for bar in found.bars:
        assert bar.swing.mean == pytest.approx(bar.at_high - bar.at_low)
        assert bar.low.mean == pytest.approx(bar.at_low - found.base)


def test_a_measure_that_nothing_moves(whole: Callable[..., Tornado]) -> None:
    found = whole(measure="cost_eur_cumulative")
    assert all(bar.is_zero for bar in found.bars)
    assert "Exactly 0 in every replicate" in " ".join(remarks(found, 20))
    assert "<figure" not in tornado_page(found).decode()


def test_a_measure_that_is_not_defined(store: Path) -> None:
    lonely = scenario(platform={"started_share": 0.0}, parameters={"innovation_rate": 0, "launch_hazard": 0})
    found = ask(lonely, store, measure="gini_of_contributors", groups=["culture"], replicates=2)
    assert math.isnan(found.base)
    assert {says(bar) for bar in found.bars} == {"not defined"}
    assert "is not defined at" in heading(found)
    assert "<figure" not in tornado_page(found).decode()
    json.dumps(rows(found), allow_nan=False)


# --- the design ------------------------------------------------------------------------------


def test_ranges_are_quantiles_or_bounds() -> None:
    chosen = scenario()
    found = ends(chosen, "prior")
    assert found["imitation_rate"] == pytest.approx((0.0066368, 0.2361667), rel=1e-4)
    low, high = found["innovation_rate"]
    assert (low, high) == pytest.approx((0.03 * math.exp(-0.5 * 1.2816), 0.03 * math.exp(0.5 * 1.2816)), rel=1e-3)
    fixed = {name for name, parameter in PARAMETERS.items() if parameter.prior.kind == "fixed"}
    assert set(PARAMETERS) - set(found) == fixed
    wide = ends(chosen, "bounds")
    assert set(wide) == set(PARAMETERS)
    assert wide["skill_reference"] == (0, 1)


def test_what_a_scenario_fixes_is_fixed(store: Path) -> None:
    found = ask(scenario(parameters={"belief_rate": 0.07}), store, groups=["culture"], replicates=1)
    assert found.fixed["belief_rate"] == 0.07
    assert set(found.fixed) == {"anchor_drift", "belief_rate", "belief_spread", "opinion_levels", "safety_spread"}
    assert "belief_rate" not in bars(found)


POSTERIOR = {"names": ["imitation_rate", "belief_rate"], "rows": [[0.01 * k, 0.02 + 0.01 * k] for k in range(1, 6)]}


def test_with_a_posterior_the_base_is_its_median_and_its_draws_can_be_the_range() -> None:
    chosen = scenario(posterior=POSTERIOR)
    base = base_values(chosen)
    assert (base["imitation_rate"], base["belief_rate"]) == (0.03, 0.05)
    assert base["innovation_rate"] == pytest.approx(0.03)
    assert ends(chosen, "posterior")["imitation_rate"] == pytest.approx(
        np.quantile([0.01, 0.02, 0.03, 0.04, 0.05], (0.1, 0.9), method="weibull")
    )
    assert ends(chosen, "posterior")["norm_rate"] == ends(chosen, "prior")["norm_rate"]
    assert ends(chosen, "prior")["imitation_rate"] == pytest.approx((0.0066368, 0.2361667), rel=1e-4)


def test_points_are_base_and_two_ends_in_every_replicate(tmp_path: Path) -> None:
    chosen = scenario()
    asked = question(chosen, replicates=3, groups=["culture"])
    varied = [name for name, p in PARAMETERS.items() if p.group == "culture" and p.prior.kind != "fixed"]
    assert {name for change in changes(chosen, asked) for name in change} == set(varied)
    wanted, everything = (
        [sweep[number].key for number in range(len(sweep))]
        for sweep in (
            sweep_of(chosen, asked, RunStore(tmp_path)),
            sweep_of(chosen, question(chosen, replicates=4), RunStore(tmp_path)),
        )
    )
    assert len(wanted) == len(set(wanted)) == 3 * (1 + 2 * len(varied))
    assert set(wanted) < set(everything), "asking for more uses the same runs again"


def test_an_end_that_is_the_base_is_not_run_twice() -> None:
    chosen = scenario(parameters={"belief_rate": {"value": 0.0, "prior": {"kind": "uniform", "a": 0.0, "b": 0.2}}})
    asked = question(chosen, groups=["culture"], kind="bounds", replicates=1)
    assert {"belief_rate": 0.0} not in changes(chosen, asked)
    assert {"belief_rate": 1.0} in changes(chosen, asked)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"measure": "registerd"}, "unknown measure 'registerd'; did you mean 'registered'"),
        ({"groups": ["learnin"]}, "unknown group of parameters 'learnin'; did you mean 'learning'"),
        ({"week": 30}, "weeks 0 to 29"),
        ({"kind": "posterior"}, "no posterior; take --range prior"),
        ({"replicates": 0}, "at least 1"),
    ],
)
def test_what_cannot_be_asked(how: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)):
        question(scenario(), **how)


def test_default_question_is_the_first_headline_in_the_last_week() -> None:
    assert question(scenario()) == TornadoQuestion("registered", 29, 4)
    assert question(scenario(measures=["skill_mean"])).measure == "skill_mean"


def test_differences_are_paired_and_leave_out_what_is_not_defined() -> None:
    nan = math.nan
    found = difference(np.array([1.0, 2.0, 3.0, nan]), np.array([2.0, 4.0, 4.0, 9.0]))
    assert (found.n, found.n_zero) == (3, 0)
    assert found.mean == pytest.approx(4 / 3)
    assert found.error == pytest.approx(np.std([1, 2, 1], ddof=1) / math.sqrt(3))
    assert found.half == pytest.approx(4.302652729911275 * found.error)
    assert not found.is_clear
    assert difference(np.array([0.0, 0.0]), np.array([1.0, 1.0])).is_clear
    assert math.isnan(difference(np.array([0.0]), np.array([1.0])).error)
    assert not difference(np.array([0.0]), np.array([1.0])).is_clear


# --- what is shown ---------------------------------------------------------------------------


def test_a_drawing_is_true_to_scale() -> None:
    def made(low: float, high: float) -> TornadoBar:
        none = difference(np.zeros(2), np.zeros(2))
        return TornadoBar(PARAMETERS["belief_rate"], 0, 0.5, 1, low, high, none, none, none)

    assert drawing(made(0, 10), 5, 0, 10, 11) == "░░░░░│█████"
    assert drawing(made(10, 3), 5, 0, 10, 11) == "   ██│░░░░░"
    assert drawing(made(7, 10), 5, 0, 10, 11) == "     │░░███", "the shorter one in front"
    assert drawing(made(5, 5), 5, 0, 10, 11) == "     │"


def test_terminal_page_and_table_say_the_same(
    whole: Callable[..., Tornado], capsys: pytest.CaptureFixture[str]
) -> None:
    from rich.console import Console

    found = whole(measure="registered")
    console = Console(width=120)
    console.print(bars_table(found, 5))
    out = capsys.readouterr().out
    assert out.splitlines()[1].startswith("never_share")
    assert len(out.splitlines()) == 6
    said = " ".join(remarks(found, 5))
    for words in ("distinguishable from 0 (95%", "smaller ones are left out", "threshold_steepness", "skill_reference"):
        assert words in said
    with write_table(found).open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert tuple(table[0]) == tuple(TORNADO)
    assert {row["parameter"] for row in table} == set(PARAMETERS)
    assert {row["parameter"] for row in table if row["says"] == "fixed"} == set(found.fixed)
    first = bars(found)["never_share"]
    assert float(table[0]["swing"]) == first.swing.mean
    assert float(table[0]["swing_error"]) == first.swing.error
    html = tornado_page(found).decode()
    for row in table:
        assert f">{row['parameter']}</td>" in html
    assert "assumption" in html


@pytest.mark.parametrize("measure", ["registered", "readers_28_share_of_registered", "belief_mean"])
def test_the_picture_shows_every_bar_that_moves(whole: Callable[..., Tornado], measure: str) -> None:
    found = whole(measure=measure)
    (plot,) = tornado_picture(found).plots
    moving = [bar for bar in found.bars if not bar.is_zero]
    assert [row.name for row in plot.rows] == [bar.parameter.name for bar in moving]
    drawn = [mark for mark in plot.marks if isinstance(mark, Bar)]
    expected = [end for bar in moving for end in (bar.low, bar.high)]
    for mark, end in zip(drawn, expected, strict=True):
        assert (mark.start, mark.end) == (found.base, pytest.approx(found.base + end.mean))
        assert (mark.low, mark.high) == pytest.approx((mark.end - end.half, mark.end + end.half))
        assert plot.x.low <= mark.low <= mark.high <= plot.x.high


# --- the command -------------------------------------------------------------------------------

SMALL = """
schema_version: 1
name: small
title: A small company
organisation: {people: 200}
parameters: {innovation_rate: 0.03}
run: {start: 2012-02-19, weeks: 26, seed: 3}
"""


def stored(results: Path) -> int:
    """How many runs are kept."""
    store = RunStore(results / "store")
    store.refresh()
    return store.count()


@pytest.fixture
def wandel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command in a folder with a scenario; returns its exit code, standard output and standard error."""
    (tmp_path / "small.yaml").write_text(SMALL)
    monkeypatch.chdir(tmp_path)

    def _wandel(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return _wandel


def test_command_prints_stores_and_reuses(wandel: Any, tmp_path: Path) -> None:
    arguments = ("tornado", "small.yaml", "--group", "registration", "--replicates", "2", "--people", "150")
    code, out, err = wandel(*arguments, "--top", "3")
    assert (code, err) == (0, "")
    assert "A small company: Registered in week 25 is" in out
    assert "mean of 2 replicates, 150 people" in out
    (folder,) = (tmp_path / "results" / "small").iterdir()
    assert stored(tmp_path / "results") == 2 * (1 + 2 * 14), "fifteen parameters of registration, one fixed here"
    assert {path.name for path in folder.iterdir()} == {
        "registered-week-25-prior-x2-registration.csv",
        "registered-week-25-prior-x2-registration.html",
    }
    before = (tmp_path / "results").glob("store/*/*.runs")
    sizes = {path: path.stat().st_size for path in before}
    code, out, _ = wandel(*arguments, "--measure", "skill_mean", "--json", "--no-page", "--workers", "1")
    document = json.loads(out)
    assert (code, document["measure"], document["page"]) == (0, "skill_mean", None)
    assert len(document["parameters"]) == 16
    assert {path: path.stat().st_size for path in sizes} == sizes, "another measure needs no run"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing",), "nothing"),
        (("small.yaml", "--measure", "registerd"), "did you mean 'registered'"),
        (("small.yaml", "--group", "cultur"), "did you mean 'culture'"),
        (("small.yaml", "--week", "26"), "weeks 0 to 25"),
        (("small.yaml", "--range", "posterior"), "--range prior"),
        (("small.yaml", "--range", "other"), "other"),
        (("small.yaml", "--replicates", "0"), "replicates"),
        (("small.yaml", "--set", "parameters.imitation_rat=0.1"), "did you mean 'imitation_rate'"),
    ],
)
def test_wrong_input_ends_with_2_and_a_message(wandel: Any, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = wandel("tornado", *arguments)
    assert code == 2
    assert words in err
    assert out == ""
    assert not Path("results").exists()


def test_failure_to_write_ends_with_1(wandel: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = wandel("tornado", "small.yaml", "--group", "culture", "--out", "file")
    assert code == 1
    assert "cannot write results" in err


def test_interrupted_study_ends_with_130_and_goes_on(wandel: Any, tmp_path: Path) -> None:
    arguments = [
        "tornado",
        "small.yaml",
        "--group",
        "registration",
        "--replicates",
        "3000",  # more than are done before the signal comes
        "--workers",
        "1",
        "--no-page",
    ]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from simulation.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while process.poll() is None:
        if stored(tmp_path / "results") > 10:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 130, err
    assert out == ""
    assert re.search(r"Stopped with [\d,]+ of 87,?000 runs finished", err)
    assert "The same command goes on from there" in err
    kept = stored(tmp_path / "results")
    arguments[arguments.index("3000")] = "12"
    assert wandel(*arguments)[0] == 0
    assert max(kept, 348) <= stored(tmp_path / "results") <= kept + 348
    (folder,) = (tmp_path / "results" / "small").iterdir()
    resumed = (folder / "registered-week-25-prior-x12-registration.csv").read_text()
    assert wandel(*arguments, "--out", "elsewhere", "--workers", "2")[0] == 0
    assert next((tmp_path / "elsewhere" / "small").glob("*/*.csv")).read_text() == resumed
