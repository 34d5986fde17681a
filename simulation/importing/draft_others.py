"""The sections of a mapping for tables of ties, use and answers."""

from __future__ import annotations

import json
from typing import Final

from simulation.importing.draft_people import date_entry, dropped, format_entries, format_lines
from simulation.importing.guessing import OPEN
from simulation.importing.mapping import Format
from simulation.importing.systems import DAILY, SERIES_WORDS, System, system_of
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import ROLES, bare
from simulation.scenario.yaml_text import text_in_yaml

LABELS: Final = ("enddatum", "responseset")
"""Words by which lines of labels below the headers are known."""
SECTIONS: Final = {"ties": "ties", "group_ties": "ties", "survey": "survey"}
FEW_ANSWERS, SHORT_ANSWER, ROWS_EACH = 10, 30, 5
"""Answers of a scale: so many at most, so short, each given by so many people; others are not shown."""
_WEEK, _MONTH = (5, 10), (25, 35)


def other_section(file: str, table: InputTable, form: Format) -> tuple[str, list[str]] | None:
    """Return the section and its lines for a table that is none of people; None for one of people."""
    headers = {bare(name): name for name in table.columns}
    system = system_of(frozenset(headers)) or _daily(headers) or _series(table, headers)
    if system is None:
        return None
    found = {role: headers[word] for role, words in system.roles.items() for word in words[::-1] if word in headers}
    lines = [f"file: {text_in_yaml(file)}  # {system.name}{': ' if system.about else ''}{system.about}"]
    dates = [found[role] for role in ("date", "registered", "left") if role in found and system.kind != "series"]
    dates = [found["date"]] if system.kind == "series" and "date" in found else dates
    days = date_entry([table.columns[name] for name in dates])
    lines += format_lines(table, [*format_entries(table, form, []), *days])
    if system.kind == "survey":
        lines += _survey(table, found)
    elif system.kind in ("ties", "group_ties"):
        lines += ["between: groups"] if system.kind == "group_ties" else []
        lines += ["columns:", *(f"  {role}: {text_in_yaml(header)}" for role, header in found.items())]
    else:
        lines += _usage(system, table, found)
    used = set(found.values())
    return SECTIONS.get(system.kind, "usage"), lines + dropped(table, used)


def _daily(headers: dict[str, str]) -> System | None:
    """Return what stands for a report by day whose counts fit no measure."""
    if not any(known <= headers.keys() for known in DAILY):
        return None
    about = (
        "counts of messages or of people by day (the header does not say which), not over 7 or 28 days: take another"
    )
    return System("Microsoft 365 report by day", frozenset(), "series", {"date": ("reportdate",)}, about)


def _series(table: InputTable, headers: dict[str, str]) -> System | None:
    """Return what stands for counts by day of no known system: a day in each row, no person, and measures."""
    days = [word for word in (*ROLES["date"], "reportdate", "day", "tag", "woche", "week") if word in headers]
    if not days or any(word in headers for word in (*ROLES["person"], *ROLES["manager"])):
        return None
    roles = {role: words for role, words in SERIES_WORDS.items() if any(word in headers for word in words)}
    if not roles or not any(table.columns[headers[days[0]]]):
        return None
    return System("counts by day", frozenset(), "series", {"date": (days[0],), **roles})


def _usage(system: System, table: InputTable, headers: dict[str, str]) -> list[str]:
    """Return the lines of a table of use."""
    kind = {"accounts": "people"}.get(system.kind, system.kind)
    lines = [f"kind: {kind}"]
    for role in ("date", "person", "unit", "left", "open"):
        if role in headers:
            lines.append(f"{role}: {text_in_yaml(headers[role])}")
    measures = {
        role: header for role, header in headers.items() if role not in ("date", "person", "unit", "left", "open")
    }
    days = _period(table) if kind == "people" else None
    if days is not None:
        lines.append(f"period_days: {days}")
    lines.append("measures:")
    for role, header in measures.items():
        lines.append(f"  {_measure(role, days)}: {text_in_yaml(header)}")
    if not measures:
        lines.append(f"  registered: '{OPEN}'  # which column counts whom?")
    return lines


def _measure(role: str, days: int | None) -> str:
    """Return the measure of people over a period: that of the nearest window."""
    if role not in ("readers", "contributors"):
        return role
    window = 7 if days is not None and _WEEK[0] <= days <= _WEEK[1] else 28
    return f"{role}_{window}" if days is None or days <= _MONTH[1] else f"{role}_365"


def _period(table: InputTable) -> int | None:
    """Return the days of a report, where a column states them."""
    for name, texts in table.columns.items():
        if bare(name) == "reportperiod":
            stated = {text for text in texts if text.isdigit()}
            return int(stated.pop()) if len(stated) == 1 else None
    return None


def _survey(table: InputTable, headers: dict[str, str]) -> list[str]:
    """Return the lines of a table of answers: questions have short names such as Q1, and must be given a meaning."""
    rows = zip(*table.columns.values(), strict=False)
    labels = len([row for row in rows if any('"ImportId"' in cell or bare(cell) in LABELS for cell in row)])
    questions = [name for name in table.columns if name[:1] == "Q" and name[1:].split("_")[0].isdigit()]
    lines = [f"header_rows: {1 + labels}", f"day: '{OPEN}'  # day that the survey is of"]
    if "finished" in headers:
        lines.append(f"finished: {{{text_in_yaml(headers['finished'])}: ['1', 'True']}}")
    lines.append("items:  # keep the questions that ask for belief, norm, skill or habit; give each answer its number")
    for name in questions:
        values = sorted(set(table.columns[name][labels:]) - {""})
        few = len(values) <= FEW_ANSWERS and all(len(value) <= SHORT_ANSWER for value in values)
        few = few and len(table) > len(values) * ROWS_EACH
        scale = (
            ", ".join(f"{json.dumps(value, ensure_ascii=False)}: '{OPEN}'" for value in values)
            if few
            else f"'{OPEN}': 1"
        )
        lines.append(f"  {text_in_yaml(name)}: {{measure: '{OPEN}', scale: {{{scale}}}}}")
        headers[name] = name
    return lines
