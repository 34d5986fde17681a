"""`wandel organisation`: what it prints, what it stores, what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx
import numpy as np
import pyarrow.parquet as pq
import pytest

from simulation.cli.commands.organisation import MOST_IN_GRAPHML
from simulation.cli.main import run
from simulation.organisation import LAYERS, OrganisationSettings
from simulation.organisation.generator import generate
from simulation.organisation.measures import measure
from simulation.present.printed.organisation import MOST_SILOS, betweenness_sentence, number

SMALL = ("organisation", "small-demo", "--people", "90")
COMPILED = ("numba", "scipy", "networkx", "pyarrow", "pandas", "plotly", "mesa")


@pytest.fixture
def wandel(capsys, tmp_path, monkeypatch):
    """Run a command in a folder of its own; return exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def _wandel(*arguments):
        code = run([str(each) for each in arguments])
        streams = capsys.readouterr()
        assert "Traceback" not in streams.err
        return code, streams.out, streams.err

    return _wandel


def test_prints_people_silos_levels_layers_and_every_measure(wandel):
    code, out, err = wandel(*SMALL)
    assert code == 0
    assert err.startswith("note: small-demo: organisation.people: is 90 instead of 1,000"), "and nothing else"
    assert err.count("\n") == 1
    assert "90 people in 6 silos" in out
    for name in ("Germany / Technology", "middle_manager", *LAYERS, "clustering", "ei_index", "density_ratio"):
        assert name in out
    measures = measure(generate(OrganisationSettings(people=60))).table()
    assert [name for name, *_ in measures if name not in out] == []
    assert "Betweenness against that of other employees" in out
    assert "(exact)" in out


def test_stores_what_it_made(wandel, tmp_path):
    assert wandel(*SMALL)[0] == 0
    folder = tmp_path / "results" / "small-demo" / "organisation"
    document = json.loads((folder / "organisation.json").read_text(encoding="utf-8"))
    people, ties = pq.read_table(folder / "people.parquet"), pq.read_table(folder / "ties.parquet")
    assert sorted(path.name for path in folder.iterdir()) == ["organisation.json", "people.parquet", "ties.parquet"]
    made = generate(OrganisationSettings.model_validate(document["settings"]))

    assert people["person"].to_pylist() == list(range(90))
    assert people["silo"].to_pylist() == [made.silo_names[i] for i in made.silo]
    assert people["manager"].to_pylist() == [None, *made.manager[1:].tolist()]
    assert people["assistant"].to_pylist() == made.assistant.tolist()
    assert people.schema.field("manager").metadata[b"definition"].startswith(b"person whom")
    assert sum(document["silos"].values()) == sum(document["levels"].values()) == 90
    assert document["roles"]["desks"] == made.desk.sum()

    rows = list(zip(*(ties[name].to_pylist() for name in ("person", "other", "layer")), strict=True))
    assert len(rows) == len({row[:2] for row in rows}) == document["measures"]["n_ties"]["value"]
    assert all(person < other for person, other, _ in rows)
    for layer in made.layers:
        stored = {(a, b) for a, b, name in rows if name == layer.name}
        assert stored == {(i, int(j)) for i in range(90) for j in layer.of(i) if i < j}
        assert document["layers"][layer.name]["ties"] == len(stored)


def test_prints_one_json_document_that_is_also_stored(wandel, tmp_path):
    code, out, err = wandel(*SMALL, "--json", "--out", tmp_path / "here", "--set", "organisation.brokers=0")
    document = json.loads(out)
    assert code == 0
    assert err.count("note: ") == 1
    assert document == json.loads((tmp_path / "here" / "organisation.json").read_text(encoding="utf-8"))
    assert document["measures"]["betweenness_brokers"]["value"] is None
    assert document["measures"]["mean_degree"]["unit"] == "ties"
    assert document["roles"]["brokers"] == 0
    assert all((tmp_path / Path(path)).is_file() for path in document["files"].values())


def test_graphml_holds_people_and_ties(wandel, tmp_path):
    code, out, _ = wandel(*SMALL, "--graphml", "graphs/small.graphml")
    assert code == 0
    assert "graphs/small.graphml" in out
    graph = networkx.read_graphml(tmp_path / "graphs" / "small.graphml", node_type=int)
    ties = pq.read_table(tmp_path / "results" / "small-demo" / "organisation" / "ties.parquet")
    assert (len(graph), graph.number_of_edges()) == (90, ties.num_rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("small-demo", "--people", MOST_IN_GRAPHML + 1, "--graphml", "x.graphml"), "50,001 people are too many"),
        (("small-demo", "--people", "90", "--graphml", "."), "is a folder"),
        (("small-demo", "--people", "20"), "between 50 and 2000000 people"),
        (("small-demo", "--set", "organisation.peopel=90"), "did you mean 'people'?"),
        (("nothing",), "there is no such file"),
    ],
)
def test_wrong_input_is_2_and_leaves_nothing(wandel, tmp_path, arguments, message):
    code, out, err = wandel("organisation", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_1(wandel, tmp_path):
    (tmp_path / "file").touch()
    code, _, err = wandel(*SMALL, "--out", "file/below")
    assert code == 1
    assert "file/below" in err


def test_an_earlier_organisation_stays_whole_when_writing_fails(wandel, tmp_path, monkeypatch):
    def fail(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    assert wandel(*SMALL, "--out", "here")[0] == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    monkeypatch.setattr("pyarrow.parquet.write_table", fail)
    code, _, err = wandel(*SMALL, "--out", "here", "--set", "organisation.seed=5")
    assert code == 1
    assert "No space left" in err
    assert {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()} == before


def test_many_silos_are_cut_short(wandel):
    names = ", ".join(f"Division {i:02}: 1" for i in range(MOST_SILOS + 5))
    code, out, _ = wandel("organisation", "small-demo", "--set", f"organisation.divisions={{{names}}}")
    assert code == 0
    assert f"and {2 * (MOST_SILOS + 5) - MOST_SILOS} more, in organisation.json" in out


def test_betweenness_says_from_how_many_it_was_sampled():
    organisation = generate(OrganisationSettings(people=300))
    assert "sampled: followed from 20 of 300 employees" in betweenness_sentence(measure(organisation, 20))
    assert "(exact)" in betweenness_sentence(measure(organisation, 300))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (np.nan, "share", "–"),
        (0.00002193, "share", "0.00219%"),
        (0.5, "share", "50%"),
        (1190357, "ties", "1,190,357"),
        (19.83, "ties", "19.8"),
        (-0.6468, "", "-0.647"),
        (12345.6, "", "12,346"),
    ],
)
def test_numbers_are_short(value, unit, text):
    assert number(value, unit) == text


def test_building_the_command_line_imports_nothing_heavy():
    code = (
        "import sys, simulation; before = set(sys.modules)\n"
        "from simulation.cli.main import run; assert run(['organisation', '--help']) == 0\n"
        f"assert not [name for name in {COMPILED!r} if name in sys.modules and name not in before]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
