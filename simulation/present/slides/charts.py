"""A picture's plots as charts of PowerPoint: fans as stacked areas with lines on them, bars, dots."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulation.model.record import WEEKS_PER_YEAR
from simulation.present.picture.scene import Bar, Dots, Line, Plot, Ribbon
from simulation.present.picture.style import COLOURS

if TYPE_CHECKING:
    from simulation.present.language import Language

Box = tuple[int, int, int, int]
"""Left, top, width and height on a slide, in its units."""
_LIGHT: Final = COLOURS["light"]
_BINS: Final = 25
_OUTER, _INNER = 25, 50
"""How opaque bands are, in percent."""
_THIN, _THICK = 12_700, 31_750
_FEW_YEARS, _FEW_ROWS = 2, 6
_DAYS_OF_A_YEAR: Final = 365.25
_SPREADSHEET_ZERO: Final = date(1899, 12, 30)
"""The day from which spreadsheets count."""


def drawn(slide: Any, plot: Plot, place: Box, language: Language, alt: str, *, is_small: bool = False) -> bool:
    """Put a plot on a slide as a chart that can be edited; False where PowerPoint has none for it.

    A small one stands among others and has no legend of its own.
    """
    lines = [mark for mark in plot.marks if isinstance(mark, Line)]
    ribbons = [mark for mark in plot.marks if isinstance(mark, Ribbon)]
    bars = [mark for mark in plot.marks if isinstance(mark, Bar)]
    dots = [mark for mark in plot.marks if isinstance(mark, Dots) and mark.along == "x"]
    if lines and plot.x.start is not None:
        chart = _fan(slide, plot, lines, ribbons, place, language)
    elif dots:
        chart = _dots(slide, dots[0], place, language)
    elif _can_be_stacked(bars):
        chart = _bars(slide, plot, bars, place)
    else:
        return False
    chart._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    if is_small:
        from pptx.util import Pt

        chart.chart.has_legend, chart.chart.font.size = False, Pt(10)
    return True


def _can_be_stacked(bars: Sequence[Bar]) -> bool:
    """Whether bars that do not begin at zero all lie on one side of it, and any can be seen."""
    sided = all(min(bar.start, bar.end) >= 0 or 0 in {bar.start, bar.end} for bar in bars)
    return sided and any(bar.start != bar.end for bar in bars)


def _fan(
    slide: Any, plot: Plot, lines: Sequence[Line], ribbons: Sequence[Ribbon], place: Box, language: Language
) -> Any:
    """Draw courses: the bands of one tone as areas upon each other, the lowest of them unseen; lines on top."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

    start = plot.x.start
    assert start is not None
    data = CategoryChartData(number_format="General")
    data.categories = [start + timedelta(weeks=int(week) + 1, days=-1) for week in lines[0].x]
    bands = _bands([each for each in ribbons if not each.edges])
    for name, values in bands:
        data.add_series(language(name), [float(value) for value in values])
    edges = [each for each in ribbons if each.edges]
    named = [
        *lines,
        *(Line(each.x, end, each.tone, thin=True, name="") for each in edges for end in (each.low, each.high)),
    ]
    for i, line in enumerate(named):
        name = line.label or line.name or (language("8 of 10 courses") if line.thin else language("middle"))
        data.add_series(f"{name}{' ' * (i + 1 if line.thin else 0)}", [float(value) for value in line.y])
    kind = XL_CHART_TYPE.AREA_STACKED if bands else XL_CHART_TYPE.LINE
    frame = slide.shapes.add_chart(kind, *place, data)
    chart = frame.chart
    if bands:
        _lift(chart, len(bands))
        for series, opacity in zip(chart.plots[0].series, (0, _OUTER, _INNER, _OUTER), strict=False):
            _fill(series, _LIGHT[ribbons[0].tone], opacity)
    for series, line in zip(chart.plots[1 if bands else 0].series, named, strict=True):
        series.smooth = False
        series.marker.style = None
        _no_marker(series)
        series.format.line.color.rgb = _rgb(_LIGHT[line.tone])
        series.format.line.width = _THIN if line.thin else _THICK
        if line.tone == "base":
            from pptx.enum.dml import MSO_LINE

            series.format.line.dash_style = MSO_LINE.DASH
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _hide_from_legend(
        chart,
        [0, *range(3, len(bands))] if bands else [],
        [i + len(bands) for i, line in enumerate(named) if line.thin],
    )
    _axes(chart)
    _years(chart.category_axis, len(lines[0].x))
    return frame


