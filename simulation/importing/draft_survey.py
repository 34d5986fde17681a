"""The section of a mapping for a table of answers: of known systems, with a row for each sheet, or in long form."""

from __future__ import annotations

import json
import re
from typing import Final

from simulation.importing.draft_people import dropped, format_entries, format_lines
from simulation.importing.guessing import OPEN, are_numbers
from simulation.importing.mapping import Format
from simulation.importing.systems import System
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import bare
from simulation.scenario.yaml_text import text_in_yaml

LABELS: Final = ("enddatum", "responseset")
"""Words by which lines of labels below the headers are known."""
FEW_ANSWERS, SHORT_ANSWER, ROWS_EACH = 11, 40, 5
"""Answers of a scale: so many at most, so short, each given by so many people; others are not shown."""
MOST_QUESTIONS: Final = 60
QUESTION: Final = ("frage", "question", "item", "questiontext", "fragetext", "questionid")
ANSWER: Final = (
    "antwort", "answer", "response", "score", "mittelwert", "mean", "average", "durchschnitt", "wert", "value"
)  # fmt: skip
BEHIND: Final = ("n", "responses", "antworten", "anzahl", "anzahlantworten", "count", "respondents", "teilnehmer")
AGREEMENT: Final = {
    "stimme überhaupt nicht zu": 1, "stimme gar nicht zu": 1, "trifft überhaupt nicht zu": 1, "trifft gar nicht zu": 1,
    "strongly disagree": 1, "stimme eher nicht zu": 2, "stimme nicht zu": 2, "trifft eher nicht zu": 2,
    "trifft nicht zu": 2, "disagree": 2, "teils, teils": 3, "teils teils": 3, "teils-teils": 3, "teils/teils": 3,
    "weder noch": 3, "neutral": 3, "neither agree nor disagree": 3, "stimme eher zu": 4, "stimme zu": 4,
    "trifft eher zu": 4, "trifft zu": 4, "agree": 4, "stimme voll zu": 5, "stimme voll und ganz zu": 5,
    "trifft voll zu": 5, "trifft voll und ganz zu": 5, "strongly agree": 5,
}  # fmt: skip
"""Usual answers that say how much somebody agrees, from 1 to 5."""
_UNIT: Final = re.compile("bereich|abteilung|department|division|businessunit|standort|whichunit|yourunit|team|^unit")
_CODE: Final = re.compile(r"[A-Z]?0*\d{1,2}")
_KNOWN: Final = (
    ("Microsoft Forms", {"startzeit", "fertigstellungszeit"}, ()),
    ("Microsoft Forms", {"starttime", "completiontime"}, ()),
    ("LimeSurvey", {"submitdate", "lastpage"}, ("submitdate",)),
    ("LimeSurvey", {"datumabgeschickt", "letzteseite"}, ("datumabgeschickt",)),
    ("SurveyMonkey", {"respondentid", "collectorid"}, ()),
)
"""Systems by their headers, and the column that is empty in sheets that were not finished."""


def survey_kind(table: InputTable, headers: dict[str, str]) -> System | None:
    """Return what stands for a table of answers of no system that `systems` has; None for another table."""
    for name, known, finished in _KNOWN:
        if known <= headers.keys():
            return System(name, frozenset(), "survey", {"ended": finished} if finished else {})
    stamped = bare(table.header[0]) in ("zeitstempel", "timestamp")
    if stamped and any(_is_item(table, name) for name in table.columns):
        return System("Google Forms", frozenset(), "survey", {})
    if any(word in headers for word in QUESTION) and any(word in headers for word in ANSWER):
        return System("answers in long form", frozenset(), "survey", {"question": QUESTION, "answer": ANSWER})
    return None


