"""Rows of numbers in a YAML text, read beside the parser, which takes ten seconds for a posterior of 400 draws.

A table of numbers, as the program writes a posterior into the scenario of a run, is cut out of the text before that is
parsed, and put into the tree again: the same values at the same places as the parser would give. What looks otherwise
in any way stays for the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from simulation.scenario.scalars import resolve
from simulation.scenario.tree import Leaf, Listing, Mark, Table

KEY: Final = "rows"
_NUMBER: Final = r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:e[-+]?[0-9]{1,3})?"
_ROWS: Final = re.compile(rf"^  {KEY}:\n((?:    -\n(?:      - {_NUMBER}\n)+)+)(?=\S| {{0,2}}\w|\Z)", re.MULTILINE)
_WORD: Final = "cut-out-rows-of-numbers"
_ROW_COLUMN, _ITEM_COLUMN, _NUMBER_COLUMN = 5, 7, 9


@dataclass(frozen=True, slots=True)
class CutText:
    """A text without its rows of numbers, as long as before in lines; the rows, and the line before the first."""

    text: str
    rows: str
    line: int

    @property
    def nodes(self) -> int:
        """How many nodes of a tree the rows are, beside the one that stands in their place."""
        return self.rows.count("\n")


def cut(text: str) -> CutText | None:
    """Return a text with its rows of numbers cut out; None where there are none, or they are not written plainly."""
    found = _ROWS.search(text)
    if found is None or _WORD in text:
        return None
    rows = found.group(1)
    rest = f"{text[: found.start(1) - 1]} {_WORD}{chr(10) * (rows.count(chr(10)) + 1)}{text[found.end() :]}"
    return CutText(rest, rows, text.count("\n", 0, found.start(1)))


def put_back(tree: Table, shown: str, taken: CutText) -> bool:
    """Put the rows into the tree of the text without them; False, and nothing is changed, if they had no place there.

    They have none where what looked like rows was part of a longer text.
    """
    for _, node in tree.entries.values():
        entry = node.entries.get(KEY) if isinstance(node, Table) else None
        if isinstance(node, Table) and entry is not None and isinstance(entry[1], Leaf) and entry[1].text == _WORD:
            node.entries[KEY] = (entry[0], _listing(shown, taken))
            return True
    return False


def _listing(shown: str, taken: CutText) -> Listing:
    whole = Listing(Mark(shown, taken.line + 1, _ROW_COLUMN))
    row = whole
    for number, line in enumerate(taken.rows.splitlines(), taken.line + 1):
        text = line[_NUMBER_COLUMN - 1 :]
        if not text:
            row = Listing(Mark(shown, number + 1, _ITEM_COLUMN))
            whole.items.append(row)
        else:
            row.items.append(Leaf(Mark(shown, number, _NUMBER_COLUMN), resolve(text), text))
    return whole
