"""The account of one person agrees with the people tables of independent runs."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from simulation.attribution.asked import check_state
from simulation.attribution.person import chance, person
from simulation.results.arrow import numbers, texts
from simulation.results.errors import InputError
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.results.persons import STATES
from tests.attribution.conftest import PLANS, WEEKS, laboratory, scenario

MORE = 9
"""Replicates; more than the scenario states, which is possible."""


def table(run, who: int) -> dict[str, list]:
    """What became of a person in each replicate."""
    rows: dict[str, list] = {"silo": [], "level": [], "cause": [], **{state: [] for state in STATES}}
    for _, people in run.replicate_tables("people"):
        for name in ("silo", "level", "cause"):
            codes, names = texts(people[name])
            rows[name].append(names[codes[who]])
        registered = bool(numbers(people["registered"])[who])
        rows["registered"].append(registered)
        rows["read"].append(registered and bool(numbers(people["last_read"], -1)[who] >= WEEKS - 4))
        rows["contributed"].append(registered and bool(numbers(people["last_contribution"], -1)[who] >= WEEKS - 4))
    return rows


def test_a_person_is_as_the_people_tables_say(shared: Path, tmp_path: Path) -> None:
    """Without the event the other one of its kind keeps the luck that it has beside it."""
    changes = {"run": scenario().run.model_dump() | {"replicates": MORE}}
    lucky = tuple(plan | {"luck": each.luck} for plan, each in zip(PLANS, scenario().interventions, strict=True))
    fact, without = (
        execute(scenario(plans, name, **changes), Options(root=tmp_path, workers=2)).run
        for name, plans in (("fact", PLANS), ("without", lucky[1:]))
    )
    for who in (0, 37, 399):
        ours, rows, other = person(laboratory(shared), who, MORE, "read"), table(fact, who), table(without, who)
        assert {(ours.silo, ours.level)} == set(zip(rows["silo"], rows["level"], strict=True))
        assert {state: ours.chances[state].share for state in STATES} == {s: np.mean(rows[s]) for s in STATES}
        causes = [cause if there else "none" for cause, there in zip(rows["cause"], rows["registered"], strict=True)]
        assert {c: one.share for c, one in ours.causes.items()} == {c: causes.count(c) / MORE for c in ours.causes}
        event = next(one for one in ours.decisions if one.removal.name == "event")
        assert event.without.share == np.mean(other["read"])
        assert event.difference == pytest.approx(np.mean(rows["read"]) - np.mean(other["read"]))
        assert [abs(one.difference) for one in ours.decisions] == sorted(
            (abs(one.difference) for one in ours.decisions), reverse=True
        )
        ties = laboratory(shared).world.contacts(who).size
        assert sum(ours.ties.values()) == ties > 0


@pytest.mark.slow
def test_own_initiative_decides_clearly_for_some(shared: Path) -> None:
    first = [person(laboratory(shared), who, MORE, "registered").decisions[0] for who in range(0, 400, 10)]
    clear = [one for one in first if one.clear]
    assert clear
    assert all(abs(one.difference) > 2 * one.error for one in clear)
    assert {"own initiative", "colleagues"} & {one.removal.name for one in clear}
    assert len(clear) < len(first)


def test_errors_are_those_of_shares_and_never_zero() -> None:
    many = np.arange(10_000) % 4 == 0
    assert chance(many).share == 0.25
    assert chance(many).error == pytest.approx(sqrt(0.25 * 0.75 / 10_000), rel=1e-3)
    assert chance(np.zeros(20, np.bool_)).share == 0
    assert 0.02 < chance(np.zeros(20, np.bool_)).error < 0.05 < chance(np.zeros(5, np.bool_)).error


def test_an_idle_intervention_decides_for_nobody(shared: Path) -> None:
    for who in range(0, 400, 50):
        idle = next(
            one for one in person(laboratory(shared), who, MORE, "registered").decisions if one.removal.name == "idle"
        )
        assert idle.difference == 0
        assert idle.error > 0
        assert not idle.clear


def test_a_state_is_chosen_by_its_measure() -> None:
    assert [check_state(m) for m in (None, "registered", "contributors_28")] == ["read", "registered", "contributed"]
    with pytest.raises(InputError, match="of one person"):
        check_state("skill_mean")
    with pytest.raises(InputError, match="unknown measure"):
        check_state("skil_mean")


def test_there_is_nobody_beyond_the_last_number(shared: Path) -> None:
    with pytest.raises(InputError, match="0 to 399"):
        person(laboratory(shared), 400, 1, "read")