def survey_lines(file: str, table: InputTable, form: Format, system: System) -> list[str]:
    """Return the lines of a table of answers: questions must be given a meaning."""
    headers = {bare(name): name for name in reversed(table.columns)}
    columns = {role: headers[word] for role, words in system.roles.items() for word in words[::-1] if word in headers}
    rows = zip(*table.columns.values(), strict=False)
    labels = len([row for row in rows if any('"ImportId"' in cell or bare(cell) in LABELS for cell in row)])
    numbers = table.columns[columns["answer"]] if "question" in columns else []
    entries = format_entries(table, form.model_copy(update={"skip_rows": 0}), numbers if are_numbers(numbers) else [])
    lines = [
        f"file: {text_in_yaml(file)}  # {system.name}",
        *format_lines(table, entries),
        f"header_rows: {1 + form.skip_rows + labels}",
        f"day: '{OPEN}'  # day that the survey is of",
    ]
    unit = next((name for word, name in headers.items() if _UNIT.search(word) and not _is_item(table, name)), None)
    if unit:
        columns["unit"] = unit
        lines.append(f"unit: {text_in_yaml(unit)}  # called as the silos are")
    if "finished" in columns:
        lines.append(f"finished: {{{text_in_yaml(columns['finished'])}: ['1', 'True']}}")
    if "ended" in columns:
        lines.append(f"finished: {{{text_in_yaml(columns['ended'])}: ['*']}}  # whatever stands there")
    if "question" in columns:
        lines += _long_columns(table, columns, headers)
    lines.append("items:  # keep the questions that ask for belief, norm, skill or habit; give each answer its number")
    asked = _long_items(table, columns) if "question" in columns else _wide_items(table, columns, labels)
    lines += [f"  {text_in_yaml(name)}: {{measure: '{OPEN}', scale: {{{scale}}}}}" for name, scale in asked.items()]
    if not asked:
        lines.append(f"  '{OPEN}': {{measure: '{OPEN}', scale: {{'{OPEN}': 1}}}}")
    return lines + dropped(table, {*columns.values(), *(() if "question" in columns else asked)})


def _long_columns(table: InputTable, columns: dict[str, str], headers: dict[str, str]) -> list[str]:
    """Return the lines of the columns of a table in long form, and add the one of answers behind a mean."""
    lines = [f"{role}: {text_in_yaml(columns[role])}" for role in ("question", "answer")]
    behind = next((headers[word] for word in BEHIND if word in headers and headers[word] not in columns.values()), None)
    means = [text for text in table.columns[columns["answer"]] if "," in text or "." in text]
    if behind and means and are_numbers(table.columns[behind]) and are_numbers(means):
        columns["count"] = behind
        lines.append(f"count: {text_in_yaml(behind)}  # answers behind each row, whose answer is their mean")
    return lines


def _wide_items(table: InputTable, columns: dict[str, str], labels: int) -> dict[str, str]:
    """Return the scale of each column that is a question; those called Q1 are shown, whatever their answers are."""
    named = [name for name in table.columns if name[:1] == "Q" and name[1:].split("_")[0].isdigit()]
    asked = named or [name for name in table.columns if name not in columns.values() and _is_item(table, name)]
    return {name: _scale(table.columns[name][labels:]) for name in asked}


def _long_items(table: InputTable, columns: dict[str, str]) -> dict[str, str]:
    """Return the scale of each question of a table in long form; with means, only its ends are needed."""
    answers: dict[str, list[str]] = {}
    for question, answer in zip(table.columns[columns["question"]], table.columns[columns["answer"]], strict=True):
        answers.setdefault(question, []).append(answer)
    if len(answers) > MOST_QUESTIONS:
        return {}
    ends = f"'1': '{OPEN}', '5': '{OPEN}'"
    return {name: ends if "count" in columns else _scale(texts) for name, texts in answers.items() if name}


def _is_item(table: InputTable, name: str) -> bool:
    """Whether a column's answers are of a scale: words of agreement, or a few numbers or codes."""
    values = {text for text in table.columns[name] if text}
    agree = sum(value.casefold() in AGREEMENT for value in values)
    codes = all(_CODE.fullmatch(value) for value in values)
    return 1 < len(values) <= FEW_ANSWERS and (2 * agree > len(values) or (codes and len(table) > 2 * len(values)))


def _scale(texts: list[str]) -> str:
    """Return the entries of a scale: known words with their numbers, others to be answered; none of free text."""
    values = sorted(set(texts) - {""})
    agree = [value for value in values if value.casefold() in AGREEMENT]
    few = len(values) <= FEW_ANSWERS and all(len(value) <= SHORT_ANSWER for value in values)
    if not (few and (len(texts) > len(values) * ROWS_EACH or 2 * len(agree) > len(values))):
        return f"'{OPEN}': 1"
    said = {value: AGREEMENT.get(value.casefold(), f"'{OPEN}'") for value in values}
    return ", ".join(f"{json.dumps(value, ensure_ascii=False)}: {number}" for value, number in said.items())
