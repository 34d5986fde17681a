"""Two courses: the plan and the base, each with its fan, what was observed, and what was done when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.present.board.common import (
    asked_of,
    day_of,
    effect_of,
    names,
    ribbons,
    source,
    span,
    tone_of,
    week_axis,
    weeks,
)
from simulation.present.picture.scene import (
    Axis,
    Cell,
    Column,
    DrawnTable,
    Event,
    Ground,
    Key,
    Line,
    Mark,
    Picture,
    Plot,
    Point,
    Ribbon,
    Rule,
    Tone,
)
from simulation.present.sentences import finding, step_of
from simulation.results.board import fan

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board, Side

_MOST_EVENTS: Final = 8


def courses(board: Board, language: Language) -> Picture:
    """Return the courses of the active people with and without each plan."""
    plans = board.plans or (board.base,)
    fans = [fan(side.totals[board.active]) for side in (board.base, *board.plans)]
    y = Axis(*span(*(each.high for each in fans)))
    plots = tuple(_plot(board, i if board.plans else None, y, language) for i in range(len(plans)))
    who = asked_of(board, 0, language).who if board.plans else language(_who(board))
    subtitle = language(
        "Number of {who}, week by week. Line: middle course. Dark band: half of the courses; light band: "
        "8 of 10.{edges}",
        who=who,
        edges=language(" Thin lines: 8 of 10 without the plan.") if board.plans else "",
    )
    return Picture(
        name="courses",
        title=_title(board, language),
        subtitle=subtitle,
        source=source(board, language),
        alt=_alt(board, language),
        plots=plots,
        table=_table(board, language),
        keys=_keys(board, language),
        notes=(_limit(board, language),),
    )


def _limit(board: Board, language: Language) -> str:
    """Say up to when anything was observed."""
    last = board.last_datum
    if last is None:
        return language("Not known: nothing was observed, the whole course is the model's.")
    if last >= weeks(board)[-1]:
        return language("Not known: how it would have been with another plan.")
    day = language.month(day_of(board, last))
    return language("Not known: how it goes on after {day}, the last fact; the grey ground is the model's.", day=day)


def _who(board: Board) -> str:
    from simulation.present.language.people import WHO

    return WHO[board.active]


def _title(board: Board, language: Language) -> str:
    if len(board.plans) == 1:
        return language(
            "With and without the plan: {finding}",
            finding=finding(effect_of(board, 0), asked_of(board, 0, language), in_line=True),
        )
    if board.plans:
        return language("The plans beside the course without them, on the same scale")
    return language("How many people take part, and how unsure that is")


def _plot(board: Board, place: int | None, y: Axis, language: Language) -> Plot:
    base = fan(board.base.totals[board.active])
    marks: list[Mark] = [*_ground(board, language), *(ribbons(base, "base") if place is None else [])]
    lines: list[Mark] = [Line(weeks(board), base.median.tolist(), "base", language("without the plan"))]
    title, strip = "", _events(board.base, None, "base", board)
    if place is None:
        lines = [Line(weeks(board), base.median.tolist(), "base", language("middle course"))]
    else:
        side, tone = board.plans[place], tone_of(place)
        found = fan(side.totals[board.active])
        marks += ribbons(found, tone)
        marks.append(Ribbon(weeks(board), base.low.tolist(), base.high.tolist(), "base", edges=True))
        lines.append(Line(weeks(board), found.median.tolist(), tone, language("with the plan")))
        title = names(board)[place] if len(board.plans) > 1 else ""
        strip = _events(side, board.base, tone, board)
    marks += [*lines, *_observed(board, language)]
    if board.week < len(weeks(board)) - 1:
        marks.append(Rule(board.week, "x", language("decision")))
    return Plot(week_axis(board), y, tuple(marks), title=title, strip=strip if len(board.plans) <= 1 else ())


def _ground(board: Board, language: Language) -> list[Mark]:
    """Return the stretch of time that nothing was observed of."""
    last = board.last_datum
    end = weeks(board)[-1]
    if last is None:
        return [Ground(0, end, language("model only"))]
    return [Ground(last, end, language("model only"))] if last < end else []


def _observed(board: Board, language: Language) -> list[Mark]:
    """Return what was observed of the active people, hollow where it may mean something else."""
    found: list[Mark] = []
    for each in board.observed:
        seen = each.observation
        inside = [week for week in seen.weeks if week < len(weeks(board))]
        if board.active in seen.measures and inside:
            week = inside[len(inside) // 2]
            text = language("observed: {n}", n=language.number(seen.value))
            found.append(Point(week, seen.value, each.low, each.high, hollow=len(seen.measures) > 1, text=text))
    return found


def _events(side: Side, base: Side | None, tone: Tone, board: Board) -> tuple[Event, ...]:
    """Return what a plan does beyond its base, in the order in which it begins; the first of many only."""
    known = {each.name for each in base.run.scenario().interventions} if base else set()
    scenario = side.run.scenario()
    found = []
    for each in scenario.interventions:
        first, last = scenario.week_of(each.start), weeks(board)[-1]
        if each.name not in known and first <= last:
            found.append(Event(each.name, first, min(last, first + each.weeks if each.weeks else last), tone))
    return tuple(sorted(found, key=lambda event: event.start)[:_MOST_EVENTS])


def _keys(board: Board, language: Language) -> tuple[Key, ...]:
    if not board.plans:
        return ()
    plans = [Key(tone_of(i), language("with the plan"), "line") for i in range(min(1, len(board.plans)))]
    return (*plans, Key("base", language("without the plan"), "line"))


def _alt(board: Board, language: Language) -> str:
    said = []
    day = language.month(day_of(board))
    for side, name in zip(board.sides, [language("without the plan"), *names(board)], strict=True):
        found = fan(side.totals[board.active][:, board.week : board.week + 1])
        low, middle, high = float(found.low[0]), float(found.median[0]), float(found.high[0])
        step = step_of(low, high)
        low_text, middle_text, high_text = (language.number(each, step) for each in (low, middle, high))
        said.append(
            language(
                "{name}: about {middle} in {day}, {low} to {high} in 8 of 10 courses.",
                name=name, middle=middle_text, low=low_text, high=high_text, day=day,
            )
        )  # fmt: skip
    return " ".join([f"{_title(board, language)}.", *said])


def _table(board: Board, language: Language) -> DrawnTable:
    """Return the bands of all courses every quarter of a year, and in the week of the decision."""
    columns = [Column(language("week ending"), "day")]
    for name in [language("without the plan"), *names(board)][: len(board.sides)]:
        columns += [Column(f"{name}, {language(end)}") for end in ("10%", "middle", "90%")]
    fans = [fan(side.totals[board.active]) for side in board.sides]
    chosen = sorted({*weeks(board)[::13], board.week, weeks(board)[-1]})
    rows: list[tuple[Cell, ...]] = [
        (
            day_of(board, week).isoformat(),
            *(float(end[week]) for each in fans for end in (each.low, each.median, each.high)),
        )
        for week in chosen
    ]
    return DrawnTable(tuple(columns), tuple(rows))
