"""The head of a report: the sentence, and the card with one big number, its frequency, its cost, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.present.board.common import asked_of, day_of, effect_of, names
from simulation.present.board.courses import courses
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.report.assumptions import ShownAssumption
from simulation.present.report.evidence import unknown
from simulation.present.sentences import ENOUGH, cost, frequency, headline, losses, money, rough, step_of
from simulation.results.board import EURO, HOURS, likely

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board
    from simulation.results.effects import Effect


def best(board: Board) -> int:
    """Return the plan whose middle effect is the largest."""
    return max(range(len(board.plans)), key=lambda i: effect_of(board, i).median)


def sentences(board: Board, language: Language) -> list[str]:
    """Return one sentence for each plan, the one that changes most first; for a run alone, what it came to."""
    if not board.plans:
        return [courses(board, language).alt]
    first = best(board)
    order = [first, *(i for i in range(len(board.plans)) if i != first)]
    return [headline(effect_of(board, i), asked_of(board, i, language)) for i in order]


def head(board: Board, assumptions: list[ShownAssumption], language: Language) -> str:
    """Return sentences and card."""
    first, *others = sentences(board, language)
    words = html.p(first, "sentence") + "".join(html.p(each) for each in others)
    return words + (_cards(board, assumptions, language) if board.plans else html.p(unknown(assumptions, language)))


def _cards(board: Board, assumptions: list[ShownAssumption], language: Language) -> str:
    place = best(board)
    effect = effect_of(board, place)
    which = html.p(names(board)[place], "quiet small") if len(board.plans) > 1 else ""
    cards = [
        which + _number(board, effect, place, language),
        which + _worth(board, place, language),
        html.p(unknown(assumptions, language)),
    ]
    return tag("div", "".join(tag("div", card, kind="card") for card in cards), kind="cards")


def _number(board: Board, effect: Effect, place: int, language: Language) -> str:
    """The one big number, or that it is withheld."""
    if effect.n < ENOUGH:
        return html.p("–", "big") + html.p(language("withheld: too few courses"))
    step = step_of(effect.low, effect.high)
    low, middle, high = (language.number(each, step, sign=True) for each in (effect.low, effect.median, effect.high))
    asked = asked_of(board, place, language)
    is_open = effect.low < 0 < effect.high
    big = language("{low} to {high}", low=low, high=high) if is_open else middle
    lines = [
        html.p(big, "big"),
        html.p(language("{who}, {day}", who=asked.who, day=language.month(day_of(board)))),
        _tenths(effect.p_positive, language),
        html.p(language("more than without: {how_often}", how_often=frequency(effect.p_positive, effect.n, language))),
    ]
    if not is_open:
        lines.append(html.p(language("{low} to {high} in 8 of 10 courses", low=low, high=high), "quiet"))
    return "".join(lines)


def _tenths(share: float, language: Language) -> str:
    """Return ten dots, as many filled as courses of ten have more."""
    filled = round(share * 10)
    dots = [
        tag("circle", cx=9 + 18 * i, cy=9, r=7, kind=f"{'dot t-first' if i < filled else 'hollow t-base'}")
        for i in range(10)
    ]
    label = language("{n} of 10", n=filled)
    return tag("svg", "".join(dots), viewBox="0 0 180 18", role="img", aria_label=label, kind="tenths")


def _worth(board: Board, place: int, language: Language) -> str:
    """What it costs, and what comes back."""
    eur, hours = effect_of(board, place, EURO), effect_of(board, place, HOURS)
    lines = [
        html.p(language.money(eur.median, rough(eur.median, eur.low, eur.high)), "big"),
        html.p(cost(eur, hours, language)),
    ]
    plan = board.comparison.plans[place] if board.comparison else None
    if plan is not None and plan.value is not None:
        lines.append(html.p(money(plan.value.eur, language)))
        lines.append(html.p(f"{losses(likely(board.gain(board.plans[place])), language)}."))
    return "".join(lines)
