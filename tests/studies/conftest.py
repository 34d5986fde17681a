"""A plan that was tried out, for the tests of its numbers and of its page."""

from __future__ import annotations

import pytest

from simulation.results.board import Board, board
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.scenario.schema import Scenario
from simulation.studies.live.grid import LiveTried, Size, tried
from simulation.studies.running.pools import Here
from simulation.studies.store.store import RunStore
from tests.studies.company import KICK_OFF, MANAGERS, company

ACTIVE = "contributors_28"
REPLICATES = 3
SIZE = Size(1000, REPLICATES)


def plan(*interventions: dict[str, object]) -> Scenario:
    return company(name="plan", interventions=list(interventions))


BASE = company(name="base", interventions=[])


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """A base and a plan of two interventions, run as anybody runs them."""
    options = Options(root=tmp_path_factory.mktemp("live"))
    both = [
        each.model_copy(update={"run": each.run.model_copy(update={"replicates": REPLICATES})})
        for each in (BASE, plan(KICK_OFF, MANAGERS))
    ]
    base, other = (execute(each, options).run for each in both)
    return board(base, [other], 13, ACTIVE)


@pytest.fixture(scope="module")
def made(shown: Board, tmp_path_factory: pytest.TempPathFactory) -> LiveTried:
    found = tried(shown, (), SIZE, RunStore(tmp_path_factory.mktemp("store")))
    found.sweep.make(Here())
    return found
