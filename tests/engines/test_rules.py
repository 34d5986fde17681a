"""Limits of the rules that are known exactly, called as both engines call them."""

from __future__ import annotations

import math
from itertools import product
from random import Random
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engines.composing import nothing
from simulation.engines.initial import relevance
from simulation.engines.mesa.bound import draws, rules
from simulation.engines.weights import layer_weights
from simulation.model.coefficients import Coefficients, coefficients
from simulation.model.effects import CHANNELS
from simulation.model.items import ITEM_SHARES, cumulated_shares
from simulation.model.record import CAUSES, CONTENT_TYPES, STAGES
from simulation.parameters import PARAMETERS

LATENT, INCEPTION, ESTABLISHMENT, MATURITY, DECLINE, DEAD = range(6)
SHARES = (0.0, 0.1, 0.5, 0.9, 1.0)
HEAVIEST = int(PARAMETERS["layer_team"].high * (1 + CHANNELS["layer_weight"].high))
FINEST = int(PARAMETERS["opinion_levels"].high)


def with_values(**changed: float) -> Coefficients:
    """Coefficients at the default parameters, some changed."""
    return coefficients({name: p.default for name, p in PARAMETERS.items()} | changed)


def close(value: float, rel: float = 1e-5):
    """Equal in single precision, after some steps."""
    return pytest.approx(value, rel=rel, abs=1e-6)


# --- learning ---------------------------------------------------------------------------


@pytest.mark.parametrize("per_repetition", [0.01, 0.044, 0.3])
@pytest.mark.parametrize("per_week", [1.0, 3.0, 7.0])
def test_habit_reaches_95_percent_after_ln_20_over_minus_ln_missing(per_repetition: float, per_week: float):
    """h after w weeks of r repetitions is 1 - (1 - eta)^(r w), so 95% takes ln 20 / -ln(1 - eta) repetitions."""
    c = with_values(habit_per_repetition=per_repetition, repetitions_per_week=per_week)
    needed = math.log(20) / -math.log1p(-per_repetition) / per_week
    habit = 0.0
    gain = rules.habit_gain(0.0, c.habit_rate, c.habit_spread)
    for week in range(1, math.ceil(needed) + 1):
        before, habit = habit, rules.habit_next(habit, 1, gain, c.habit_kept)
        assert habit == close(1 - (1 - per_repetition) ** (per_week * week))
    assert before < 0.95 + 1e-5
    assert habit >= 0.95 - 1e-5


def test_habit_by_default_takes_66_days_of_daily_repetition():
    eta = PARAMETERS["habit_per_repetition"].default
    assert math.log(20) / -math.log1p(-eta) == pytest.approx(66, abs=1)


def test_habits_form_at_a_speed_of_ones_own_with_a_lognormal_spread():
    """k_i = k exp(s z): a person two spreads faster needs exp(-2 s) of the time of the median."""
    c = with_values(habit_spread=0.6)
    slow, usual, fast = (-math.log1p(-rules.habit_gain(z, c.habit_rate, c.habit_spread)) for z in (-2.0, 0.0, 2.0))
    assert usual == close(3 * -math.log1p(-0.044), 1e-4)
    assert fast / usual == pytest.approx(math.exp(1.2), rel=1e-3)
    assert slow / usual == pytest.approx(math.exp(-1.2), rel=1e-3)


def test_habit_is_lost_geometrically():
    c = with_values(habit_loss=0.06)
    habit = 0.8
    for _ in range(10):
        habit = rules.habit_next(habit, 0, 0.1, c.habit_kept)
    assert habit == close(0.8 * 0.94**10)


def test_training_is_used_by_62_44_and_34_percent_after_0_26_and_52_weeks():
    c = with_values()
    skill = rules.training_skill(0.0, 0.62)
    floor = rules.training_floor(0.0, 0.62, c.training_lasting)
    found = [skill]
    for _ in range(52):
        skill = rules.skill_next(skill, floor, c.skill_kept, 0, c.learning_by_doing)
        found.append(skill)
    assert [round(100 * found[week]) for week in (0, 26, 52)] == [62, 44, 34]
    assert found[-1] == close(floor + (0.62 - floor) * math.exp(-52 / 44))


