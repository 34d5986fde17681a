"""A posterior beside the scenario file: a CSV of joint draws, names of parameters in its first line."""

from __future__ import annotations

import csv
from pathlib import Path

from simulation.scenario.document import read_text
from simulation.scenario.inheritance import plain_file
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.scalars import Scalar, resolve
from simulation.scenario.tree import Leaf, Listing, Mark, Node, Table
from simulation.scenario.uncertainty import drawn_numbers


def with_posterior_inline(tree: Table, path: Path, shown: str) -> Table:
    """Return a scenario's tree with the file that ``posterior`` names read into its place."""
    entry = tree.entries.get("posterior")
    if entry is None or not isinstance(entry[1], Leaf) or entry[1].value is None:
        return tree
    mark, node = entry
    name = plain_file(node, (".csv",))
    if name is None or not (path.parent / name).is_file():
        message = "must be the plain name of a .csv file in the same folder, or `names` and `rows`"
        if name is not None:
            message = f"there is no file {name} beside this one"
        raise ScenarioError([Problem(mark.file, mark.line, mark.column, "posterior", message)])
    csv_shown = str(Path(shown).parent / name)
    text = read_text(path.parent / name, csv_shown)
    return Table(tree.mark, tree.entries | {"posterior": (mark, read_posterior(text, csv_shown))})


def read_posterior(text: str, shown: str) -> Node:
    """Return the tree of a CSV's joint draws, marked with its lines; empty lines are left out."""
    lines = csv.reader(text.splitlines())
    names: Listing | None = None
    rows = Listing(Mark(shown, 1, 1))
    try:
        for cells in lines:
            mark = Mark(shown, lines.line_num, 1)
            if not cells:
                continue
            if names is None and len(cells) > len(drawn_numbers()):  # to look for a name like each would take minutes
                message = f"has {len(cells):,} columns; there are {len(drawn_numbers())} parameters"
                raise ScenarioError([Problem(shown, lines.line_num, 1, "posterior.names", message)])
            if names is None:
                names = Listing(mark, [Leaf(mark, cell.strip()) for cell in cells])
            else:
                rows.items.append(Listing(mark, [Leaf(mark, _value(cell, mark), cell.strip()) for cell in cells]))
    except csv.Error as error:
        raise ScenarioError([Problem(shown, lines.line_num, 1, "posterior", f"is not valid CSV: {error}")]) from None
    first = Mark(shown, 1, 1)
    names = names or Listing(first)
    return Table(first, {"names": (names.mark, names), "rows": (rows.mark, rows)})


def _value(cell: str, mark: Mark) -> Scalar:
    try:
        return resolve(cell.strip())
    except ValueError as error:
        raise ScenarioError([Problem(mark.file, mark.line, mark.column, "posterior", str(error))]) from None
