"""What a notebook shows of a run and of a comparison: tables and a picture, without scripts and without the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.present.board.courses import courses
from simulation.present.comparison import cost_sentence
from simulation.present.facts import facts
from simulation.present.forecast.backtest import score_table
from simulation.present.forecast.backtest import sentences as backtest_sentences
from simulation.present.forecast.picture import picture
from simulation.present.forecast.words import course_table, main_measure, sentences
from simulation.present.language import ENGLISH
from simulation.present.picture.render import svg
from simulation.present.picture.style import standing_alone
from simulation.present.report import html
from simulation.present.research.tables import effects_table, headlines
from simulation.present.words import few_replicates
from simulation.results.board import board, board_of
from simulation.results.summary import summary_rows

if TYPE_CHECKING:
    from simulation.present.picture.scene import Picture
    from simulation.results.board import Board
    from simulation.results.compare import ComparedRuns
    from simulation.results.reader import StoredRun
    from simulation.studies.forecast.backtest import Backtest
    from simulation.studies.forecast.forecast import Forecast


def run_html(run: StoredRun) -> str:
    """Return the headline numbers of a run at its end, and the course of active people."""
    record = run.manifest
    words = html.p(f"{record.title}: {facts(record)}. At the end of the run:")
    table = html.table(headlines(summary_rows(run), ENGLISH), ENGLISH, "headlines")
    return f"{words}{html.p(few_replicates(record.replicates))}{table}{_drawn(board(run, []))}"


def comparison_html(comparison: ComparedRuns) -> str:
    """Return the effects of each plan with what it costs, and the courses with and without the plans."""
    parts = [
        html.p(
            f"{plan.label} against {comparison.base.manifest.title}: effects at week {comparison.week}, pair by pair"
        )
        + html.table(effects_table(plan, ENGLISH), ENGLISH, "effects")
        + html.p(cost_sentence(plan, comparison.week))
        for plan in comparison.plans
    ]
    few = html.p(few_replicates(comparison.base.manifest.replicates))
    return f"{few}{''.join(parts)}{_drawn(board_of(comparison))}"


def forecast_html(forecast: Forecast) -> str:
    """Return what is said of a forecast, its bands at some weeks and the course of its main measure."""
    said = html.p(sentences(forecast, ENGLISH)[0])
    table = html.table(course_table(forecast, ENGLISH), ENGLISH, "courses")
    return f"{said}{table}{_shown(picture(forecast, main_measure(forecast), ENGLISH))}"


def backtest_html(backtest: Backtest) -> str:
    """Return what is said of a backtest, and the scores."""
    said = "".join(html.p(each) for each in backtest_sentences(backtest, ENGLISH))
    return f"{said}{html.table(score_table(backtest, ENGLISH), ENGLISH, 'scores')}"


def _drawn(seen: Board) -> str:
    """Return the courses as a picture with its words."""
    return _shown(courses(seen, ENGLISH))


def _shown(drawing: Picture) -> str:
    """Return a picture with its words."""
    style = f"<style>{standing_alone('light')}</style>"
    drawn = svg(drawing, ENGLISH, narrow=False)
    return f"{html.p(drawing.title)}{html.p(drawing.subtitle)}<div style='max-width:760px'>{style}{drawn}</div>"