def test_learning_by_doing_lasts():
    c = with_values(learning_by_doing=0.1)
    skill = floor = 0.0
    for _ in range(10):
        skill = rules.skill_next(skill, floor, c.skill_kept, 1, c.learning_by_doing)
        floor = rules.floor_next(floor, 1, c.learning_by_doing)
    assert floor == close(1 - 0.9**10)
    assert skill >= floor - 1e-6


@pytest.mark.parametrize("half_life", [3.0, 5.0, 8.0])
def test_rewards_lose_half_of_their_pull_in_a_half_life(half_life: float):
    c = with_values(extrinsic_half_life=half_life)
    pull = 0.6
    for week in range(1, 25):
        pull = rules.faded(pull, c.extrinsic_kept)
        assert pull == close(0.6 * 2 ** (-week / half_life))


def test_replies_never_lift_motivation_above_its_limit():
    motivation = 0.0
    for _ in range(5000):
        motivation = rules.encouraged(motivation, 0.05, 1.5)
    assert motivation == close(1.5, 1e-4)
    assert rules.encouraged(2.0, 0.05, 1.5) == 2.0
    assert rules.encouraged(-1.0, 0.05, 1.5) == close(-0.95)


def test_withdrawn_rewards_crowd_motivation_out():
    assert rules.crowded_out(0.2, 1.0, 0.35) == close(-0.15)
    assert rules.crowded_out(0.2, 0.0, 0.35) == rules.add(0.2, 0.0)


def test_history_keeps_twelve_weeks():
    weeks = 0
    for used in (1, 0, 1, *[1] * 11):
        weeks = rules.history_next(weeks, used)
    assert weeks == 0b1111_1111_1111
    assert rules.history_next(weeks, 0) == 0b1111_1111_1110


def test_weeks_used_counts_bits():
    assert [rules.weeks_used(weeks) for weeks in range(4096)] == [weeks.bit_count() for weeks in range(4096)]


def test_segments():
    def found(n: int, lately: int) -> int:
        return rules.segment((1 << n) - 1, lately)

    assert [found(n, 0) for n in range(13)] == [0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3]
    assert [found(n, 1) for n in range(13)] == [0, 1, 1, 1, 2, 2, 2, 2, 2, 4, 4, 4, 4]


# --- registering and reading ------------------------------------------------------------


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize(("p", "q"), [(0.004, 0.02), (0.03, 0.38), (0.0, 1.0), (0.5, 2.0)])
def test_registration_is_bass_where_usefulness_and_access_do_not_matter(share: float, p: float, q: float):
    """beta = 0, access 1, simple contagion: P = 1 - exp(-(p + q F))."""
    useful = rules.usefulness(0.35, 0.7, 0.15, 0.4, 0.15, 1.0, 0.15, 0.9, 0.5, 2.0)
    factor = rules.usefulness_factor(useful, 0.0, 1.0, 0.0, 1.3, 0.0)
    exposure = rules.exposure(share, 0.125, 0.25, 20.0, 0.0)
    hazard = rules.registration_hazard(p, q, exposure, factor, 0.0)
    assert factor == 1.0
    assert exposure == np.float32(share)
    assert rules.hazard_probability(hazard) == pytest.approx(-math.expm1(-(p + q * share)), rel=2e-5, abs=1e-7)


def test_registration_does_not_depend_on_the_step():
    """Two half weeks are one week: (1 - P(h / 2))^2 = 1 - P(h)."""
    for hazard in (0.001, 0.1, 2.0):
        half, whole = rules.hazard_probability(hazard / 2), rules.hazard_probability(hazard)
        assert (1 - half) ** 2 == close(1 - whole)


def test_threshold_is_sharp_where_it_is_steep():
    found = [rules.exposure(share, 0.125, 0.25, 1e5, 1.0) for share in (0.0, 0.24, 0.25, 0.26, 1.0)]
    assert found == [close(0), close(0), close(0.5), close(1), close(1)]


@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.25, 0.9, 1.0])
@pytest.mark.parametrize("steepness", [0.1, 20.0, 1e5])
def test_nobody_follows_nobody(threshold: float, steepness: float):
    """Complex contagion is 0 without anybody registered, grows with their share, and stays below 1."""
    found = [rules.exposure(share, 0.125, threshold, steepness, 1.0) for share in SHARES]
    assert rules.exposure(0.0, 0.125, threshold, steepness, 1.0) == 0
    assert found == sorted(found)
    assert found[-1] <= 1


