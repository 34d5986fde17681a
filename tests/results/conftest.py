"""Fixtures of the tests of results."""

from pathlib import Path

import pytest

from simulation.results.execute import execute
from simulation.results.reader import StoredRun
from tests.results.standin import Standin, scenario


@pytest.fixture
def standin() -> Standin:
    """The simulation's stand-in."""
    return Standin()


@pytest.fixture
def finished(tmp_path: Path, standin: Standin) -> StoredRun:
    """A complete run of four replicates."""
    return execute(scenario(), standin.options(tmp_path)).run
