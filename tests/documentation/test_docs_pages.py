"""Made pages are current, complete and readable: nothing is declared that the ODD document leaves out."""

from __future__ import annotations

import re

import pytest

from docs.made import odd
from docs.made.__main__ import main
from docs.made.assumptions import ALL
from docs.made.pages import PAGES, ROOT
from simulation.catalogue.equations import RULES_OF, rule_texts
from simulation.factors import FACTORS
from simulation.interventions import Intervention, all_kinds
from simulation.measures import MEASURES
from simulation.model.draws import Decision
from simulation.model.effects import CHANNELS
from simulation.model.state import Groups, People
from simulation.model.week import WEEK
from simulation.parameters import PARAMETERS

ODD = odd.page()


@pytest.mark.parametrize("name", PAGES)
def test_made_page_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "make it anew: make docs"


def test_command_says_what_is_not_current(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(PAGES, "docs/odd.md", lambda: "another text")
    assert main(check=True) == 1
    assert "docs/odd.md: not current" in capsys.readouterr().out
    assert "another text" not in (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "names",
    [PARAMETERS, FACTORS, CHANNELS, MEASURES, People._fields, Groups._fields, all_kinds()],
    ids=["parameters", "factors", "channels", "measures", "people", "communities", "interventions"],
)
def test_odd_leaves_out_nothing_declared(names: dict[str, object]) -> None:
    assert [name for name in names if not re.search(rf"^(\| `{name}` \||### {name}$)", ODD, re.MULTILINE)] == []


def test_odd_prints_every_rule_of_the_week_with_its_equation() -> None:
    texts = rule_texts()
    for phase in WEEK:
        for rule in phase.rules:
            assert f"| `{rule}` | {odd.tables.cell(texts[rule][0])}" in ODD
    assert {rule for rules in RULES_OF.values() for rule in rules} <= {r for phase in WEEK for r in phase.rules}


def test_odd_prints_bounds_default_prior_and_source_of_a_parameter() -> None:
    (row,) = re.findall(r"^\| `crowding_out` .*$", ODD, re.MULTILINE)
    for part in ("| kappa |", "| 0 to 3 |", "| 0.35 |", "uniform from 0.1 to 0.7", "| Deci1999 |", "| medium |"):
        assert part in row


def test_odd_lists_settings_and_evidence_of_every_intervention() -> None:
    for kind, model in all_kinds().items():
        section = ODD.split(f"\n### {kind}\n")[1].split("\n## ")[0].split("\n### ")[0]
        assert model.evidence in section
        own = [name for name in model.model_fields if name not in Intervention.model_fields]
        assert own
        assert [name for name in own if f"| `{name}" not in section] == []
        assert re.search(r"\*Acts on\* `\w+`.*\*Cost:\* \w+", section)


def test_every_draw_is_listed() -> None:
    assert [d.name for d in Decision if f"| {d.value} | {d.name.lower().replace('_', ' ')} |" not in ODD] == []


def test_channels_are_found_where_they_are_used() -> None:
    assert {"persuasion", "multiplier_hours", "register_now"} <= set(odd.channels_of(all_kinds()["multipliers"]))
    assert "opened" not in odd.channels_of(all_kinds()["multipliers"])
    assert "motivation" in odd.channels_of(all_kinds()["ambassador_programme"]), "through its helper"
    used = {channel for kind in all_kinds().values() for channel in odd.channels_of(kind)}
    assert used <= set(CHANNELS)


def test_assumptions_name_rules_that_exist() -> None:
    known = rule_texts()
    assert [(each.name, rule) for each in ALL.values() for rule in each.rules if rule not in known] == []
    assert [each.name for each in ALL.values() if bool(each.without) != bool(each.instead)] == []


def test_no_hole_is_left() -> None:
    assert "@@" not in ODD
