"""Breaks tables of people in every way: each is imported or refused, soon, and no word of a person is told."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from simulation.importing.drafting import write_draft
from simulation.importing.findings import Findings
from simulation.importing.importing import read_import, write_import
from simulation.importing.report import report_text
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError

TOKEN = "qxzplanted"
"""Part of every key and every name of a person: nothing that is written or said may have it."""
SECONDS = 5.0
"""Processor time that one table may take."""
COLUMNS = {"person": "Personalnummer", "manager": "Vorgesetzter", "unit": "Bereich", "department": "Abteilung",
           "country": "Land", "fte": "BG %", "hired": "Eintritt", "status": "Status"}  # fmt: skip
HEADER = [*COLUMNS.values(), "Name", "E-Mail"]


@dataclass
class Tally:
    """What became of tables."""

    imported: int = 0
    refused: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    wrong: list[tuple[int, str]] = field(default_factory=list)


def table_of(luck: Random) -> list[list[str]]:
    """A sound table of people."""
    n = luck.randint(2, 40)
    rows = []
    for i in range(n):
        boss = "" if i == 0 else f"{TOKEN}{luck.randrange(i)}"
        unit = luck.choice(["Vertrieb", "Technik", "Süd", "IT"])
        day = f"{luck.randint(1, 28):02d}.{luck.randint(1, 12):02d}.20{luck.randint(10, 25)}"
        rows.append([f"{TOKEN}{i}", boss, unit, f"{unit} {luck.randint(1, 3)}", luck.choice(["DE", "FR"]),
                     luck.choice(["100,0", "50,5", "75"]), day, "aktiv", f"Frau {TOKEN.title()}{i}",
                     f"{TOKEN}{i}@example.org"])  # fmt: skip
    return rows


def cell(luck: Random) -> str:
    """Something that stands where it should not."""
    return luck.choice(["", " ", "-1", "1e999", "NaN", "=1+1", "99.99.9999", "31.02.2020", "XX", "\u202e", "\x00",
                        "0" * 400,
                        "'", '"', "1,2,3", "²", "-", "NULL", "#REF!", "٣", f"{TOKEN}{luck.randrange(50)}"])  # fmt: skip


def break_rows(rows: list[list[str]], luck: Random) -> str:
    """Break cells or rows; says how. Words of people stay in the columns of people."""
    kind = luck.choice(["cell", "ring", "self", "double", "orphan", "short", "long", "drop", "shuffle", "many", "none"])
    row = luck.choice(rows)
    if kind == "cell":
        for _ in range(luck.randint(1, 4)):
            place = luck.randrange(len(HEADER))
            value = cell(luck)
            luck.choice(rows)[place] = value if place in (0, 1, 8, 9) or TOKEN not in value else ""
    elif kind == "ring":
        rows[0][1] = rows[-1][0]
    elif kind == "self":
        row[1] = row[0]
    elif kind == "double":
        rows.append(list(row))
    elif kind == "orphan":
        row[1] = f"{TOKEN}none"
    elif kind == "short":
        row.pop()
    elif kind == "long":
        row.append("more")
    elif kind == "drop":
        del rows[luck.randrange(len(rows))]
    elif kind == "shuffle":
        luck.shuffle(rows)
    elif kind == "many":
        alike = [rows[0][0], "Süd", "Süd 1", "DE", "100", "01.01.2020", "aktiv", "", ""]
        rows += [[f"{TOKEN}m{i}", *alike] for i in range(400)]
    return kind


def break_bytes(content: bytes, luck: Random) -> tuple[bytes, str]:
    """Break the file; says how."""
    kind = luck.choice(["as it is", "cut", "flip", "nul", "line", "quote", "twice", "crlf", "mark", "empty"])
    at = luck.randrange(max(1, len(content)))
    made = {
        "cut": content[:at],
        "nul": content[:at] + b"\0" + content[at:],
        "line": content[:at] + b"\n" + content[at:],
        "quote": content[:at] + b'"' + content[at:],
        "twice": content + content,
        "crlf": content.replace(b"\n", luck.choice([b"\r\n", b"\r"])),
        "mark": b"\xef\xbb\xbf" + content,
        "empty": b"",
        "flip": content[:at] + bytes([luck.randrange(256)]) + content[at + 1 :],
    }
    return made.get(kind, content), kind


def mapping_of(luck: Random) -> dict[str, Any]:
    """A mapping for the table, with repairs or without."""
    people: dict[str, Any] = {"file": "people.csv", "columns": dict(COLUMNS), "repair": {}}
    choices = {
        "missing_manager": ["refuse", "unit_head", "skip_up", "root"],
        "duplicate": ["refuse", "first", "last", "larger"],
        "missing_unit": ["refuse", "manager", "own"],
        "similar_names": ["refuse", "merge"],
        "leading_zeros": [False, True],
    }
    for name, values in choices.items():
        if luck.random() < 0.5:
            people["repair"][name] = luck.choice(values)
    for role in ("department", "country", "fte", "hired", "status"):
        if luck.random() < 0.3:
            del people["columns"][role]
    if luck.random() < 0.3:
        people["as_of"] = "2020-06-30"
    if luck.random() < 0.3 and "status" in people["columns"]:
        people["keep"] = {"status": ["aktiv"]}
    if luck.random() < 0.2:
        people["silo"] = {"subtree_depth": luck.randint(1, 3)}
    people["span_above"] = luck.choice([2, 5, 30])
    return {"people": people}


def try_one(number: int, seed: int, folder: Path) -> tuple[bool, str]:
    """Import one broken table; returns whether it came in, and how it was broken. Raises where anything is wrong."""
    luck = Random(f"{seed}:{number}")
    rows = table_of(luck)
    kind = break_rows(rows, luck) if luck.random() < 0.7 else "whole"
    separator = luck.choice([";", ";", "\t", "|"])
    text = "".join(f"{separator.join(row)}\n" for row in [HEADER, *rows])
    content = text.encode(luck.choice(["utf-8", "utf-8", "cp1252", "utf-16"]), "replace")
    content, how = break_bytes(content, luck) if luck.random() < 0.6 else (content, "as it is")
    (folder / "people.csv").write_bytes(content)
    (folder / "mapping.yaml").write_text(json.dumps(mapping_of(luck)))
    findings, said, imported = Findings(), "", False
    try:
        found = read_import(folder / "mapping.yaml", "mapping.yaml", findings)
        write_import(found, folder / "out")
        said, imported = report_text(found.document), True
        load(folder / "out" / "scenario.yaml")
    except ScenarioError as error:
        said = str(error)
    if number % 5 == 0 and how not in ("line", "quote", "cut", "flip", "empty"):
        try:
            write_draft([str(folder / "people.csv")], folder / "draft.yaml")
        except ScenarioError as error:
            said += str(error)
    written = [path for path in folder.rglob("*") if path.is_file() and path.name not in ("people.csv", "mapping.yaml")]
    told = said.encode() + "\n".join(findings.notes).encode() + b"".join(path.read_bytes() for path in written)
    if TOKEN.encode() in told.lower():
        raise AssertionError(f"a word of a person was told ({kind}, {how})")
    if not imported and (folder / "out").exists():
        raise AssertionError("something was written and refused")
    return imported, f"{kind}, {how}"


def fuzz_tables(count: int, seed: int = 1, first: int = 0) -> Tally:
    """Import so many broken tables, and say what became of them."""
    tally = Tally()
    for number in range(first, first + count):
        with tempfile.TemporaryDirectory(prefix="wandel-tables-") as folder:
            began = time.process_time()
            try:
                imported, kind = try_one(number, seed, Path(folder))
                tally.imported += imported
                tally.refused += not imported
                tally.kinds[kind] += 1
            except Exception as error:  # whatever it is, it is wrong
                tally.wrong.append((number, f"{type(error).__name__}: {str(error)[:200]}"))
            taken = time.process_time() - began
            tally.slowest = max(tally.slowest, taken)
            if taken > SECONDS:
                tally.wrong.append((number, f"took {taken:.1f} s"))
    return tally
