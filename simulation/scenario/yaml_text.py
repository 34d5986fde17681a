"""Plain values as YAML that people read: short tables on one line, numbers that nobody reads otherwise."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from simulation.scenario.scalars import resolve
from simulation.words.numerals import unmistakable

LINE = 110
_PLAIN_TEXT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*([ -][A-Za-z0-9_]+)*")
_OLD_WORDS = frozenset(("y", "n", "yes", "no", "on", "off"))
"""Truth values to readers of YAML 1.1: quoted for their sake."""


def yaml_of(data: dict[str, Any]) -> str:
    """Return a table of plain values as a YAML document."""
    return "".join(f"{line}\n" for line in _lines(data, 0))


def _lines(value: Any, indent: int) -> list[str]:
    """Return a table or list as lines of block YAML; what is short stays on one line."""
    pad = "  " * indent
    entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    lines: list[str] = []
    for key, item in entries:
        head = "-" if key is None else f"{text_in_yaml(key)}:"
        if not isinstance(item, dict | list) or not item or (indent and _fits(item, LINE - len(pad))):
            lines.append(f"{pad}{head} {_flow(item)}")
        elif key is None and isinstance(item, dict):
            first, *rest = _lines(item, indent + 1)
            lines.extend([f"{pad}- {first.lstrip()}", *rest])
        else:
            lines.extend([f"{pad}{head}", *_lines(item, indent + 1)])
    return lines


def _fits(value: Any, width: int) -> bool:
    """Tell whether a table or list is best read on one line: short, and flat or a parameter with its prior."""
    items = value.values() if isinstance(value, dict) else value
    nested = any(isinstance(item, dict | list) for item in items)
    is_parameter = isinstance(value, dict) and value.keys() == {"value", "prior"}
    return (is_parameter or not nested) and len(_flow(value)) <= width


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text_in_yaml(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return text_in_yaml(value) if isinstance(value, str) else _number(value)


def text_of(value: Any) -> str:
    """Return a value in YAML notation on one line."""
    return _flow(TypeAdapter(Any).dump_python(value, mode="json"))


def text_in_yaml(text: str) -> str:
    """Return a text as a plain word if it reads back as the same text (or day), else quoted."""
    plain = _PLAIN_TEXT.fullmatch(text) is not None and text.lower() not in _OLD_WORDS and resolve(text) == text
    return text if plain or _is_day(text) else json.dumps(text, ensure_ascii=False)


def _is_day(text: str) -> bool:
    try:
        return isinstance(resolve(text), date)
    except ValueError:
        return False


def _number(value: float | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return unmistakable(repr(value))
