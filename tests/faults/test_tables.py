"""A few broken tables of people; `make faults ARGS="--tables 100000"` tries very many."""

from __future__ import annotations

from tests.faults.tables import fuzz_tables


def test_broken_tables_are_imported_or_refused_and_nobody_is_named():
    tally = fuzz_tables(150)
    assert tally.wrong == []
    assert tally.imported > 10, "some are sound"
    assert tally.refused > 10, "some are not"
