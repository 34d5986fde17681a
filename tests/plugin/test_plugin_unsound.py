"""What a plugin hands over in a run that no run can use: an error with file and name, never a number in a result."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from simulation.cli.main import run as wandel
from simulation.engines.run import simulate
from simulation.interventions.contained import EndedError, contained
from simulation.model.effects import CHANNELS, EffectBuilder
from simulation.plugin.loading import fault, load
from simulation.scenario.schema import Scenario
from simulation.world import build
from tests.plugin.conftest import SOUND

APPLY = '        effects.add("extrinsic", self.people, strength * self.plan.reward)\n'
COST = "        return Cost(0.1 * self.people.size)\n"
ACTIVATE = "        return _Gift(self, world.choose(self.target, self.name, view.people))\n"
TIES = "    def activate("
COMPANY = {
    "name": "small",
    "organisation": {"people": 80, "divisions": {"X": 0.5, "Y": 0.5}},
    "interventions": [{"kind": "gift", "start": 1, "target": {"count": 10}}],
    "run": {"weeks": 5, "replicates": 1, "uncertainty": "chance"},
}


def said(code: tuple[str, str], write, source: str = SOUND) -> str:
    """Run a company with a plugin in which a text is replaced; return what is said about what it raised."""
    load(write(code, source=source))
    try:
        simulate(build(Scenario.model_validate(COMPANY)), 0)
    except Exception as raised:
        return fault(raised)
    pytest.fail("nothing was raised")


EFFECTS = {
    "not a number": ('"training", self.people, float("nan")', "training is not a number somewhere"),
    "one of many": (
        '"read_drive", self.people, np.where(self.people > 40, np.nan, 0.1)', "read_drive is not a number somewhere"),
    "without end": ('"usefulness", self.people, float("inf")', "usefulness is inf somewhere; it can take -5 to 5"),
    "too much": ('"training", self.people, 1.5', "training is 1.5 somewhere; it can take 0 to 1 share"),
    "too little": ('"training", self.people, -0.1', "training is -0.1 somewhere"),
    "one too much": ('"belief", self.people, np.full(10, 1.5)', "belief is 1.5 somewhere; it can take -1 to 1 share"),
    "takes back too much": ('"distraction", self.people, -1.5', "distraction is -1.5 somewhere; it can take -1 to 1"),
    "a platform of contents": ('"official_content", 0, 1e9', "official_content is 1e+09 somewhere"),
    "nowhere": ('"training", self.people + 1000, 0.1', "out of bounds"),
    "from the end": ('"training", self.people - 80, 0.1', "place -"),
    "twice": ('"training", np.repeat(self.people, 2), 0.1', "10 places are named more than once"),
    "too few values": ('"training", self.people, np.full(3, 0.1)', "broadcast"),
    "no such channel": ('"moral", self.people, 0.1', "moral"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "message"), EFFECTS.values(), ids=EFFECTS)
def test_effects_that_no_channel_takes_raise_in_a_run(write, code: str, message: str) -> None:
    text = said((APPLY, f"        effects.add({code})\n"), write)
    assert "gift.py:" in text
    assert message in text


def test_effects_at_their_bounds_are_taken(write) -> None:
    """Single precision must not refuse 1.0 as more than 1, nor a channel's own bounds."""
    for name, channel in CHANNELS.items():
        probes = {scope: np.zeros(4, np.bool_) for scope in ("person", "community", "layer", "platform")}
        builder = EffectBuilder(probes=probes)
        builder.add(name, np.array([0, 2]), np.float64(channel.high))
        builder.add(name, [1, 3], np.array([channel.low, channel.high]))
        builder.add(name, np.array([True, False, False, True]), channel.high)
        builder.add(name, slice(1, 3), channel.high)
        assert len(builder.added) == 4
        assert not any(probe.any() for probe in probes.values())


HANDED_OVER = {
    "hours that are not a number": ((COST, "        return Cost(float('nan'))\n"), "gift.py: gift (gift): nan hours"),
    "negative hours": ((COST, "        return Cost(-2.0)\n"), "-2 hours and 0 EUR are booked in its week 0"),
    "money without end": ((COST, "        return Cost(1.0, float('inf'))\n"), "inf EUR are booked"),
    "no cost": ((COST, "        return 3.0\n"), "must say its cost as Cost(hours=..., eur=...), not float"),
    "booked only": (
        (COST, "        return Cost(float('nan'))\n    def planned(self, age):\n        return Cost(1.0)\n"),
        "nan hours and 0 EUR are booked in its week 0"),
    "planned only": (
        (COST, COST + "    def planned(self, age):\n        return Cost(float('inf'))\n"),
        "inf hours and 0 EUR are planned in its week 0"),
    "attention": ((COST, COST + "    def asks(self, age):\n        return float('nan')\n"), "asks for nan hours"),
    "less attention": ((COST, COST + "    def asks(self, age):\n        return -1.0\n"), "asks for -1 hours"),
    "books": ((COST, COST + "    def books(self, age):\n        return {'talks': float('nan')}\n"), "books talks"),
    "books of others": (
        (COST, COST + "    def books(self, age):\n        return {'talks': np.ones(3)}\n"), "books talks for 3 people"),
    "no such book": ((COST, COST + "    def books(self, age):\n        return {'laughs': 1}\n"), "books 'laughs'"),
    "columns": (
        (COST, COST + "    def columns(self):\n        return {'gifts': (self.people, np.full(10, np.nan))}\n"),
        "the column gifts holds what is not a number"),
    "columns of nobody": (
        (COST, COST + "    def columns(self):\n        return {'gifts': (self.people + 500, np.ones(10))}\n"),
        "the column gifts needs people that there are"),
    "people that there are not": ((ACTIVATE, "        return _Gift(self, np.arange(75, 85))\n"), "from 0 to 79"),
    "people from the end": ((ACTIVATE, "        return _Gift(self, np.arange(-3, 3))\n"), "from 0 to 79"),
    "people twice": ((ACTIVATE, "        return _Gift(self, np.zeros(3, int))\n"), "named once each"),
    "people as a mask": ((ACTIVATE, "        return _Gift(self, np.ones(80, bool))\n"), "from 0 to 79"),
    "nothing at all": ((ACTIVATE, "        return None\n"), "must return an Active, not a NoneType"),
    "ties to nobody": (
        (TIES, f"    def new_ties(self, world):\n        return 'event', np.array([[0, 99]])\n\n{TIES}"),
        "ties must be pairs [ties, 2] of people from 0 to 79"),
    "ties of no kind": (
        (TIES, f"    def new_ties(self, world):\n        return 'friends', np.array([[0, 9]])\n\n{TIES}"),
        "ties of the kind 'friends'"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "message"), HANDED_OVER.values(), ids=HANDED_OVER)
