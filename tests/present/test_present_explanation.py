"""The page of an explanation: complete, asking nothing of the network; its steps end at the total."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simulation.attribution.account import NO_ACCOUNT, Explanation, account
from simulation.attribution.split import Split, SplitRequest, split
from simulation.model.record import CAUSES
from simulation.present.explanation import CAUSE_WORDS, account_json, because_sentence, method_sentence, split_json
from simulation.present.explanation_page import causes_picture, explanation_page, removals_picture, waterfall_picture
from simulation.present.explanation_tables import split_grid
from simulation.present.picture.scene import Bar, Picture
from tests.attribution.conftest import REPLICATES, THREE, laboratory


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
    text = explanation_page(why, shares).decode()
    for words in ("A small company: why", "400 people, week 19", "all together", "EUR per pp", "mentoring"):
        assert words in text
    assert "default-src 'none'" in text
    assert not re.search(r"<(link|img|iframe|script[^>]+src)", text)
    assert not re.search(r"(src|href)=\"(?!#)", text)
    with pytest.raises(ValueError, match="nothing to show"):
        explanation_page(None, None)


def test_either_half_makes_a_page(why: Explanation, shares: Split) -> None:
    assert "shared out" not in explanation_page(why, None).decode()
    assert "influence" not in explanation_page(None, shares).decode()


def bars(picture: Picture) -> list[Bar]:
    return [mark for mark in picture.plots[0].marks if isinstance(mark, Bar)]


def names(picture: Picture) -> list[str]:
    return [row.name for row in picture.plots[0].rows]


def test_the_waterfall_ends_at_the_total(shares: Split) -> None:
    picture = waterfall_picture(shares)
    *steps, total = bars(picture)
    assert steps[-1].end == pytest.approx(total.end, abs=1e-9)
    assert (total.start, total.end) == pytest.approx((0, 100 * shares.total.mean))
    assert total.tone == "base"
    assert "pp" in picture.plots[0].x.title


@pytest.mark.parametrize("kind", ["influence", "intervention"])
def test_bars_are_the_effects_of_their_names_with_both_ends(why: Explanation, kind: str) -> None:
    chosen = [one for one in why.brought if one.removal.kind == kind]
    for measure in why.measures:
        picture = removals_picture(why, measure, kind)
        assert names(picture) == [one.removal.name for one in chosen]
        for bar, one in zip(bars(picture), chosen, strict=True):
            effect = one.effects[measure]
            assert (bar.end, bar.low, bar.high) == pytest.approx((effect.median, effect.low, effect.high))
            assert bar.hollow is (effect.low < 0 < effect.high)


def test_steps_of_the_waterfall_are_the_shares_in_their_order(shares: Split) -> None:
    picture = waterfall_picture(shares)
    assert names(picture) == [*(share.player.name for share in shares.shares), "all together"]
    start = 0.0
    for bar, share in zip(bars(picture), shares.shares, strict=False):
        effect = share.effect
        assert (bar.start, bar.end) == pytest.approx((start, start + 100 * effect.mean))
        assert (bar.low, bar.high) == pytest.approx((start + 100 * effect.low, start + 100 * effect.high))
        start += 100 * effect.mean


def test_causes_are_shown_as_they_were_counted(why: Explanation) -> None:
    picture = causes_picture(why)
    assert names(picture) == [CAUSE_WORDS[name] for name in why.causes]
    for bar, level in zip(bars(picture), why.causes.values(), strict=True):
        assert (bar.end, bar.low, bar.high) == (level.median, level.low, level.high)


def test_what_is_not_defined_is_left_empty(folder: Path) -> None:
    early = split(laboratory(folder, THREE, week=0), SplitRequest("retained_share_of_settled", "Service"), 2)
    assert early.total.n == 0
    assert bars(waterfall_picture(early)) == []
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
