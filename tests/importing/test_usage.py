"""Tables of use: weeks of a run, vendors' definitions, totals that fall, dates that can be read two ways."""

from __future__ import annotations

import pytest

from simulation.scenario.loading import load

SLACK = {
    "file": "analytics.csv",
    "date": "Date",
    "measures": {
        "registered": "Total membership",
        "readers_7": "Weekly active members",
        "contributors_7": "Weekly members posting messages",
    },
}
START = {"start": "2017-09-01"}


def weeks(found, measure):
    """The counts of a measure by week."""
    return {int(week): value for week, value in found.report["observations"][measure]["weeks"].items()}


def test_slack(case):
    found = case("14_slack_overview", None, usage=SLACK, run=START)
    expected = {
        "registered": {0: 324, 1: 429, 18: 688, 19: 877},
        "readers_7": {0: 309, 1: 376, 18: 342, 19: 410},
        "contributors_7": {0: 218, 1: 186, 18: 131, 19: 141},
    }
    for measure, counts in expected.items():
        seen = weeks(found, measure)
        assert {week: seen[week] for week in counts} == counts
        assert sorted(seen) == [0, 1, 15, 16, 18, 19, 41], "nothing is interpolated"
        assert found.report["observations"][measure]["evidence"] == 4
    notes = " ".join(found.notes)
    assert "2017-08-31 is before the first day of the run" in notes
    assert "eight days (the day and the seven before)" in notes
    scenario = load(found.folder / "out" / "scenario.yaml")
    assert len(scenario.observations) == 21, "all are drawn"
    assert sum(each.evidence for each in scenario.observations) == 12


def test_a_total_that_falls(case):
    measures = SLACK["measures"] | {"contributions_total": "Messages posted"}
    found = case("14_slack_overview", None, usage=SLACK | {"measures": measures}, run=START)
    assert "lines 9 and 10" in found.refused("Messages posted").message, "2018-01-14 and 2018-06-19"


@pytest.mark.parametrize(
    ("file", "header", "counts", "because"),
    [
        ("b.csv", "MetricDate", {0: 100, 1: 150}, "day first, because of line 3"),
        ("c.csv", "Date", {0: 100, 3: 150}, "month first, because of line 2"),
    ],
)
def test_the_order_of_days(case, file, header, counts, because):
    start = {"b.csv": "2023-04-01", "c.csv": "2019-12-15"}[file]
    usage = {"file": file, "date": header, "measures": {"registered": "registered"}}
    found = case("16_which_comes_first", None, usage=usage, run={"start": start})
    assert weeks(found, "registered") == counts
    assert found.report["files"][file][f"days in {header}"] == because


@pytest.mark.parametrize(("order", "last"), [("auto", None), ("day_first", 8), ("MM/DD/YYYY", 0)])
def test_days_that_can_be_read_two_ways(case, order, last):
    usage = {"file": "a.csv", "date": "MetricDate", "measures": {"registered": "registered"}, "format": {"date": order}}
    start = "2023-01-04" if order == "MM/DD/YYYY" else "2023-04-01"
    found = case("16_which_comes_first", None, usage=usage, run={"start": start})
    if last is None:
        message = found.refused("MetricDate").message
        assert "2023-04-01, 2023-05-01, 2023-06-01" in message
        assert "2023-01-04, 2023-01-05, 2023-01-06" in message
    else:
        assert max(weeks(found, "registered")) == last
