"""The answer of a tornado as a table: one row for each parameter, those without a range included."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from typing import Any

from simulation.declare import Parameter
from simulation.results.columns import TORNADO
from simulation.studies.tornado import Tornado, TornadoBar
from simulation.system.writing import write_text


def says(bar: TornadoBar) -> str:
    """Return in words whether a bar can be told from 0."""
    if bar.swing.n == 0:
        return "not defined"
    if bar.is_zero:
        return "exactly 0 in every replicate"
    if bar.bends:
        return f"both ends {'above' if bar.low.mean > 0 else 'below'} the base"
    if math.isnan(bar.swing.half):
        return "unknown: a single pair of replicates"
    return "distinguishable from 0" if bar.swing.is_clear else "not distinguishable from 0"


def rows(tornado: Tornado) -> list[dict[str, Any]]:
    """Return one row for each parameter: bars by size, then those without a range; None where not defined."""
    asked = {"measure": tornado.question.measure, "week": tornado.question.week, "at_base": tornado.base}
    varied, declared = [_row(bar) | asked for bar in tornado.bars], tornado.scenario.declared()
    fixed = [
        _declared(name, declared[name])
        | {"low_value": value, "base_value": value, "high_value": value, "says": "fixed"}
        | asked
        for name, value in tornado.fixed.items()
    ]
    return [{name: _defined(row.get(name)) for name in TORNADO} for row in [*varied, *fixed]]


def _row(bar: TornadoBar) -> dict[str, Any]:
    return _declared(bar.parameter.name, bar.parameter) | {
        "low_value": bar.low_value,
        "base_value": bar.base_value,
        "high_value": bar.high_value,
        "at_low": bar.at_low,
        "at_high": bar.at_high,
        "swing": bar.swing.mean,
        "swing_error": bar.swing.error,
        "swing_half_width": bar.swing.half,
        "pairs": bar.swing.n,
        "says": says(bar),
    }


def _declared(name: str, p: Parameter) -> dict[str, Any]:
    return {"parameter": name, "group": p.group, "unit": p.unit, "source": p.source, "confidence": p.confidence}


def _defined(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def write_table(tornado: Tornado) -> Path:
    """Write the table as CSV into the study's folder and return its path; empty where not defined."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(TORNADO), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(tornado))
    path = tornado.folder / f"{tornado.question.name}.csv"
    write_text(path, text.getvalue())
    return path


def read_table(path: Path) -> list[dict[str, Any]]:
    """Return the rows that `write_table` wrote: numbers as numbers, None where nothing stands."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _read(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def _read(cell: str) -> Any:
    try:
        return float(cell) if cell else None
    except ValueError:
        return cell
