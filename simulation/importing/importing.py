"""The whole way from a mapping to a folder with an organisation, a scenario and a report."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from simulation.importing.findings import Findings
from simulation.importing.grown import grow_tree
from simulation.importing.mapping import Mapping
from simulation.importing.mapping_file import load_mapping
from simulation.importing.organisation import stored_organisation
from simulation.importing.people import read_company
from simulation.importing.report import document_of, report_text
from simulation.importing.scenario import scenario_text
from simulation.importing.staff import Staff
from simulation.importing.standing import Standing
from simulation.importing.storing import REPORT, replace_folder
from simulation.importing.ties import by_layer, dotted_lines, read_ties
from simulation.organisation.stored import TIES_FILE, Stored, write_stored

KEY_FILE: Final = "key.txt"


@dataclass(slots=True)
class Imported:
    """Everything that an import writes; nothing in it names a person."""

    mapping: Mapping
    stored: Stored
    standing: Standing
    document: dict[str, Any]


def read_import(path: Path, shown: str, findings: Findings) -> Imported:
    """Return what the files of a mapping become; ``findings`` are filled on the way.

    Raises:
        ScenarioError: the mapping or a table cannot be used; with everything that was found.
    """
    mapping = load_mapping(path, shown)
    company = read_company(mapping, path.parent, findings)
    if not company.has_managers:
        grow_tree(company.staff, findings)
    secret = _secret(mapping, path.parent)
    stored, standing = stored_organisation(company.staff, company.settings, mapping.privacy, secret, findings)
    stored = _with_ties(stored, mapping, company.staff, standing, path.parent, findings)
    findings.check()
    document = {"name": mapping.name, **document_of(company, stored, standing, findings.notes)}
    return Imported(mapping, stored, standing, document)


def _with_ties(
    stored: Stored, mapping: Mapping, staff: Staff, standing: Standing, folder: Path, findings: Findings
) -> Stored:
    """Return the organisation with the ties that tables state, and the dotted lines."""
    read = [ties for each in mapping.ties if (ties := read_ties(each, staff, folder, findings)) is not None]
    if staff.dotted.size:
        read.append(dotted_lines(staff))
        findings.notes.append(f"{len(read[-1].pairs):,} dotted line(s) are ties")
    if not read:
        return stored
    are_all = any(each.are_all for each in mapping.ties)
    outline = replace(stored.outline, ties=(TIES_FILE, "", are_all))
    return Stored(outline, stored.columns, by_layer(read, standing, findings))


def _secret(mapping: Mapping, folder: Path) -> bytes:
    """Return what orders people: drawn anew and thrown away, or kept in a file beside the mapping if asked."""
    path = folder / KEY_FILE
    if mapping.privacy.keep_key == "none":
        return secrets.token_bytes(32)
    if not path.exists():
        path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
        path.chmod(0o600)
    return path.read_bytes()


def write_import(found: Imported, folder: Path) -> None:
    """Write organisation, ties, scenario and report into a folder, whole or not at all."""

    def fill(into: Path) -> None:
        path, sha256 = write_stored(found.stored, into)
        (into / "scenario.yaml").write_text(scenario_text(found.mapping, path.name, sha256), encoding="utf-8")
        (into / "report.md").write_text(report_text(found.document), encoding="utf-8")
        text = json.dumps(found.document, indent=2, ensure_ascii=False)
        (into / REPORT).write_text(text + "\n", encoding="utf-8")

    replace_folder(folder, fill)
