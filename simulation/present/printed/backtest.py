"""What `wandel backtest` writes and prints: the plain sentence first, scores, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.present.forecast.backtest import backtest_page, hidden_csv, score_table, sentences
from simulation.present.printed.block import Block
from simulation.present.printed.forecast import printed
from simulation.results.documents import plain
from simulation.studies.forecast.scores import LEVELS
from simulation.system.writing import write_bytes, write_text

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.forecast.backtest import Backtest


def write_backtest(backtest: Backtest, folder: Path, language: Language, command: str, *, page: bool) -> list[Path]:
    """Write the table of hidden numbers, and the page that ``command`` makes; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / f"{backtest.forecast.scenario.name}.backtest.csv"
    write_text(table, hidden_csv(backtest))
    if not page:
        return [table]
    shown = table.with_suffix(".html")
    write_bytes(shown, backtest_page(backtest, language, command))
    return [table, shown]


def backtest_blocks(backtest: Backtest, files: Sequence[Path], language: Language) -> Iterator[Block]:
    """Yield what is said of a backtest, in order."""
    first, *rest = sentences(backtest, language)
    yield first
    yield printed(score_table(backtest, language), language("Hidden weeks, foretold"), language)
    yield from rest
    yield language("CRPS is in the unit of what is counted; of it and of the log score, less is better.")
    for file in files:
        yield language("Written: {file}", file=str(file))


def backtest_document(backtest: Backtest, files: Sequence[Path], language: Language) -> Any:
    """Return the same as a document."""
    curves = [
        {
            "measure": curve.measure, "silo": curve.silo, "weeks": list(curve.weeks),
            "scores": {
                name: {
                    "coverage": dict(zip(map(str, LEVELS), score.coverage, strict=True)),
                    "crps": score.crps, "log_score": score.log_score,
                }
                for name, score in curve.scores.items()
            },
        }
        for curve in backtest.curves
    ]  # fmt: skip
    return plain(
        {
            "scenario": backtest.forecast.scenario.name, "last_week_seen": backtest.forecast.until,
            "sentences": sentences(backtest, language), "relative_crps": backtest.relative(), "curves": curves,
            "files": [str(each) for each in files],
        }
    )  # fmt: skip
