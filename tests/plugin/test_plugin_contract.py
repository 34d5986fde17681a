"""`wandel check-plugin`: a sound plugin passes, and each way to break the contract is found by its rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulation.cli.main import run
from simulation.interventions import all_kinds
from simulation.plugin import elsewhere
from simulation.plugin.checking import check
from simulation.plugin.contract import RULES
from simulation.plugin.loading import load
from simulation.scenario.problems import ScenarioError

APPLY = '        effects.add("extrinsic", self.people, strength * self.plan.reward)\n'
COST = "        return Cost(0.1 * self.people.size)\n"
TIES = "    def activate("


def apply(code: str) -> tuple[str, str]:
    """Other effects."""
    return APPLY, f"        {code}\n"


def cost(code: str) -> tuple[str, str]:
    """Other costs."""
    return COST, f"        return {code}\n"


def ties(code: str) -> tuple[str, str]:
    """Ties, or what is done when they are asked for."""
    return TIES, f"    def new_ties(self, world):\n        {code}\n\n{TIES}"


BROKEN = {
    "strength is ignored": (
        "strength 0 is none", apply("effects.add('extrinsic', self.people, self.plan.reward)"), "week 4"),
    "strength zero takes from others": (
        "strength 0 is none beside another", apply("effects.add('content_value', self.people, strength)"), "week"),
    "it acts before": (
        "nothing before its start",
        ties("is_open = world.communities.is_open; is_open.setflags(write=True); is_open[:] = True\n"
             "        return '', np.empty((0, 2), int)"), "week 0"),
    "it does nothing": ("it acts", apply("effects.add('extrinsic', self.people, 0.0)"), "nothing changes"),
    "it throws dice": (
        "the same run repeats",
        apply("effects.add('belief', self.people, strength * np.random.random())"), "week"),
    "it keeps things": (
        "the same run repeats",
        apply("effects.add('extrinsic', self.people, strength * (len(SEEN) % 5)); SEEN.append(1)"), "week"),
    "it looks at its place": (
        "order does not matter",
        ("self.name, view.people)", "self.name, view.people)[: 10 + 20 * world.interventions.index(self)]"), "week"),
    "a cost that is no number": ("planned costs hold", cost("Cost(float('nan'))"), "nan hours"),
    "hours that come back": ("planned costs hold", cost("Cost(-1.0)"), "-1 hours"),
    "no cost": ("planned costs hold", cost("Cost()"), "costs nothing at all"),
    "beyond the plan": (
        "planned costs hold", cost("Cost(2.0)\n\n    def planned(self, age):\n        return Cost(1.0)"),
        "2 hours are booked"),
    "it writes into the world": (
        "nothing before its start", ties("world.organisation.silo[0] = 1\n        return '', np.empty((0, 2), int)"),
        "read-only"),
    "it writes": ("it only looks", apply("view.people.skill[self.people] = strength"), "writes into the state"),
    "an effect that is no number": (
        "it only looks", apply("effects.add('extrinsic', self.people, strength * float('nan'))"), "extrinsic is not"),
    "it says that nothing changes": (
        "it only looks",
        apply("effects.add('read_drive', self.people, strength * age / 20)\n\n    constant = True"),
        "asked every week"),
    "it says so and changes later": (
        "it only looks",
        apply("effects.add('read_drive', self.people, strength * (age > 20))\n\n    constant = True"),
        "asked every week"),
    "it says so and teaches later": (
        "it only looks",
        apply("effects.add('training', self.people, strength * 0.5 * (age == 26))\n\n    constant = True"),
        "asked every week"),
    "it says so and costs more later": (
        "it only looks",
        cost("Cost(1.0 + (age > 20))\n\n    def apply(self, age, strength, view, effects):\n"
             "        effects.add('extrinsic', self.people, strength)\n\n    constant = True"), "asked every week"),
    "it says so and asks for more later": (
        "it only looks",
        cost("Cost(1.0)\n\n    def asks(self, age):\n        return 1.0 + (age > 20)\n\n    constant = True"),
        "asks for 2 hours"),
    "other ties each time": (
        "ties are known before",
        ties("return 'event', np.random.randint(0, world.organisation.n_people, (9, 2))"), "others each time"),
    "ties of an unknown kind": (
        "ties are known before", ties("return 'love', np.array([[0, 1]])"), "of the kind 'love'"),
    "ties of three": ("ties are known before", ties("return 'event', np.array([[0, 1, 2]])"), "pairs"),
    "it needs many people": (
        "it runs in a smaller copy",
        ("self.name, view.people)", "self.name, view.people)[: 60 // (world.organisation.n_people // 100)]"),
        "the plugin failed: ZeroDivisionError"),
    "no channel": (
        "it acts", apply("effects.add('extrinsics', self.people, strength)"), "did you mean 'extrinsic'?"),
    "it fails": ("it acts", apply("1 / 0"), "the plugin failed: ZeroDivisionError"),
}  # fmt: skip


OTHER_PROCESSES = "every process gives the same"


@pytest.fixture(autouse=True)
def in_this_process(request, monkeypatch):
    """Start no other processes but where a test is about them: each takes seconds."""
    if "elsewhere" not in request.fixturenames:
        monkeypatch.setattr(elsewhere, "SEEDS", ())


@pytest.fixture(name="elsewhere")
def elsewhere_too():
    """A test that asks for this starts other processes."""


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("replaced", "message"),
    [
        (
            apply("effects.add('extrinsic', self.people, strength * (1 + hash('gift') % 997 / 997))"),
            "between processes",
        ),
        (("class _Gift", "import sys\nassert 'pytest' in sys.modules\n\n\nclass _Gift"), "cannot be loaded"),
    ],
    ids=["hashes of texts", "fails elsewhere"],
)
def test_a_run_is_the_same_in_every_process(write, replaced, message):
    """Python hashes texts anew in each process: what depends on that, or on a set's order, repeats only within one."""
    found = {each.rule: each for each in check(load(write(replaced)))}
    assert message in found[OTHER_PROCESSES].message
    assert found["the same run repeats"].passes


