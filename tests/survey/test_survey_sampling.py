"""Who is invited, and what is kept back for the sake of those who answered."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.survey.sampling import invited
from simulation.survey.settings import SurveySample
from simulation.survey.suppression import suppressed


@pytest.mark.parametrize(("n", "size"), [(100, 25), (101, 25), (100, 60), (100, 100), (100, 1), (7, 3)])
def test_a_round_invites_nobody_twice_and_nearly_everybody(n, size):
    turns = n // size
    samples = [invited(5, number, n, size) for number in range(2 * turns)]
    for sample in samples:
        assert sample.size == size
        assert (np.diff(sample) > 0).all()
        assert 0 <= sample[0] <= sample[-1] < n
    for start in (0, turns):
        together = np.concatenate(samples[start : start + turns])
        assert np.unique(together).size == together.size == turns * size
    if size < n:
        assert any(not np.array_equal(a, b) for a, b in zip(samples[:turns], samples[turns:], strict=True))


def test_everybody_has_the_same_chance_in_every_survey():
    """Chi-squared over 50 people and 4000 seeds, 4 standard deviations; for the first and a later survey."""
    for number in (0, 3):
        counts = np.zeros(50)
        for seed in range(4000):
            counts[invited(seed, number, 50, 10)] += 1
        chi = ((counts - 800) ** 2 / (800 * 0.8)).sum()
        assert abs(chi - 49) < 4 * np.sqrt(2 * 49)


def test_pairs_are_invited_together_as_often_as_chance_has_it():
    together = sum(bool({3, 4} <= set(invited(seed, 1, 40, 10).tolist())) for seed in range(4000))
    expected = 4000 * (10 * 9) / (40 * 39)
    assert abs(together - expected) < 4 * np.sqrt(expected)


@pytest.mark.parametrize(
    ("sample", "size"), [({}, 250), ({"count": 30}, 30), ({"count": 900}, 250), ({"share": 0.1}, 25), ({"share": 0}, 1)]
)
def test_size_of_a_sample(sample, size):
    assert SurveySample(**sample).size(250) == size


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12), st.integers(1, 12))
def test_nothing_small_can_be_told_from_what_is_shown(numbers, minimum):
    """What is not shown is, together, nobody or at least a minimum group; no more than needed is kept back."""
    answered = np.array(numbers)
    found = suppressed(answered, minimum)
    silos, total = found[:-1], found[-1]
    assert total == (answered.sum() < minimum)
    assert silos[answered < minimum].all()
    if total:
        assert silos.all()
        return
    hidden = answered[silos].sum()
    assert hidden == 0 or hidden >= minimum
    assert (silos & (answered >= minimum)).sum() <= 1
    if (silos & (answered >= minimum)).any():
        primary = answered[answered < minimum].sum()
        assert 0 < primary < minimum
        assert answered[silos & (answered >= minimum)].item() == answered[answered >= minimum].min()


@pytest.mark.parametrize(
    ("answered", "kept_back"),
    [
        ([20, 9, 30], [False, False, False]),
        ([20, 3, 9], [False, True, True]),  # 3 alone could be told from the whole: the smallest other one goes too
        ([20, 9, 3, 2], [False, False, True, True]),  # 5 together are enough
        ([20, 9, 3, 1], [False, True, True, True]),
        ([20, 9, 0], [False, False, True]),  # nobody: nothing to be told
        ([9, 9, 3], [True, False, True]),
        ([2, 2, 2], [True, True, True]),
    ],
)
def test_second_silos_are_kept_back_where_one_alone_could_be_told(answered, kept_back):
    assert suppressed(np.array(answered), 5).tolist() == [*kept_back, False]


def test_a_suppressed_silo_cannot_be_computed_from_the_others():
    """An attack on both forms: with only the small silo kept back its mean comes out, as it is done it does not."""
    answers = [np.array([5, 1, 4]), np.array([2, 3, 3, 3, 4, 1]), np.array([1, 2, 2, 5, 3, 3, 2, 4])]
    answered = np.array([each.size for each in answers])
    whole = np.concatenate(answers)

    def told(kept_back: np.ndarray) -> float:
        shown = [each.mean() * each.size for each, hidden in zip(answers, kept_back, strict=True) if not hidden]
        return (whole.mean() * whole.size - sum(shown)) / (whole.size - answered[~kept_back].sum())

    assert told(np.array([True, False, False])) == pytest.approx(answers[0].mean())
    assert told(suppressed(answered, 5)[:-1]) == pytest.approx(np.concatenate(answers[:2]).mean())
