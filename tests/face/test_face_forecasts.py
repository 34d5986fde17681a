"""`forecast` and `backtest` in Python: frames, what a notebook shows, and arguments that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

import simulation as wandel

SEEN = [{"measure": "registered", "week": week, "value": 20 + 3 * week} for week in range(2, 14, 2)]
ASKED = {"scale": 0.2, "weeks": 30, "observations": SEEN, "runs": 200, "workers": 1}


def test_a_forecast_has_frames_and_is_shown(tmp_path: Path):
    found = wandel.forecast("small-demo", out=tmp_path, **ASKED)
    frame = found.frame()
    assert frame.loc["registered"].shape[0] == 30, "a row for each week"
    assert frame.loc[("registered", 12), "observed"] == 56
    assert (frame["q10"] <= frame["q90"]).all()
    taught = found.taught()
    assert (taught["now_10"] <= taught["now_90"]).all()
    assert set(taught["decided_by"]) <= {"data", "prior"}
    assert repr(found).startswith("Forecast of small-demo from week 12 to 29: registered")
    assert "<svg" in found._repr_html_()
    hidden = wandel.backtest("small-demo", out=tmp_path, hide=4, **ASKED)
    assert set(hidden.frame()["week"]) == {10, 12}
    assert "CRPS" in hidden._repr_html_()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"runs": 10}, "runs must be"), ({"seed": True}, "seed must be"), ({"until": "x"}, "until must be")],
    ids=["runs", "seed", "until"],
)
def test_arguments_that_cannot_be_are_refused(wrong: dict[str, object], said: str):
    with pytest.raises(wandel.WandelError, match=said):
        wandel.forecast("small-demo", **{**ASKED, **wrong})


def test_hidden_weeks_are_said_in_one_way():
    with pytest.raises(wandel.WandelError, match="two ways"):
        wandel.backtest("small-demo", hide=2, until=3, **ASKED)


def test_nothing_counted_is_nothing_to_start_from():
    with pytest.raises(wandel.WandelError):
        wandel.forecast("small-demo", scale=0.2)