def test_a_sound_plugin_keeps_all_rules(write):
    found = check(load(write()))
    assert [each.rule for each in found] == [*(rule.name for rule in RULES), OTHER_PROCESSES]
    assert [each.message for each in found if not each.passes] == []


@pytest.mark.parametrize(("rule", "replaced", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_found(write, rule, replaced, message):
    found = {each.rule: each for each in check(load(write(replaced, ("class _Gift", "SEEN = []\n\n\nclass _Gift"))))}
    assert not found[rule].passes
    assert message in found[rule].message


def test_settings_and_kinds(write):
    path = write()
    two = write(("@intervention", path.read_text().split("@intervention")[1].replace("Gift", "Toy").replace(
        "gift", "toy").join(["@intervention", "\n\n@intervention"])), name="two.py")  # fmt: skip
    plugin = load(two)
    assert plugin.kinds == ("toy", "gift")
    found = check(plugin, ["reward=0"], "toy")
    assert {each.kind for each in found} == {"toy"}
    assert [each.rule for each in found if not each.passes] == ["it acts"]
    for assignments, kind, message in (
        (["reward=9"], None, "between 0 and 5"),
        (["rewards=1"], None, "did you mean 'reward'?"),
        (["name=x"], None, "cannot be set"),
        ([], "gifts", "did you mean 'gift'?"),
    ):
        with pytest.raises(ScenarioError, match=message.replace("?", r"\?")):
            check(plugin, assignments, kind)


def test_a_setting_that_must_be_given(write):
    plugin = load(write(("setting(1.0, ", "setting(")))
    with pytest.raises(ScenarioError, match=r"reward.*is missing"):
        check(plugin)
    assert all(each.passes for each in check(plugin, ["reward=1"]))


def test_command_says_pass_or_fail(write, capsys):
    assert run(["check-plugin", str(write())]) == 0
    out = capsys.readouterr().out
    assert out.count("pass ") == len(RULES) + 1
    assert f"gift: keeps all {len(RULES) + 1} rules" in out
    assert "gift" not in all_kinds()
    assert run(["check-plugin", str(write()), "--set", "reward=0", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert not document["passes"]
    assert [each["rule"] for each in document["kinds"]["gift"] if not each["passes"]] == ["it acts"]


def test_command_names_what_is_wrong_with_the_file(write, capsys):
    path = write(('unit="logit", ', ""))
    assert run(["check-plugin", str(path)]) == 2
    assert f"{path.name}:14: Gift: reward: a number needs a unit" in capsys.readouterr().err
    assert run(["check-plugin", str(path.with_name("no.py"))]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_the_shipped_example_keeps_all_rules():
    plugins = sorted((Path(__file__).resolve().parents[2] / "experiments" / "plugins").glob("*.py"))
    assert [path.name for path in plugins] == ["lunch_roulette.py"]
    assert [each.message for each in check(load(plugins[0])) if not each.passes] == []
