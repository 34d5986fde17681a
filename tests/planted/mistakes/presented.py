"""Mistakes in pages: figures, tables, words."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "map turned",
        "The map of silos has weeks as rows.",
        "simulation/present/figures/silos.py",
        '"z": [numbers(row) for row in run.silos.median.T]',
        '"z": [numbers(row) for row in run.silos.median]',
    ),
    Mistake(
        "map of replies turned",
        "Who replies stands where the author should.",
        "simulation/present/figures/silos.py",
        '"z": [numbers(row) for row in shares.T]',
        '"z": [numbers(row) for row in shares]',
    ),
    Mistake(
        "lower end of a band",
        "The surface of a band ends at its middle.",
        "simulation/present/theme.py",
        "low, high = numbers(values.low), numbers(values.high)\n    for start",
        "low, high = numbers(values.median), numbers(values.high)\n    for start",
    ),
    Mistake(
        "whiskers of the account",
        "Both whiskers are as long as the upper one.",
        "simulation/present/figures/value.py",
        '"arrayminus": [down for _, down in ends]',
        '"arrayminus": [up for up, _ in ends]',
    ),
    Mistake(
        "another axis",
        "An axis names another denominator than its lines have.",
        "simulation/present/figures/communities.py",
        'Axis("share of communities", "share")',
        'Axis("communities", "share")',
    ),
    Mistake(
        "a line of another measure",
        "The line of conviction shows skill.",
        "simulation/present/figures/culture.py",
        '"anchor_mean": "conviction",\n',
        '"norm_belief_gap": "conviction",\n',
    ),
    Mistake(
        "cells as markup",
        "Cells of tables are markup.",
        "simulation/present/html.py",
        "f'<td>{escape(cell)}</td>'",
        "f'<td>{cell}</td>'",
    ),
    Mistake(
        "titles as markup",
        "The title of a page is markup.",
        "simulation/present/html.py",
        "<header><h1>{escape(title)}</h1>",
        "<header><h1>{title}</h1>",
    ),
    Mistake(
        "texts that end the script",
        "Names in figures can end the script.",
        "simulation/present/html.py",
        'data.replace("<", "\\\\u003c").replace(',
        "data.replace(",
    ),
    Mistake(
        "shares as fractions",
        "Shares are printed as fractions with a percent sign.",
        "simulation/present/words.py",
        'return f"{number * 100:.1f}%"',
        'return f"{number:.1f}%"',
    ),
    Mistake(
        "fractions of points",
        "Differences of shares are called points but are fractions.",
        "simulation/present/explanation_page.py",
        'return number * 100 if MEASURES[measure].unit == "share" else number',
        "return number",
    ),
)
