"""Sentences made from numbers by rules: what a plan changes, how sure that is, what it costs, what is not known.

Rules, each tested (`tests/present/test_sentences.py`):

- fewer than `ENOUGH` pairs make no headline;
- a number is rounded to a tenth of the width of its band, as a power of ten: what the band leaves open is not written;
- the 80% band decides what is said: above 0 it is *more*, below 0 *fewer*, across 0 both are said, and no middle;
- chances are natural frequencies with a word of a fixed scale, and none is said to be certain.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from simulation.portable.tens import order, ten_to
from simulation.present.language.people import WHO

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.effects import Effect

ENOUGH: Final = 20
"""Pairs of replicates below which no headline is written."""
_TENTH: Final = 10
_WORDS: Final = ((0.99, "virtually certain"), (0.9, "very likely"), (0.66, "likely"), (0.33, "about as likely as not"))
"""From which chance on which word stands, as the IPCC has them; lower ones are said of the opposite."""


def step_of(low: float, high: float, least: float = 1.0) -> float:
    """Return what numbers with a band are rounded to: the power of ten at or below a tenth of its width."""
    width = high - low
    if not width > 0 or math.isinf(width):
        return least
    return max(ten_to(order(width / _TENTH * (1 + 1e-9))), least)


def frequency(share: float, n: int, language: Language) -> str:
    """Return a share of ``n`` courses as a natural frequency that claims no more than they can show."""
    times = round(share * n)
    if times == n:
        return language("in all {n} simulated courses", n=language.number(n))
    if times == 0:
        return language("in none of {n} simulated courses", n=language.number(n))
    tenths = round(share * _TENTH)
    if tenths == _TENTH:
        return language("in more than 9 of 10 courses")
    if tenths == 0:
        return language("in fewer than 1 of 10 courses")
    return language("in {n} of 10 courses", n=tenths)


def word(share: float, language: Language) -> str:
    """Return the word of the fixed scale for a chance of at least a third."""
    return language(next((word for least, word in _WORDS if share >= least), "unlikely"))


def rough(middle: float, low: float, high: float) -> float:
    """Return what an amount is rounded to: by its band, and to three digits at most."""
    digits = ten_to(order(middle) - 2) if middle else 1.0
    return max(step_of(low, high), digits)


@dataclass(frozen=True, slots=True)
class SentenceSubject:
    """What a sentence is about: a plan (empty where there is only one), a measure of people, and the day."""

    plan: str
    measure: str
    day: date
    language: Language

    @property
    def who(self) -> str:
        """Return the people who are counted, as a clause."""
        return self.language(WHO[self.measure])

    @property
    def with_plan(self) -> str:
        """Return *with the plan*, or which one."""
        if not self.plan:
            return self.language("With the plan")
        return self.language("With {plan}", plan=self.language.quoted(self.plan))


def headline(effect: Effect, subject: SentenceSubject) -> str:
    """Return what a plan changes, with its range and how often it does so."""
    say, number = subject.language, subject.language.number
    given = {"plan": subject.with_plan, "who": subject.who, "day": say.month(subject.day)}
    if effect.n < ENOUGH:
        return say(
            "No headline: {n} pairs of courses are too few, at least {least} are needed.",
            n=number(effect.n),
            least=ENOUGH,
        )
    if effect.n_zero == effect.n:
        return say("{plan}, there are as many {who} as without it ({day}): no course differs.", **given)
    step = step_of(effect.low, effect.high)
    ends = {"low": number(abs(effect.low), step), "high": number(abs(effect.high), step)}
    if _is_open(effect, step):
        return _open(effect, step, given, say)
    if effect.low >= 0:
        text = (
            "{plan}, there are about {middle} more {who} than without it ({day}; {low} to {high} in 8 of 10 courses)."
        )
        tail = say("More than without it: {chance}, {how_often}.", **_chance(effect.p_positive, effect.n, say))
    else:
        text = (
            "{plan}, there are about {middle} fewer {who} than without it ({day}; {high} to {low} in 8 of 10 courses)."
        )
        tail = say("Fewer than without it: {chance}, {how_often}.", **_chance(effect.p_negative, effect.n, say))
    return f"{say(text, middle=number(abs(effect.median), step), **ends, **given)} {tail}"


def _is_open(effect: Effect, step: float) -> bool:
    """Say whether the band, as it is written, has both signs or a middle that would be written as 0."""
    return effect.low < 0 < effect.high or round(effect.median / step) == 0


def _open(effect: Effect, step: float, given: dict[str, str], say: Language) -> str:
    """Return what is said where a plan may bring more or fewer."""
    low, high = say.number(max(-effect.low, 0.0), step), say.number(max(effect.high, 0.0), step)
    if round(effect.low / step) == 0 and round(effect.high / step) == 0:
        return say("{plan}, there are as many {who} as without it, give or take one ({day}; 8 of 10 courses).", **given)
    if effect.low >= 0 or effect.high <= 0:
        return _one_sided(effect, low, high, given, say)
    text = say(
        "{plan}, it is open whether there are more {who} or fewer ({day}): "
        "between {low} fewer and {high} more in 8 of 10 courses.",
        low=low,
        high=high,
        **given,
    )
    if effect.p_positive >= effect.p_negative:
        tail = say("More than without it: {chance}, {how_often}.", **_chance(effect.p_positive, effect.n, say))
    else:
        tail = say("Fewer than without it: {chance}, {how_often}.", **_chance(effect.p_negative, effect.n, say))
    return f"{text} {tail}"


def _one_sided(effect: Effect, low: str, high: str, given: dict[str, str], say: Language) -> str:
    """Return what is said where most courses do not differ, and the others all in the same direction."""
    if effect.low >= 0:
        text = "{plan}, there are as many {who} as without it or up to {n} more ({day}; 8 of 10 courses)."
        tail = say("More than without it: {chance}, {how_often}.", **_chance(effect.p_positive, effect.n, say))
        return f"{say(text, n=high, **given)} {tail}"
    text = "{plan}, there are as many {who} as without it or up to {n} fewer ({day}; 8 of 10 courses)."
    tail = say("Fewer than without it: {chance}, {how_often}.", **_chance(effect.p_negative, effect.n, say))
    return f"{say(text, n=low, **given)} {tail}"


def _chance(share: float, n: int, say: Language) -> dict[str, str]:
    """Return how likely something is that was seen in a share of ``n`` courses, by the rule of succession."""
    expected = (share * n + 1) / (n + 2)  # 20 of 20 make nothing certain
    return {"chance": word(expected, say), "how_often": frequency(share, n, say)}


def finding(effect: Effect, subject: SentenceSubject, *, in_line: bool = False) -> str:
    """Return the title of a picture of an effect: the same finding, short; ``in_line`` where it begins no line."""
    found_text = _finding(effect, subject)
    if subject.plan:
        return f"{subject.plan}: {found_text}"
    return found_text if in_line else capital(found_text)


def capital(text: str) -> str:
    """Return a text that begins a line."""
    return text[:1].upper() + text[1:]


def _finding(effect: Effect, subject: SentenceSubject) -> str:
    say = subject.language
    if effect.n < ENOUGH:
        return say("too few courses for a finding")
    if effect.n_zero == effect.n:
        return say("the plan changes nothing here")
    step = step_of(effect.low, effect.high)
    low, middle, high = (say.number(abs(each), step) for each in (effect.low, effect.median, effect.high))
    given = {"low": low, "high": high, "day": say.month(subject.day)}
    if _is_open(effect, step):
        return _open_finding(effect, step, given, say)
    if effect.low >= 0:
        return say("about {n} more in {day} ({low} to {high})", n=middle, **given)
    return say("about {n} fewer in {day} ({high} to {low})", n=middle, **given)


def _open_finding(effect: Effect, step: float, given: dict[str, str], say: Language) -> str:
    """Return the title where a plan may bring more or fewer: both ends, and no middle."""
    if round(effect.low / step) == 0 and round(effect.high / step) == 0:
        return say("as many with the plan as without it in {day}, give or take one", day=given["day"])
    if effect.low >= 0:
        return say("none or up to {high} more in {day}", **given)
    if effect.high <= 0:
        return say("none or up to {low} fewer in {day}", **given)
    return say("between {low} fewer and {high} more in {day}: open", **given)


def losses(dots: list[float], language: Language) -> str:
    """Return in how many of the dots a net value is a loss."""
    below = sum(value < 0 for value in dots)
    if below == len(dots):
        return language("A loss in all {n} equally likely outcomes", n=len(dots))
    if below == 0:
        return language("A gain in all {n} equally likely outcomes", n=len(dots))
    return language("A loss in {below} of {n} equally likely outcomes", below=below, n=len(dots))


def money(effect: Effect, language: Language) -> str:
    """Return a net value with its range, as a gain or a loss; nothing where it is not defined."""
    if effect.n == 0:
        return ""
    step = step_of(effect.low, effect.high)
    low, middle, high = (language.money(each, step, sign=True) for each in (effect.low, effect.median, effect.high))
    return language(
        "Hours saved less hours and money spent, against the course without it: {middle} over the whole run "
        "({low} to {high} in 8 of 10 courses).",
        middle=middle,
        low=low,
        high=high,
    )


def cost(eur: Effect, hours: Effect, language: Language) -> str:
    """Return what a plan costs beyond the base up to the week of the decision."""
    if eur.n == 0:
        return ""
    return language(
        "It costs about {eur} more, hours included ({hours} hours).",
        eur=language.money(eur.median, rough(eur.median, eur.low, eur.high)),
        hours=language.number(hours.median, rough(hours.median, hours.low, hours.high)),
    )
