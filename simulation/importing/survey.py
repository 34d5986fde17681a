"""Answers to surveys as points: means between 0 and 1, of enough people, and how many answered."""

from __future__ import annotations

from collections import defaultdict
from math import fsum, sqrt
from pathlib import Path
from typing import Final

from simulation.importing.amounts import parse_number
from simulation.importing.cells import numbers
from simulation.importing.findings import Findings
from simulation.importing.long import spread_out
from simulation.importing.mapping import MappedItem, SurveyTable
from simulation.importing.points import WHOLE, ObservedPoint
from simulation.importing.staff import Floats
from simulation.importing.table import InputTable, read_table
from simulation.importing.windows import Where
from simulation.words.naming import alike

ANSWERS_DIFFER: Final = 0.1
"""Error of a mean answer, as log-sd (assumption): a scale is not belief, and those who answer differ from others."""
ANYTHING: Final = "*"
"""In place of a value: whatever stands there, but something."""
Answers = dict[str, list[tuple[float, float]]]
"""By silo: each answer between 0 and 1, and how many people gave it."""


def read_survey(
    settings: SurveyTable, where: Where, minimum: int, folder: Path, findings: Findings
) -> tuple[list[ObservedPoint], dict[str, float | int]]:
    """Return the mean answers of a table as points, and how many answered; groups below ``minimum`` have none."""
    form = settings.format.model_copy(update={"skip_rows": settings.header_rows - 1})
    table = read_table(folder / settings.file, settings.file, form, settings.headers, findings)
    if table is None or set(settings.headers) - table.columns.keys():
        return [], {}
    if settings.question is not None:
        table.columns |= spread_out(table, settings.question, str(settings.answer), settings.items, findings)
    counts = [all(_counts(table.columns[header][i], values) for header, values in settings.finished.items())
              for i in range(len(table))]  # fmt: skip
    behind = numbers(table, settings.count, settings.format, findings) if settings.count else None
    units = table.columns[settings.unit] if settings.unit else [""] * len(table)
    silo = [where.silos.get(alike(text)) for text in units]
    points, answered = [], 0.0
    for header, item in settings.items.items():
        if header not in table.columns:
            continue
        answers = _answers(table, header, item, counts, silo, behind, findings)
        answered = max(answered, fsum(n for _, n in answers.get(WHOLE, ())))
        points += _points(settings, header, answers, where, minimum)
    said: dict[str, float | int] = {"answered": int(answered) if settings.question else sum(counts)}
    if settings.invited is not None:
        said["invited"] = settings.invited
        said["response_rate"] = round(said["answered"] / settings.invited, 4)
    return points, said


def _counts(text: str, values: tuple[str, ...]) -> bool:
    return text in values or (ANYTHING in values and bool(text))


def _answers(
    table: InputTable,
    header: str,
    item: MappedItem,
    counts: list[bool],
    silo: list[str | None],
    behind: Floats | None,
    findings: Findings,
) -> Answers:
    """Return the answers to one question; those that the scale does not have are refused."""
    low, high = min(item.scale.values(), default=0), max(item.scale.values(), default=0)
    if low == high:
        findings.refuse(table.file, [], header, "the scale needs two different numbers at least")
        return {}
    answers: Answers = defaultdict(list)
    wrong = []
    for i, text in enumerate(table.columns[header]):
        if not counts[i] or not text:
            continue
        value = item.scale.get(text) if behind is None else _mean(text, low, high)
        n = 1.0 if behind is None else float(behind[i])
        if value is None or not n >= 0:
            wrong.append(table.line[i])
            continue
        for name in {WHOLE, silo[i] or WHOLE}:
            answers[name].append(((value - low) / (high - low), n))
    if wrong:
        message = "the answer is not in the scale of the mapping"
        if behind is not None:
            message = f"the answer is no mean between {low:g} and {high:g}, or it is not said of how many"
        findings.refuse(table.file, wrong, header, message)
    return answers


def _mean(text: str, low: float, high: float) -> float | None:
    """Return a mean answer within a scale; None where it is none."""
    value = parse_number(text, "," if "," in text else ".")
    return value if value is not None and low <= value <= high else None


def _points(settings: SurveyTable, header: str, answers: Answers, where: Where, minimum: int) -> list[ObservedPoint]:
    measure = f"{settings.items[header].measure}_mean"
    if settings.day is None:
        return []
    week = (settings.day - where.start).days // 7
    found = []
    for silo, values in answers.items():
        n = fsum(count for _, count in values)
        average = fsum(value * count for value, count in values) / n if n else 0.0
        if n >= minimum and week >= 0 and average > 0:
            spread = round(sqrt(ANSWERS_DIFFER * ANSWERS_DIFFER + 0.25 / n / (average * average)), 3)
            source = f"{settings.file}: {header}"[:80]
            found.append(ObservedPoint(measure, silo, week, settings.day, round(average, 4), min(3.0, spread), source))
    return found