def test_thresholds_and_cascades_are_exact():
    assert [rules.exposure(share, 0.125, 0.25, 20.0, 2.0) for share in (0.0, 0.249, 0.25, 1.0)] == [0, 0, 1, 1]
    fifths = np.arange(5, 256, 5, dtype=np.float32)  # people with 5, 10, ... contacts, of whom a fifth has registered
    shares = [rules.weighted_share(n / 5, rules.inverse_or_zero(n)) for n in fifths]
    assert [rules.exposure(share, 0.125, 0.2, 20.0, 2.0) for share in shares] == [1] * fifths.size
    assert [rules.exposure(k / 8, 0.125, 0.25, 20.0, 3.0) for k in range(9)] == [close(k) for k in range(9)]
    assert rules.exposure(0.0, 0.0, 0.25, 20.0, 3.0) == 0
    assert [rules.contagious(1, weeks, 3.0) for weeks in (0, 1, 5)] == [1, 0, 0]
    assert [rules.contagious(registered, 7, 0.0) for registered in (0, 1)] == [0, 1]


def test_mixing_meets_everybody_or_the_own_silo_more_often():
    assert rules.mixed_share(10, 100, 30, 400, -1.0) == close(30 / 400)
    assert rules.mixed_share(10, 100, 30, 400, 0.25) == close(0.25 * 0.1 + 0.75 * 20 / 300)
    assert rules.mixed_share(10, 100, 30, 400, 1.0) == close(0.1)
    assert rules.mixed_share(30, 400, 30, 400, 1.0) == close(30 / 400)


def test_causes_follow_the_parts_of_the_hazard():
    own, with_peers, total = 0.1, 0.3, 0.4
    found = [CAUSES[rules.cause(u, own, with_peers, total)] for u in np.linspace(0.01, 0.99, 50)]
    assert found == sorted(found, key=CAUSES.index)
    assert [found.count(name) for name in ("self", "peers", "push")] == [pytest.approx(n, abs=1) for n in (12, 25, 13)]
    assert CAUSES[rules.cause(1 - 2**-24, 0.1, 0.4, 0.4)] == "peers"


def test_attitude_pulls_as_far_as_it_lies_above_its_mean_at_the_start():
    def reads(belief: float) -> float:
        return rules.read_logit(-3, 0.6, 0, 1, 0.5, 4.5, 0, 0.6, 0, 0.3, 0, 0.5, belief, 0.4, 3.0, 0, 0.8, 0, 0)

    def drives(belief: float) -> float:
        return rules.contribute_drive(-3, 0, 0, 0, 1.5, 0, 0.25, 0, 2.0, belief, 0.4, 1.0, 0)

    assert [reads(0.4), drives(0.4)] == [close(-2.5), close(-3)]
    assert [reads(0.9), reads(0.0)] == [close(-2.25), close(-2.7)]
    assert [drives(0.9), drives(0.0)] == [close(-2), close(-3.8)]


def test_attention_and_access_cut_the_chance():
    full = rules.attended_probability(0.3, 0.0, 1.0)
    assert full == close(1 / (1 + math.exp(-0.3)))
    assert rules.attended_probability(0.3, 0.5, rules.access_left(0.6, 0.5)) == close(full * 0.15)
    assert rules.attended_probability(10.0, 1.0, 1.0) == 0.0


def test_who_cares_comes_early_and_a_weeks_shock_moves_everybody():
    factor = rules.usefulness_factor(0.5, 1.0, 1.0, 0.35, 2.0, -0.2)
    assert factor == close(math.exp(0.5 + 0.7 - 0.2))
    assert rules.present_access(0.5, 0.4) == close(0.2)
    assert rules.announced(0.1, 0.02, 0.5) == close(0.11)


