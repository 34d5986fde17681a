"""From values of Python to the tree of a scenario, with the bounds and the problems that a file has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from simulation.scenario.document import DEEPEST, IN_TEXT, LONGEST_KEY, MOST_NODES
from simulation.scenario.keys import Step, dotted
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Leaf, Listing, Mark, Node, Table
from simulation.settings import composed
from simulation.words.nearest import quoted

MOST_BITS = 132
"""Bits of a whole number at most; files hold numbers of up to 40 digits."""
MARK = Mark("")
"""Mark of values given in Python, without a file or line: messages about them begin with their key."""


def tree_of(value: Any, place: tuple[Step, ...], problems: list[Problem]) -> Node:
    """Return the tree of a value; adds to ``problems`` what no file could hold.

    Tables are mappings (or settings such as `Scenario`), lists are lists or tuples, values are texts, numbers,
    truth values, days (`datetime.date`) and None; numbers of NumPy count as what they are.

    Raises:
        ScenarioError: it is nested too deeply (in itself, perhaps), or holds too much.
    """
    return _Reader(problems).node(value, place)


class _Reader:
    """Reads one value; counts what is in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.nodes = 0

    def node(self, value: Any, place: tuple[Step, ...]) -> Node:
        self.nodes += 1
        if len(place) > DEEPEST:
            raise self.stop(place[:1], f"nested more than {DEEPEST} levels deep; that is the most possible")
        if self.nodes > MOST_NODES:
            raise self.stop(place[:1], f"more than {MOST_NODES:,} values; that is the most possible")
        if isinstance(value, BaseModel):
            value = value.model_dump(mode="json")
        if isinstance(value, Mapping):
            return self.table(value, place)
        if isinstance(value, list | tuple):
            return Listing(MARK, [self.node(each, (*place, index)) for index, each in enumerate(value)])
        return Leaf(MARK, self.scalar(value, place))

    def table(self, value: Mapping[Any, Any], place: tuple[Step, ...]) -> Table:
        table = Table(MARK)
        for key, each in value.items():
            if not isinstance(key, str) or len(key) > LONGEST_KEY:
                self.report(place, f"a key must be text of at most {LONGEST_KEY} characters, not {shown(key)}")
                continue
            name = str(composed(self.text(key, place)))
            if name in table.entries:
                self.report((*place, name), f"key {quoted(name)} is there twice, with its letters encoded otherwise")
            table.entries[name] = (MARK, self.node(each, (*place, name)))
        return table

    def scalar(self, value: Any, place: tuple[Step, ...]) -> Any:
        if hasattr(value, "dtype") and getattr(value, "ndim", None) == 0:  # a number of NumPy
            value = value.item()
        if isinstance(value, Path):
            value = str(value)
        if isinstance(value, str):
            return composed(self.text(str(value), place))
        if isinstance(value, datetime):
            self.report(place, f"must be a day, as in datetime.date(2024, 1, 1), not {shown(value)}")
        elif isinstance(value, float) and not math.isfinite(value):
            self.report(place, f"must be a finite number, not {value}")
        elif isinstance(value, int) and value.bit_length() > MOST_BITS:
            self.report(place, "is a number too large to hold")
        elif value is None or isinstance(value, bool | int | float | date):
            return value
        else:
            self.report(place, f"must be a table, list, text, number, day or None, not {shown(value)}")
        return None

    def text(self, text: str, place: tuple[Step, ...]) -> str:
        if found := IN_TEXT.search(text):
            self.report(place, f"control character {found.group()!a} is not possible in a text")
            return ""
        return text

    def report(self, place: tuple[Step, ...], message: str) -> None:
        self.problems.append(Problem("", 0, 0, dotted(place), message))

    def stop(self, place: tuple[Step, ...], message: str) -> ScenarioError:
        self.report(place, message)
        return ScenarioError(self.problems)


_LONGEST = 60


def shown(value: object) -> str:
    """Return a value of Python as messages show it: kind and text, short."""
    text = ascii(value)
    return f"the {type(value).__name__} {text if len(text) <= _LONGEST else text[:_LONGEST] + '...'}"
