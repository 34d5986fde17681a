"""What cannot be read as a scenario file at all, or holds what a file must not hold."""

from __future__ import annotations

import time

import pytest

from simulation.scenario.document import DEEPEST, MOST_BYTES, MOST_NODES
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError

VALUES = {
    "tag": ("name: a\ntitle: !!str x\n", 2, "title", "tags"),
    "python tag": ("name: a\ntitle: !!python/object/apply:os.system [ls]\n", 2, "title", "tags"),
    "local tag": ("name: a\ntitle: !x y\n", 2, "title", "tags"),
    "anchor": ("name: a\ntitle: &x y\n", 2, "title", "anchors"),
    "merge key": ("name: a\nrun:\n  <<: {weeks: 3}\n", 3, "run", "merge keys"),
    "repeated key": ("name: a\nrun:\n  weeks: 3\n  weeks: 4\n", 4, "run", "twice; the first is in line 3"),
    "not a number": ("name: a\nrun:\n  weeks: .nan\n", 3, "run.weeks", "finite"),
    "infinite": ("name: a\nrun: {weeks: -.inf}\n", 2, "run.weeks", "finite"),
    "too large": ("name: a\nrun: {weeks: 1e999}\n", 2, "run.weeks", "finite"),
    "too long": (f"name: a\nrun: {{weeks: {'9' * 5000}}}\n", 2, "run.weeks", "at most 40"),
    "no such day": ("name: a\nrun: {start: 2023-02-29}\n", 2, "run.start", "not a day of the calendar"),
    "escaped control": ('name: a\ntitle: "\\e[31mred"\n', 2, "title", "control character '\\x1b'"),
    "escaped surrogate": ('name: a\ntitle: "\\ud800"\n', 2, "title", "control character"),
    "direction mark": ('name: a\ntitle: "\\u202e"\n', 2, "title", "control character"),
}
FATAL = {
    "alias": ("name: a\ntitle: *x\n", 2, "aliases"),
    "alias as key": ("name: a\n*x : y\n", 2, "aliases"),
    "two documents": ("name: a\n---\nname: b\n", 2, "second document"),
    "directive": ("%YAML 1.1\n---\nname: a\n", 2, "directives"),
    "list": ("- name\n", 1, "keys and values"),
    "word": ("name\n", 1, "keys and values"),
    "nothing": ("", 1, "keys and values"),
    "only a comment": ("# nothing\n", 1, "keys and values"),
    "table as key": ("name: a\n? {b: c}\n: d\n", 2, "a key must be"),
    "long key": (f"{'k' * 300}: a\n", 1, "at most 200"),
    "indentation": ("name: a\nrun:\n   weeks: 3\n  seed: 1\n", 4, "not valid YAML"),
    "open bracket": ("name: a\nmeasures: [a, b\n", 3, "not valid YAML"),
    "tabs": ("name: a\nrun:\n\tweeks: 3\n", 3, "not valid YAML"),
    "raw escape": ("name: a\ntitle: \x1b[31m\n", 2, "control character '\\x1b'"),
    "null byte": ("name: a\n\0", 2, "control character"),
    "bad escape": ('name: a\ntitle: "\\q"\n', 2, "not valid YAML"),
    "deep": (f"name: a\ntitle: {'[' * 500}\n", 2, f"more than {DEEPEST} levels"),
    "many": ("name: a\nmeasures: [" + "a," * (MOST_NODES + 1) + "a]\n", 2, "more than 50,000 values"),
}


@pytest.mark.parametrize(("text", "line", "key", "message"), VALUES.values(), ids=VALUES)
def test_forbidden_values_are_named_with_line_and_key(problems, text, line, key, message):
    found = problems(text)
    assert any((p.line, p.key) == (line, key) and message in p.message for p in found), [str(p) for p in found]


@pytest.mark.parametrize(("text", "line", "message"), FATAL.values(), ids=FATAL)
def test_unreadable_structure_is_named_with_its_line(problems, text, line, message):
    found = problems(text)
    assert any(p.line == line and message in p.message for p in found), [str(p) for p in found]


def test_problems_with_values_come_together_with_those_of_the_schema(problems):
    found = problems("name: a b\nrun: {weeks: .nan, seed: -1}\ntitle: &x y\n")
    assert [(p.line, p.key) for p in found] == [(1, "name"), (2, "run.weeks"), (2, "run.seed"), (3, "title")]


def test_not_utf8_names_the_line(problems):
    (problem,) = problems("name: a\ntitle: Änderung\n".encode("latin-1"))
    assert problem.line == 2
    assert "UTF-8" in problem.message
    assert "UTF-8" in problems("name: a".encode("utf-16"))[0].message


def test_byte_order_mark_and_windows_lines_are_fine(write):
    assert load(write("\ufeffname: a\r\nrun:\r\n  weeks: 3\r\n".encode())).run.weeks == 3


def test_too_large_a_file_is_refused_quickly(problems):
    start = time.perf_counter()
    (problem,) = problems(b"# " + b"x" * (MOST_BYTES + 10))
    assert "1,000,000 bytes" in problem.message
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("name", ["missing.yaml", "a\0b.yaml", "x" * 5000, ""])
def test_files_that_are_not_there(tmp_path, name):
    with pytest.raises(ScenarioError, match=r"no such file|cannot be read|not a possible"):
        load(f"{tmp_path}/{name}")


@pytest.mark.parametrize(
    ("text", "value"),
    [("no", "no"), ("yes", "yes"), ("1_000", "1_000"), ("12:30", "12:30"), ("0,5", "0,5"), ("=", "=")],
)
def test_words_that_older_yaml_turns_into_something_else_stay_text(write, text, value):
    assert load(write(f"name: a\ntitle: {text}\n")).title == value


def test_numbers_with_exponents_are_numbers(write):
    scenario = load(
        write("name: a\norganisation: {people: 1e3}\nparameters: {imitation_rate: 1e-3}\nrun: {seed: 0x10}\n")
    )
    assert scenario.organisation.people == 1000
    assert scenario.parameters["imitation_rate"].value == 0.001
    assert scenario.run.seed == 16
