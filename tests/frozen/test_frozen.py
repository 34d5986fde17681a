"""Frozen baselines: results are what they were, and within sane ranges.

If a digest moved on purpose, CONTRIBUTING.md ("When results change") says when ``make freeze`` may renew it.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path

import pytest

from simulation.results.manifest import versions
from simulation.results.reader import StoredRun
from simulation.scenario.loading import load
from tests.frozen.frozen import DIGESTS, HERE, MACHINES, NAMES, RANGES, difference, headlines, outside, record, run

FROZEN = json.loads(DIGESTS.read_text())
SANE = json.loads(RANGES.read_text())


@pytest.fixture(scope="module", params=NAMES)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, StoredRun]:
    """Each frozen scenario, run now."""
    return request.param, run(request.param, tmp_path_factory.mktemp(request.param))


@pytest.mark.skipif(
    platform.machine() not in MACHINES,
    reason="digests were only taken on x86-64; docs/portable.md says what is expected of others",
)
def test_results_are_what_they_were(found: tuple[str, StoredRun]) -> None:
    name, now = found
    other = {each: v for each, v in versions().items() if each != "wandel" and FROZEN["versions"].get(each) != v}
    assert record(now) == FROZEN[name], f"{name}: {difference(FROZEN[name], record(now))}; other libraries: {other}"


def test_measures_are_what_they_were_on_any_machine(found: tuple[str, StoredRun]) -> None:
    name, now = found
    assert headlines(now) == pytest.approx(FROZEN[name]["headlines"], rel=1e-3, nan_ok=True)


def test_results_are_sane(found: tuple[str, StoredRun]) -> None:
    name, now = found
    assert set(SANE[name]) == set(headlines(now))
    assert outside(headlines(now), SANE[name]) == []


def test_ranges_can_be_missed(found: tuple[str, StoredRun]) -> None:
    """Every range has an inside and an outside."""
    ranges = SANE[found[0]]
    assert len(outside({name: high + 1 for name, (_, high) in ranges.items()}, ranges)) == len(ranges)
    assert all(low < high for low, high in ranges.values())


def test_everything_frozen_is_there() -> None:
    assert set(FROZEN) == {*NAMES, "versions"}
    assert set(SANE) == set(NAMES)


def test_frozen_scenarios_hold_what_they_should(tmp_path: Path) -> None:
    from simulation.interventions import all_kinds

    assert {each.kind for each in load(HERE / "interventions.yaml").interventions} == set(all_kinds())
    survey = load(HERE / "survey.yaml")
    assert survey.survey is not None
    assert survey.run.events
    assert load(HERE / "contagion.yaml").model.variant.mixing
