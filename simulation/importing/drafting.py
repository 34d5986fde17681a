"""Writes a commented mapping for the files that it is shown, from their headers and a sample."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import Final

from simulation.importing.draft_others import other_section
from simulation.importing.draft_people import people_lines
from simulation.importing.encoding import find_encoding
from simulation.importing.guessing import OPEN
from simulation.importing.headers import MOST_TITLES, header_place, label_rows
from simulation.importing.mapping import Format
from simulation.importing.opening import EXCEL, clean_header, content_of, open_table
from simulation.importing.own import own_section
from simulation.importing.spreadsheet import sheet_names, sheet_rows
from simulation.importing.table import InputTable
from simulation.importing.totals import is_remark, is_total
from simulation.importing.unreadable import UnreadableError
from simulation.importing.vocabulary import bare
from simulation.scenario.problems import Problem, ScenarioError
from simulation.system.names import given_path
from simulation.system.writing import write_text
from simulation.words.nearest import quoted

SAMPLE: Final = 1000
_SEVERAL: Final = 2
HEAD: Final = """\
# Written by `wandel import draft` from headers and up to 1,000 rows; nothing of their content is in here.
# Each column has a role or stands under `drop`: columns without a role are not read. Where it says '?', the
# table can be read two ways: answer, then `wandel import {name} --check`.
name: my-company
"""
TAIL: Final = """\
privacy:
  minimum_group: 5       # numbers of fewer people are not printed
  keep_key: none         # the order in which people are numbered is drawn anew in each import
"""


def write_draft(files: list[str], out: Path) -> int:
    """Write a mapping for some files to ``out``; return the number of open answers.

    Raises:
        ScenarioError: a file cannot be read, or ``out`` is there already.
    """
    problems, tables = [], []
    if out.exists() or out.is_symlink():
        problems.append(Problem(str(out), 0, 0, "", "is there already; choose another name with --out"))
    for file in files:
        try:
            tables.append((given_path(file), *sample(given_path(file), file)))
        except UnreadableError as error:
            problems.append(Problem(file, error.line, 0, "", str(error)))
    if problems:
        raise ScenarioError(problems)
    text = HEAD.format(name=out.name) + _sections(tables, out) + TAIL
    write_text(out, text)
    answers = "\n".join(line.partition("  #")[0] for line in text.splitlines() if not line.startswith("#"))
    return answers.count(f"'{OPEN}'")


def sample(path: Path, shown: str) -> tuple[InputTable, Format]:
    """Return the first rows of a file with all columns, and how it is written."""
    sheet, sheets = _largest_sheet(path)
    others = () if path.suffix.lower() in (*EXCEL, ".parquet", ".pq") else encodings(path)
    rows, used = open_table(path, Format(sheet=sheet, encoding=others[0] if others else "auto"))
    first = list(islice((each for each in rows if any(each[1])), SAMPLE + MOST_TITLES))
    if not first:
        raise UnreadableError("is empty: it has no header line")
    at = header_place([row for _, row in first])
    names = [clean_header(cell) for cell in first[at][1]]
    if sum("@" in name for name in names) or len([name for name in names if name.replace(".", "").isdigit()]) > 1:
        raise UnreadableError("seems to have no header line: addresses or numbers stand where names of columns should")
    labels = label_rows(names, [row for _, row in first[at + 1 :]])
    table = InputTable(shown, tuple(names), {name: [] for name in names if name}, used=used)
    for line, row in first[at + 1 + labels :]:
        if any(map(is_total, row)) or (sum(map(bool, row)) == 1 and is_remark("".join(row))):
            continue
        table.line.append(line)
        for name, cell in zip(names, [*row, *[""] * len(names)], strict=False):
            if name and len(table.columns[name]) < len(table.line):
                table.columns[name].append(cell.strip())
    encoding = "?" if len(others) > 1 else used.get("encoding", "auto")
    table.used["encodings"] = " or ".join(others)
    if sheets:
        table.used["sheets"] = ", ".join(map(quoted, sheets))
    header_line = first[at][0] if at or first[at][0] > 1 else 1
    return table, Format(sheet=sheet, header_line=header_line, skip_rows=labels, encoding=encoding)


def encodings(path: Path) -> tuple[str, ...]:
    """Return the encodings that a text may have, the likeliest first; nothing where it cannot be read."""
    try:
        found = find_encoding(content_of(path))
    except ValueError:
        return ()
    return tuple(dict.fromkeys((found.name, *found.others)))


def _largest_sheet(path: Path) -> tuple[str | None, list[str]]:
    """Return the sheet with most filled cells of a spreadsheet with several, and all; None where there is no choice."""
    if path.suffix.lower() not in EXCEL:
        return None, []
    try:
        content = content_of(path)
        names = sheet_names(content)
        if len(names) < _SEVERAL:
            return None, []
        filled = {name: sum(cell != "" for row in sheet_rows(content, name) for cell in row) for name in names}
    except UnreadableError:
        return None, []  # whoever opens it says why
    return max(names, key=filled.__getitem__), names


def _sections(tables: list[tuple[Path, InputTable, Format]], out: Path) -> str:
    """Return the sections of all files, people first."""
    sections: dict[str, list[list[str]]] = {"own": [], "people": [], "ties": [], "usage": [], "survey": [], "none": []}
    addresses = any(bare(name) == "userprincipalname" for _, table, _ in tables for name in table.columns)
    for path, table, form in tables:
        file = _relative(path, out)
        own = own_section(file, table)
        name, lines = own or other_section(file, table, form) or ("people", people_lines(file, table, form, addresses))
        sections[name].append(lines)
    remarks = "".join(f"# {line}\n" for lines in sections.pop("none") for line in lines)
    text = "".join(_section(name, listed) for name, listed in sections.items() if listed)
    if sections["usage"] or sections["survey"]:
        text += f"run:\n  start: '{OPEN}'  # first day of week 0, such as the launch of the platform\n"
    if not sections["people"] and not sections["own"]:
        text += "# headcount: 1200  # people of the company, for there is no table of them\n"
    return remarks + text


def _section(name: str, listed: list[list[str]]) -> str:
    """Return one section: its table, or the list of them."""
    if len(listed) == 1 or name == "own":
        listed = [[line for lines in listed for line in lines]]
        return f"{name}:\n" + "".join(f"  {line}\n" for line in listed[0])
    entries = ("".join(f"  {'- ' if i == 0 else '  '}{line}\n" for i, line in enumerate(lines)) for lines in listed)
    return f"{name}:\n" + "".join(entries)


def _relative(path: Path, out: Path) -> str:
    """Return the way to a file from the folder of the mapping."""
    return Path(os.path.relpath(path.absolute(), out.absolute().parent)).as_posix()
