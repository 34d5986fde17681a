"""Where to add what: what CONTRIBUTING's table promises is added to a copy, in as many files as the table says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
COPIED: Final = ("simulation", "scenarios", "tests", "benchmarks", "experiments")


@dataclass(frozen=True)
class Addition:
    """Something that is added: to which row of the table it belongs, what is written where, and how it is seen.

    ``written`` maps files to pairs of an anchor and the text that goes before it; without an anchor, the file is new.
    """

    row: str
    written: dict[str, Sequence[tuple[str, str]]]
    seen: str
    """Program that runs in the copy and fails where the addition is not there."""


KIND: Final = '''"""Coffee mornings: people meet over coffee."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from simulation.declare import setting
from simulation.interventions.base import Active, Cost, Intervention

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class CoffeeMornings(Intervention):
    """Coffee is served every week; it does nothing else."""

    evidence: ClassVar[str] = "None: an assumption."

    kind: Literal["coffee_mornings"] = "coffee_mornings"
    eur: float = setting(100, meaning="money for coffee", unit="EUR per week", per="company", low=0, high=10_000)

    def activate(self, world: WorldView, view: View) -> Active:
        """Return the coffee."""
        return _Coffee(self.eur)


class _Coffee(Active):
    def __init__(self, eur: float) -> None:
        self.eur = eur
        self.people = np.arange(10)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Do nothing."""

    def cost(self, age: int) -> Cost:
        """Return what the coffee takes."""
        return Cost(eur=self.eur)
'''
COMMAND: Final = '''"""`wandel greet`: say hello."""

from simulation.cli.guard import guarded


def command() -> None:
    """Say hello."""
    with guarded():
        from simulation.cli.console import show
        from simulation.present.printed.greet import greet_blocks

        show(greet_blocks())
'''
COFFEE_TEST: Final = '''"""Coffee costs, and does nothing."""

import simulation as wandel


def test_coffee_costs(tmp_path):
    company = {"schema_version": 1, "name": "tiny", "organisation": {"people": 200}}
    company["run"] = {"weeks": 5, "replicates": 1}
    company["interventions"] = [{"kind": "coffee_mornings", "name": "coffee", "start": 0, "weeks": 3, "eur": 100}]
    weekly = wandel.run(company, out=tmp_path, engine="mesa").weekly(["cost_eur_cumulative"], silo="all")
    assert weekly["cost_eur_cumulative"].iloc[-1] == 300
'''
STUDY: Final = """schema_version: 1
name: two-rates
title: Two rates
scenarios: [telekom-2012]
vary:
  parameters.imitation_rate: {levels: [0.05, 0.1]}
