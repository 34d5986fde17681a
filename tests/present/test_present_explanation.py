"""The page of an explanation: complete, valid for plotly, drawn by a browser; its steps end at the total."""

from __future__ import annotations

import json
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest

from simulation.attribution.account import NO_ACCOUNT, Explanation, account
from simulation.attribution.split import Split, SplitRequest, split
from simulation.model.record import CAUSES
from simulation.present.explanation import CAUSE_WORDS, account_json, because_sentence, method_sentence, split_json
from simulation.present.explanation_page import _causes_panel, explanation_page, removals_panel, waterfall_panel
from simulation.present.explanation_tables import split_grid
from simulation.present.html import plotly_script
from tests.attribution.conftest import REPLICATES, THREE, laboratory
from tests.browser import drawn, needs_browser


def test_every_cause_has_words() -> None:
    assert list(CAUSE_WORDS) == list(CAUSES)
    assert set(NO_ACCOUNT) < set(CAUSES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("explained")


@pytest.fixture(scope="module")
def why(folder: Path) -> Explanation:
    return account(laboratory(folder, THREE), REPLICATES)


@pytest.fixture(scope="module")
def shares(folder: Path) -> Split:
    return split(laboratory(folder, THREE), SplitRequest("readers_28_share_of_registered"), REPLICATES)


def test_page_is_complete_and_asks_nothing_of_the_network(why: Explanation, shares: Split) -> None:
    text = explanation_page(why, shares).decode().replace(plotly_script().decode(), "")
    for words in ("A small company: why", "400 people, week 19", "all together", "EUR per pp", "mentoring"):
        assert words in text
    assert not re.search(r"(https?:)?//[a-z]", text)
    with pytest.raises(ValueError, match="nothing to show"):
        explanation_page(None, None)


def test_either_half_makes_a_page(why: Explanation, shares: Split) -> None:
    assert "shared out" not in explanation_page(why, None).decode()
    assert "influence" not in explanation_page(None, shares).decode().replace(plotly_script().decode(), "")


def test_figures_are_valid_and_the_waterfall_ends_at_the_total(why: Explanation, shares: Split) -> None:
    panel = waterfall_panel(shares)
    bars, lines = panel.spec["data"]
    assert sum(bars["x"][:-1]) == pytest.approx(bars["x"][-1], abs=1e-9)
    assert bars["x"][-1] == pytest.approx(100 * shares.total.mean)
    assert bars["measure"][-1] == "total"
    assert len(lines["x"]) == 3 * len(bars["x"])
    assert "pp" in panel.spec["layout"]["xaxis"]["title"]["text"]
    for each in (panel, *(removals_panel(why, "registered", kind) for kind in ("influence", "intervention"))):
        go.Figure(each.spec)
        assert each.text.endswith(".")
        json.dumps(each.spec, allow_nan=False)


@pytest.mark.parametrize("kind", ["influence", "intervention"])
def test_bars_are_the_effects_of_their_names_with_both_ends(why: Explanation, kind: str) -> None:
    chosen = [one for one in why.brought if one.removal.kind == kind]
    for measure in why.measures:
        bars, lines = removals_panel(why, measure, kind).spec["data"]
        assert [name.replace("<br>", " ") for name in bars["y"]] == [one.removal.name for one in chosen]
        for k, one in enumerate(chosen):
            effect = one.effects[measure]
            assert bars["x"][k] == pytest.approx(effect.median)
            assert lines["x"][3 * k : 3 * k + 2] == pytest.approx([effect.low, effect.high])
            assert lines["y"][3 * k] == bars["y"][k]


def test_steps_of_the_waterfall_are_the_shares_in_their_order(shares: Split) -> None:
    bars, lines = waterfall_panel(shares).spec["data"]
    start = 0.0
    for k, share in enumerate(shares.shares):
        assert bars["y"][k] == share.player.name
        assert bars["x"][k] == pytest.approx(100 * share.effect.mean)
        ends = [start + 100 * share.effect.low, start + 100 * share.effect.high]
        assert lines["x"][3 * k : 3 * k + 2] == pytest.approx(ends)
        start += 100 * share.effect.mean


def test_causes_are_shown_as_they_were_counted(why: Explanation) -> None:
    bars, lines = _causes_panel(why).spec["data"]
    assert [name.replace("<br>", " ") for name in bars["y"]] == [CAUSE_WORDS[name] for name in why.causes]
    for k, level in enumerate(why.causes.values()):
        assert (bars["x"][k], *lines["x"][3 * k : 3 * k + 2]) == (level.median, level.low, level.high)


def test_what_is_not_defined_is_left_empty(folder: Path) -> None:
    early = split(laboratory(folder, THREE, week=0), SplitRequest("retained_share_of_settled", "Service"), 2)
    assert early.total.n == 0
    json.dumps(waterfall_panel(early).spec, allow_nan=False)
    json.dumps(split_json(early), allow_nan=False)
    assert {row[1] for row in split_grid(early)[1]} == {"–"}
    assert "–" in explanation_page(None, early).decode()


def test_documents_are_plain(why: Explanation, shares: Split) -> None:
    document = json.loads(json.dumps(account_json(why), allow_nan=False))
    colleagues = next(one for one in document["removals"] if one["name"] == "colleagues")
    assert colleagues["parameters"]["imitation_rate"] == 0
    assert json.loads(json.dumps(split_json(shares), allow_nan=False))["unit"] == "share"
    assert "Exact over all 8 sets" in method_sentence(shares)


def test_sentence_counts_people_and_names_silos(why: Explanation) -> None:
    brought = next(one for one in why.brought if one.removal.name == "own initiative")
    row = next(row for row in brought.people if (row.state, row.silo) == ("registered", "all"))
    sentence = because_sentence(brought, "registered", "all")
    assert sentence.startswith(f"registered only because of own initiative: {row.only_with[0]:,.0f} people (80%: ")
    assert "most in Sales (" in sentence
    assert "most in" not in because_sentence(brought, "registered", "Sales")
    assert sentence.count("(") == 4


@needs_browser
def test_page_is_drawn_by_a_browser(why: Explanation, shares: Split, tmp_path: Path) -> None:
    path = tmp_path / "explain.html"
    path.write_bytes(explanation_page(why, shares))
    assert drawn(path.as_uri(), tmp_path / "profile").count('class="plot-container plotly"') == 8
