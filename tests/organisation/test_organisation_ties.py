"""Rows of ties from pairs in any order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.organisation.ties import symmetric_rows

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=60)


@given(pairs=PAIRS)
def test_each_tie_stands_once_in_both_rows_in_rising_order(pairs):
    indptr, indices = symmetric_rows(12, np.array(pairs, np.int64).reshape(-1, 2))
    rows = [indices[indptr[i] : indptr[i + 1]].tolist() for i in range(12)]
    for i, row in enumerate(rows):
        assert row == sorted({a + b - i for a, b in pairs if i in (a, b) and a != b})
