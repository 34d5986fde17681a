"""Digests: of content, not of files; and the conversions that they stand on."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulation.results.arrow import column, dates_column, names_column, numbers, texts
from simulation.results.digest import replicates_digest, run_digest, table_digest


def table(**changes) -> pa.Table:
    made = {
        "week": column(np.arange(100, dtype=np.int32)),
        "value": column(np.linspace(0, 1, 100)),
        "flag": column(np.arange(100) % 3 == 0),
        "silo": names_column(np.arange(100) % 3, ["Köln", "Bonn", "Ulm"]),
        "date": dates_column(dt.date(2012, 2, 19), np.arange(100) * 7),
    } | changes
    return pa.Table.from_arrays(list(made.values()), names=list(made))


@pytest.mark.parametrize("kind", ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "?"])
@pytest.mark.parametrize("n", [0, 1, 7, 8, 9, 1000])
def test_arrays_survive_the_way_to_arrow_and_back(kind: str, n: int) -> None:
    values = np.random.default_rng(n).integers(0, 2, n).astype(kind)
    stored = column(values)
    assert numbers(stored).dtype == values.dtype
    assert np.array_equal(numbers(stored), values)
    assert np.array_equal(numbers(stored.slice(min(3, n), 4)), values[min(3, n) : min(3, n) + 4])


def test_every_second_value_is_stored_as_it_stands() -> None:
    values = np.arange(20.0)[::2]
    assert numbers(column(values)).tolist() == values.tolist()


def test_names_and_dates_are_what_they_say() -> None:
    assert table()["silo"].to_pylist()[:4] == ["Köln", "Bonn", "Ulm", "Köln"]
    assert table()["date"].to_pylist()[85] == dt.datetime(2013, 10, 6)
    with pytest.raises(IndexError, match="outside"):
        names_column(np.array([0, 3]), ["a", "b"])


def test_missing_values_are_refused() -> None:
    with pytest.raises(ValueError, match="empty cells"):
        numbers(pa.array([1, None]))


def test_digest_stays_the_same_whatever_the_writer_does(tmp_path) -> None:
    expected = table_digest(table())
    for compression, rows, encode in (("zstd", 1000, True), ("none", 7, False), ("snappy", 33, True)):
        path = tmp_path / f"{compression}.parquet"
        pq.write_table(table(), path, compression=compression, row_group_size=rows, use_dictionary=encode)
        assert table_digest(pq.ParquetFile(path).read()) == expected
    assert table_digest(pa.concat_tables([table().slice(0, 40), table().slice(40)])) == expected


def test_digest_sees_names_through_their_codes() -> None:
    other = names_column(2 - np.arange(100) % 3, ["Ulm", "Bonn", "Köln"])
    assert table_digest(table(silo=other)) == table_digest(table())
    assert texts(other)[1] == ["Köln", "Bonn", "Ulm"]


def test_all_undefined_values_are_alike() -> None:
    odd = np.array([0x7FF8000000000001, 0xFFF8000000000000], np.uint64).view(np.float64)
    digests = {table_digest(pa.Table.from_arrays([column(v)], names=["a"])) for v in (odd, np.full(2, np.nan))}
    assert len(digests) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"value": column(np.nextafter(np.linspace(0, 1, 100), 2))},
        {"week": column(np.arange(100, dtype=np.int64))},
        {"silo": names_column(np.arange(100) % 3, ["Köln", "Bonn", "Ulm "])},
        {"more": column(np.zeros(100))},
    ],
    ids=["last bit", "type", "name", "column"],
)
def test_digest_sees_every_change_of_content(changes) -> None:
    assert table_digest(table(**changes)) != table_digest(table())


def test_digests_of_runs_depend_on_the_order_of_replicates_not_of_tables() -> None:
    assert replicates_digest(["a", "b"]) != replicates_digest(["b", "a"])
    assert run_digest({"weekly": "a", "people": "b"}) == run_digest({"people": "b", "weekly": "a"})
    assert run_digest({"weekly": "a", "people": "b"}) != run_digest({"weekly": "b", "people": "a"})