def test_people_who_never_come_are_their_share_and_care_less():
    """need = rho z / sigma + sqrt(1 - rho^2) e lies below its quantile for that share of people."""
    c = with_values(never_share=0.2, never_propensity=0.6, propensity_spread=1.5)
    rng = np.random.default_rng(7)
    z, e = rng.normal(size=(2, 20_000))
    never = np.array(
        [rules.reluctant(b, 1.5 * a, c.never_together, c.never_apart, c.never_cut) for a, b in zip(z, e, strict=True)]
    )
    assert never.mean() == pytest.approx(0.2, abs=4 * math.sqrt(0.16 / 20_000))
    expected = -0.6 * math.exp(-(NormalDist().inv_cdf(0.2) ** 2) / 2) / math.sqrt(2 * math.pi) / 0.2
    assert z[never == 1].mean() == pytest.approx(expected, abs=0.07)
    nobody, everybody = with_values(never_share=0.0), with_values(never_share=1.0)
    assert not any(rules.reluctant(-5.0, -7.0, n.never_together, n.never_apart, n.never_cut) for n in [nobody])
    assert all(rules.reluctant(5.0, 7.0, n.never_together, n.never_apart, n.never_cut) for n in [everybody])


def test_novelty_and_remembered_replies_call_back():
    def reads(novelty: float, replies: float) -> float:
        pull = rules.reply_pull(replies)
        return rules.read_logit(-5, 0.6, 0, 1, 0, 2, 0, 0.6, 0, 0.3, 0, 0.5, 0.5, 0.5, 3.0, novelty, 0.8, pull, 0)

    assert [reads(0, 0), reads(1, 0), reads(0.5, 0)] == [close(-5), close(-2), close(-3.5)]
    assert [reads(0, 1), reads(0, 3)] == [close(-4.6), close(-4.4)]
    assert rules.contribute_drive(-4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1.5, 0.5) == close(-3.25)


@pytest.mark.parametrize(("by_chance", "guided", "since", "reads"), [
    (0, 0.0, 3, 0), (1, 0.0, 3, 1), (0, 1.0, 3, 1), (0, 0.0, 9, 1),
])  # fmt: skip
def test_a_visit_is_by_chance_guided_or_the_first_one(by_chance: int, guided: float, since: int, reads: int):
    own = rules.visits(1, by_chance, since, 9)
    assert rules.attends(own, 1, guided) == reads
    assert own == (reads if guided == 0 else by_chance)
    assert rules.attends(rules.visits(0, by_chance, since, 9), 0, guided) == 0


def test_a_month_of_contributions_is_told_week_by_week():
    weeks = 0
    for items in (1, 9, 0, 2):
        weeks = rules.items_more(rules.items_next(weeks), items)
    assert rules.items_of_month(weeks) == 1 + 7 + 0 + 2  # seven and more of a week are told no further apart
    assert rules.items_of_month(rules.items_next(weeks)) == 7 + 0 + 2
    assert rules.items_of_month(rules.items_more(weeks, 1)) == 11


def test_replies_to_documents_are_fewer_and_are_comments():
    assert [rules.reply_chance(0.6, 0.5, kind) for kind in range(4)] == [close(0.3), *[close(0.6)] * 3]
    assert [rules.reply_kind(kind) for kind in range(4)] == [2, 3, 3, 3]
    assert [rules.first_is_keener(a, b) for a, b in ((1.0, 0.5), (0.5, 1.0), (1.0, 1.0))] == [1, 0, 1]


def test_content_of_a_large_community_concerns_a_part_of_its_people():
    assert rules.visible_content(10.0, 1.0, 0.5, 0.25) == close(2.5)
    assert rules.visible_content(10.0, 0.0, 0.5, 0.25) == close(1.25)
    assert relevance(np.array([40, 400, 4]), 0.0).tolist() == [1.0, 1.0, 1.0]
    assert relevance(np.array([40, 400, 4]), 1.0).tolist() == [1.0, pytest.approx(0.1), 10.0]


def test_use_and_effects_change_the_chance_of_leaving():
    assert rules.leaving_chance(0.001, 0.0, 1.0, 0.0) == np.float32(0.001)
    assert rules.leaving_chance(0.001, -0.5, 0.5, -0.25) == close(0.001 * math.exp(-0.5))
    assert rules.leaving_chance(0.5, 2.0, 1.0, 2.0) == 1.0


# --- speaking and items -----------------------------------------------------------------


