"""The table of a study on disk: piece by piece, so that it may be larger than memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.results.errors import InputError
from simulation.system.writing import write_atomically

if TYPE_CHECKING:
    import pandas as pd

    from simulation.studies.file.study import Study

    Frames = Iterable[pd.DataFrame]

FILE: Final = "table.parquet"


def write_table(study: Study, path: Path | None = None, frames: Frames | None = None) -> Path:
    """Write the table of a study as Parquet, or as CSV where the name of ``path`` says so; returns where it is.

    ``frames`` are its pieces: those of its runs where left out.

    Raises:
        InputError: the name ends in neither.
    """
    target = path or study.folder / FILE
    if target.suffix not in {".parquet", ".csv"}:
        raise InputError(f"a table is a file that ends in .parquet or .csv, not {target.name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    write = _parquet if target.suffix == ".parquet" else _csv
    pieces = study.frames() if frames is None else frames
    write_atomically(target, lambda temporary: write(pieces, temporary))
    return target


def _parquet(frames: Frames, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    try:
        for rows in frames:
            if len(rows) or writer is None:
                table = pa.Table.from_pandas(rows, preserve_index=False)
                writer = writer or pq.ParquetWriter(path, table.schema)
                writer.write_table(table.cast(writer.schema))
    finally:
        if writer is not None:
            writer.close()


def _csv(frames: Frames, path: Path) -> None:
    for number, rows in enumerate(frames):
        rows.to_csv(path, mode="a", header=number == 0, index=False)