"""

ADDITIONS: Final = (
    Addition(
        "a parameter",
        {
            "simulation/parameters.py": [
                (
                    '        _p("threshold_mean",',
                    '        _p("canteen_pull", "q_c", "pull of the canteen", "logit",\n'
                    '           0, 2, 0.1, _normal(0.1, 0.05), "Canteen2026"),\n',
                )
            ],
            "simulation/sources.py": [
                (
                    '    Source(\n        "Gardner2011",',
                    '    Source("Canteen2026", "A study of canteens: .1, standard error .05."),\n',
                )
            ],
        },
        "from simulation.model.coefficients import Coefficients\n"
        "assert 'canteen_pull' in Coefficients._fields\n"
        "from simulation.catalogue.declared import explain\nassert 'Canteen2026' in str(explain('canteen_pull'))\n",
    ),
    Addition(
        "an intervention",
        {
            "simulation/interventions/kinds/coffee_mornings.py": [("", KIND)],
            "simulation/interventions/__init__.py": [
                (
                    "from simulation.interventions.kinds.working_out_loud",
                    "from simulation.interventions.kinds.coffee_mornings import CoffeeMornings\n",
                ),
                ("    CountryRollOut,\n):", "    CoffeeMornings,\n"),
            ],
            "tests/interventions/test_coffee.py": [("", COFFEE_TEST)],
        },
        "import tempfile\nfrom pathlib import Path\nfrom tests.interventions.test_coffee import test_coffee_costs\n"
        "test_coffee_costs(Path(tempfile.mkdtemp()))\n",
    ),
    Addition(
        "a state variable",
        {
            "simulation/model/state.py": [
                (
                    '    registered: Annotated[Byte, "R"',
                    '    thirst: Annotated[Float, "q", "share", "thirst for coffee"]\n',
                )
            ],
        },
        "from simulation.model.state import People\nassert 'thirst' in People._fields\n",
    ),
    Addition(
        "a measure",
        {
            "simulation/measures/adoption.py": [
                (
                    '    count("quits",',
                    '    count("people_twice", "People again", "people", "people"),\n',
                )
            ],
            "tests/measures/hand.py": [
                (
                    '    "registered": _hand(',
                    '    "people_twice": _hand("people", 200, people=200),\n',
                )
            ],
        },
        "from simulation.measures import MEASURES\nfrom tests.measures.hand import BY_HAND\n"
        "assert set(BY_HAND) == set(MEASURES) and 'people_twice' in MEASURES\n",
    ),
    Addition(
        "an influence that can be taken out",
        {
            "simulation/attribution/influences.py": [
                (
                    '    Influence("novelty",',
                    '    Influence("habit of reading", "the habit of reading pulls nobody", {"read_habit": 0}),\n',
                )
            ],
        },
        "from simulation.attribution.influences import INFLUENCES\n"
        "assert 'habit of reading' in [each.name for each in INFLUENCES]\n",
    ),
    Addition(
        "a header of a personnel system",
        {"simulation/importing/vocabulary.py": [('        "leiter", "boss",', '        "obermotz",\n')]},
        "from simulation.importing.vocabulary import ROLES\nassert 'obermotz' in ROLES['manager']\n",
    ),
    Addition(
        "a kind that `wandel best` decides on",
        {"simulation/studies/best/menu.py": [('    "onboarding": Offer(),', '    "mandate": Offer(),\n')]},
        "from pathlib import Path\nfrom simulation.scenario.loading import load\n"
        "from simulation.studies.best.menu import menu\n"
        "assert menu(load(Path('scenarios/telekom-2012.yaml')), ['mandate'])[1].all\n",
    ),
    Addition(
        "a scenario",
        {
            "scenarios/tiny.yaml": [
                ("", "schema_version: 1\nname: tiny\norganisation: {people: 200}\nrun: {weeks: 5}\n")
            ]
        },
        "from pathlib import Path\nfrom simulation.scenario.loading import load\n"
        "assert load(Path('scenarios/tiny.yaml')).organisation.people == 200\n",
    ),
    Addition(
        "a study",
        {"experiments/two-rates.yaml": [("", STUDY)]},
        "from tests.test_additions import command\n"
        "assert 'imitation_rate (one of 0.05, 0.1)' in command('study', 'plan', 'experiments/two-rates.yaml')\n",
    ),
    Addition(
        "a command",
        {
            "simulation/cli/commands/greet.py": [("", COMMAND)],
            "simulation/cli/main.py": [('    "slides", ', '    "greet",\n')],
            "simulation/present/printed/greet.py": [
                (
                    "",
                    '"""What greeting prints."""\n\n\ndef greet_blocks() -> list[str]:\n'
                    '    """Return what is printed."""\n    return ["Hello."]\n',
                )
            ],
        },
        "from tests.test_additions import command\nassert 'Hello.' in command('greet')\n",
    ),
)


def command(*arguments: str) -> str:
    """Return what a command of the copy in which this runs prints."""
    return subprocess.run(
        [sys.executable, "-m", "simulation", *arguments], check=True, capture_output=True, text=True
    ).stdout


def promised(row: str) -> int:
    """Return how many files the table says: its first number, and one more where a test is added."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (last,) = re.findall(rf"^\| {re.escape(row)} \|.*\| ([^|]+) \|$", table, re.MULTILINE)
    number = re.match(r"\d+", last)
    assert number, last
    return int(number[0]) + ("+ test" in last)


@pytest.mark.slow
@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda each: each.row)
def test_an_addition_touches_as_many_files_as_the_table_says(addition: Addition, tmp_path: Path) -> None:
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, pairs in addition.written.items():
        path = tmp_path / name
        for anchor, text in pairs:
            before = path.read_text(encoding="utf-8") if anchor else ""
            assert before.count(anchor) == 1 or not anchor, f"{anchor!r} in {name}"
            path.write_text(before.replace(anchor, text + anchor, 1) if anchor else text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", addition.seen],
        cwd=tmp_path,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(addition.written) == promised(addition.row)
