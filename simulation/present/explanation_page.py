"""The page of an explanation: bars of what each removal takes away, and the waterfall of a split."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.attribution.asked import STATE_MEASURES
from simulation.measures import MEASURES
from simulation.present.explanation import (
    CAUSE_WORDS,
    NOT_ADDITIVE,
    SPLIT_WORDS,
    facts_line,
    interaction_sentence,
    method_sentence,
    title_of,
    total_sentence,
)
from simulation.present.explanation_tables import Grid, because_grid, levels_grid, removals_grid, split_grid
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.theme import BLUE, GREY, SKY, VERMILION, FigureAxis, Panel, Spec, layout
from simulation.present.words import few_replicates, label_with_unit, short_labels, suffix, unit_of
from simulation.results.files import moving_alone, write_bytes

if TYPE_CHECKING:
    from simulation.attribution.account import Explanation
    from simulation.attribution.split import Split
    from simulation.results.effects import Effect

FILE: Final = "explain.html"
_LINE: Final = 18
"""Letters of a label in one line, about."""
_ROW_PX: Final = 38
_FRAME_PX: Final = 110
_FOOT: Final = (
    "Every number is a difference between two runs of the same people under the same luck, one with and one without "
    "what is named. Bars are medians over replicates, steps of the split are means; lines hold 80% of the replicates "
    "(10% to 90% quantile). These are results of a model under the assumptions of its scenario. A person is a seat: a "
    "hire takes the leaver's."
)


def write_explanation_page(folder: Path, account: Explanation | None, split: Split | None) -> Path:
    """Write the page of what is known into a folder and return its path."""
    path, content = folder / FILE, explanation_page(account, split)
    with moving_alone(folder.parent):  # the run may be put in another one's place just now
        write_bytes(path, content)
    return path


def explanation_page(account: Explanation | None, split: Split | None) -> bytes:
    """Return the page of an account, a split, or both; at least one of them."""
    known = account or split
    if known is None:
        raise ValueError("there is nothing to show")
    head = paragraph(facts_line(known.setting, known.silo, known.replicates)) + paragraph(
        few_replicates(known.replicates), "notice"
    )
    sections = [
        *(_causes_sections(account) if account else ()),
        *(_split_sections(split) if split else ()),
        *(_plans_sections(account) if account else ()),
        *(_influences_sections(account) if account else ()),
    ]
    return page(f"{title_of(known.setting)}: why", head, sections, _FOOT)


def _causes_sections(explanation: Explanation) -> list[Section]:
    levels = HtmlTable(*levels_grid(explanation)).html()
    return [Section("How people came to register", [_causes_panel(explanation)], f"{levels}<br>")]


def _plans_sections(explanation: Explanation) -> list[Section]:
    panels = [removals_panel(explanation, measure, "intervention") for measure in explanation.measures]
    sentences = [interaction_sentence(explanation, measure) for measure in explanation.measures]
    words = paragraph(NOT_ADDITIVE) + "".join(paragraph(sentence) for sentence in sentences)
    return [Section("What is lost without an intervention", panels, words)] if explanation.setting.begun else []


def _influences_sections(explanation: Explanation) -> list[Section]:
    """Influences of the model, who is there only because of anything, and the numbers behind all bars."""
    panels = [removals_panel(explanation, measure, "influence") for measure in explanation.measures]
    states = [state for state, counted in STATE_MEASURES.items() if counted in explanation.measures]
    who = [_html(because_grid(explanation, state)) for state in states]
    effects = [
        f"<h3>{label_with_unit(m)}</h3>{_html(removals_grid(explanation, m, people=False))}"
        for m in explanation.measures
    ]
    meanings = [paragraph(f"{one.removal.name}: {one.removal.meaning}.") for one in explanation.brought]
    return [
        Section("What is lost without an influence", panels),
        *([Section("Who is there only because of it", html="<br>".join(who))] if who else []),
        Section("The effects in numbers", html="<br>".join(effects)),
        Section("What taking out means", html="".join(meanings)),
    ]


def _split_sections(split: Split) -> list[Section]:
    words = paragraph(f"{total_sentence(split)} {SPLIT_WORDS} {method_sentence(split)}")
    table = f"{_html(split_grid(split))}<br>"
    return [Section("The whole effect, shared out over the interventions", [waterfall_panel(split)], words + table)]


def _html(grid: Grid) -> str:
    head, rows = grid
    return HtmlTable(head, rows, wide=True).html()


def _causes_panel(explanation: Explanation) -> Panel:
    names = _labels([CAUSE_WORDS[name] for name in explanation.causes])
    values = list(explanation.causes.values())
    bars = _bars(names, [v.median for v in values], BLUE, ",.0f", "people")
    lines = _intervals(names, [(v.low, v.high) for v in values])
    text = "Registered people by the cause recorded when they registered: median and 80% band."
    return Panel("causes", "Registered people by cause", text, _spec([bars, lines], "people", len(names)))


def removals_panel(explanation: Explanation, measure: str, kind: str) -> Panel:
    """Return bars of what each influence (or intervention) brings, with intervals."""
    chosen = [one for one in explanation.brought if one.removal.kind == kind]
    names = _labels([one.removal.name for one in chosen])
    effects = [one.effects[measure] for one in chosen]
    medians = [_shown(effect.median, measure) for effect in effects]
    traces = [
        _bars(names, medians, BLUE if kind == "intervention" else SKY, _format(measure), "median"),
        _intervals(names, [_band(effect, measure) for effect in effects]),
    ]
    return Panel(
        f"{kind}_{measure}",
        label_with_unit(measure),
        "With it minus without it, under the same luck: median, and the line holds 80% of the replicates.",
        _spec(traces, _unit(measure), len(names), names),
    )


def _labels(names: Sequence[str]) -> list[str]:
    """Return names in at most two lines, so that a narrow screen has room for the bars."""
    return ["<br>".join(textwrap.wrap(name, _LINE)) for name in short_labels(names)]


def waterfall_panel(split: Split) -> Panel:
    """Return the steps from nothing to the total, with the interval of each."""
    names = [*_labels([share.player.name for share in split.shares]), "all together"]
    means = [_shown(share.effect.mean, split.measure) for share in split.shares]
    bars: Spec = {
        "type": "waterfall",
        "orientation": "h",
        "y": names,
        "x": [*means, _shown(split.total.mean, split.measure)],
        "measure": [*("relative" for _ in means), "total"],
        "increasing": {"marker": {"color": BLUE}},
        "decreasing": {"marker": {"color": VERMILION}},
        "totals": {"marker": {"color": GREY}},
        "connector": {"line": {"color": GREY, "width": 1}},
        "hovertemplate": f"%{{y}}: %{{delta:+{_format(split.measure)}}}<extra></extra>",
        "name": "mean",
    }
    bands, start = [], 0.0
    for share, mean in zip(split.shares, means, strict=True):
        low, high = _band(share.effect, split.measure)
        bands.append((None if low is None else start + low, None if high is None else start + high))
        start += mean or 0.0
    bands.append(_band(split.total, split.measure))
    spec = _spec([bars, _intervals(names, bands)], _unit(split.measure), len(names), names)
    return Panel(
        "split",
        f"{label_with_unit(split.measure)}: what each intervention adds",
        "Each step starts where the one before ended; lines hold 80% of the replicates of the step alone.",
        spec,
    )


def _bars(names: Sequence[str], values: Sequence[float | None], colour: str, number: str, words: str) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(names),
        "x": list(values),
        "name": words,
        "marker": {"color": colour},
        "hovertemplate": f"%{{y}}: %{{x:{number}}}<extra></extra>",
    }


def _intervals(names: Sequence[str], bands: Sequence[tuple[float | None, float | None]]) -> Spec:
    xs: list[float | None] = []
    ys: list[str | None] = []
    for name, (low, high) in zip(names, bands, strict=True):
        xs += [low, high, None]
        ys += [name, name, None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": xs,
        "y": ys,
        "name": "80% of replicates",
        "line": {"color": VERMILION, "width": 2.5},
        "marker": {"symbol": "line-ns", "size": 9, "line": {"color": VERMILION, "width": 2.5}},
        "hovertemplate": "%{y}: 80% from or to %{x:,.4~g}<extra></extra>",
    }


def _spec(traces: list[Spec], title: str, rows: int, order: Sequence[str] | None = None) -> Spec:
    made = layout(FigureAxis(""))
    made["height"] = _FRAME_PX + _ROW_PX * rows
    made["showlegend"] = False
    made["margin"] |= {"l": 8}
    made["yaxis"] |= {"type": "category", "autorange": "reversed", "gridcolor": "rgba(0,0,0,0)"}
    if order is not None:
        made["yaxis"] |= {"categoryorder": "array", "categoryarray": list(order)}
    made["xaxis"] |= {
        "type": "linear",
        "title": {"text": title, "standoff": 8},
        "zeroline": True,
        "zerolinewidth": 1.5,
        "separatethousands": True,
        "nticks": 6,
    }
    return {"data": traces, "layout": made}


def _shown(number: float, measure: str) -> float | None:
    """Return a number as axes show it: shares in percentage points, nothing where it is not defined."""
    if math.isnan(number):
        return None
    return number * 100 if MEASURES[measure].unit == "share" else number


def _band(effect: Effect, measure: str) -> tuple[float | None, float | None]:
    return _shown(effect.low, measure), _shown(effect.high, measure)


def _unit(measure: str) -> str:
    return f"difference in {suffix(MEASURES[measure].unit).strip() or unit_of(measure) or MEASURES[measure].unit}"


def _format(measure: str) -> str:
    return ",.3~g" if MEASURES[measure].unit != "people" else ",.1~f"
