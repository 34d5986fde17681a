"""Helpers for tests of scenario files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simulation.scenario.loading import load
from simulation.scenario.problems import Problem, ScenarioError


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file into the test's folder."""

    def _write(text: str | bytes, name: str = "case.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


@pytest.fixture
def problems(write: Callable[..., Path]) -> Callable[..., tuple[Problem, ...]]:
    """Return the problems that loading a text names."""

    def _problems(text: str | bytes) -> tuple[Problem, ...]:
        path = write(text)
        with pytest.raises(ScenarioError) as caught:
            load(path)
        return caught.value.problems

    return _problems