def test_what_else_it_hands_over_is_checked_too(write, code: tuple[str, str], message: str) -> None:
    text = said(code, write)
    assert "gift.py" in text
    assert message in text


ENDING = {
    "sys.exit": "SystemExit(0)",
    "KeyboardInterrupt": "KeyboardInterrupt()",
    "one of its own": "Stop()",
}
PLACES = {
    "apply": (APPLY, "        {}\n"),
    "activate": (ACTIVATE, "        {}\n"),
    "cost": (COST, "        {}\n"),
    "new_ties": (TIES, f"    def new_ties(self, world):\n        {{}}\n\n{TIES}"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("raised", ENDING.values(), ids=ENDING)
def test_a_plugin_cannot_end_the_program(write, tmp_path, capsys, monkeypatch, place: str, raised: str) -> None:
    """With `sys.exit(0)` a run ended with exit code 0, as if it had been finished."""
    monkeypatch.chdir(tmp_path)
    old, new = PLACES[place]
    path = write(
        (old, new.format(f"raise {raised}")), ("class _Gift", "class Stop(BaseException):\n    pass\n\n\nclass _Gift")
    )
    (tmp_path / "small.yaml").write_text(
        "schema_version: 1\nname: small\norganisation: {people: 80}\nrun: {weeks: 4, replicates: 2}\n"
        "interventions: [{kind: gift, start: 1, target: {count: 10}}]\n"
    )
    monkeypatch.setattr(signal, "getsignal", lambda _number: None)  # as while a command is at work
    assert wandel(["run", "small.yaml", "--plugin", str(path), "--no-page", "--workers", "1"]) == 1
    err = capsys.readouterr().err
    assert "gift.py:" in err
    assert f"{raised} was raised; code of an intervention cannot end the program" in err
    assert "Traceback" not in err


def test_a_plugin_that_ends_the_program_while_a_scenario_is_read(write, tmp_path, capsys) -> None:
    """Its settings may have checks of their own."""
    check = "    def model_post_init(self, context):\n        raise SystemExit(0)\n\n"
    path = write((TIES, check + TIES))
    (tmp_path / "small.yaml").write_text(
        "schema_version: 1\nname: small\norganisation: {people: 80}\ninterventions: [{kind: gift, start: 1}]\n"
    )
    assert wandel(["validate", str(tmp_path / "small.yaml"), "--plugin", str(path)]) == 1
    assert "SystemExit" in capsys.readouterr().err


@pytest.fixture
def in_the_foreground() -> Iterator[None]:
    """Ctrl-C as Python answers it; a shell lets what it starts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_real_interrupt_stays_one(in_the_foreground) -> None:
    """Ctrl-C in the main thread, where nobody handles signals, is what the user wants."""

    @contained
    def pressed() -> None:
        raise KeyboardInterrupt

    assert threading.current_thread() is threading.main_thread()
    with pytest.raises(KeyboardInterrupt):
        pressed()
    found: list[BaseException] = []

    def elsewhere() -> None:
        try:
            pressed()
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [type(error) for error in found] == [EndedError]


WRITES = {
    "silos": "world.organisation.silo[:5] = 0",
    "ties": "world.organisation.layers[0].indices[:] = 0",
    "layers": "world.layers[1][1][:] = 0",
    "communities": "world.communities.is_open[:] = True",
    "memberships": "world.slots[:] = 0",
    "people": "view.people.belief[:] = 1",
    "flags": "view.people.registered[:] = 1",
    "contributions": "view.people.contributions[:] = 1",
    "groups": "view.groups.stage[:] = 1",
    "chosen": "world.choose(self.target, self.name, view.people)[:] = 1",
    "kept": "world.once('mine', lambda: {'a': [np.zeros(3)]})['a'][0][0] += 1",
}


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
@pytest.mark.parametrize("code", WRITES.values(), ids=WRITES)
def test_what_all_replicates_share_cannot_be_written_to(write, code: str, engine: str) -> None:
    """What one replicate wrote there, all others would see."""
    load(write((ACTIVATE, f"        {code}\n{ACTIVATE}")))
    with pytest.raises(ValueError, match="read-only") as raised:
        simulate(build(Scenario.model_validate(COMPANY)), 0, engine=engine)
    assert "gift.py:" in fault(raised.value)


def test_tables_of_the_world_cannot_be_written_to_either(write) -> None:
    load(write((ACTIVATE, f"        world.ends['gift'] = 2\n{ACTIVATE}")))
    with pytest.raises(TypeError, match="does not support item assignment"):
        simulate(build(Scenario.model_validate(COMPANY)), 0)
