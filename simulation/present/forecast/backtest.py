"""A backtest in sentences, a table, and on a page: whether Wandel foretold hidden weeks better than its rivals."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.present.forecast.picture import picture
from simulation.present.forecast.words import day_of, used_lines
from simulation.present.picture.scene import Cell, Column, DrawnTable
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.report.page import document
from simulation.results.quantiles import quantiles
from simulation.studies.forecast.backtest import WANDEL, Backtest, HiddenCurve, beaten
from simulation.studies.forecast.rivals import FEWEST
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.present.language import Language

_RIVALS: Final = {"line": "the straight line", "saturation": "saturation by p alone", "bass": "Bass"}
_LEVELS: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


def sentences(backtest: Backtest, language: Language) -> list[str]:
    """Return whether Wandel beat its rivals, curve by curve and together, and how often its band held."""
    said = [_verdict(backtest, language)]
    for curve in backtest.curves:
        said.append(_of_curve(curve, language))
    if not all(curve.has_rivals for curve in backtest.curves):
        said.append(language("Curves with fewer than {n} weeks before have no rivals.", n=FEWEST))
    said.append(
        language(
            "Hidden weeks of one curve hang together: that a band held all of them, or none, says little. A rival that "
            "won once need not win again."
        )
    )
    return [*said, *used_lines(backtest.forecast, language)]


def _verdict(backtest: Backtest, language: Language) -> str:
    """Return the plain sentence."""
    scores, day = backtest.relative(), language.day(day_of(backtest.forecast, backtest.forecast.until))
    if not scores:
        return language("There are too few weeks up to {day} to fit rivals to.", day=day)
    rival, gain = beaten(scores)
    given: dict[str, str | int] = {
        "day": day, "rival": language(_RIVALS[rival]), "share": language.share(abs(gain)),
        "own": language.share(scores[WANDEL], 0.001), "other": language.share(scores[rival], 0.001),
    }  # fmt: skip
    if gain > 0:
        return language(
            "From what was counted up to {day}, Wandel foretold the hidden weeks better than all three rivals: it was "
            "off by {own} of what was counted, the best of them ({rival}) by {other}, so by {share} less (CRPS).",
            **given,
        )
    return language(
        "From what was counted up to {day}, Wandel did not beat its rivals: it was off by {own} of what was counted, "
        "{rival} only by {other} (CRPS; Wandel's is {ratio} times as large).",
        **given, ratio=language.number(scores[WANDEL] / max(scores[rival], 1e-12), 0.1),
    )  # fmt: skip


def _of_curve(curve: HiddenCurve, language: Language) -> str:
    held = curve.scores[WANDEL].coverage[1]
    given: dict[str, str | int] = {
        "curve": name_of(curve, language), "held": round(held * len(curve.weeks)), "n": len(curve.weeks),
    }  # fmt: skip
    if not curve.has_rivals:
        return language("{curve}: the 80% band held {held} of {n} hidden numbers.", **given)
    scores = {name: each.crps for name, each in curve.scores.items()}
    rival, gain = beaten(scores)
    more: dict[str, str | int] = {"share": language.share(abs(gain)), "rival": language(_RIVALS[rival])}
    if gain > 0:
        return language(
            "{curve}: the 80% band held {held} of {n} hidden numbers; {share} less off than {rival}, the best rival.",
            **given, **more,
        )  # fmt: skip
    return language(
        "{curve}: the 80% band held {held} of {n} hidden numbers; {rival} was closer.", **given, rival=more["rival"]
    )


def name_of(curve: HiddenCurve, language: Language) -> str:
    """Return what was counted, and in which silo."""
    label = language.known(MEASURES[curve.measure].label)
    return label if curve.silo is None else f"{label}, {safe(curve.silo)}"


def score_table(backtest: Backtest, language: Language) -> DrawnTable:
    """Return coverage and scores of every forecaster on every curve."""
    columns = (
        *(Column(language(name), "text") for name in ("measure", "foretold by")),
        *(Column(language("{level} band held", level=level), "share", 0.01) for level in ("50%", "80%", "95%")),
        Column(language("CRPS"), step=0.1), Column(language("log score"), step=0.01),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for curve in backtest.curves:
        for name, score in curve.scores.items():
            who = "Wandel" if name == WANDEL else language(_RIVALS[name])
            rows.append((name_of(curve, language), who, *score.coverage, score.crps, score.log_score))
    return DrawnTable(columns, tuple(rows))


def hidden_rows(backtest: Backtest) -> Iterator[tuple[object, ...]]:
    """Yield every hidden number with the quantiles of each forecaster, for a table of whole numbers."""
    for curve in backtest.curves:
        for name, draws in curve.foretold.items():
            for week, value, ends in zip(curve.weeks, curve.values, quantiles(draws, _LEVELS).T, strict=True):
                yield (curve.measure, curve.silo or "", week, name, float(value), *map(float, ends))


def hidden_csv(backtest: Backtest) -> str:
    """Return the same as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("measure", "silo", "week", "foretold_by", "observed", *(f"q{100 * level:g}" for level in _LEVELS)))
    writer.writerows(
        [f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row] for row in hidden_rows(backtest)
    )
    return text.getvalue()


def backtest_page(backtest: Backtest, language: Language, command: str) -> bytes:
    """Return the page, which needs nothing beside it."""
    said, forecast = sentences(backtest, language), backtest.forecast
    title = safe(forecast.scenario.title or forecast.scenario.name)
    top = html.p(language("Backtest"), "kind") + html.heading(1, title) + html.p(said[0], "sentence")
    measures = dict.fromkeys(each.measure for each in backtest.curves if each.silo is None)
    drawn = "".join(html.figure(picture(forecast, name, language, is_backtest=True), language) for name in measures)
    scores = html.table(score_table(backtest, language), language, "scores") + "".join(map(html.p, said[1:]))
    made = html.p(language("This page is made again, to the letter, by:")) + tag("p", tag("code", escape(command)))
    sections = [
        html.section("hidden", language("What was foretold, and what was counted"), drawn),
        html.section("scores", language("Scores"), tag("div", scores, kind="box")),
        html.section("provenance", language("Where this is from"), tag("div", made, kind="box")),
    ]
    record: dict[str, object] = {"format": "wandel-backtest", "language": language.code, "command": command}
    return document(title, top, "".join(sections), language, record)
