"""Asking: unbiased where it must be, biased where and as it must be, and with draws of its own."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from simulation.model.draws import Decision, hash64, high_uniform, many_bits, many_uniforms, week_key
from simulation.model.state import People
from simulation.survey.answering import LEVELS, Habits, expected_answers, idle_weeks, likert, strayed
from simulation.survey.asking import ask
from simulation.survey.columns import COLUMNS, SHOWN
from simulation.survey.items import ITEM_NAMES, ITEMS
from simulation.survey.silos import Silos
from tests.survey.conftest import ALIKE, HABITS, WEEK, asked_of, company, whole

CUTS = (0.2, 0.4, 0.6, 0.8)
ACTIVITY = ITEM_NAMES.index("activity")


def surveyed(values: dict[str, float], *names: str, seeds: int = 300, n: int = 3000) -> list[np.ndarray]:
    """Columns of the whole organisation, asked anew with other luck: each [seeds, items]."""
    view = company(n)
    tables = [ask(asked_of(n, values, seed, sample={"share": 0.2}), 0, view) for seed in range(seeds)]
    return [np.array([whole(table, name) for table in tables]) for name in names]


def four_errors(values: np.ndarray) -> np.ndarray:
    return 4 * values.std(axis=0, ddof=1) / math.sqrt(len(values))


# --- the answers to a survey -------------------------------------------------------------


def test_unbiased_where_response_does_not_depend_on_use_and_answers_have_no_noise():
    """Four standard errors over 300 surveys of one company."""
    names = ("mean", "true_mean", "nonresponse_bias", "noise_bias")
    shown, truth, by_response, by_noise = surveyed(ALIKE | {"survey_noise": 0.0}, *names)
    assert (np.abs(shown.mean(axis=0) - truth[0]) < four_errors(shown)).all()
    assert (four_errors(shown) < 0.05).all(), "else the test could not see a bias"
    assert np.abs(by_response).max() < 1e-12
    assert np.abs(by_noise).max() < 1e-12


def test_people_who_do_not_use_it_answer_less_so_activity_looks_higher():
    """The surveys' mean error is what the column says, and well above 0 for activity."""
    shown, truth, bias = surveyed(HABITS | {"survey_noise": 0.0}, "mean", "true_mean", "nonresponse_bias")
    error = shown.mean(axis=0) - truth[0]
    assert (np.abs(error - bias.mean(axis=0)) < four_errors(shown)).all()
    assert error[ACTIVITY] > 0.3
    assert error[ACTIVITY] > 5 * four_errors(shown)[ACTIVITY]
    assert (bias[:, ACTIVITY] > 0).all()


@pytest.mark.parametrize(("name", "others"), [("survey_inactivity", 10.0), ("survey_unregistered", 0.0)])
def test_stronger_dependence_on_use_means_more_bias(name, others):
    values = [ALIKE | {"survey_unregistered": others, name: strength} for strength in (0.0, 0.1, 1.0)]
    biases = [surveyed(each, "nonresponse_bias", seeds=20)[0].mean(axis=0)[ACTIVITY] for each in values]
    assert biases[0] + 0.01 < biases[1] < biases[2] - 0.1


def test_noise_moves_means_inwards_as_expected_and_widens_answers():
    names = ("mean", "true_mean", "noise_bias", "sd", "expected_sd")
    shown, truth, bias, spread, expected = surveyed(ALIKE | {"survey_noise": 0.3}, *names)
    assert (np.abs(shown.mean(axis=0) - truth[0] - bias.mean(axis=0)) < four_errors(shown)).all()
    assert bias.mean(axis=0)[ACTIVITY] > 0.1
    assert bias.mean(axis=0)[ITEM_NAMES.index("safety")] < 0
    assert (np.abs(spread.mean(axis=0) - expected.mean(axis=0)) < four_errors(spread) + 0.003).all()  # E sd < sigma
    (sharper,) = surveyed(ALIKE | {"survey_noise": 0.01}, "expected_sd", seeds=20)
    assert (expected.mean(axis=0) > sharper.mean(axis=0)).all()


