"""Questions to a study's table: the commands, on a company small enough to run here."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.cli.main import run

STUDY = """
schema_version: 1
name: asked
scenarios: [small.yaml]
vary: {imitation_rate: prior, innovation_rate: {range: [0.001, 0.2], scale: log}}
design: {kind: latin_hypercube, points: 60}
replicates: 2
luck: fresh
keep: {measures: [registered, people], weeks: [11]}
"""
COMPANY = "schema_version: 1\nname: small\norganisation: {people: 60}\nrun: {weeks: 12}\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("asked")
    (folder / "small.yaml").write_text(COMPANY)
    (folder / "asked.yaml").write_text(STUDY)
    arguments = [str(folder / "asked.yaml"), "--out", str(folder)]
    assert run(["study", "run", *arguments, "--workers", "1"]) == 0
    return arguments


def test_what_it_hangs_on(study: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["study", "sensitivity", *study, "--measure", "registered"]) == 0
    told = capsys.readouterr().out
    rows = [line.split() for line in told.splitlines()]
    first = next(row for row in rows if row[:1] == ["innovation_rate"])
    assert float(first[1]) > 0.15, "over so wide a range it matters"
    assert any(row[:1] == ["luck"] for row in rows)


def test_what_is_always_the_same_is_named(study: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["study", "sensitivity", *study, "--measure", "people"]) == 0
    assert "show the same, 60" in capsys.readouterr().out


def test_where_few_are_registered(study: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["study", "discover", *study, "--measure", "registered", "--below", "15"]) == 0
    assert "innovation_rate up to" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["sensitivity", "--measure", "registred"], "did you mean registered"),
        (["discover", "--measure", "registered"], "give one limit"),
        (["discover", "--measure", "registered", "--above", "1000"], "no run is a case"),
        (["sensitivity", "--measure", "registered", "--week", "3"], "no run of week 3"),
    ],
)
def test_mistakes_are_told(study: list[str], asked: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["study", asked[0], *study, *asked[1:]]) == 2
    assert said in capsys.readouterr().err.replace("'", "")


def test_designs_of_their_own_have_methods_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "small.yaml").write_text(COMPANY)
    for design, head in (("{kind: sobol_indices, power: 3}", "Sobol"), ("{kind: morris, trajectories: 4}", "Morris")):
        file = tmp_path / "asked.yaml"
        file.write_text(STUDY.replace("{kind: latin_hypercube, points: 60}", design).replace("fresh", "shared"))
        assert run(["study", "run", str(file), "--out", str(tmp_path), "--workers", "1"]) == 0
        assert run(["study", "sensitivity", str(file), "--out", str(tmp_path), "--measure", "registered"]) == 0
        assert f"registered: {head}" in capsys.readouterr().out
