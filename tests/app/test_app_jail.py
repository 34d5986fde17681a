"""The folder jail: no name, link or text leads out of the folder; nothing that changed on the disk is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.app.jail import Jail
from simulation.results.errors import InputError

TEXT = "name: a\norganisation: {people: 200}\n"


@pytest.fixture
def jail(tmp_path: Path) -> Jail:
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
    return Jail(inside)


def test_files_of_the_folder_and_shipped_scenarios_are_there(jail: Jail) -> None:
    assert jail.names()[0] == "plan.yaml"
    assert "small-demo" in jail.names()
    assert not {"link.yaml", ".hidden.yaml", "notes.txt"} & set(jail.names())
    assert jail.read("plan.yaml").text == TEXT
    assert jail.read("plans/other.yml").text == TEXT
    assert jail.read("small-demo").path.name == "small-demo.yaml"


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
def test_no_other_name_leads_anywhere(jail: Jail, name: str) -> None:
    with pytest.raises(InputError, match="is no scenario file in this folder"):
        jail.read(name)
    with pytest.raises(InputError):
        jail.save(name, TEXT, None)
    assert sorted(each.name for each in jail.root.parent.rglob("*.y*ml")) == [
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
def test_no_text_refers_to_files_elsewhere(jail: Jail, text: str) -> None:
    with pytest.raises(InputError, match="leads out of the folder"):
        jail.save("new.yaml", text, None)
    (jail.root / "bad.yaml").write_text(text)
    with pytest.raises(InputError, match="leads out of the folder"):
        jail.read("bad.yaml")


def test_what_is_extended_may_not_refer_elsewhere_either(jail: Jail) -> None:
    (jail.root / "base.yaml").write_text("name: a\norganisation: {from: ../outside/people.csv}\n")
    with pytest.raises(InputError, match="leads out"):
        jail.check_references("extends: base.yaml\nname: b\n", jail.root / "b.yaml")


def test_a_file_that_was_changed_on_the_disk_is_not_overwritten(jail: Jail) -> None:
    seen = jail.read("plan.yaml")
    saved = jail.save("plan.yaml", TEXT + "title: mine\n", seen.digest)
    assert (jail.root / "plan.yaml").read_text() == saved.text
    (jail.root / "plan.yaml").write_text(TEXT + "title: theirs\n")
    with pytest.raises(InputError, match=r"plan\.yaml was changed on the disk since it was opened"):
        jail.save("plan.yaml", TEXT + "title: mine again\n", saved.digest)
    with pytest.raises(InputError, match="is there already"):
        jail.save("plan.yaml", TEXT + "title: new\n", None)
    assert (jail.root / "plan.yaml").read_text() == TEXT + "title: theirs\n"


def test_a_new_file_is_written_where_its_name_says(jail: Jail) -> None:
    assert jail.save("plans/new plan.yaml", TEXT, None).path == jail.root / "plans" / "new plan.yaml"
    assert jail.read("plans/new plan.yaml").text == TEXT
