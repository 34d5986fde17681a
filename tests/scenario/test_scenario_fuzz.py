"""Whatever a file holds, loading it gives a scenario or a `ScenarioError`, and quickly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.starter import write_starter
from simulation.scenario.writing import resolved_yaml

SHIPPED = [path.read_text(encoding="utf-8") for path in find_scenarios().values()]
FEW = settings(max_examples=60, suppress_health_check=list(HealthCheck))
NASTY = [
    "", "null", "~", "true", "yes", "-1", "0", "1e9", "1e400", "-1e308", ".nan", ".inf", "9" * 60,
    "0x7fffffffffffffffff", "1e-320", "[]", "{}", "[[]]", "[1, two, {three: 3}]", "{a: {b: c}}", "'text'",
    '"\\e[31m"', '"\\0"', '"\\ud800"', "2012-02-30", "0001-01-01", "9999-12-31", "../../etc/passwd", "/dev/zero",
    "!!python/name:os.system", "&a [*a]", "*a", "<<", "? x", "|\n    x\n   y", "'", '"', "[", "{", "]", "- a",
    "a: b: c", "\t", "@", "`", "%", "é", "漢" * 50, "x" * 3000,
]  # fmt: skip


def outcome(path: Path) -> Scenario | None:
    """Load, checking that nothing but a `ScenarioError` with clean text is raised, and soon."""
    start = time.process_time()
    scenario, text = None, "-"
    try:
        scenario = load(path)
    except ScenarioError as error:
        text = str(error)
    assert text
    assert is_clean(text), repr(text)
    assert time.process_time() - start < 5
    return scenario


def is_clean(text: str) -> bool:
    """Tell whether a text can be printed to a terminal as it is."""
    return all(line.isprintable() for line in text.split("\n"))


def check(path: Path, content: bytes) -> None:
    """Load some content; what loads must round-trip."""
    path.write_bytes(content)
    scenario = outcome(path)
    if scenario is not None:
        path.write_text(resolved_yaml(scenario), encoding="utf-8")
        assert outcome(path) == scenario


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """Draw a shipped scenario with some lines deleted, doubled, swapped, or with another value."""
    lines = draw(st.sampled_from(SHIPPED)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        how = draw(st.sampled_from(["delete", "double", "swap", "value", "value", "value", "indent", "cut"]))
        if how == "delete" and len(lines) > 1:
            del lines[i]
        elif how == "double":
            lines.insert(j, lines[i])
        elif how == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif how == "value":
            key, colon, _ = lines[i].partition(":")
            lines[i] = f"{key}{colon} {draw(st.sampled_from(NASTY))}"
        elif how == "indent":
            lines[i] = " " * draw(st.integers(0, 8)) + lines[i].lstrip()
        else:
            lines[i] = lines[i][: draw(st.integers(0, len(lines[i])))]
    return "\n".join(lines)


words = st.one_of(
    st.sampled_from(["name", "run", "weeks", "interventions", "kind", "kick_off", *NASTY]), st.text(max_size=8)
)
trees = st.recursive(
    st.one_of(words, st.integers(), st.floats(), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=20,
)


def flow(tree: object) -> str:
    """Write a tree as YAML without caring whether it is valid."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(flow, tree)) + "]" if isinstance(tree, list) else str(tree)


@FEW
@given(content=st.binary(max_size=300))
def test_random_bytes(tmp_path, content):
    check(tmp_path / "case.yaml", content)


@FEW
@given(text=st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"%@`#? \n\t\\1.e"), max_size=80))
def test_random_yaml(tmp_path, text):
    check(tmp_path / "case.yaml", b"name: a\n" + text.encode())


@FEW
@given(tree=st.dictionaries(st.sampled_from(list(Scenario.model_fields)), trees, max_size=5))
def test_random_values(tmp_path, tree):
    text = "".join(f"{key}: {flow(value)}\n" for key, value in tree.items())
    check(tmp_path / "case.yaml", text.encode("utf-8", "surrogatepass"))


@settings(parent=FEW, max_examples=150)
@given(text=mutations())
def test_mutations_of_shipped_scenarios(tmp_path, text):
    check(tmp_path / "case.yaml", text.encode())


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("key", ["extends", "posterior", "name", "organisation", "run", "interventions", "parameters"])
def test_nasty_values_of_every_section(tmp_path, key, value):
    check(tmp_path / "case.yaml", f"title: t\n{key}: {value}\n".encode("utf-8", "surrogatepass"))


@FEW
@given(key=st.text(max_size=20), value=st.one_of(st.sampled_from(NASTY), st.text(max_size=20)))
def test_random_assignments(key, value):
    scenario = Scenario(name="a")
    for name in (key, "run.weeks", "interventions", "parameters.imitation_rate", "organisation.countries"):
        text = ""
        try:
            override(scenario, [f"{name}={value}"])
        except ScenarioError as error:
            text = str(error)
        assert is_clean(text)


BOMBS = {
    "aliases": "a0: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}, *a{i}]\n" for i in range(20)),
    "deep flow": "a: " + "[" * 100_000,
    "deep block": "\n".join(" " * i + "a:" for i in range(1300)),
    "long tag": "a: !" + "b" * 900_000,
    "long directive": "%" + "b" * 900_000,
    "many silos": "name: a\ninterventions: [{kind: kick_off, start: 1, target: {silos: [" + "x," * 20_000 + "]}}]",
    "many wrong": "name: a\nposterior: {names: [belief_mean], rows: [" + "[7]," * 12_000 + "]}",
    "many units": "name: a\norganisation: {people: 2e6, countries: {"
                  + ",".join(f"c{i}: 1" for i in range(201)) + "}}",
    "most units": "name: a\norganisation: {people: 2e6, countries: {" + ",".join(f"c{i}: 1" for i in range(200))
                  + "}, divisions: {" + ",".join(f"d{i}: 1" for i in range(200))
                  + "}}\ninterventions: [" + "{kind: kick_off, start: 1, target: {silos: [oops]}}," * 200 + "]",
}  # fmt: skip


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused_in_seconds(tmp_path, text):
    path = tmp_path / "case.yaml"
    path.write_text(text)
    assert outcome(path) is None


@given(
    stem=st.text(alphabet=st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=30)
)
@FEW
def test_starters_of_any_name_load(tmp_path, stem):
    path = tmp_path / f"{stem}.yaml"
    path.unlink(missing_ok=True)
    try:
        write_starter(path)
    except ScenarioError:
        return
    assert load(path).run.weeks == 104
