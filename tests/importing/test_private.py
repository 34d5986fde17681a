"""An imported company is private: small units are simulated and not told, and nobody is told apart."""

from __future__ import annotations

import json

import numpy as np
import pyarrow.parquet as pq
import pytest

from simulation.attribution.asked import check_silo
from simulation.cli.main import run
from simulation.engines.run import simulate
from simulation.organisation.disclosure import SMALL, printable, told_silos
from simulation.results.errors import InputError
from simulation.results.tables import RunFrame, tables_of
from simulation.scenario.loading import load
from simulation.world import build

UNITS = {"North": 12, "South": 9, "Board": 2, "Lab": 3}
COLUMNS = {"person": "id", "manager": "manager", "unit": "unit"}


def company_table():
    """People of four units, the first of each its head, all heads below the first of the board."""
    rows, head = ["id,manager,unit"], "Board0"
    for unit, size in UNITS.items():
        top = head if unit != "Board" else ""
        rows += [f"{unit}{i},{f'{unit}0' if i else top},{unit}" for i in range(size)]
    return "\n".join(rows) + "\n"


@pytest.fixture
def scenario(table):
    found = table(company_table(), {"columns": COLUMNS}, run={"weeks": 4})
    assert found.problems == ()
    return load(found.folder / "out" / "scenario.yaml")


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([12, 9, 2, 3], [True, True, False, False]),  # two are hidden, together 5
        ([12, 9, 3], [True, False, False]),  # one alone could be worked out from the sum
        ([12, 9, 1, 1], [True, False, False, False]),  # two hidden have 2 people together
        ([12, 9, 8], [True, True, True]),
    ],
)
def test_what_may_be_printed(sizes, shown):
    assert printable(sizes, 5) == shown


def test_suppression_within_a_parent():
    assert printable([9, 2, 8, 7], 5, ["a", "a", "b", "b"]) == [False, False, True, True]


def test_small_units_are_told_together(scenario):
    world = build(scenario)
    assert world.organisation.n_silos == 4, "they are simulated"
    frame = RunFrame.of(world)
    assert frame.silos == ("North", "South", SMALL)
    tables = tables_of(simulate(world, 0), frame)
    weekly = tables["weekly"].to_pandas()
    last = weekly[weekly["week"] == 3].set_index("silo")
    assert last["people"].to_dict() == {"North": 12, "South": 9, SMALL: 5, "all": 26}
    assert last["registered"][:3].sum() == last["registered"]["all"]
    assert np.isnan(last["gini_of_contributors"][SMALL])
    assert not {"department", "level", "assistant", "desk"} & set(tables["people"].column_names)
    assert set(tables["people"]["silo"].to_pylist()) == {"North", "South", SMALL}


def test_small_units_cannot_be_asked_for(scenario):
    assert check_silo(scenario, "North") == scenario.organisation.outline.silo_names.index("North")
    with pytest.raises(InputError, match="too few people"):
        check_silo(scenario, "Lab")


def test_nobody_is_told_apart(table, capsys):
    folder = table(company_table(), {"columns": COLUMNS}, run={"weeks": 4}).folder / "out"
    file = str(folder / "scenario.yaml")
    head = int(np.flatnonzero(pq.read_table(folder / "organisation.parquet")["manager"].is_null().to_numpy())[0])
    assert run(["run", file, "--replicates", "2", "--out", str(folder / "runs"), "--no-page"]) == 0
    (finished,) = (folder / "runs").rglob("manifest.json")
    assert run(["explain-run", str(finished.parent), "--person", str(head)]) == 2
    assert "nobody is told apart" in capsys.readouterr().err
    assert run(["organisation", file, "--out", str(folder / "made"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["silos"] == {"Board": None, "Lab": None, "North": 12, "South": 9}
    assert [path.name for path in (folder / "made").iterdir()] == ["organisation.json"]
    assert run(["organisation", file, "--graphml", str(folder / "x.graphml")]) == 2


def test_told_silos_keep_their_order():
    silo = np.repeat(np.arange(4, dtype=np.uint16), [2, 3, 12, 9])
    assert told_silos(silo, ("Board", "Lab", "North", "South"), 5) == (("North", "South", SMALL), (2, 2, 0, 1))
