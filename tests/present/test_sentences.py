"""Sentences say what the numbers say: which way, how much (no finer than the band), how often, and when silence."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from simulation.measures import MEASURES
from simulation.present.language import LANGUAGES
from simulation.present.language.people import WHO
from simulation.present.sentences import (
    ENOUGH,
    SentenceSubject,
    finding,
    frequency,
    headline,
    losses,
    rough,
    step_of,
    word,
)
from simulation.results.effects import Effect, effect
from simulation.results.quantiles import Array

DAY = date(2014, 12, 31)


def grid(low: float, high: float, n: int = 20) -> Array:
    """Even draws."""
    return np.linspace(low, high, n)


def mixed(low: float, high: float, *, zeros: int) -> Array:
    """25 draws, some of them without any difference."""
    return np.r_[np.zeros(zeros), grid(low, high, 25 - zeros)]


DRAWS = {"grid": grid, "zeros": np.zeros, "mixed": mixed}


@dataclass(frozen=True)
class Case:
    """Draws of an effect, the plan that it is of, a language, and what must be said, each looked at by a person."""

    draws: Array
    plan: str
    language: str
    sentence: str

    @property
    def effect(self) -> Effect:
        """The table that the sentence speaks of."""
        return effect(np.zeros_like(self.draws), self.draws)


def golden() -> list[Case]:
    lines = Path(__file__).with_name("golden_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    parts = [line.split("\t") for line in lines]
    return [Case(eval(draws, dict(DRAWS)), *rest) for draws, *rest in parts]


GOLDEN = golden()
NUMBER = re.compile(r"[-\N{MINUS SIGN}]?\d[\d.,]*")


def asked(language: str, plan: str = "", measure: str = "contributors_28") -> SentenceSubject:
    return SentenceSubject(plan, measure, DAY, LANGUAGES[language])


def as_numbers(sentence: str, language: str) -> list[float]:
    """The numbers that a sentence states before its frequency."""
    strip = {"en": ",", "de": "."}[language]
    found = NUMBER.findall(sentence.replace("\N{NO-BREAK SPACE}", " "))
    return [
        float(text.rstrip(".,").replace(strip, "").replace(",", ".").replace("\N{MINUS SIGN}", "-")) for text in found
    ]


@pytest.mark.parametrize("case", GOLDEN, ids=[f"{case.language}-{i}" for i, case in enumerate(GOLDEN)])
def test_golden(case: Case) -> None:
    assert headline(case.effect, asked(case.language, case.plan)) == case.sentence


@pytest.mark.parametrize("case", GOLDEN, ids=[f"{case.language}-{i}" for i, case in enumerate(GOLDEN)])
def test_golden_sentences_agree_with_their_tables(case: Case) -> None:
    """Every amount in a sentence is an end or the middle of its table, off by at most half of what it is rounded to."""
    found = case.effect
    if found.n < ENOUGH or found.n_zero == found.n:
        assert not {abs(round(found.median))} & set(as_numbers(case.sentence, case.language)) - {0.0}
        return
    said = [abs(number) for number in as_numbers(case.sentence, case.language)]
    step = step_of(found.low, found.high)
    ends = [abs(found.low), abs(found.high)]
    if not round(found.low / step) and not round(found.high / step):
        return  # no difference is written
    for end in ends:
        assert end < step / 2 or any(abs(number - end) <= step / 2 + 1e-9 for number in said), (end, said)
    more, fewer = {"en": ("more", "fewer"), "de": ("mehr", "weniger")}[case.language]
    assert (more in case.sentence.lower()) or found.high <= 0
    assert (fewer in case.sentence.lower()) or found.low >= 0


def test_there_are_fifty_golden_sentences_of_every_kind() -> None:
    assert len(GOLDEN) >= 50
    kinds = {
        "thin": lambda found: found.n < ENOUGH,
        "nothing": lambda found: found.n >= ENOUGH and found.n_zero == found.n,
        "more": lambda found: found.n >= ENOUGH and found.low > 0,
        "fewer": lambda found: found.n >= ENOUGH and found.high < 0,
        "open": lambda found: found.n >= ENOUGH and found.low < 0 < found.high,
    }
    for language in LANGUAGES:
        for kind, is_so in kinds.items():
            assert any(is_so(case.effect) for case in GOLDEN if case.language == language), (language, kind)


@pytest.mark.parametrize(
    ("low", "high", "step"), [(0, 9, 1), (450, 1100, 10), (-191, 2448, 100), (0, 1e6, 1e5), (5, 5, 1)]
)
def test_a_number_is_rounded_to_a_tenth_of_its_band(low: float, high: float, step: float) -> None:
    assert step_of(low, high) == step


def test_an_amount_has_three_digits_at_most() -> None:
    assert rough(62_204_964, 62_204_964, 62_204_964) == 100_000
    assert rough(0, 0, 0) == 1


@pytest.mark.parametrize(
    ("share", "n", "said"),
    [
        (1.0, 20, "in all 20 simulated courses"),
        (0.0, 20, "in none of 20 simulated courses"),
        (0.97, 1000, "in more than 9 of 10 courses"),
        (0.02, 1000, "in fewer than 1 of 10 courses"),
        (0.9, 20, "in 9 of 10 courses"),
        (0.55, 20, "in 6 of 10 courses"),
    ],
)
def test_frequencies_claim_no_more_than_was_seen(share: float, n: int, said: str) -> None:
    assert frequency(share, n, LANGUAGES["en"]) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1, "virtually certain"),
        (0.95, "very likely"),
        (0.7, "likely"),
        (0.5, "about as likely as not"),
        (0.2, "unlikely"),
    ],
)
def test_words_for_chances_are_fixed(share: float, said: str) -> None:
    assert word(share, LANGUAGES["en"]) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_headline_is_withheld_where_there_are_too_few_pairs(language: str) -> None:
    draws = np.linspace(500, 900, ENOUGH - 1)
    thin = effect(np.zeros_like(draws), draws)
    assert not {"700", "500", "900"} & set(NUMBER.findall(headline(thin, asked(language))))
    assert finding(thin, asked(language))[0].isupper()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", WHO)
def test_every_measure_of_people_can_be_asked(measure: str, language: str) -> None:
    draws = np.linspace(500, 900, 40)
    assert headline(effect(np.zeros(40), draws), asked(language, measure=measure))


def test_people_are_all_measures_of_people() -> None:
    assert set(WHO) == {name for name, one in MEASURES.items() if one.unit == "people"}


def test_losses_are_counted_in_dots() -> None:
    english = LANGUAGES["en"]
    assert losses([-1.0] * 50, english) == "A loss in all 50 equally likely outcomes"
    assert losses([1.0] * 50, english) == "A gain in all 50 equally likely outcomes"
    assert losses([-1.0] * 12 + [1.0] * 38, english) == "A loss in 12 of 50 equally likely outcomes"


@pytest.mark.parametrize("sign", [1, -1])
def test_findings_are_titles(sign: int) -> None:
    draws = sign * np.linspace(500, 900, 40)
    for language in LANGUAGES:
        title = finding(effect(np.zeros(40), draws), asked(language))
        assert len(title) <= 90
        assert title[0].isupper()


@pytest.mark.parametrize(
    ("draws", "said"),
    [
        ("grid(500, 1100)", "About 800 more in December 2014 (530 to 1,070)"),
        ("grid(-3_000, -1_200)", "About 2,100 fewer in December 2014 (1,300 to 2,900)"),
        ("grid(-250, 2_900)", "Between 100 fewer and 2,700 more in December 2014: open"),
        ("mixed(0, 300, zeros=15)", "None or up to 250 more in December 2014"),
        ("mixed(-300, 0, zeros=15)", "None or up to 250 fewer in December 2014"),
        ("grid(-0.4, 0.4)", "As many with the plan as without it in December 2014, give or take one"),
    ],
)
def test_a_title_says_which_way_and_how_sure(draws: str, said: str) -> None:
    made = Case(eval(draws, dict(DRAWS)), "", "en", "").effect
    assert finding(made, asked("en")) == said
    assert len(finding(made, asked("de"))) <= 90


def test_undefined_effects_are_withheld() -> None:
    nothing = Effect(0, *(math.nan,) * 9, 0, *(math.nan,) * 4)
    assert "too few" in headline(nothing, asked("en"))
    assert "too few" in headline(replace(nothing, n=3), asked("en"))