def test_management_publishes_less_where_members_do():
    assert [rules.seeded_items(0.8, items, 3.0) for items in (0.0, 3.0, 27.0)] == [close(0.8), close(0.4), close(0.08)]
    assert rules.seeded_items(0.0, 5.0, 3.0) == 0


def test_places_are_chosen_by_weight():
    found = [rules.choose_place(u, 1.0, 2.0, 1.0) for u in (0.1, 0.26, 0.74, 0.76)]
    assert found == [0, 1, 1, 2]
    assert rules.choose_place(0.5, 0.0, 0.0, 0.0) == rules.NOWHERE


@pytest.mark.parametrize("u", [2**-24, 0.5, 1 - 2**-24])
def test_a_place_without_weight_is_never_chosen(u: float):
    for weights in np.ndindex(3, 3, 3):
        if any(weights):
            assert weights[rules.choose_place(u, *weights)] > 0


def test_only_founders_found():
    assert rules.place_weight(LATENT, 1, 0.0, 0.99, 1.0, 3.0) == 0.0
    assert rules.place_weight(LATENT, 1, 0.0, 1.0, 1.0, 3.0) == 3.0
    assert rules.place_weight(INCEPTION, 1, 4.0, -5.0, 1.0, 3.0) == 5.0
    assert rules.place_weight(INCEPTION, 0, 4.0, 5.0, 1.0, 3.0) == 0.0


@pytest.mark.parametrize("burst", [0.1, 1.0])
@pytest.mark.parametrize("mean", [0.02, 0.6, 5.0])
def test_further_posts_are_geometric_in_bursts(mean: float, burst: float):
    """P(more than k) = burst q^(k + 1), q = m / (1 + m), m = mean / burst; so their mean is ``mean``."""
    q = (mean / burst) / (1 + mean / burst)
    for k in range(-1, 12):
        above = burst * q ** (k + 1)
        assert rules.further_posts(1 - 2**-24, mean, burst) == 0 or burst == 1
        if above > 1e-4:
            u = burst - above  # draws from here on leave a tail smaller than that
            if 1e-6 < u < 1:
                assert rules.further_posts(u - 1e-6, mean, burst) <= k + 1
                assert rules.further_posts(u + 1e-6, mean, burst) >= k + 1
    draws = (np.arange(20_000) + 0.5) / 20_000
    found = [rules.further_posts(u, mean, burst) for u in draws]
    cut = sum(min(k, 20) * burst * (1 - q) * q**k for k in range(2000))
    assert np.mean(found) == pytest.approx(cut, rel=0.02)


def test_further_posts_are_most_where_many_are_expected():
    assert [rules.further_posts(0.7, mean, 1.0) for mean in (60.0, 1e3, 1e6, 1e30)] == [20] * 4
    assert rules.further_mean(0.6, 0.5, 2.0) == close(0.6 * math.e)
    assert rules.further_mean(0.6, 0.0, 2.0) == np.float32(0.6)


@pytest.mark.parametrize("kind", ITEM_SHARES)
def test_items_are_typed_by_the_shares_of_their_community(kind: str):
    mix = cumulated_shares()[list(ITEM_SHARES).index(kind)].tolist()[:3]
    u = (np.arange(10_000) + 0.5) / 10_000
    found = np.bincount([rules.item_type(x, *mix, 1) for x in u], minlength=4) / u.size
    assert found == pytest.approx(ITEM_SHARES[kind], abs=2e-4)
    assert {CONTENT_TYPES[rules.item_type(x, *mix, 0)] for x in u} == {"documents", "discussions", "others"}


def test_worth_is_whole_and_fine_enough():
    assert rules.worth_units(1.0, 1.0) == 256
    assert rules.units_worth(rules.worth_units(0.7, 0.5)) == pytest.approx(0.35, abs=1 / 256)


def test_everybody_can_be_picked_and_nobody_else():
    for n in (1, 2, 7, 1000):
        found = {rules.pick(u, n) for u in np.linspace(2**-24, 1 - 2**-24, 4000)}
        assert found == set(range(n))


# --- communities ------------------------------------------------------------------------


