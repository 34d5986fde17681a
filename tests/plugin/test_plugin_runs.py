"""Runs with a plugin: recorded, verified, compared, continued; and what is said when it is missing or changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulation.cli.main import run as main
from simulation.interventions import all_kinds
from simulation.plugin import load, loaded, unload
from simulation.plugin.loading import PluginError
from simulation.results.reader import StoredRun, latest

BASE = """
schema_version: 1
name: base
title: A base
organisation: {people: 120, countries: {A: 1}, divisions: {X: 0.6, Y: 0.4}}
run: {start: 2012-02-19, weeks: 8, replicates: 2, seed: 3}
"""
PLAN = """
extends: base.yaml
name: plan
interventions:
  - {kind: gift, start: 2, reward: 2}
"""


@pytest.fixture
def wandel(tmp_path, monkeypatch, capsys, write):
    """A folder with a base, a plan and the plugin that it needs, and a function that runs a command in it."""
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "plan.yaml").write_text(PLAN)
    write()
    monkeypatch.chdir(tmp_path)

    def _wandel(*arguments):
        code = main(arguments)
        streams = capsys.readouterr()
        assert "Traceback" not in streams.err
        return code, streams.out, streams.err

    return _wandel


RUN = ("run", "plan.yaml", "--no-page", "--plugin", "gift.py")


def test_the_manifest_records_the_plugin(wandel):
    assert wandel(*RUN)[0] == 0
    record = latest("plan").manifest
    (plugin,) = record.plugins
    assert (plugin.name, plugin.kinds) == ("gift.py", ("gift",))
    assert len(plugin.sha256) == 64
    code, out, _ = wandel(*RUN, "--json")
    assert code == 0
    document = json.loads(out)
    assert document["plugins"] == {"gift.py": plugin.sha256}
    assert document["reused"]


def test_a_plugin_that_is_not_used_changes_nothing(wandel):
    wandel("run", "base.yaml", "--no-page")
    code, out, _ = wandel("run", "base.yaml", "--no-page", "--plugin", "gift.py", "--json")
    assert code == 0
    assert json.loads(out)["reused"]
    assert latest("base").manifest.plugins == ()


def test_plugins_last_as_long_as_their_command(wandel):
    wandel(*RUN)
    assert loaded() == ()
    assert "gift" not in all_kinds()
    code, _, err = wandel("run", "plan.yaml")
    assert code == 2
    assert "plan.yaml:5: interventions[0].kind: unknown kind 'gift'" in err
    assert "--plugin FILE" in err


def test_one_loaded_before_stays(wandel):
    plugin = load("gift.py")
    assert wandel(*RUN)[0] == 0
    assert loaded() == (plugin,)


def test_verify_needs_the_plugin_of_the_run(wandel, write):
    wandel(*RUN)
    folder = str(latest("plan").folder)
    code, _, err = wandel("verify", folder)
    assert code == 2
    assert "was run with the plugin gift.py (gift; SHA-256" in err
    assert "give it by --plugin" in err
    assert wandel("verify", folder, "--plugin", "gift.py")[0] == 0
    write(("strength * self.plan.reward", "strength * self.plan.reward / 2"))
    code, _, err = wandel("verify", folder, "--plugin", "gift.py")
    assert code == 2
    assert "is another version of gift" in err


def test_a_changed_plugin_makes_a_run_of_its_own(wandel, write):
    wandel(*RUN)
    first = latest("plan")
    write(("Cost(0.1", "Cost(0.2"))
    code, out, _ = wandel(*RUN)
    assert code == 0
    version = first.manifest.plugins[0].sha256[:12]
    assert f"There is a complete run with another version of the plugin (gift.py {version}" in out
    assert str(first.folder) in out
    runs = [StoredRun.open(path.parent) for path in Path("results/plan").glob("*/manifest.json")]
    hours = sorted(run.totals(["cost_hours_cumulative"])["cost_hours_cumulative"][0, -1] for run in runs)
    assert hours == pytest.approx([6 * 12, 6 * 24])


def test_compare_with_a_plugin(wandel):
    code, out, _ = wandel("compare", "base.yaml", "plan.yaml", "--plugin", "gift.py", "--all")
    assert code == 0
    assert "Extra cost" in out
    folders = [str(latest(name).folder) for name in ("base", "plan")]
    code, _, err = wandel("compare", *folders)
    assert code == 2
    assert "was run with the plugin gift.py" in err
    assert wandel("compare", *folders, "--plugin", "gift.py")[0] == 0


def test_a_run_says_what_it_needs_in_python_too(wandel):
    wandel(*RUN)
    run = StoredRun.open(latest("plan").folder)
    with pytest.raises(PluginError, match=r"gift\.py"):
        run.scenario()
    plugin = load("gift.py")
    assert run.scenario().interventions[0].kind == "gift"
    unload(plugin)


def test_other_commands_know_it(wandel):
    option = ("--plugin", "gift.py")
    assert wandel("validate", "plan.yaml", *option)[0] == 0
    code, _, err = wandel("validate", "plan.yaml", "--set", "interventions[0].reward=9", *option)
    assert code == 2
    assert "must be a number between 0 and 5 (logit), not 9" in err
    assert "Everybody gets a gift" in wandel("explain", "gift", *option)[1]
    assert "gift.py, given by --plugin" in wandel("explain", "gift", *option)[1]
    assert "gift" in json.loads(wandel("list", "--json", *option)[1])["interventions"]
    assert "Gift" in json.loads(wandel("schema", *option)[1])["$defs"]
    assert wandel("organisation", "plan.yaml", "--out", "o", *option)[0] == 0
    code, _, err = wandel("explain", "gift")
    assert code == 2
    assert "unknown name" in err


def test_new_lists_its_settings(wandel):
    assert wandel("new", "mine.yaml", "--plugin", "gift.py")[0] == 0
    text = Path("mine.yaml").read_text()
    assert "#  - kind: gift # needs --plugin gift.py" in text
    assert "#    reward: 1.0 # pull of the gift" in text
    assert wandel("validate", "mine.yaml")[0] == 0


def test_two_plugins(wandel, write):
    write(("gift", "present"), ("Gift", "Present"), name="present.py")
    both = ("--plugin", "gift.py", "--plugin", "present.py")
    names = json.loads(wandel("list", "--json", *both)[1])["interventions"]
    assert {"gift", "present"} <= set(names)
    write(name="again.py")
    code, _, err = wandel("list", "--plugin", "gift.py", "--plugin", "again.py")
    assert code == 2
    assert "again.py:13: Gift: there is an intervention of the kind 'gift' already (from gift.py)" in err
    assert loaded() == ()


def test_a_plugin_that_fails_in_a_run_is_named(wandel, write):
    write(("strength * self.plan.reward)", "strength * self.plan.reward / (3 - age))"))
    code, _, err = wandel(*RUN)
    assert code == 1
    assert "gift.py:25: the plugin failed: ZeroDivisionError" in err


def test_a_plugin_that_is_none_ends_with_2(wandel):
    code, out, err = wandel("run", "plan.yaml", "--plugin", "gif.py")
    assert (code, out) == (2, "")
    assert "gif.py: there is no such file; unknown plugin 'gif.py'; did you mean 'gift.py'?" in err
