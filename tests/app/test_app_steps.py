"""Steps lead from a sketch to the scenario itself, and only to what may be run."""

from __future__ import annotations

from simulation.app.limits import OWN, SHARED, Limits, is_within, person_weeks
from simulation.app.steps import SMALL, Step, steps
from tests.studies.company import company

LARGE = company(organisation={"people": 40_000}, run={"weeks": 16, "replicates": 30})


def test_the_last_step_is_the_scenario_itself() -> None:
    found = steps(LARGE, OWN)
    assert [(step.people, step.replicates) for step in found] == [(SMALL, 2), (SMALL, 4), (SMALL, 20), (40_000, 30)]
    assert found[-1].of(LARGE) == LARGE
    assert [step.is_scaled for step in found] == [True, True, True, False]


def test_a_small_company_is_never_scaled_and_no_step_comes_twice() -> None:
    small = company(run={"weeks": 16, "replicates": 4})
    assert steps(small, OWN) == (Step(120, 2, 120), Step(120, 4, 120))


def test_a_scaled_scenario_keeps_its_scale_at_the_end() -> None:
    tenth = LARGE.model_copy(update={"run": LARGE.run.model_copy(update={"scale": 0.5})})
    assert [step.people for step in steps(tenth, OWN)] == [SMALL, SMALL, SMALL, 20_000]
    assert steps(tenth, OWN)[-1].of(tenth) == tenth
    assert steps(tenth, OWN)[0].of(tenth).simulated.people == SMALL


def test_what_is_beyond_the_limits_is_no_step() -> None:
    assert person_weeks(LARGE) == 40_000 * 16 * 30
    bounded = Limits(10**6, SMALL * 16 * 4, 1, 1, 1)
    assert [step.replicates for step in steps(LARGE, bounded)] == [2, 4]
    assert all(is_within(step.of(LARGE), bounded) for step in steps(LARGE, bounded))
    assert steps(company(organisation={"people": SHARED.people + 1}), SHARED) == ()
