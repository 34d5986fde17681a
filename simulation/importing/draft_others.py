"""The sections of a mapping for tables of ties and of accounts, and for tables of no known system."""

from __future__ import annotations

from typing import Final

from simulation.importing.counted import measure_of
from simulation.importing.days import are_days
from simulation.importing.draft_people import date_entry, dropped, format_entries, format_lines
from simulation.importing.draft_series import DAYS, long_columns, series_lines
from simulation.importing.draft_survey import survey_kind, survey_lines
from simulation.importing.guessing import OPEN, are_numbers
from simulation.importing.mapping import Format
from simulation.importing.systems import DAILY, System, system_of
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import ROLES, bare, candidates
from simulation.scenario.yaml_text import text_in_yaml

SECTIONS: Final = {"ties": "ties", "group_ties": "ties", "survey": "survey"}
FROM: Final = ("from", "von", "source", "sender", "quelle", "absender", "personfrom", "ego", "nominator")
TO: Final = ("to", "an", "target", "recipient", "ziel", "empfaenger", "receiver", "personto", "alter", "nominee")
WEIGHTS: Final = ("weight", "gewicht", "count", "anzahl", "messages", "nachrichten", "emails", "mails", "anzahlemails",
                  "anzahlnachrichten", "interactions", "score", "strength")  # fmt: skip
MOVES: Final = (
    "massnahmenart", "massnahmeart", "eventtype", "actiontype", "personnelaction", "movementtype", "vorgangsart"
)  # fmt: skip
_WEEK, _MONTH = (5, 10), (25, 35)
_ENDS: Final = 0.1
"""Part of those who are tied to somebody that somebody is tied to, at least: columns of two kinds share nobody."""


def other_section(file: str, table: InputTable, form: Format) -> tuple[str, list[str]] | None:
    """Return the section and its lines for a table that is none of people; None for one of people."""
    headers = {bare(name): name for name in reversed(table.columns)}
    system = system_of(frozenset(headers)) or survey_kind(table, headers)
    if system is None:
        return _moves(file, table, headers) or _generic(file, table, form, headers)
    if system.kind == "survey":
        return "survey", survey_lines(file, table, form, system)
    found = _columns(system, headers)
    if system.kind == "series":
        return "usage", series_lines(file, table, form, system, found)
    lines = [f"file: {text_in_yaml(file)}  # {system.name}{': ' if system.about else ''}{system.about}"]
    columns = [table.columns[found[role]] for role in ("date", "registered", "left", "readers") if role in found]
    days = date_entry([texts for texts in columns if are_days(texts)])
    lines += format_lines(table, [*format_entries(table, form, []), *days])
    if system.kind in ("ties", "group_ties"):
        lines += ["between: groups"] if system.kind == "group_ties" else []
        lines += ["columns:", *(f"  {role}: {text_in_yaml(header)}" for role, header in found.items())]
    else:
        lines += _accounts(system, table, found)
    return SECTIONS.get(system.kind, "usage"), lines + dropped(table, set(found.values()))


def _columns(system: System, headers: dict[str, str]) -> dict[str, str]:
    """Return the header of each role; a word with * stands for all that begin with it."""
    found = {}
    for role, words in system.roles.items():
        for word in words[::-1]:
            fitting = [each for each in headers if each == word or (word[-1] == "*" and each.startswith(word[:-1]))]
            if fitting:
                found[role] = headers[fitting[0]]
    return found


def _moves(file: str, table: InputTable, headers: dict[str, str]) -> tuple[str, list[str]] | None:
    """Say of a list of moves that it is none of people."""
    if not any(word in headers for word in MOVES) or candidates(table.columns, "count"):
        return None
    return "none", [f"{file}: a list of moves (hired, left, transferred) and no table of people; it is not read"]


def _generic(file: str, table: InputTable, form: Format, headers: dict[str, str]) -> tuple[str, list[str]] | None:
    """Return the section of a table of ties or of counts by day of no known system; None for another one."""
    ends = [next((headers[word] for word in words if word in headers), None) for words in (FROM, TO)]
    if ends[0] and ends[1] and _share(table.columns[ends[0]], table.columns[ends[1]]) > _ENDS:
        weight = next((headers[word] for word in WEIGHTS if word in headers), None)
        columns = {"from": ends[0], "to": ends[1], **({"weight": weight} if weight else {})}
        lines = [f"file: {text_in_yaml(file)}", *format_lines(table, format_entries(table, form, []))]
        lines += ["columns:", *(f"  {role}: {text_in_yaml(header)}" for role, header in columns.items())]
        return "ties", lines + dropped(table, set(columns.values()))
    if any(word in headers for word in (*ROLES["person"], *ROLES["manager"])):
        return None
    day = next((headers[word] for word in DAYS if word in headers and are_days(table.columns[headers[word]])), None)
    if day is None:
        return None
    if any(known <= headers.keys() for known in DAILY):
        about = (
            "counts of messages or of people by day (the header does not say which), not over 7 or 28 days: take "
            "another"
        )
        system = System("Microsoft 365 report by day", frozenset(), "series", {}, about)
        return "usage", series_lines(file, table, form, system, {"date": day}, known=False)
    long = long_columns(headers)
    if long or any(measure_of(name) for name in table.columns if name != day and are_numbers(table.columns[name])):
        return "usage", series_lines(file, table, form, None, {"date": day, **long})
    return None


def _share(one: list[str], other: list[str]) -> float:
    """Return how many of those in one column are in the other, as a share."""
    return len({*one} & {*other}) / max(1, len({*one}))


def _accounts(system: System, table: InputTable, headers: dict[str, str]) -> list[str]:
    """Return the lines of a table of accounts or communities; the same account on several days is counted by day."""
    kind = {"accounts": "people"}.get(system.kind, system.kind)
    days = _period(table) if kind == "people" else None
    if "date" in headers and "person" in headers and len(set(table.columns[headers["date"]])) > 1:
        accounts = table.columns[headers["person"]]
        kind = "days" if len(set(accounts)) < len(accounts) else kind
    lines = [f"kind: {kind}"]
    places = ("date", "person", "unit", "left", "open")
    lines += [f"{role}: {text_in_yaml(headers[role])}" for role in places if role in headers]
    if kind == "people" and "date" not in headers and "registered" not in headers:
        lines.append(f"day: '{OPEN}'  # day of the export")
    if days is not None and kind == "people":
        lines.append(f"period_days: {days}")
    lines.append("measures:")
    measures = {role: header for role, header in headers.items() if role not in places}
    for role, header in measures.items():
        if kind == "days" and role in ("readers", "contributors"):
            lines += [f"  {role}_{window}: {text_in_yaml(header)}" for window in (7, 28)]
        else:
            lines.append(f"  {_measure(role, days)}: {text_in_yaml(header)}")
    return lines if measures else [*lines, f"  registered: '{OPEN}'  # which column counts whom?"]


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
