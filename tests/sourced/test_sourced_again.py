"""A second reading of every sourced number, against the declarations."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import exp
from pathlib import Path
from typing import Any

import pytest

from simulation.declare import ASSUMPTION, Parameter
from simulation.factors import FACTORS
from simulation.interventions.behaviour import all_behaviour
from simulation.model.items import ITEM_SHARES
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.sources import SOURCES
from simulation.value.claims import CLAIMS
from tests.sourced.assumed import ASSUMED
from tests.sourced.entered import DIRECTION_ONLY, ENTRIES, Entry, training_in_use
from tests.test_declarations import SETTINGS

NUMBERS: dict[str, Parameter] = {
    **PARAMETERS,
    **FACTORS,
    **{f"interventions.{name}": each for name, each in all_behaviour().items()},
}
SCENARIOS = Path(__file__).parents[2] / "scenarios"
LIVE, TALK = date(2012, 2, 19), date(2013, 10, 9)
DOCUMENTS, DISCUSSIONS, COMMENTS, CONTRIBUTIONS = 36_000, 11_300, 13_400, 83_900


def source_of(key: str) -> str:
    """The declared source of a parameter, factor or setting."""
    return NUMBERS[key].source if key in NUMBERS else SETTINGS[key].json_schema_extra["source"]


def default_of(key: str) -> Any:
    """The declared default."""
    return NUMBERS[key].default if key in NUMBERS else SETTINGS[key].default


def sourced() -> set[str]:
    """Every declared number or choice that names a source."""
    return {key for key in (*NUMBERS, *SETTINGS) if source_of(key) != ASSUMPTION}


def test_every_sourced_number_was_entered_again_or_says_why_not() -> None:
    entered = [each.key for each in ENTRIES]
    assert len(set(entered)) == len(entered)
    assert sourced() - set(entered) - set(DIRECTION_ONLY) == set(), "enter it in tests/sourced/entered.py"
    assert (set(entered) | set(DIRECTION_ONLY)) - sourced() == set()
    assert set(entered) & set(DIRECTION_ONLY) == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_entry(entry: Entry) -> None:
    assert source_of(entry.key) == entry.source
    assert entry.default is not None or entry.prior is not None
    if entry.default is not None:
        assert default_of(entry.key) == pytest.approx(entry.default, rel=entry.rounding, abs=1e-12)
    if entry.prior is not None:
        p = NUMBERS[entry.key]
        uniform = p.prior.kind == "uniform"
        ends = (p.prior.a, p.prior.b) if uniform else tuple(p.prior.quantile(u, p.low, p.high) for u in (0.01, 0.99))
        assert ends == pytest.approx(entry.prior, rel=entry.prior_rounding, abs=1e-12)


def test_training_is_forgotten_as_reported() -> None:
    kept, time = PARAMETERS["training_lasting"].default, PARAMETERS["training_time"].default
    for weeks, reported in ((0, 62), (26, 44), (52, 34)):
        assert training_in_use(weeks) == pytest.approx(reported, abs=0.15)
        assert 62 * (kept + (1 - kept) * exp(-weeks / time)) == pytest.approx(reported, abs=0.15)


def test_three_repetitions_a_week_are_fewer_than_daily_ones() -> None:
    assert PARAMETERS["repetitions_per_week"].default <= 7
    assert 1 - (1 - PARAMETERS["habit_per_repetition"].default) ** 66 == pytest.approx(0.95, abs=0.003)


def test_numbers_in_notes_and_citations_are_those_of_the_sources() -> None:
    said = {
        "JoyceKraut2006": (PARAMETERS["contribute_reply"].note, "+.48"),
        "Deci1999": (PARAMETERS["crowding_out"].note, "-.4 times 1.81"),
        "Turnover": (SOURCES["Turnover"].citation, "4.6% a year in the group, 2.5% in Germany"),
        "Norms": (SOURCES["Norms"].citation, "correlation .44"),
        "Safety": (SOURCES["Safety"].citation, "about .5"),
        "Referents": (SOURCES["Referents"].citation, "-30% became -25%, not significant"),
        "Burke2007": (SOURCES["Burke2007"].citation, "40%"),
        "Inequality": (SOURCES["Inequality"].citation, "130,000"),
        "KT13": (FACTORS["question_share"].note, "11,300 of 83,900 contributions (13%)"),
    }
    assert [key for key, (text, part) in said.items() if part not in text] == []
    assert round(100 * DISCUSSIONS / CONTRIBUTIONS) == 13
    prior = FACTORS["question_share"].prior
    assert prior.a < DISCUSSIONS / CONTRIBUTIONS < prior.b


def test_evidence_of_interventions_quotes_its_figures() -> None:
    from simulation.interventions import all_kinds

    quoted = {
        "multipliers": ("+.12 (Cochrane125)",),
        "workshops": (
            "62% is in use at once, 44% after half a year, 34% after a year",
            "nine people and two days",
            "d .62",
        ),
        "ambassador_tasks": (
            "four weeks for two to six",
            "about half the activity",
            "d about -.4",
            "60% more output",
            "1%",
        ),
        "ambassador_programme": ("1,500 interested, 150 active and 15 core", "top 30", "20 million"),
        "community_manager": ("88% of best-in-class", "about nine people over two days"),
        "reverse_mentoring": ("96% of its first mentors", ".3 +- .3"),
        "use_cases": ("12 use cases",),
        "working_out_loud": ("four or five people over twelve weeks",),
    }
    missing = [(k, part) for k, parts in quoted.items() for part in parts if part not in all_kinds()[k].evidence]
    assert missing == []


def test_claims_are_those_that_were_made() -> None:
    texts = " ".join(each.text for each in CLAIMS)
    assert "EUR 100 million" in texts
    assert "seven times" in texts
    assert {each.source for each in CLAIMS} == {"CMT14"}


def test_types_of_contributions_are_those_that_were_itemised() -> None:
    kinds = SETTINGS["platform.communities.types"].default
    mixed = [sum(kinds[kind] * ITEM_SHARES[kind][k] for kind in kinds) / sum(kinds.values()) for k in range(4)]
    documents = DOCUMENTS / (DOCUMENTS + DISCUSSIONS)  # comments and others hold replies, which a run adds
    assert mixed[0] / (mixed[0] + mixed[1]) == pytest.approx(documents, abs=0.02)
    assert [sum(shares) for shares in ITEM_SHARES.values()] == pytest.approx([1, 1, 1, 1])


# --- the shipped scenarios --------------------------------------------------------------

TELEKOM = load(SCENARIOS / "telekom-2012.yaml")


def day(week: int) -> date:
    """First day of a week of the Telekom scenarios."""
    return LIVE + timedelta(weeks=week)


def test_telekom_went_live_and_was_talked_about_when_the_source_says() -> None:
    assert TELEKOM.run.start == LIVE
    assert (TALK - LIVE).days // 7 == 85
    assert TELEKOM.organisation.people == 120_000
    assert 1 - TELEKOM.platform.communities.open_share == 0.75


def test_telekom_observations() -> None:
    found = {each.label: each for each in TELEKOM.observations}
    assert [(each.week, each.value, each.source) for each in found.values()] == [
        (85, 70_000, "KT13"), (85, 0.10, "KT13"), (85, CONTRIBUTIONS, "KT13"), (166, 100_000, "DT15"),
    ]  # fmt: skip
    assert len(found["active of the registered"].measures) > 1, "the word is not defined"
    wide = found["active users, all countries"]
    assert wide.last_week is not None
    assert day(wide.week).year == day(wide.last_week).year == 2015
    assert DOCUMENTS + DISCUSSIONS + COMMENTS == 60_700
    assert CONTRIBUTIONS - 60_700 == 23_200
    assert round(100 * 23_200 / CONTRIBUTIONS, 1) == 27.7


def test_telekom_replaced_three_platforms_and_had_five_pilots() -> None:
    assert {each.name for each in TELEKOM.platform.legacy} == {"Blog platform", "PeopleNet", "Wiki platform"}
    retired = {each.island for each in TELEKOM.interventions if each.kind == "legacy_retirement"}
    assert retired == {each.name for each in TELEKOM.platform.legacy}
    assert {each.name.lower() for each in TELEKOM.platform.pilots} == {
        "marketing germany", "programme social media business", "customer service", "crm", "secretaries",
    }  # fmt: skip
    secretaries = next(each for each in TELEKOM.platform.pilots if each.name == "Secretaries")
    assert secretaries.target.role == "assistant"
    assert "reverse_mentoring" in {each.kind for each in TELEKOM.interventions}


def test_ambassadors_of_2013_start_in_september_with_a_kick_off() -> None:
    for name in ("telekom-2013-ambassadors", "telekom-2014-establish"):
        scenario = load(SCENARIOS / f"{name}.yaml")
        starts = {each.kind: each.start for each in reversed(scenario.interventions)}
        assert starts["kick_off"] == starts["ambassador_tasks"]
        start = starts["ambassador_tasks"]
        assert isinstance(start, date)
        assert (start.year, start.month) == (2013, 9)
        assert scenario.week_of(start) == 82


def test_establishing_is_2014() -> None:
    scenario = load(SCENARIOS / "telekom-2014-establish.yaml")
    base = {each.name for each in load(SCENARIOS / "telekom-2013-ambassadors.yaml").interventions}
    later = [each.start for each in scenario.interventions if each.name not in base]
    assert later
    years = {each.name: each.start.year for each in scenario.interventions if isinstance(each.start, date)}
    assert years.pop("intranet moves over") == 2015, "by 2015 the central intranet's content had moved (DT15)"
    assert {year for name, year in years.items() if name not in base} == {2014}


def test_brand_ambassadors_are_another_programme_and_start_in_2015() -> None:
    scenario = load(SCENARIOS / "brand-ambassadors.yaml")
    (programme,) = [each for each in scenario.interventions if each.kind == "ambassador_programme"]
    assert isinstance(programme.start, date)
    assert programme.start.year == 2015
    assert "ambassador_tasks" not in {each.kind for each in scenario.interventions}
    assert day(scenario.run.weeks - 1).year == 2019
    assert re.search(r"1,500 interested, 150 active and 15 core", " ".join(scenario.description.split()))


def test_rates_of_consumer_durables_are_too_slow() -> None:
    """p .03 and q .38 a year give about 7% at week 85, where 58% had registered: Bass' closed form."""
    p, q, years = 0.03, 0.38, 85 / 52
    faded = exp(-(p + q) * years)
    assert (1 - faded) / (1 + q / p * faded) == pytest.approx(0.07, abs=0.006)
    assert "7% at week 85" in (SCENARIOS / "telekom-2012.yaml").read_text(encoding="utf-8")


def test_the_observations_of_the_telekom_are_those_of_its_source() -> None:
    registered, active, contributions, _ = TELEKOM.observations
    assert (registered.value, registered.spread) == (70_000, 0.03)
    assert (active.value, len(active.measures)) == (0.1, 9), "the word active is not defined: nine meanings"
    assert contributions.value == CONTRIBUTIONS
    assert {each.week for each in TELEKOM.observations[:3]} == {85}, "the talk of October 2013"


def test_every_assumed_number_was_entered_again() -> None:
    """Default and the middle 80% of the prior, of every parameter and factor whose prior no source states."""
    by_source = {entry.key for entry in ENTRIES if entry.prior is not None}
    assert list(ASSUMED) == [name for name in PARAMETERS | FACTORS if name not in by_source], (
        "enter it in tests/sourced/assumed.py"
    )
    wrong = {}
    for name, entered in ASSUMED.items():
        p = NUMBERS[name]
        declared = p.default, *(p.prior.quantile(u, p.low, p.high) for u in (0.1, 0.9))
        if declared != pytest.approx(entered, rel=0.01, abs=1e-9):
            wrong[name] = f"declared {', '.join(f'{each:.3g}' for each in declared)}, entered {entered}"
    assert wrong == {}
