"""Options that are numbers are read as in a scenario file: 1e3 is a number in both, 25.000 is refused by both."""

from __future__ import annotations

from typing import Any

import typer

from simulation.scenario.scalars import resolve
from simulation.words.nearest import quoted
from simulation.words.numerals import TWO_READINGS, both_readings, may_be_either, number_advice


def whole(low: int | None = None, high: int | None = None) -> dict[str, Any]:
    """Return what the declaration of an option holds that is a whole number between two bounds."""

    def read(text: Any) -> int:
        if isinstance(text, int):  # the default
            return text
        if TWO_READINGS.fullmatch(text):
            raise typer.BadParameter(both_readings(text))
        number = _number(text, "a whole number", low, high)
        if not number.is_integer():
            raise typer.BadParameter(_refusal("a whole number", low, high, text))
        return int(text) if text.lstrip("+-").isdigit() else int(number)

    return {"parser": read, "metavar": "<int>"}


def decimal(low: float | None = None, high: float | None = None) -> dict[str, Any]:
    """Return what the declaration of an option holds that is a number between two bounds."""

    def read(text: Any) -> float:
        if isinstance(text, float):
            return text
        if may_be_either(text, low, high):
            raise typer.BadParameter(both_readings(text))
        return _number(text, "a number", low, high)

    return {"parser": read, "metavar": "<float>"}


def _number(text: str, what: str, low: float | None, high: float | None) -> float:
    try:
        value = resolve(text)
    except ValueError as error:
        raise typer.BadParameter(f"{quoted(text)} {error}") from None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise typer.BadParameter(_refusal(what, low, high, f"the text {quoted(text)}", number_advice(text)))
    if (low is not None and value < low) or (high is not None and value > high):
        raise typer.BadParameter(_refusal(what, low, high, text))
    return float(value)


def _refusal(what: str, low: float | None, high: float | None, shown: str, advice: str = "") -> str:
    least = "" if low is None else f" of at least {low}"
    between = least if high is None else f" between {low} and {high}"
    return f"must be {what}{between}, not {shown}{'; ' if advice else ''}{advice}"
