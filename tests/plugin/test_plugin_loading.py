"""Loading a plugin: what it brings, and what is said about one that cannot be used."""

from __future__ import annotations

import hashlib
import sys

import pytest

from simulation.catalogue.declared import explain
from simulation.interventions import all_kinds
from simulation.interventions.registry import origin_of
from simulation.plugin import PluginError, load, loaded, unload
from simulation.plugin.loading import load_all, used
from simulation.scenario.loading import load as load_scenario
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import json_schema
from tests.plugin.conftest import REWARD, SOUND

PLAN = {"kind": "gift", "start": 3, "reward": 2}


def scenario(*interventions):
    return Scenario.model_validate({"name": "a", "interventions": interventions})


def test_a_loaded_kind_is_like_those_that_ship(write):
    path = write()
    plugin = load(path)
    assert plugin.kinds == ("gift",)
    assert plugin.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert scenario(PLAN).interventions[0].reward == 2
    assert "Gift" in json_schema()["$defs"]
    (entry,) = explain("gift")
    assert entry.facts["from"] == f"{path}, given by --plugin"
    assert explain("gift.reward")[0].facts["allowed"] == "a number between 0 and 5 (logit)"


def test_a_plugin_is_gone_when_unloaded(write):
    before = list(all_kinds()), set(sys.modules)
    unload(load(write()))
    assert (list(all_kinds()), set(sys.modules)) == before
    assert origin_of("gift") == ""
    assert "Gift" not in json_schema()["$defs"]
    with pytest.raises(ValueError, match="gift"):
        scenario(PLAN)


def test_scenarios_from_before_stay_valid(write):
    plain = scenario({"kind": "kick_off", "start": 1})
    load(write())
    assert Scenario.model_validate_json(plain.model_dump_json()) == plain


def test_the_same_file_twice_is_one_plugin(write):
    path = write()
    assert load(path) is load(path)
    assert load_all([path, path]) == (load(path),)
    changed = load(write((REWARD, "    more: int = setting(1, meaning='x', unit='1', low=0, high=2)\n" + REWARD)))
    assert loaded() == (changed,)
    assert "more" in all_kinds()["gift"].model_fields


def test_used_are_those_whose_kinds_a_scenario_has(write):
    gift = load(write())
    load(write(("gift", "present"), ("Gift", "Present"), name="present.py"))
    assert used(scenario(PLAN)) == (gift,)
    assert used(scenario()) == ()


def test_all_or_none(write):
    bad = write(source="1 / 0\n", name="bad.py")
    with pytest.raises(PluginError):
        load_all([write(), bad])
    assert loaded() == ()
    assert "gift" not in all_kinds()


def test_a_scenario_cannot_name_a_plugin(write, tmp_path):
    path = tmp_path / "a.yaml"
    for key in ("plugin", "plugins"):
        path.write_text(f"name: a\n{key}: [{write().name}]\n")
        with pytest.raises(ScenarioError, match=f"unknown key '{key}'"):
            load_scenario(path)


