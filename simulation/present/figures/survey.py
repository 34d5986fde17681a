"""What pulse surveys showed beside what was true."""

from __future__ import annotations

from math import ceil, floor
from typing import Final

import numpy as np

from simulation.present.figures.base import Figure
from simulation.present.theme import FigureAxis, Panel, Spec, band_traces, layout, numbers
from simulation.results.quantiles import Band
from simulation.results.summary import RunSummary
from simulation.results.survey import ItemBands, SurveyBands
from simulation.survey.items import HIGHEST, ITEMS, LOWEST

_POINTS: Final = FigureAxis("mean answer (1 to 5)", "index")
_ERROR: Final = FigureAxis("points", "index")
_SHARE: Final = FigureAxis("share of the invited", "share")
_STEP: Final = 0.5
_LEAST_SPAN: Final = 1.0
_MARKED: Final = 26
"""Surveys up to which each one is marked."""


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    survey = run.survey
    if survey is None:
        return ()
    panels = (*(_item(survey, one) for one in survey.items), _response(survey), _bias(survey))
    for panel in panels:  # the same time as in all other figures, however late or seldom people are asked
        panel.spec["layout"]["xaxis"] |= {"range": [run.dates[0], run.dates[-1]]}
    return panels


def _item(survey: SurveyBands, bands: ItemBands) -> Panel:
    """One item: what was shown as a surface, the truth as an outline, so that both can be told apart."""
    surface, line = _traces(survey, bands.true, "true", _POINTS, 1)
    outline = surface | {
        "x": [*survey.dates, None, *survey.dates],
        "y": [*numbers(bands.true.low), None, *numbers(bands.true.high)],
        "fill": "none",
        "line": {"width": 1, "dash": "dot", "color": line["line"]["color"]},
    }
    shown = _traces(survey, bands.shown, "shown by the survey", _POINTS)
    made = layout(_POINTS)
    made["yaxis"] |= {"range": _range(bands.shown, bands.true), "rangemode": "normal", "dtick": _STEP}
    text = (
        f"“{ITEMS[bands.item].statement}” From 1 (no) to 5 (yes). True is everybody's answer without noise, with its "
        "band between dots."
    )
    return Panel(
        f"survey_{bands.item}", ITEMS[bands.item].label, text, {"data": [*shown, outline, line], "layout": made}
    )


def _traces(survey: SurveyBands, values: Band, name: str, axis: FigureAxis, style: int = 0) -> list[Spec]:
    """Band and line over the surveys; few surveys get a mark each, so that a single one can be seen."""
    surface, line = band_traces(survey.dates, values, name, axis, style, survey.weeks)
    if len(survey.dates) <= _MARKED:
        line |= {"mode": "lines+markers", "marker": {"size": 5}}
    return [surface, line]


def _range(*bands: Band) -> list[float]:
    """Ends of the axis: steps around all values, at least `_LEAST_SPAN` apart, within the scale."""
    low = min(np.fmin.reduce(each.low, initial=HIGHEST) for each in bands)
    high = max(np.fmax.reduce(each.high, initial=LOWEST) for each in bands)
    bottom = max(min(floor(low / _STEP) * _STEP, HIGHEST - _LEAST_SPAN), LOWEST)
    return [bottom, min(max(ceil(high / _STEP) * _STEP, bottom + _LEAST_SPAN), HIGHEST)]


def _response(survey: SurveyBands) -> Panel:
    traces = _traces(survey, survey.response_rate, "answered", _SHARE)
    return Panel(
        "survey_response",
        "Who answers",
        "Share of the invited who answer. It rises with the use of the platform, so surveys hear its users first.",
        {"data": traces, "layout": layout(_SHARE) | {"showlegend": False}},
    )


def _bias(survey: SurveyBands) -> Panel:
    traces: list[Spec] = []
    for style, one in enumerate(survey.items):
        label = ITEMS[one.item].label.lower()
        traces += _traces(survey, one.nonresponse_bias, label, _ERROR, style)
    return Panel(
        "survey_bias",
        "Error because of who answers",
        "What the mean is off on average because some people answer less often than others: above 0, surveys look "
        "better than the company is.",
        {"data": traces, "layout": layout(_ERROR)},
    )


SURVEY: Final = Figure("Pulse survey: shown and true", (), _draw)
