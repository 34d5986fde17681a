"""Ties between people: rows added up over time and direction, each pair in the layer of its place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.importing.cells import numbers
from simulation.importing.findings import Findings
from simulation.importing.mapping import TieTable
from simulation.importing.staff import Ints, Staff
from simulation.importing.standing import Positions
from simulation.importing.table import InputTable, read_table
from simulation.organisation.organisation import MAX_LAYER_DEGREE
from simulation.organisation.stored import Pairs

Weights = dict[tuple[int, int], float]
"""Weight of each pair of people of the staff in the order of the table: from, to."""
LAYERS: Final = ("team", "department", "cross_silo")


@dataclass(slots=True)
class Read:
    """Pairs of people (numbers of the staff, the smaller first) with their weights."""

    pairs: Ints
    weight: NDArray[np.float64]


def read_ties(settings: TieTable, staff: Staff, folder: Path, findings: Findings) -> Read | None:
    """Return the ties of a table; None where it cannot be used, after adding why to ``findings``."""
    roles = settings.columns
    table = read_table(folder / settings.file, settings.file, settings.format, roles.values(), findings)
    if table is None or set(roles.values()) - table.columns.keys():
        return None
    known = [[staff.find(text, settings.leading_zeros) for text in table.columns[roles[end]]] for end in ("from", "to")]
    if len(table) and max(map(max, known)) < 0:
        message = "none of its people is in the tables of people: the two exports do not belong together"
        findings.refuse(table.file, [], roles["from"], message)
        return None
    weight = numbers(table, roles["weight"], settings.format, findings) if "weight" in roles else np.ones(len(table))
    directed = _added_up(table, known, weight.tolist(), settings, findings)
    return _pairs(directed, settings)


def _added_up(
    table: InputTable, known: list[list[int]], weight: list[float], settings: TieTable, findings: Findings
) -> Weights:
    """Return the sum of all rows from one person to another; tells of rows that are none."""
    left: dict[str, list[int]] = defaultdict(list)
    found: Weights = defaultdict(float)
    for line, a, b, value in zip(table.line, *known, weight, strict=True):
        if a < 0 or b < 0:
            left["name somebody who is not in the tables of people and are left out"].append(line)
        elif a == b:
            left["tie somebody to herself or himself and are left out"].append(line)
        elif not value >= 0:  # NaN where the cell is empty
            left[""].append(line)
        else:
            found[a, b] += value
            if value == 0:
                left["weigh 0 and are no ties"].append(line)
    wrong = left.pop("", [])
    for message, lines in left.items():
        findings.note(table.file, lines, message)
    if wrong and settings.negative == "refuse":
        message = "the weight is negative or missing; negative: leave_out would leave such rows out"
        findings.refuse(table.file, wrong, settings.columns["weight"], message)
    elif wrong:
        findings.note(table.file, wrong, "have a negative weight or none and are left out")
    return found


def _pairs(directed: Weights, settings: TieTable) -> Read:
    """Return pairs without direction: weights of both ways added up, those that are strong enough."""
    both: Weights = defaultdict(float)
    for (a, b), value in directed.items():
        if settings.direction == "either" or directed.get((b, a), 0) > 0:
            both[min(a, b), max(a, b)] += value
    least = settings.at_least
    kept = {pair: value for pair, value in both.items() if value > 0 and (least is None or value >= least)}
    pairs = np.array(list(kept), np.int64).reshape(-1, 2)
    weight = np.array(list(kept.values()), np.float64)
    if settings.strongest is None:
        return Read(pairs, weight)
    among = _rank(pairs, weight) < settings.strongest
    return Read(pairs[among], weight[among])


def _rank(pairs: Ints, weight: NDArray[np.float64]) -> Ints:
    """Return the place of each pair among those of the end for which it counts more, the strongest is 0."""
    rank = np.full(len(pairs), len(pairs), np.int64)
    for end in (0, 1):
        order = np.lexsort((pairs[:, 1 - end], -weight, pairs[:, end]))
        person = pairs[order, end]
        first = np.searchsorted(person, person)
        np.minimum.at(rank, order, np.arange(len(pairs)) - first)
    return rank


def by_layer(read: list[Read], standing: Positions, findings: Findings) -> dict[str, Pairs]:
    """Return pairs of new numbers by layer: own team, own unit, across units; reporting lines are ties already."""
    n = standing.order.size
    number = np.empty(n, np.int64)
    number[standing.order] = np.arange(n)
    ends = np.sort(number[np.concatenate([each.pairs for each in read])], axis=1)
    weight = np.concatenate([each.weight for each in read])
    keys, place = np.unique(ends[:, 0] * n + ends[:, 1], return_inverse=True)
    weight = np.bincount(place, weight, minlength=keys.size).astype(np.float64)
    a, b = keys // n, keys % n
    lines = (standing.manager[a] == b) | (standing.manager[b] == a)
    if lines.any():
        findings.notes.append(f"{int(lines.sum()):,} tie(s) are reporting lines already and are not counted again")
    across = np.where(standing.silo[a] == standing.silo[b], 1, 2)
    layer = np.where(lines, -1, np.where(standing.team[a] == standing.team[b], 0, across))
    found = {}
    for k, name in enumerate(LAYERS):
        mine = np.flatnonzero(layer == k)
        kept = _capped(a[mine], b[mine], weight[mine], n)
        if kept.size < mine.size:
            findings.notes.append(
                f"{mine.size - kept.size:,} of {mine.size:,} ties of the layer {name} are left out: nobody has more "
                f"than {MAX_LAYER_DEGREE} in one layer, the strongest stay"
            )
        found[name] = np.stack([a[mine[kept]], b[mine[kept]]], axis=1).astype(np.uint32)
    return found


def _capped(a: Ints, b: Ints, weight: NDArray[np.float64], n: int) -> Ints:
    """Return the places of ties in rising order, so many that nobody has more than the most of one layer."""
    degree = np.bincount(np.concatenate([a, b]), minlength=n)
    if degree.max(initial=0) <= MAX_LAYER_DEGREE:
        return np.arange(a.size)
    had = np.zeros(n, np.int64)
    kept = []
    for place in np.lexsort((b, a, -weight)).tolist():
        if had[a[place]] < MAX_LAYER_DEGREE and had[b[place]] < MAX_LAYER_DEGREE:
            had[a[place]] += 1
            had[b[place]] += 1
            kept.append(place)
    return np.array(sorted(kept), np.int64)


def dotted_lines(staff: Staff) -> Read:
    """Return the dotted lines of a staff as ties."""
    pairs = np.unique(np.sort(staff.dotted, axis=1), axis=0).reshape(-1, 2)
    return Read(pairs, np.ones(len(pairs)))
