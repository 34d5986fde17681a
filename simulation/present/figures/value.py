"""What use of the platform is worth, line by line and year by year."""

from __future__ import annotations

from typing import Final

from simulation.model.record import WEEKS_PER_YEAR
from simulation.present.figures.base import Figure
from simulation.present.theme import GREEN, INK, VERMILION, FigureAxis, Panel, Spec, layout, numbers
from simulation.present.value import chance, prices
from simulation.results.quantiles import Band
from simulation.results.summary import RunSummary
from simulation.results.value import Worth
from simulation.value.items import LABELS

_AXIS: Final = FigureAxis("")
_COLOURS: Final = {"hours in": GREEN, "hours out": VERMILION, "money out": VERMILION, "net": INK}
_SYMBOLS: Final = {"hours in": "circle", "hours out": "circle", "money out": "square", "net": "diamond"}
_WORDS: Final = {"hours in": "hours saved", "hours out": "hours spent", "money out": "money spent", "net": "net"}
_ROW_PX: Final = 27
_FRAME_PX: Final = 130
_HOVER: Final = "%{customdata[0]:,.4s} EUR (80%: %{customdata[1]:,.4s} to %{customdata[2]:,.4s})<extra></extra>"


def _whiskers(bands: list[Band]) -> Spec:
    """Distances from medians to the ends of their bands."""
    ends = [(float(b.high - b.median), float(b.median - b.low)) for b in bands]
    return {
        "type": "data",
        "symmetric": False,
        "array": [up for up, _ in ends],
        "arrayminus": [down for _, down in ends],
        "thickness": 2,
        "width": 4,
    }


def _height(worth: Worth) -> int:
    return _FRAME_PX + _ROW_PX * len(worth.lines)


def _custom(bands: list[Band]) -> list[list[float]]:
    return [[float(b.median), float(b.low), float(b.high)] for b in bands]


def _lines(worth: Worth) -> Spec:
    traces: list[Spec] = []
    for kind, words in _WORDS.items():
        lines = [line for line in worth.lines if line.kind == kind]
        bands = [line.eur for line in lines]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": words,
                "x": [float(band.median) for band in bands],
                "y": [LABELS[line.item] for line in lines],
                "error_x": _whiskers(bands) | {"color": _COLOURS[kind]},
                "customdata": _custom(bands),
                "hovertemplate": "%{y}<br>" + _HOVER,
                "marker": {"color": _COLOURS[kind], "symbol": _SYMBOLS[kind], "size": 9},
            }
        )
    made = layout(_AXIS)
    made["height"] = _height(worth)
    made["yaxis"] |= {
        "type": "category",
        "autorange": "reversed",
        "gridcolor": "rgba(0,0,0,0)",
        "categoryorder": "array",
        "categoryarray": [LABELS[line.item] for line in worth.lines],
    }
    made["xaxis"] |= {"type": "linear", "exponentformat": "B", "title": {"text": "EUR", "standoff": 8}, "nticks": 4}
    made["legend"] |= {"y": -0.14}
    return {"data": traces, "layout": made}


def _years(run: RunSummary, worth: Worth) -> Spec:
    net = worth.by_year
    each = [Band(low, median, high) for low, median, high in zip(net.low, net.median, net.high, strict=True)]
    trace: Spec = {
        "type": "scatter",
        "mode": "markers",
        "name": "net",
        "x": [str(i + 1) for i in range(net.median.size)],
        "text": [run.dates[WEEKS_PER_YEAR * i] for i in range(net.median.size)],
        "y": numbers(net.median),
        "error_y": _whiskers(each) | {"color": INK},
        "customdata": _custom(each),
        "hovertemplate": "year %{x}, from %{text}<br>" + _HOVER,
        "marker": {"color": INK, "symbol": "diamond", "size": 9},
    }
    axis = FigureAxis("net EUR of the year")
    made = layout(axis, "year of the run", "category") | {"showlegend": False, "height": _height(worth)}
    return {"data": [trace], "layout": made}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    found = run.value
    if found is None:
        return ()
    return (
        Panel(
            "value_lines",
            "What use is worth, line by line",
            f"{prices(run.manifest)} Over the whole run: median and 80% band. P(net < 0) is {chance(found.loss_eur)} "
            "in EUR. Most factors are assumptions with wide priors.",
            _lines(found),
        ),
        Panel(
            "value_years",
            "Net value year by year",
            "Hours saved minus hours and money spent in each 52 weeks of the run (the last year may be shorter): "
            "median and 80% band.",
            _years(run, found),
        ),
    )


VALUE: Final = Figure("Value", (), _draw)
