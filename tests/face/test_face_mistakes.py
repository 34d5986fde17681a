"""What a file would be told, Python is told too: one class of error, the nearest right name, no deep traceback."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulation as wandel

SMALL = {"scale": 0.06, "weeks": 8, "replicates": 2}
NAN = float("nan")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return wandel.run("small-demo", out=tmp_path_factory.mktemp("results"), interventions=[], **SMALL)


def told(mistake: Callable[[], Any]) -> str:
    """The message of a mistake; it comes with at most the line of the user and one of the face."""
    with pytest.raises(wandel.WandelError) as caught:
        mistake()
    frames = [f for f in traceback.extract_tb(caught.tb) if Path(f.filename) != Path(__file__)]
    assert len(frames) <= 1, frames
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return str(caught.value)


def of_demo(**changes: Any) -> Callable[[], Any]:
    return lambda: wandel.load("small-demo", **changes)


LOADING: dict[str, tuple[Callable[[], Any], str]] = {
    "name": (lambda: wandel.load("smal-demo"), "did you mean 'small-demo'?"),
    "file": (lambda: wandel.load(Path("nowhere/small-demo.yml")), "there is no such file"),
    "folder": (lambda: wandel.load("."), "is a folder"),
    "nothing": (lambda: wandel.load(None), "not the NoneType None"),
    "number": (lambda: wandel.load(7), "a scenario is the name of a scenario, a file, a dict"),
    "list": (lambda: wandel.load(["small-demo"]), "not the list"),
    "keyword": (of_demo(pepole=9), "unknown key 'pepole'; did you mean 'people'?"),
    "section": (of_demo(paramters={}), "did you mean 'parameters'?"),
    "parameter as keyword": (of_demo(imitation_rate=0.1), "parameters={'imitation_rate': ...}"),
    "parameter": (
        of_demo(parameters={"imitation_rat": 0.1}),
        "parameters.imitation_rat: unknown parameter 'imitation_rat'; did you mean 'imitation_rate'?",
    ),
    "bound": (of_demo(parameters={"imitation_rate": 99}), "between 0 and 2 per week, not 99"),
    "text for a number": (of_demo(parameters={"imitation_rate": "high"}), "parameters.imitation_rate"),
    "undefined": (of_demo(parameters={"imitation_rate": NAN}), "must be a finite number, not nan"),
    "infinite": (of_demo(economics={"hourly_cost_eur": np.inf}), "must be a finite number, not inf"),
    "negative": (of_demo(replicates=-3), "run.replicates: must be a whole number between 1 and 100000 runs, not -3"),
    "half": (of_demo(people=99.5), "organisation.people: must be a whole number"),
    "truth for a number": (of_demo(seed=True), "run.seed: must be a whole number"),
    "text for a count": (of_demo(weeks="52"), "run.weeks: must be a whole number"),
    "empty for a count": (of_demo(weeks=None), "run.weeks: must be a whole number"),
    "huge": (of_demo(seed=10**5000), "run.seed: is a number too large to hold"),
    "measure": (of_demo(measures=["registerd"]), "measures[0]: unknown measure 'registerd'; did you mean 'registered'"),
    "kind": (
        of_demo(interventions=[{"kind": "kick_of", "start": 1}]),
        "interventions[0].kind: unknown kind 'kick_of'; did you mean 'kick_off'?",
    ),
    "setting": (
        of_demo(interventions=[{"kind": "kick_off", "start": 1, "strenght": 1}]),
        "interventions[0].strenght: unknown key 'strenght'; did you mean 'strength'?",
    ),
    "table for a list": (of_demo(interventions={"kind": "kick_off"}), "interventions: must be a list"),
    "no intervention": (of_demo(interventions=["kick_off"]), "interventions[0]"),
    "day": (of_demo(run={"start": datetime(2024, 1, 1)}), "run.start: must be a day"),
    "set": (
        of_demo(measures={"registered"}),
        "must be a table, list, text, number, day or None, not the set",
    ),
    "key": (of_demo(parameters={1: 2}), "parameters: a key must be text"),
    "control character": (of_demo(title="a\x1b[31m"), "title: control character"),
    "dotted": (of_demo(**{"run.weaks": 9}), "run.weaks: unknown key 'weaks'; did you mean 'weeks'?"),
    "dotted intervention": (of_demo(**{"interventions.kickoff event.strength": 1}), "did you mean 'kick-off event'?"),
    "country": (of_demo(**{"organisation.countries.Germny": 1}), "did you mean 'Germany'?"),
    "engine of a dict": (lambda: wandel.load({"name": "a", "engine": "mesa"}), "engine: unknown key 'engine'"),
    "nameless": (lambda: wandel.load({}), "name: is missing"),
    "made": (lambda: wandel.Scenario(name="a", organisation={"peple": 9}), "organisation.peple: unknown key 'peple'"),
    "made without a name": (wandel.Scenario, "name: is missing"),
    "made with a slip": (
        lambda: wandel.Scenario(name="a", paramters={}),
        "paramters: unknown key 'paramters'; did you",
    ),
    "made beyond bounds": (
        lambda: wandel.Scenario(name="a", parameters={"imitation_rate": 99}),
        "parameters.imitation_rate: must be between 0 and 2 per week, not 99",
    ),
    "made with a measure": (lambda: wandel.run(wandel.Scenario(name="a", measures=["registerd"])), "did you mean"),
    "made undefined": (lambda: wandel.Scenario(name="a", run={"weeks": NAN}), "must be a finite number, not nan"),
    "made of text": (lambda: wandel.Scenario(name="a", run={"weeks": "52"}), "not the text '52'"),
    "copied": (
        lambda: wandel.simulate(wandel.Scenario(name="a").model_copy(update={"seed": 3, "name": "b c"})),
        "name: must be 1 to 80 letters",
    ),
    "itself": (lambda: wandel.load(ITSELF), "nested more than 20 levels deep"),
}
ITSELF: dict[str, Any] = {"name": "a"}
ITSELF["run"] = ITSELF


@pytest.mark.parametrize("name", LOADING)
def test_a_scenario_is_checked_like_a_file(name: str):
    mistake, message = LOADING[name]
    assert message in told(mistake)


RUNNING: dict[str, tuple[Callable[[], Any], str]] = {
    "engine": (lambda: wandel.run("small-demo", engine="kernal"), "unknown engine 'kernal'; did you mean 'kernel'?"),
    "engine to simulate": (lambda: wandel.simulate("small-demo", engine="kernal"), "did you mean 'kernel'?"),
    "no engine": (lambda: wandel.simulate("small-demo", engine=None), "unknown engine 'None'"),
    "workers": (lambda: wandel.run("small-demo", workers=0), "workers must be a whole number between 1 and 1024"),
    "replicate": (lambda: wandel.simulate("small-demo", -1), "replicate must be a whole number between 0 and 99999"),
    "replicate as text": (lambda: wandel.simulate("small-demo", "first"), "replicate must be a whole number"),
    "drawn parameter": (
        lambda: wandel.simulate("small-demo", parameters={"imitation_rat": 0.1}, **SMALL),
        "unknown parameter 'imitation_rat'; did you mean 'imitation_rate'?",
    ),
    "drawn bound": (
        lambda: wandel.simulate("small-demo", parameters={"imitation_rate": 99}, **SMALL),
        "parameter imitation_rate must be between 0 and 2 per week, not 99",
    ),
    "drawn undefined": (
        lambda: wandel.simulate("small-demo", parameters={"imitation_rate": NAN}, **SMALL),
        "must be a finite number, not nan",
    ),
    "drawn text": (
        lambda: wandel.simulate("small-demo", parameters={"imitation_rate": "0.1"}, **SMALL),
        "must be a finite number, not '0.1'",
    ),
    "drawn list": (lambda: wandel.simulate("small-demo", parameters=["imitation_rate"], **SMALL), "names with values"),
    "out": (lambda: wandel.run("small-demo", out=7), "out must be a folder, not the int 7"),
    "option of the command": (lambda: wandel.run("small-demo", checkpoint=3), "unknown key 'checkpoint'"),
    "no plan": (lambda: wandel.compare("small-demo"), "at least one plan"),
    "week": (lambda: wandel.compare("small-demo", "small-demo", week=999), "week 999 is outside of the run"),
    "week as text": (lambda: wandel.compare("small-demo", "small-demo", week="last"), "week must be a whole number"),
    "active": (lambda: wandel.compare("small-demo", "small-demo", active="readers"), "'readers' does not count people"),
    "pairs": (
        lambda: wandel.compare("small-demo", wandel.load("small-demo", seed=9)),
        "cannot be compared: run.seed is 1 and 9",
    ),
    "budget": (
        lambda: wandel.simulate("small-demo", economics={"budget_hours": 1}, **SMALL),
        "economics.budget_hours: the interventions take",
    ),
    "nobody": (
        lambda: wandel.simulate(
            "small-demo", interventions=[{"kind": "campaign", "start": 1, "target": {"silos": ["Germny"]}}], **SMALL
        ),
        "Germny",
    ),
    "explained": (lambda: wandel.explain("imitation_rat"), "did you mean 'imitation_rate'?"),
    "explained number": (lambda: wandel.explain(3), "not the int 3"),
}


@pytest.mark.parametrize("name", RUNNING)
def test_calls_are_checked_before_anything_is_done(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    mistake, message = RUNNING[name]
    assert message in told(mistake)
    assert list(tmp_path.iterdir()) == []


READING: dict[str, tuple[Callable[[Any], Any], str]] = {
    "table": (lambda run: run.frame("pepole"), "unknown table 'pepole'; did you mean 'people'?"),
    "column": (lambda run: run.frame("people", ["silos"]), "unknown column 'silos'; did you mean 'silo'?"),
    "one column": (lambda run: run.frame("people", "silos"), "unknown column 'silos'"),
    "measure": (lambda run: run.weekly(["registerd"]), "unknown measure 'registerd'; did you mean 'registered'"),
    "one measure": (lambda run: run.weekly("registerd"), "unknown measure 'registerd'"),
    "silo": (lambda run: run.weekly(silo="Germny, Sales"), "unknown silo 'Germny, Sales'"),
    "figure": (lambda run: run.figure("registerd"), "unknown figure 'registerd'; did you mean 'registered'?"),
    "totals": (lambda run: run.totals(["registerd"]), "unknown measure 'registerd'"),
    "bands": (lambda run: run.bands(["registerd"]), "unknown measure 'registerd'"),
    "by silo": (lambda run: run.by_silo("registerd"), "unknown measure 'registerd'"),
    "folder": (lambda run: wandel.Run.open("nowhere"), "there is no run in nowhere"),
    "changed": (lambda run: wandel.compare(run, run, seed=3), "a finished run cannot be changed"),
    "number for a measure": (lambda run: run.weekly([3]), "unknown measure '3'"),
}


@pytest.mark.parametrize("name", READING)
def test_names_in_results_are_checked(name: str, run: Any):
    mistake, message = READING[name]
    assert message in told(lambda: mistake(run))


def test_all_problems_are_told_at_once():
    text = told(of_demo(people=-1, replicates=0, parameters={"imitation_rat": 1}))
    assert [line.split(":")[0] for line in text.splitlines()] == [
        "organisation.people", "parameters.imitation_rat", "run.replicates"
    ]  # fmt: skip
