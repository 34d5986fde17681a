"""Mistakes in pages: figures, tables, words."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "map turned",
        "The map of silos has the years of another silo.",
        "simulation/present/research/silos.py",
        "values = [[float(median[week, i]) for week in chosen] for i in drawn]",
        "values = [[float(median[week, i]) for week in chosen] for i in reversed(drawn)]",
    ),
    Mistake(
        "lower end of a band",
        "The band of a course ends at its middle.",
        "simulation/present/research/over_time.py",
        "ribbons.append(Ribbon(x, band.low.tolist(),",
        "ribbons.append(Ribbon(x, band.median.tolist(),",
    ),
    Mistake(
        "whiskers of rows",
        "The lower ends of ranges are as far from the middle as the upper ones.",
        "simulation/present/research/ranges.py",
        "marks.append(Point(middle, i + away, lower, upper,",
        "marks.append(Point(middle, i + away, 2 * middle - upper, upper,",
    ),
    Mistake(
        "another unit of a picture",
        "A picture names another unit than its lines have.",
        "simulation/present/research/declared.py",
        '"Share of all communities that were ever opened."',
        '"Number of all communities that were ever opened."',
    ),
    Mistake(
        "a line of another measure",
        "The line of conviction shows skill.",
        "simulation/present/research/declared.py",
        '"anchor_mean": "conviction",\n',
        '"norm_belief_gap": "conviction",\n',
    ),
    Mistake(
        "a figure of plotly without its lower ends",
        "Surfaces of plotly's figures end at their upper end.",
        "simulation/present/plotted.py",
        "y = [*mark.high[first:last], *reversed(mark.low[first:last])]",
        "y = [*mark.high[first:last], *reversed(mark.high[first:last])]",
    ),
    Mistake(
        "cells as markup",
        "Cells of tables are markup.",
        "simulation/present/report/html.py",
        'return tag("td", escape(words),',
        'return tag("td", words,',
    ),
    Mistake(
        "titles as markup",
        "The title of a page is markup.",
        "simulation/present/report/html.py",
        'return tag(f"h{level}", escape(text), id=name)',
        'return tag(f"h{level}", text, id=name)',
    ),
    Mistake(
        "shares as fractions",
        "Shares are printed as fractions with a percent sign.",
        "simulation/present/words.py",
        "return language.share(number, 0.001)",
        "return language.share(number / 100, 0.001)",
    ),
    Mistake(
        "fractions of points",
        "Differences of shares are called points but are fractions.",
        "simulation/present/explanation_page.py",
        'return number * 100 if MEASURES[measure].unit == "share" else number',
        "return number",
    ),
)