def stage(now: int, *, opened: int = 0, members: float = 10.0, seeded: float = 0.0, silence: float = 0.0) -> str:
    """The next stage at the default coefficients."""
    c = with_values()
    return STAGES[
        rules.stage_next(
            now, opened, members, seeded, silence, c.silence_weeks, c.death_weeks, c.critical_items,
            c.establishment_share, c.maturity_share,
        )
    ]  # fmt: skip


def test_communities_are_born_when_opened():
    assert stage(LATENT) == "latent"
    assert stage(LATENT, opened=1, silence=100) == "inception"


def test_the_dead_stay_so_until_founded_anew():
    assert stage(DEAD) == "dead"
    assert stage(DEAD, opened=1, silence=100) == "inception"
    assert [rules.running(s) for s in range(len(STAGES))] == [0, 1, 1, 1, 1, 0]


def test_communities_rise_one_step_a_week():
    assert stage(INCEPTION) == "establishment"
    assert stage(ESTABLISHMENT) == "maturity"
    assert stage(MATURITY) == "maturity"


def test_communities_stay_young_while_the_founder_speaks_or_little_is_said():
    assert stage(INCEPTION, members=10, seeded=10.1) == "inception"
    assert stage(ESTABLISHMENT, members=10, seeded=9.9) == "establishment"
    assert stage(MATURITY, members=10, seeded=2) == "establishment"
    assert stage(MATURITY, members=2.9) == "inception"


@pytest.mark.parametrize("now", [INCEPTION, ESTABLISHMENT, MATURITY, DECLINE])
def test_silence_is_decline_and_a_word_is_a_new_beginning(now: int):
    assert stage(now, silence=12) == "decline"
    assert stage(now, silence=63) == "decline"
    assert stage(now, silence=64) == "dead"
    assert stage(DECLINE, silence=0) == "inception"


def test_management_saturates():
    found = [rules.management_effort(hours, 1.0, 0.0, 100, 4.0) for hours in (0, 4, 8, 168)]
    assert found == [0, close(1 - math.exp(-1)), close(1 - math.exp(-2)), close(1)]
    assert rules.management_effort(4, 1.0, 1.0, 5, 4.0) == rules.management_effort(2, 0.5, 4.0, 10, 4.0)


def test_managers_are_worth_their_skill_and_forget_less_in_exchange():
    assert rules.skilled_hours(4, 0.5, 0.25) == 3
    assert rules.skilled_hours(4, 0.5, 0.75) == 4
    assert rules.trained_next(0.5, 0.9, 0.0) == close(0.45)
    assert rules.trained_next(0.5, 0.9, 0.5) == close(0.475)
    assert rules.trained_next(0.5, 0.9, 1.0) == np.float32(0.5)


def test_care_makes_the_purpose_clearer():
    assert rules.clarity_next(0.5, 0.0, 0.1) == 0.5
    assert rules.clarity_next(0.5, 1.0, 0.1) == close(0.55)


def test_replies_need_a_second_reader_or_management():
    assert rules.reply_probability(1, 0.5, 0.0, 4.0, 1) == 0.0
    assert rules.reply_probability(3, 0.5, 0.0, 4.0, 1) == close(1 - math.exp(-1))
    assert rules.reply_probability(0, 0.5, 0.5, 4.0, 2) == close(1 - math.exp(-1))


# --- culture ----------------------------------------------------------------------------


@pytest.mark.parametrize("belief", SHARES)
@pytest.mark.parametrize("norm", SHARES)
def test_people_say_what_they_think_if_it_is_safe_and_what_is_expected_if_not(belief: float, norm: float):
    assert rules.expressed_belief(belief, norm, 1.0) == np.float32(belief)
    assert rules.expressed_belief(belief, norm, 0.0) == np.float32(norm)
    assert rules.expressed_belief(belief, norm, 0.5) == close((belief + norm) / 2)


def test_belief_rests_between_anchor_and_opinion():
    """Friedkin and Johnsen: b* = lambda Y + (1 - lambda) b0, approached by (1 - omega) a week."""
    belief = 0.9
    for week in range(1, 40):
        belief = rules.belief_next(belief, 0.3, 0.8, 0.05, 0.6)
        assert belief == close(0.6 + (0.9 - 0.6) * 0.95**week)
    assert rules.resting_belief(0.3, 0.6, 0.8) == close(0.6)


