"""The whole series of what was counted, as a table to look at."""

from __future__ import annotations

from pathlib import Path

from simulation.importing.points import WHOLE, ObservedPoint
from simulation.organisation.settings import RESERVED


def write_series(points: list[ObservedPoint], path: Path) -> None:
    """Write one row for each measure, silo and week: day, value, error, source."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        "measure": [point.measure for point in points],
        "silo": [RESERVED if point.silo == WHOLE else point.silo for point in points],
        "week": [point.week for point in points],
        "date": [point.day for point in points],
        "value": [float(point.value) for point in points],
        "spread": [point.spread for point in points],
        "source": [point.source for point in points],
    }
    pq.write_table(pa.table(columns), path, compression="zstd")
