"""The names of the face: few, loaded when they are used, each with a docstring, whose examples hold."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import simulation as wandel

EXAMPLES = ("load", "run", "compare", "simulate", "explain", "forecast", "backtest", "Run", "Comparison", "Scenario")


def test_names_are_about_a_dozen_and_lie_where_the_table_says():
    assert set(wandel.__all__) == set(wandel._HOME)
    assert 10 <= len(wandel.__all__) <= 16
    for name in wandel.__all__:
        found = getattr(wandel, name)
        assert callable(found), name
        assert inspect.getdoc(found), name
        assert name in dir(wandel)
    assert not hasattr(wandel, "lod")


def test_the_import_loads_no_library():
    code = (
        "import simulation, sys; print(sorted({'numpy', 'pandas', 'pydantic', 'numba', 'plotly'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [None, *EXAMPLES])
def test_examples_hold(name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shown = wandel if name is None else getattr(import_module(wandel.__name__), name)
    text = inspect.getdoc(shown) or ""
    examples = doctest.DocTestParser().get_doctest(text, {"wandel": wandel}, str(name), None, 0)
    assert examples.examples, f"{name} has no example"
    found = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples)
    assert found.failed == 0