def test_norm_follows_what_is_seen():
    norm = 0.0
    for week in range(1, 40):
        norm = rules.norm_next(norm, 0.4, 1.0, 0.1, 0.2)
        assert norm == close(0.52 * (1 - 0.9**week))


def test_somebody_without_ties_hears_the_own_belief():
    assert rules.inverse_or_zero(0.0) == 0.0
    assert rules.peers_opinion(0.0, 0.0, 0.37, 8.0) == np.float32(0.37)
    assert rules.peers_opinion(2 * 8.0, 0.5, 0.37, 8.0) == close(1)


@given(
    st.lists(st.tuples(st.integers(0, HEAVIEST * 4096), st.integers(0, FINEST)), min_size=2, max_size=300),
    st.randoms(use_true_random=False),
)
def test_sums_over_ties_do_not_depend_on_their_order(ties: list[tuple[int, int]], random: Random):
    """Weights in steps of 1/4096 and whole counts: exact in double precision, so what changed can be added later."""
    parts = [rules.tie_sum(steps / 4096, count) for steps, count in ties]
    total = sum(parts)
    assert total == sum(steps * count for steps, count in ties) / 4096
    random.shuffle(parts)
    assert sum(parts) == total
    assert total - parts[0] == sum(parts[1:])


def test_sums_over_a_million_of_the_heaviest_ties_are_exact():
    assert 1_000_000 * HEAVIEST * 4096 * FINEST < 2**53


def test_what_weighs_anything_weighs_at_least_a_step():
    given = np.array([0, 1e-5, 1e-4, 1 / 4096, 0.3, 10], np.float32)
    effects = nothing(1, 1, given.size)
    weights = layer_weights((given, np.ones(given.size, np.float32)), effects)
    assert weights[:4].tolist() == [0, 1 / 4096, 1 / 4096, 1 / 4096]
    assert (weights * 4096 == np.rint(weights * 4096)).all()
    assert weights[4:] == pytest.approx(given[4:], abs=1 / 8192)


# --- what colleagues see ----------------------------------------------------------------


@pytest.mark.parametrize("levels", [1, 8, 16384])
def test_the_shared_word_holds_three_things(levels: int):
    """None of them leaks into another, whatever stands beside it."""
    for expressed, registered, shown in product((*SHARES, -0.2, 1.3), (0, 1), SHARES):
        for rounding in (0.0, 0.5, 1 - 2**-24):
            word = rules.shared_word(expressed, registered, shown, levels, rounding)
            assert word >> rules.ACTIVE_BIT == (shown >= 0.5)
            assert word >> rules.REGISTERED_BIT & 1 == registered
            level = word & rules.LEVEL
            assert 0 <= level <= levels
            assert level / levels == pytest.approx(min(max(expressed, 0), 1), abs=1 / levels + 1e-6)


@pytest.mark.parametrize("levels", [1, 2, 8])
def test_rounding_does_not_bias_what_a_group_thinks(levels: int):
    """A hundred neighbours in number who think the same are heard as what they think, within one person's step."""
    for first in (0, 7_000, 1_999_000):
        rounding = [rules.own_rounding(i) for i in range(first, first + 100)]
        assert all(0 <= each < 1 for each in rounding)
        for expressed in (0.0, 0.03, 0.31, 0.5, 0.77, 0.99, 1.0):
            heard = [rules.shared_word(expressed, 0, 0.0, levels, each) & rules.LEVEL for each in rounding]
            assert np.mean(heard) / levels == pytest.approx(expressed, abs=2 / 100 / levels + 1e-6)


def test_fixed_point_counts_in_65536ths():
    assert [rules.fixed_point(x) for x in (0.0, 0.5, 1.0)] == [0, 32768, 65536]


def test_traits_are_held_within_bounds():
    assert [rules.trait(z, 0.5, 0.2, 0.0, 1.0) for z in (-9, 0, 1, 9)] == [0, 0.5, close(0.7), 1]


def test_python_numbers_are_cast_as_the_kernel_holds_them():
    assert rules.add(0.1, 0.2) == float(np.float32(0.1) + np.float32(0.2))
    assert draws.hash64(2**64 - 1, 2**40) == draws.hash64(np.uint64(2**64 - 1), np.uint64(2**40))
