"""The whole way from a mapping to a folder with an organisation, a scenario and a report."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from simulation.importing.findings import Findings
from simulation.importing.group_ties import read_barrier
from simulation.importing.grown import grow_tree
from simulation.importing.mapping import Mapping
from simulation.importing.mapping_file import load_mapping
from simulation.importing.observing import ImportedObservations, ObservedPeople, observe
from simulation.importing.organisation import stored_organisation
from simulation.importing.own import read_own
from simulation.importing.people import ImportedCompany, read_company
from simulation.importing.report import FORMAT, VERSION, observed_document, people_document, report_text
from simulation.importing.scenario import scenario_text
from simulation.importing.series import write_series
from simulation.importing.staff import Staff
from simulation.importing.standing import Positions
from simulation.importing.storing import REPORT, replace_import
from simulation.importing.ties import by_layer, dotted_lines, read_ties
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.stored import TIES_FILE, Stored, write_stored
from simulation.system.files import open_plainly
from simulation.system.writing import write_text

KEY_FILE: Final = "key.txt"
_KEY_BYTES: Final = 32
_KEY_LETTERS: Final = 2 * _KEY_BYTES
_KEY: Final = re.compile(rb"[0-9a-f]{%d}" % _KEY_LETTERS)


@dataclass(slots=True)
class Imported:
    """Everything that an import writes, no organisation where no table has people; nothing in it names a person."""

    mapping: Mapping
    stored: Stored | None
    standing: Positions | None
    observed: ImportedObservations
    document: dict[str, Any]


def read_import(path: Path, shown: str, findings: Findings) -> Imported:
    """Return what the files of a mapping become; ``findings`` are filled on the way.

    Raises:
        ScenarioError: the mapping or a table cannot be used; with everything that was found.
    """
    mapping, folder = load_mapping(path, shown), path.parent
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, "name": mapping.name, "files": {}}
    stored = standing = None
    people = ObservedPeople(mapping.headcount or OrganisationSettings().people)
    printable: set[str] = set()
    if mapping.people:
        company, stored, standing = _read_people(mapping, folder, findings)
        document |= people_document(company, stored, standing)
        people = ObservedPeople.of(company.staff, standing)
        printable = {name for name, size in document["people_by_unit"].items() if size is not None}
    elif mapping.own is not None:
        stored = read_own(mapping.own, folder, findings)
        findings.check()
        people = ObservedPeople(stored.outline.people, stored.outline.silo_names) if stored else people
        printable = set(people.silos)
        document["own"] = f"{people.n:,} people as `wandel organisation` wrote them"
    elif mapping.headcount is None:
        findings.notes.append(f"no table of people and no headcount: the scenario has {people.n:,} people; change that")
    observed = observe(mapping, people, printable, folder, findings)
    barriers = [read_barrier(each, folder, findings) for each in mapping.ties if each.between == "groups"]
    observed.barrier = barriers[-1] if barriers else None
    findings.check()
    document |= {**observed_document(observed), "notes": findings.notes}
    document["files"] |= observed.used
    return Imported(mapping, stored, standing, observed, document)


def _read_people(mapping: Mapping, folder: Path, findings: Findings) -> tuple[ImportedCompany, Stored, Positions]:
    """Return the company of the tables of people, what is stored of it, and where everybody stands."""
    company = read_company(mapping, folder, findings)
    if not company.has_managers:
        grow_tree(company.staff, findings)
    secret = _secret(mapping, folder, findings)
    stored, standing = stored_organisation(company.staff, company.settings, mapping.privacy, secret, findings)
    stored = _with_ties(stored, mapping, company.staff, standing, folder, findings)
    return company, stored, standing


def _with_ties(
    stored: Stored, mapping: Mapping, staff: Staff, standing: Positions, folder: Path, findings: Findings
) -> Stored:
    """Return the organisation with the ties that tables state, and the dotted lines."""
    between = [each for each in mapping.ties if each.between == "people"]
    read = [ties for each in between if (ties := read_ties(each, staff, folder, findings)) is not None]
    if staff.dotted.size:
        read.append(dotted_lines(staff))
        findings.notes.append(f"{len(read[-1].pairs):,} dotted line(s) are ties")
    if not read:
        return stored
    are_all = any(each.are_all for each in between)
    outline = replace(stored.outline, ties=(TIES_FILE, "", are_all))
    return Stored(outline, stored.columns, by_layer(read, standing, findings))


def _secret(mapping: Mapping, folder: Path, findings: Findings) -> bytes:
    """Return what orders people: drawn anew and thrown away, or kept in a file beside the mapping if asked."""
    drawn = secrets.token_hex(_KEY_BYTES)
    if mapping.privacy.keep_key == "none":
        return drawn.encode()
    path = folder / KEY_FILE
    if not path.exists():
        write_text(path, f"{drawn}\n", mode=0o600)
    try:
        with os.fdopen(open_plainly(path, os.O_RDONLY), "rb") as file:
            found = file.read(_KEY_LETTERS + 2).strip()
    except OSError as error:
        found, why = b"", error.strerror
    else:
        why = f"is not {_KEY_LETTERS} letters and digits"
    if not _KEY.fullmatch(found):  # whoever can guess the key can find people by their place
        findings.refuse(KEY_FILE, [], "", f"{why}; remove it, and another one is drawn, with another order of people")
    return found + b"\n"


def write_import(imported: Imported, folder: Path) -> None:
    """Write organisation, ties, scenario and report into a folder, whole or not at all."""

    def fill(into: Path) -> None:
        table = None if imported.stored is None else write_stored(imported.stored, into)
        (into / "scenario.yaml").write_text(scenario_text(imported.mapping, table, imported.observed), encoding="utf-8")
        if imported.observed.points:
            write_series(imported.observed.points, into / "series.parquet")
        (into / "report.md").write_text(report_text(imported.document), encoding="utf-8")
        text = json.dumps(imported.document, indent=2, ensure_ascii=False)
        (into / REPORT).write_text(text + "\n", encoding="utf-8")

    replace_import(folder, fill)