def test_standard_error_is_the_spread_over_surveys():
    """A tenth of the people answers: with n of N, the mean spreads by sqrt(1 - n / N) less than sd / sqrt(n)."""
    shown, error = surveyed(ALIKE | {"survey_noise": 0.0}, "mean", "standard_error", seeds=600)
    assert shown.std(axis=0) == pytest.approx(error.mean(axis=0) * math.sqrt(1 - 0.1), rel=0.12)


def test_results_are_those_of_a_count_by_hand():
    """Everybody is asked and answers what they think: shares and deviations follow from the state."""
    n, view = 200, company(200)
    sure = ALIKE | {"survey_response": 1 - 1e-9, "survey_noise": 0.0}
    found = ask(asked_of(n, sure, n_silos=4), 0, view)
    assert list(found) == ["week", "silo", "item", *COLUMNS]
    for silo in range(5):
        who = slice(None) if silo == 4 else np.sort(np.arange(n) % 4) == silo
        for item in ITEM_NAMES:
            row = (found["silo"] == silo) & (found["item"] == ITEM_NAMES.index(item))
            value = getattr(view.people, ITEMS[item].variable)[who]
            answers = 1 + np.digitize(value, np.array(CUTS, np.float32)).astype(float)
            expected = {
                "invited": answers.size,
                "answered": answers.size,
                "response_rate": 1,
                "mean": answers.mean(),
                "sd": answers.std(ddof=1),
                "standard_error": answers.std(ddof=1) / math.sqrt(answers.size),
                "agree_share": (answers >= 4).mean(),
                "suppressed": False,
                "true_mean": answers.mean(),
                "true_value": value.mean(dtype=float),
                "nonresponse_bias": 0,
                "noise_bias": 0,
                "expected_sd": answers.std(),
            }
            assert expected.keys() == COLUMNS.keys()
            for name, number in expected.items():
                assert found[name][row].item() == pytest.approx(number, rel=1e-6, abs=1e-6), (silo, item, name)


def test_silos_that_too_few_answer_show_nothing_but_the_truth():
    n = 60
    found = ask(asked_of(n, HABITS, n_silos=10, minimum_group=4), 0, company(n))
    hidden = found["suppressed"]
    assert 0 < hidden.sum() < hidden.size
    assert not whole(found, "suppressed").any()
    assert (found["answered"][~hidden] >= 4).all()
    for name in SHOWN:
        assert np.isnan(found[name][hidden]).all()
        assert not np.isnan(found[name][~hidden]).any()
    assert not np.isnan(found["true_mean"]).any()


def test_nobody_invited_in_a_silo_is_no_error():
    found = ask(asked_of(60, HABITS, n_silos=20, sample={"count": 5}, minimum_group=1), 0, company(60))
    empty = found["invited"] == 0
    assert empty.any()
    assert np.isnan(found["response_rate"][empty]).all()
    assert np.isnan(found["nonresponse_bias"][empty]).all()
    assert whole(found, "invited").tolist() == [5] * 5


def test_asking_changes_nothing_and_is_repeatable():
    view = company(500)
    before = [column.tobytes() for column in view.people]
    frozen = replace(view, people=People(*(column.copy() for column in view.people)))
    for column in frozen.people:
        column.flags.writeable = False
    first, second = (ask(asked_of(500, HABITS), 0, each) for each in (view, frozen))
    assert [column.tobytes() for column in view.people] == before
    assert all(first[name].tobytes() == second[name].tobytes() for name in first)


def test_other_items_leave_answers_alone():
    everything = ask(asked_of(500, HABITS), 0, company(500))
    some = ask(asked_of(500, HABITS, items=["activity", "norm"]), 0, company(500))
    for item in ("activity", "norm"):
        rows = [each["item"] == ITEM_NAMES.index(item) for each in (everything, some)]
        assert all(everything[name][rows[0]].tobytes() == some[name][rows[1]].tobytes() for name in everything)


