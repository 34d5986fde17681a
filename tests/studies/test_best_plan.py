"""The best plan of a company in which interventions add up, so that it is known by hand; and what is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulation as wandel
from simulation.cli.main import run
from simulation.engines.budget import weekly_costs, within_budget
from simulation.present.best import best_lines, best_page, more_lines
from simulation.present.doubts import doubts
from simulation.present.language import LANGUAGES
from simulation.results.errors import InputError
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import canonical, resolved_yaml
from simulation.studies.best.goal import most_of
from simulation.studies.best.levers import Lever, Levers
from simulation.studies.best.menu import MENU, menu
from simulation.studies.best.optimise import Best, optimise
from simulation.studies.best.search import SearchEffort
from simulation.studies.running import worker
from simulation.world import build

SHARES = {"A": 0.4, "B": 0.3, "C": 0.2, "D": 0.1}
EUR = {"A": 10_000, "B": 6_000, "C": 4_000, "D": 1_000}
"""Of 240 people, 96, 72, 48 and 24 are reached for so much. Within 11,000 EUR the best is B, C and D: 144 people."""
BUDGET = {"budget_eur": 11_000.0}
LEVERS = Levers(tuple(Lever(f"interventions.{name}", (False, True), name, is_presence=True) for name in SHARES))


def campaign(name: str) -> dict[str, Any]:
    return {
        "kind": "campaign", "name": name, "start": 1, "weeks": 8, "target": {"silos": [name]},
        "hazard_per_contact": 0.2, "reading": 0.0, "wear_half_life": 500, "lead_hours": 0, "hours_per_contact": 0,
        "eur_per_contact": 0, "eur_fixed": EUR[name],
    }  # fmt: skip


def company(**changes: Any) -> Scenario:
    """Nobody registers but through the campaign of her division: what campaigns bring adds up."""
    data: dict[str, Any] = {
        "name": "divided",
        "organisation": {"people": 240, "countries": {"Germany": 1}, "divisions": SHARES},
        "parameters": {
            "innovation_rate": 0, "imitation_rate": 0, "launch_hazard": 0, "never_share": 0, "shock_spread": 0,
            "turnover_rate": 0,
        },
        "model": {"calendar": "none"},
        "interventions": [campaign(name) for name in SHARES],
        "run": {"weeks": 10, "seed": 3, "uncertainty": "chance"},
    }  # fmt: skip
    return Scenario.model_validate(data | changes)


def found_in(store: Path) -> Best:
    wanted = most_of("registered", None, company())
    return optimise(company(), wanted, BUDGET, LEVERS, effort=SearchEffort(160, 4, 16), fresh=16, store=store)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def best(store: Path) -> Best:
    return found_in(store)


def test_the_best_plan_is_the_one_known_by_hand(best: Best) -> None:
    assert LEVERS.present(best.best.choice) == ("B", "C", "D")
    reached = 1 - np.exp(-0.2 * 8)
    assert best.best.lead == pytest.approx(144 * reached, abs=6)
    assert best.best.cost.eur == 11_000
    assert best.best.p_best > 0.9
    assert (best.best.regret, best.nothing.lead) == (pytest.approx(0, abs=1), 0)
    assert best.nothing.regret == pytest.approx(best.best.lead, abs=1)


def test_parts_add_up_and_a_further_budget_brings_what_it_pays_for(best: Best) -> None:
    """10,000 EUR more pay for all four: the 96 people of A on top."""
    reached = 1 - np.exp(-0.2 * 8)
    for part in best.parts:
        assert part.alone[0] == pytest.approx(240 * SHARES[part.name] * reached, abs=6)
        assert part.in_best is None or part.in_best[0] == pytest.approx(part.alone[0], abs=6)
        assert not part.should_not_be_done
    (further,) = best.further
    assert LEVERS.present(further.choice) == ("A", "B", "C", "D")
    assert further.lead == pytest.approx(96 * reached, abs=6)
    assert best.optimism == pytest.approx(0, abs=8)
    eur = [each.cost.eur for each in best.front]
    assert eur == sorted(eur)
    assert best.company.also == ("readers_28", "contributions_total_cumulative")
    for one in best.plans:  # all that stands on the front, and nothing else, is beaten by no plan in everything
        worse = [(other.mean, -other.cost.eur, -other.cost.hours, *other.also.values()) for other in best.plans]
        mine = (one.mean, -one.cost.eur, -one.cost.hours, *one.also.values())
        beaten = any(all(a >= b for a, b in zip(each, mine, strict=True)) and each != mine for each in worse)
        assert (one in best.front) != beaten


def test_too_few_runs_are_warned_of_and_enough_are_not(best: Best) -> None:
    """Each doubt by itself, in both languages; the known best plan, found with enough runs, has none."""
    from dataclasses import replace

    assert doubts(best, LANGUAGES["en"]) == []
    second = next(each for each in best.plans[1:] if not each.is_tied)
    other = replace(best, first=second)
    short = replace(best, is_behind_none=3, raced=8)
    few = replace(best, alone_tried=2)
    even = replace(best, plans=[replace(best.best, p_best=0.3), replace(second, is_tied=True), *best.plans[2:]])
    for made, english, german in (
        (other, "the search's first choice was another plan", "Die erste Wahl der Suche"),
        (
            short,
            "3 plans that none was clearly ahead of, after 8 of 16 runs",
            "Die Suche endete mit 3 Plänen",
        ),
        (few, "only 2 of 4 interventions were tried alone", "Nur 2 von 4 Maßnahmen"),
        (even, "in only 30% of the futures", "Unentschieden"),
    ):
        for code, words in (("en", english), ("de", german)):
            (said,) = doubts(made, LANGUAGES[code])
            assert words in said
            assert said in best_lines(made, LANGUAGES[code])
    assert more_lines(best, LANGUAGES["de"])[0].startswith("Weitere 10.000 EUR brächten +")
    assert b"Bester Plan von divided" in best_page(best, LANGUAGES["de"])


def test_every_plan_keeps_its_budget_as_it_would_be_run(best: Best, tmp_path: Path) -> None:
    for number, each in enumerate(best.plans):
        path = tmp_path / f"plan-{number}.yaml"
        path.write_text(resolved_yaml(best.company.plan(each.choice)), encoding="utf-8")
        plan = load(path)
        assert canonical(plan) == canonical(best.company.plan(each.choice))
        world, cuts = within_budget(build(plan))  # refuses what goes beyond
        assert cuts == []
        planned = sum(cost.eur for weekly in weekly_costs(world).values() for cost in weekly)
        assert planned == pytest.approx(each.cost.eur)
        assert plan.economics.budget_eur == 11_000


def test_a_search_goes_on_from_its_store_and_comes_to_the_same(
    best: Best, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "run", lambda *how: pytest.fail("everything is in the store"))
    again = found_in(store)
    assert [(each.choice, each.mean, each.p_best) for each in again.plans] == [
        (each.choice, each.mean, each.p_best) for each in best.plans
    ]
    assert (again.optimism, again.runs, again.tried) == (best.optimism, best.runs, best.tried)


def test_the_least_that_reaches_a_goal(store: Path) -> None:
    """60 registered need 75 people reached: the 96 of B and D for 7,000 EUR; B, or C and D, are only 72."""
    found = optimise(
        company(), "25% registered by week 9", {"budget_eur": 15_000.0}, LEVERS, effort=SearchEffort(160, 4,
        16), fresh=16,
        store=store,
    )  # fmt: skip
    assert found.best.p_goal == 1
    assert min(each.cost.eur for each in found.smallest) == 7_000
    assert found.nothing.p_goal == 0


def test_the_menu_fits_companies_of_every_size() -> None:
    for people in (120, 3000):
        scenario, levers = menu(company(organisation={"people": people}, interventions=[]))
        assert len(scenario.interventions) == len(MENU)
        assert set(levers.presence) == set(MENU)
        assert levers.size > 1e6
    with pytest.raises(InputError, match="campaign"):
        menu(company(), ["campain"])
    scenario, levers = menu(company(interventions=[campaign("A") | {"name": "campaign"}]), ["campaign"])
    assert [each.name for each in scenario.interventions] == ["campaign", "campaign 2"]


@pytest.mark.slow
def test_the_command_writes_a_plan_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "my-company.yaml"
    base.write_text(resolved_yaml(company(interventions=[])), encoding="utf-8")
    asked = ["best", str(base), "--budget-eur", "12000", "--budget-hours", "300", "--goal", "5% registered by week 9"]
    small = ["--only", "campaign", "--only", "kick_off", "--runs", "100", "--fresh", "8", "--workers", "1"]
    assert run([*asked, *small, "--out", str(tmp_path), "--language", "en"]) == 0
    said = capsys.readouterr().out
    for words in ("Best plan:", "optimism", "P(goal)", "would bring", "To confirm it with other luck"):
        assert words in said
    file = tmp_path / "divided" / "best" / "divided-best.yaml"
    assert run(["validate", str(file)]) == 0
    assert run(["run", str(file), "--replicates", "1", "--no-page", "--out", str(tmp_path)]) == 0
    assert run(["best", str(base), "--goal", "nonsense"]) == 2


def test_a_budget_below_what_the_scenario_does_anyway_is_refused_with_what_that_takes() -> None:
    """Nothing from the menu fits where the company's own plan is too dear already: said before anything is run."""
    own = wandel.load("small-demo", scale=0.3, weeks=40)
    with pytest.raises(ScenarioError, match=r"take [\d,]+ EUR, [\d,]+ more than 1,000 \(kick-off event"):
        optimise(own, budget={"budget_eur": 1000}, levers=["campaign"])
