"""Answers to surveys as points: means between 0 and 1, of enough people, and how many answered."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from pathlib import Path
from typing import Final

import numpy as np

from simulation.importing.findings import Findings
from simulation.importing.mapping import SurveyTable
from simulation.importing.points import WHOLE, ObservedPoint
from simulation.importing.table import read_table
from simulation.importing.usage import Where
from simulation.portable.sums import mean
from simulation.words.naming import alike

ANSWERS_DIFFER: Final = 0.1
"""Error of a mean answer, as log-sd (assumption): a scale is not belief, and those who answer differ from others."""


def read_survey(
    settings: SurveyTable, where: Where, minimum: int, folder: Path, findings: Findings
) -> tuple[list[ObservedPoint], dict[str, float | int]]:
    """Return the mean answers of a table as points, and how many answered; groups below ``minimum`` have none."""
    form = settings.format.model_copy(update={"skip_rows": settings.header_rows - 1})
    wanted = [*settings.items, *settings.finished, *([settings.unit] if settings.unit else [])]
    table = read_table(folder / settings.file, settings.file, form, list(dict.fromkeys(wanted)), findings)
    if table is None or set(wanted) - table.columns.keys():
        return [], {}
    counts = [all(table.columns[header][i] in values for header, values in settings.finished.items())
              for i in range(len(table))]  # fmt: skip
    said: dict[str, float | int] = {"answered": sum(counts)}
    if settings.invited is not None:
        said["invited"] = settings.invited
        said["response_rate"] = round(sum(counts) / settings.invited, 4)
    units = table.columns[settings.unit] if settings.unit else [""] * len(table)
    silo = [where.silos.get(alike(text)) for text in units]
    points = []
    for header, item in settings.items.items():
        low, high = min(item.scale.values()), max(item.scale.values())
        if low == high:
            findings.refuse(table.file, [], header, "the scale needs two different numbers at least")
            continue
        answers: dict[str, list[float]] = defaultdict(list)
        wrong = []
        for i, text in enumerate(table.columns[header]):
            if not counts[i] or not text:
                continue
            if text not in item.scale:
                wrong.append(table.line[i])
                continue
            value = (item.scale[text] - low) / (high - low)
            for name in {WHOLE, silo[i] or WHOLE}:
                answers[name].append(value)
        if wrong:
            findings.refuse(table.file, wrong, header, "the answer is not in the scale of the mapping")
        points += _points(settings, header, answers, where, minimum)
    return points, said


def _points(
    settings: SurveyTable, header: str, answers: dict[str, list[float]], where: Where, minimum: int
) -> list[ObservedPoint]:
    measure = f"{settings.items[header].measure}_mean"
    if settings.day is None:
        return []
    week = (settings.day - where.start).days // 7
    found = []
    for silo, values in answers.items():
        if len(values) >= minimum and week >= 0 and (average := float(mean(np.array(values)))) > 0:
            spread = round(sqrt(ANSWERS_DIFFER * ANSWERS_DIFFER + 0.25 / len(values) / (average * average)), 3)
            source = f"{settings.file}: {header}"[:80]
            found.append(ObservedPoint(measure, silo, week, settings.day, round(average, 4), min(3.0, spread), source))
    return found