# --- how people answer -------------------------------------------------------------------


def test_chances_of_answering():
    chances = Habits.of(HABITS).chances()

    def logistic(x: float) -> float:
        return 1 / (1 + math.exp(-x))

    assert chances.size == 28
    assert chances[[0, 1, 10, 26]] == pytest.approx([0.5, logistic(-0.05), logistic(-0.5), logistic(-1.3)])
    assert chances[27] == pytest.approx(logistic(-1.5))
    assert (np.diff(chances[:27]) < 0).all()
    assert Habits.of(HABITS | {"survey_inactivity_weeks": 2.5}).chances()[3] == pytest.approx(logistic(-0.125))
    assert Habits.of(HABITS | {"survey_inactivity_weeks": 0.0}).chances().size == 2


def test_idle_weeks_count_from_the_last_use():
    view = company(5)
    people = view.people
    people.registered[:] = (1, 1, 1, 1, 0)
    people.last_read[:] = (WEEK - 1, WEEK - 4, -10_000, -10_000, -10_000)
    people.registered_week[:] = (0, 0, WEEK - 2, 0, -10_000)
    assert idle_weeks(people, np.arange(5), WEEK, 26).tolist() == [0, 3, 1, 26, 27]


def test_answers_are_cut_where_they_are_declared():
    values = np.array([0, 0.1999, 0.2, 0.39, 0.4, 0.6, 0.799, 0.8, 1], np.float32)
    assert likert(values, CUTS).tolist() == [1, 1, 2, 2, 3, 4, 4, 5, 5]
    assert likert(values, (0.0, 0.1, 0.5, 1.0)).tolist() == [2, 3, 3, 3, 3, 4, 4, 4, 5]


def test_noise_has_its_standard_deviation_and_no_mean():
    draws = many_uniforms(week_key(1, Decision.SURVEY_NOISE, 3), np.arange(200_000, dtype=np.uint64))
    noise = strayed(np.zeros(draws.size, np.float32), draws, 0.1)
    assert noise.std() == pytest.approx(0.1, rel=0.01)
    assert abs(noise.mean()) < 4 * 0.1 / math.sqrt(draws.size)


@pytest.mark.parametrize("noise", [0.02, 0.1, 0.5])
def test_expected_answers_are_means_over_draws(noise):
    table = expected_answers(CUTS, noise)
    draws = many_uniforms(week_key(1, Decision.SURVEY_NOISE, 3), np.arange(200_000, dtype=np.uint64))
    for value in (0.0, 0.25, 0.5, 0.85):
        answers = likert(strayed(np.full(draws.size, value, np.float32), draws, noise), CUTS).astype(float)
        error = 4 * answers.std() / math.sqrt(draws.size) + 1e-6
        first, second = table[:, round(value * LEVELS)]
        assert answers.mean() == pytest.approx(first, abs=error)
        assert (answers**2).mean() == pytest.approx(second, abs=10 * error)


def test_draws_in_arrays_are_those_of_the_rules():
    key = week_key(7, Decision.SURVEY_ANSWER, 12)
    indices = np.array([0, 1, 77, 1_999_999, 2**63], np.uint64)
    bits = [np.uint64(int(hash64(np.uint64(key), i)) % 2**64) for i in indices]
    assert many_bits(key, indices).tolist() == bits
    assert many_uniforms(key, indices).tolist() == [high_uniform(b) for b in bits]


def test_sums_by_silo_leave_empty_silos_at_zero():
    silos = Silos(np.array([0, 0, 3, 3, 5, 5]))
    assert silos.sizes.tolist() == [0, 3, 0, 2, 0, 5]
    assert silos.sums(np.array([[1, 2, 3, 4, 5]])).T.tolist() == [[0, 6, 0, 9, 0, 15]]
    assert silos.of(np.array([1, 4])).sizes.tolist() == [0, 1, 0, 1, 0, 2]
    assert Silos(np.zeros(3, np.int64)).sums(np.zeros((2, 0))).tolist() == [[0, 0]] * 3
