"""The digest of a run sees each cell of each stored table; by construction, over whatever tables there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from simulation.engines.run import simulate
from simulation.results.digest import TABLES, replicates_digest, run_digest, table_digest
from simulation.results.tables import RunFrame, tables_of
from tests.engines.cases import small, world_of

SILOS = {"countries": {"A": 0.6, "B": 0.4}, "divisions": {"X": 0.6, "Y": 0.4}}


def made() -> dict[str, Any]:
    """Every table that a run can store: with events, a survey, interventions, and countries of several silos."""
    survey = {"start": 1, "every_weeks": 2}
    plans = [{"kind": "workshops", "start": 1, "target": {"count": 10}}]
    world = world_of(small(weeks=5, people=80, organisation=SILOS, survey=survey, interventions=plans))
    return tables_of(simulate(world, 0), RunFrame.of(world))


MADE = made()


def other(cell: Any, kind: type) -> Any:
    """Another value of the same type; of numbers with a fraction the very next one."""
    if cell is None:
        return 0
    if isinstance(cell, bool):
        return not cell
    if isinstance(cell, str):
        return cell + " "
    if isinstance(cell, float):
        return 1.0 if np.isnan(cell) else float(np.nextafter(kind(cell), kind(np.inf)))
    return cell + (1 if isinstance(cell, int) else np.timedelta64(1, "D").item())


def changed(table: Any, column: str, row: int) -> Any:
    """The table with one cell changed."""
    place, values = table.column_names.index(column), table[column]
    cells = values.to_pylist()
    cells[row] = other(cells[row], np.float32 if values.type == pa.float32() else np.float64)
    plain = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
    array = pa.array(cells, plain)
    if pa.types.is_dictionary(values.type):
        array = array.dictionary_encode()
    return table.set_column(place, column, array)


def test_every_kind_of_table_is_made_and_in_the_digest() -> None:
    assert set(MADE) == set(TABLES)
    assert all(table.num_rows for table in MADE.values())


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_cell_changes_the_digest(name: str) -> None:
    table = MADE[name]
    before = table_digest(table)
    for column in table.column_names:
        for row in {0, table.num_rows // 2, table.num_rows - 1}:
            assert table_digest(changed(table, column, row)) != before, f"{name}.{column}, row {row}"


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_columns_have_their_place(name: str) -> None:
    table = MADE[name]
    before = table_digest(table)
    names = table.column_names
    assert table_digest(table.select(names[::-1])) != before
    assert table_digest(table.slice(1)) != before
    assert table_digest(table.rename_columns([*names[:-1], names[-1] + "_"])) != before
    if table.num_rows > 1:
        assert table_digest(pa.concat_tables([table.slice(1), table.slice(0, 1)])) != before


def test_a_change_of_any_table_changes_the_digest_of_the_run() -> None:
    digests = {name: replicates_digest([table_digest(table)]) for name, table in MADE.items()}
    before = run_digest(digests)
    for name in TABLES:
        assert run_digest(digests | {name: "0" * 64}) != before, name
        assert run_digest({each: digest for each, digest in digests.items() if each != name}) != before, name
