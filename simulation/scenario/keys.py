"""Keys: the way to a value in a scenario, as messages name it and as `--set` takes it.

``run.weeks``, ``interventions[0].target.count``, ``interventions.kick-off.strength``. A name with a dot, a bracket,
an equals sign or a quotation mark stands in quotation marks, those in it doubled:
``organisation.countries."U.K. / Ireland"``. Everything else (spaces, slashes, any letter) is written as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

Step = str | int
RULE: Final = """a name with . [ ] = or " stands in double quotes, as in organisation.countries."U.K."=0.2"""
_PART = re.compile(
    r"""(?P<dot>\.?)(?:"(?P<double>(?:[^"]|"")*)"|'(?P<single>(?:[^']|'')*)'|(?P<bare>[^.\[\]="'][^.\[\]=]*))"""
)
_NUMBER = re.compile(r"\[(?P<number>[0-9]{1,6})\]")
_SPECIAL = re.compile(r"""[.\[\]="]|^'|^$""")


def dotted(place: Iterable[Step]) -> str:
    """Return a place as a key: ``interventions[1].target.count``."""
    key = ""
    for step in place:
        key += f"[{step}]" if isinstance(step, int) else f".{in_quotes(step)}" if key else in_quotes(step)
    return key


def in_quotes(name: str) -> str:
    """Return a name as a part of a key: in quotation marks where it needs them."""
    return '"' + name.replace('"', '""') + '"' if _SPECIAL.search(name) else name


def split_key(text: str) -> tuple[list[Step], str]:
    """Return the steps of the key that a text begins with, and what follows it; no steps where it is no key."""
    steps: list[Step] = []
    at = 0
    while at < len(text) and text[at] != "=":
        if number := _NUMBER.match(text, at):
            steps.append(int(number["number"]))
            at = number.end()
            continue
        part = _PART.match(text, at)
        if part is None or bool(part["dot"]) != bool(steps):
            return [], text
        steps.append(_name(part))
        at = part.end()
    return steps, text[at:]


def _name(part: re.Match[str]) -> str:
    if part["double"] is not None:
        return part["double"].replace('""', '"')
    return part["bare"] if part["single"] is None else part["single"].replace("''", "'")