def test_an_unknown_kind_hints_at_the_option(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("name: a\ninterventions:\n  - {kind: gift, start: 3}\n")
    with pytest.raises(ScenarioError, match=r"unknown kind 'gift'.*--plugin FILE") as caught:
        load_scenario(path)
    assert caught.value.problems[0].line == 3


LINE = SOUND[: SOUND.index(REWARD)].count("\n") + 1
KIND = 'kind: Literal["gift"] = "gift"'
BAD = {
    "no intervention": ([("@intervention\n", "")], 0, "has no intervention: put @intervention"),
    "no subclass": ([("(Intervention)", "")], 9, "no subclass of Intervention"),
    "a function": ([("@intervention\n", "@intervention\ndef f(): ...\n")], 0, "f is marked as an intervention"),
    "taken": ([(KIND, 'kind: Literal["kick_off"] = "kick_off"')], 13, "of the kind 'kick_off' already"),
    "no kind": ([(KIND, "")], 9, 'kind: Literal["gift"] = "gift"'),
    "odd kind": ([(KIND, 'kind: Literal["Gift!"] = "Gift!"')], 13, "needs its name in lower case"),
    "no docstring": ([('    """Everybody gets a gift, every week."""\n', "")], 9, "needs a docstring"),
    "no evidence": ([('"None was looked for: an assumption."', '""')], 12, "needs evidence: ClassVar[str]"),
    "evidence as setting": ([("evidence: ClassVar[str]", "evidence: str")], 12, "needs evidence: ClassVar[str]"),
    "no meaning": ([('meaning="pull of the gift"', 'meaning=""')], LINE, "its meaning is missing"),
    "no setting": ([('setting(1.0, meaning="pull of the gift", unit="logit", low=0, high=5)', "1.0")], LINE,
                   "reward: declare it by setting("),
    "no unit": ([('unit="logit", ', "")], LINE, "reward: a number needs a unit"),
    "an amount of whom": ([('unit="logit"', 'unit="hours"')], LINE, "reward: an amount in hours needs what it is for"),
    "no bounds": ([(", low=0, high=5", "")], LINE, "reward: a number needs bounds"),
    "one bound": ([(", high=5", "")], LINE, "reward: a number needs bounds"),
    "bounds the wrong way round": ([("low=0, high=5", "low=5, high=0")], LINE, "low below high"),
    "default outside": ([("setting(1.0", "setting(7.0")], LINE, "its default must be between 0 and 5"),
    "abstract": ([("def activate", "def begin")], 9, "lacks activate"),
    "not Python": ([("class _Gift", "clas _Gift")], 20, "SyntaxError"),
    "fails at import": ([("class _Gift", "1 / 0\nclass _Gift")], 20, "ZeroDivisionError: division by zero"),
    "leaves at import": ([("class _Gift", "raise SystemExit(3)\nclass _Gift")], 20, "SystemExit: 3"),
    "unknown import": ([("import numpy", "import nothing_of_that_name")], 3, "ModuleNotFoundError"),
}  # fmt: skip


@pytest.mark.parametrize(("replaced", "line", "message"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_with_its_line(write, replaced, line, message):
    before = list(all_kinds()), set(sys.modules)
    path = write(*replaced)
    with pytest.raises(PluginError) as caught:
        load(path)
    assert any(message in each.message and each.line == line for each in caught.value.problems), str(caught.value)
    assert all(each.file == str(path) for each in caught.value.problems)
    assert (list(all_kinds()), set(sys.modules)) == before
    assert loaded() == ()


def test_all_that_is_undeclared_comes_together(write):
    path = write(('unit="logit", low=0, high=5', ""), ('"None was looked for: an assumption."', '""'))
    with pytest.raises(PluginError) as caught:
        load(path)
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [("gif.py", "did you mean 'gift.py'?"), ("gift.yaml", "must end in .py"), ("no/where.py", "there is no such file")],
)
def test_files_that_are_none(write, tmp_path, name, message):
    write()
    with pytest.raises(PluginError, match=message.replace("?", r"\?")):
        load(tmp_path / name)
    with pytest.raises(PluginError):
        load("a\0b.py")
    (tmp_path / "folder.py").mkdir()
    with pytest.raises(PluginError, match="no such file"):
        load(tmp_path / "folder.py")


def test_settings_of_records_inside_are_checked_too(write):
    record = "class Size(BaseModel):\n    n: int = 3\n\n\n@intervention\n"
    path = write(
        ("@intervention\n", record),
        ("import numpy as np\n", "import numpy as np\nfrom pydantic import BaseModel\n"),
        (REWARD, "    size: Size = setting(Size(), meaning='size')\n" + REWARD),
    )
    with pytest.raises(PluginError, match="n: declare it by setting") as caught:
        load(path)
    assert caught.value.problems[0].line == 10


def test_what_a_plugin_prints_does_not_mix_with_results(write, capsys):
    load(write(("import numpy as np\n", "import numpy as np\nprint('hello')\n")))
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "hello\n")
