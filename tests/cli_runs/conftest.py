"""Scenario files and the command line with a stand-in for the simulation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import simulation.cli.progress
import simulation.engines.run
import simulation.world
from simulation.cli.main import run
from tests.results.standin import Standin, StoppedError

BASE = """
schema_version: 1
name: base
title: A base
organisation: {people: 400}
run: {start: 2012-02-19, weeks: 6, replicates: 5, seed: 3}
"""
PLAN = """
schema_version: 1
extends: base.yaml
name: plan
title: A plan
interventions:
  - {kind: kick_off, start: 1, weeks: 4, target: {role: manager, share: 0.5}}
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a base and a plan, which is the current one."""
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "plan.yaml").write_text(PLAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Standin:
    """Put the stand-in in place of the simulation."""
    made = Standin()
    monkeypatch.setattr(simulation.engines.run, "simulate", made.simulate)
    monkeypatch.setattr(simulation.engines.run, "Interrupted", StoppedError)
    monkeypatch.setattr(simulation.world, "build", made.build)
    return made


@pytest.fixture
def wandel(files: Path, standin: Standin, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command; returns its exit code, standard output and standard error."""

    def _wandel(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return _wandel