def _years(axis: Any, weeks: int) -> None:
    """Let an axis of days name years, or quarters where there are few years; below all values, whatever their sign."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    is_long = weeks > _FEW_YEARS * WEEKS_PER_YEAR
    axis.tick_labels.number_format = "yyyy" if is_long else "yyyy-mm"
    axis.tick_labels.number_format_is_linked = False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    step, unit = (1, "years") if is_long else (3, "months")
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", step), ("majorTimeUnit", unit)):
        for old in axis._element.findall(f"{{*}}{name}"):
            axis._element.remove(old)
        axis._element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _bands(ribbons: Sequence[Ribbon]) -> list[tuple[str, Any]]:
    """Return what is stacked: up to the outer band, its lower part, the inner band, its upper part."""
    outer = next((each for each in ribbons if not each.inner), None)
    inner = next((each for each in ribbons if each.inner), None)
    if outer is None:
        return []
    low, high = np.array(outer.low), np.array(outer.high)
    if inner is None:
        return [("below the bands", low), ("8 of 10 courses", high - low)]
    lower, upper = np.array(inner.low), np.array(inner.high)
    return [
        ("below the bands", low),
        ("8 of 10 courses", lower - low),
        ("half of the courses", upper - lower),
        ("8 of 10 courses, above", high - upper),
    ]


def _lift(chart: Any, bands: int) -> None:
    """Move all series but the bands from the areas to lines on the same axes: python-pptx makes one kind of chart."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    area = chart._chartSpace.find(".//" + qn("c:areaChart"))
    line = parse_xml(f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    for series in area.findall(qn("c:ser"))[bands:]:
        area.remove(series)
        line.append(series)
    line.append(parse_xml(f'<c:marker {nsdecls("c")} val="1"/>'))
    for axis in area.findall(qn("c:axId")):
        line.append(copy.deepcopy(axis))
    area.addnext(line)


def _no_marker(series: Any) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    series.marker.style = XL_MARKER_STYLE.NONE


def _hide_from_legend(chart: Any, *groups: Sequence[int]) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    legend = chart._chartSpace.find(".//" + qn("c:legend"))
    place = legend.find(qn("c:legendPos"))
    for number in sorted((number for group in groups for number in group), reverse=True):
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
        place.addnext(parse_xml(entry))


def _dots(slide: Any, dots: Dots, place: Box, language: Language) -> Any:
    """Draw equally likely values as dots that stand upon each other."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE

    values = np.sort(np.array(dots.values, float))
    width = (values[-1] - values[0]) / _BINS or 1.0
    columns = np.floor((values - values[0]) / width)
    height = np.array([np.count_nonzero(columns[: i + 1] == column) for i, column in enumerate(columns)], float)
    data = XyChartData(number_format="General")
    for name, chosen in (("loss", values < dots.limit), ("gain", values >= dots.limit)):
        series = data.add_series(language(name))
        for column, tall in zip(columns[chosen], height[chosen], strict=True):
            series.add_data_point(float(values[0] + (column + 0.5) * width), float(tall))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    chart = frame.chart
    for series, tone in zip(chart.plots[0].series, ("loss", "first"), strict=True):
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        series.marker.format.line.color.rgb = _rgb(_LIGHT[tone])
        if tone == "loss":
            series.marker.format.fill.background()
        else:
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = _rgb(_LIGHT[tone])
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.maximum_scale = float(max(10.0, height.max() + 1))
    chart.category_axis.tick_labels.number_format = "#,##0"
    chart.category_axis.tick_labels.number_format_is_linked = False
    return frame


def _bars(slide: Any, plot: Plot, bars: Sequence[Bar], place: Box) -> Any:
    """Draw bars from where they start: what is before them is a bar that cannot be seen."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format="#,##0")
    data.categories = [plot.rows[bar.row].name if plot.rows else bar.text for bar in bars]
    shift = _day(plot.x.start, 0.0) if plot.x.start is not None else 0.0
    scale = 7.0 if plot.x.start is not None else 1.0
    starts = [shift + scale * max(min(bar.start, bar.end), 0.0) for bar in bars]
    data.add_series(" ", starts)
    ends = [scale * abs(bar.end - bar.start) * (-1 if min(bar.start, bar.end) < 0 else 1) for bar in bars]
    data.add_series(plot.x.title or "  ", ends)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, data)
    chart = frame.chart
    before, shown = chart.plots[0].series
    _fill(before, _LIGHT["base"], 0)
    for i, bar in enumerate(bars):
        fill = shown.points[i].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(_LIGHT[bar.tone])
    chart.plots[0].gap_width = 40
    chart.has_legend = False
    _axes(chart)
    chart.category_axis.reverse_order = True
    _name_all(chart.category_axis, len(bars))
    if plot.x.start is not None:
        axis = chart.value_axis
        axis.minimum_scale, axis.maximum_scale = _day(plot.x.start, plot.x.low), _day(plot.x.start, plot.x.high)
        axis.major_unit = _DAYS_OF_A_YEAR
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy-mm", False
    return frame


def _name_all(axis: Any, rows: int) -> None:
    """Let an axis of names leave none out."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn
    from pptx.util import Pt

    axis.tick_labels.font.size = Pt(14 if rows <= _FEW_ROWS else 10)
    place = axis._element.find(qn("c:noMultiLvlLbl"))
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    if place is None:
        axis._element.append(skip)
    else:
        place.addprevious(skip)


def _day(start: date, week: float) -> float:
    """Return a week as the number of its first day that spreadsheets know it by."""
    return (start - _SPREADSHEET_ZERO).days + 7 * week


def _axes(chart: Any) -> None:
    from pptx.util import Pt

    chart.font.size = Pt(14)
    chart.font.color.rgb = _rgb(_LIGHT["ink"])
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(_LIGHT["grid"])
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = _rgb(_LIGHT["edge"])
    chart.category_axis.has_major_gridlines = False


def _fill(series: Any, colour: str, opacity: int) -> None:
    """Fill a series with a colour that lets through what is below; nothing at 0."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    series.format.line.fill.background()
    if not opacity:
        series.format.fill.background()
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(colour)
    found = series._element.find(".//" + qn("a:srgbClr"))
    found.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{opacity * 1000}"/>'))


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#").upper())
