"""The folder of scenarios: no name, link or text leads out of the folder; nothing that changed on the disk is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.app.scenario_folder import ScenarioFolder
from simulation.results.errors import InputError

TEXT = "name: a\norganisation: {people: 200}\n"


@pytest.fixture
def scenarios(tmp_path: Path) -> ScenarioFolder:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text(TEXT)
    inside = tmp_path / "inside"
    (inside / "plans").mkdir(parents=True)
    (inside / "plan.yaml").write_text(TEXT)
    (inside / "plans" / "other.yml").write_text(TEXT)
    (inside / ".hidden.yaml").write_text(TEXT)
    (inside / "notes.txt").write_text("no scenario")
    (inside / "link.yaml").symlink_to(tmp_path / "outside" / "secret.yaml")
    (inside / "way").symlink_to(tmp_path / "outside")
    return ScenarioFolder(inside)


def test_files_of_the_folder_and_shipped_scenarios_are_there(scenarios: ScenarioFolder) -> None:
    assert scenarios.names()[0] == "plan.yaml"
    assert "small-demo" in scenarios.names()
    assert not {"link.yaml", ".hidden.yaml", "notes.txt"} & set(scenarios.names())
    assert scenarios.read("plan.yaml").text == TEXT
    assert scenarios.read("plans/other.yml").text == TEXT
    assert scenarios.read("small-demo").path.name == "small-demo.yaml"


@pytest.mark.parametrize(
    "name",
    [
        "../outside/secret.yaml", "plans/../../outside/secret.yaml", "link.yaml", "way/secret.yaml", ".hidden.yaml",
        "/etc/passwd", "/etc/passwd.yaml", "notes.txt", "", ".", "..", "plan.yaml/", "./plan.yaml", "plans//other.yml",
        "plan.yaml\0", "C:\\a.yaml", "..\\outside\\secret.yaml", "%2e%2e/outside/secret.yaml", "~/a.yaml",
        "a" * 200 + ".yaml",
        "/".join("a" * 12) + "/b.yaml", "plan.yaml\n", "con:.yaml", "file:plan.yaml", "|id.yaml", "$(id).yaml",
    ],
)  # fmt: skip
def test_no_other_name_leads_anywhere(scenarios: ScenarioFolder, name: str) -> None:
    with pytest.raises(InputError, match="is no scenario file in this folder"):
        scenarios.read(name)
    with pytest.raises(InputError):
        scenarios.save(name, TEXT, None)
    assert sorted(each.name for each in scenarios.root.parent.rglob("*.y*ml")) == [
        ".hidden.yaml", "link.yaml", "other.yml", "plan.yaml", "secret.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "extends: link.yaml\nname: a\n",
        "name: a\nposterior: ../outside/rows.csv\n",
        "name: a\norganisation: {from: ../outside/people.csv}\n",
        "name: a\norganisation: {from: /etc/passwd}\n",
        "name: a\norganisation: {from: way/people.csv}\n",
    ],
)
def test_no_text_refers_to_files_elsewhere(scenarios: ScenarioFolder, text: str) -> None:
    with pytest.raises(InputError, match="leads out of the folder"):
        scenarios.save("new.yaml", text, None)
    (scenarios.root / "bad.yaml").write_text(text)
    with pytest.raises(InputError, match="leads out of the folder"):
        scenarios.read("bad.yaml")


def test_what_is_extended_may_not_refer_elsewhere_either(scenarios: ScenarioFolder) -> None:
    (scenarios.root / "base.yaml").write_text("name: a\norganisation: {from: ../outside/people.csv}\n")
    with pytest.raises(InputError, match="leads out"):
        scenarios.check_references("extends: base.yaml\nname: b\n", scenarios.root / "b.yaml")


def test_a_file_that_was_changed_on_the_disk_is_not_overwritten(scenarios: ScenarioFolder) -> None:
    seen = scenarios.read("plan.yaml")
    saved = scenarios.save("plan.yaml", TEXT + "title: mine\n", seen.digest)
    assert (scenarios.root / "plan.yaml").read_text() == saved.text
    (scenarios.root / "plan.yaml").write_text(TEXT + "title: theirs\n")
    with pytest.raises(InputError, match=r"plan\.yaml was changed on the disk since it was opened"):
        scenarios.save("plan.yaml", TEXT + "title: mine again\n", saved.digest)
    with pytest.raises(InputError, match="is there already"):
        scenarios.save("plan.yaml", TEXT + "title: new\n", None)
    assert (scenarios.root / "plan.yaml").read_text() == TEXT + "title: theirs\n"


def test_a_new_file_is_written_where_its_name_says(scenarios: ScenarioFolder) -> None:
    assert scenarios.save("plans/new plan.yaml", TEXT, None).path == scenarios.root / "plans" / "new plan.yaml"
    assert scenarios.read("plans/new plan.yaml").text == TEXT
