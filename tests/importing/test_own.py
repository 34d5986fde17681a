"""What `wandel organisation` writes comes back as the same organisation."""

from __future__ import annotations

from pathlib import Path

from simulation.importing.drafting import write_draft
from simulation.importing.findings import Findings
from simulation.importing.importing import read_import, write_import
from simulation.organisation.digest import digest_of
from simulation.organisation.generator import generate
from simulation.organisation.settings import OrganisationSettings
from simulation.results.organisation_tables import people_table, ties_table, write_table
from simulation.scenario.loading import load


def test_round_trip(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = generate(OrganisationSettings(people=400))
    write_table(people_table(made), Path("people.parquet"))
    write_table(ties_table(made), Path("ties.parquet"))
    mapping = Path("mapping.yaml")
    assert write_draft(["people.parquet", "ties.parquet"], mapping) == 0, "nothing is open"
    write_import(read_import(mapping, "mapping.yaml", Findings()), tmp_path / "out")
    scenario = load(tmp_path / "out" / "scenario.yaml")
    assert digest_of(generate(scenario.organisation)) == digest_of(made)
    assert scenario.organisation.outline.silo_names == made.silo_names
