"""German is complete: every text that the program says has one, with the same places for values."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import simulation.present
from simulation.interventions.behaviour import all_behaviour
from simulation.measures import MEASURES
from simulation.parameters import PARAMETERS
from simulation.present.language import LANGUAGES, chosen
from simulation.present.language.german import GERMAN
from simulation.present.language.people import WHO

SPEAKERS = ("language", "say")
PACKAGE = Path(simulation.present.__file__).parents[1]
FILES = [path for part in ("present", "app") for path in (PACKAGE / part).rglob("*.py") if "language" not in path.parts]


def said() -> Iterator[str]:
    """Every text that the code hands to a language."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in SPEAKERS and isinstance(node.args[0].value, str):
                yield node.args[0].value


def test_every_text_has_its_german() -> None:
    assert sorted({*said(), *WHO.values()} - set(GERMAN)) == []


def test_every_declared_word_has_its_german() -> None:
    """What tables quote of declarations: labels of measures, meanings of numbers, their units."""
    numbers = [*PARAMETERS.values(), *all_behaviour().values()]
    declared = [*(one.meaning for one in numbers), *(one.unit for one in numbers)]
    declared += [word for one in MEASURES.values() for word in (one.label, one.unit)]
    assert sorted({word for word in declared if word} - set(GERMAN)) == []


def test_texts_of_both_languages_have_the_same_places() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert [text for text, german in GERMAN.items() if places(text) != places(german)] == []


def test_no_text_stands_in_two_files_of_the_catalogue() -> None:
    folder = Path(simulation.present.__file__).parent / "language" / "german"
    keys = [
        key.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("code", "number", "share", "money", "month"),
    [
        ("en", "12,346", "12.5%", "1.2 million EUR", "December 2014"),
        ("de", "12.346", "12,5\N{NO-BREAK SPACE}%", "1,2 Mio.\N{NO-BREAK SPACE}EUR", "Dezember 2014"),
    ],
)
def test_numbers_and_dates(code: str, number: str, share: str, money: str, month: str) -> None:
    language = LANGUAGES[code]
    assert language.number(12_345.6) == number
    assert language.share(0.125, 0.001) == share
    assert language.money(1_234_567, 100_000) == money
    assert language.month(date(2014, 12, 31)) == month
    assert language.number(-3, sign=True) == "\N{MINUS SIGN}3"
    assert language.number(float("nan")) == "–"


def test_a_missing_text_is_an_error_not_english() -> None:
    with pytest.raises(KeyError):
        LANGUAGES["de"]("nobody wrote this")


@pytest.mark.parametrize(("locale", "code"), [("de_DE.UTF-8", "de"), ("fr_FR.UTF-8", "en"), ("C", "en"), ("", "en")])
def test_the_language_is_that_of_the_locale(monkeypatch: pytest.MonkeyPatch, locale: str, code: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert chosen().code == code
    assert chosen("de").code == "de"
