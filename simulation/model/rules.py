"""The science, once: every formula of a person's and a community's week as a scalar function.

No loops, no arrays, no randomness, float32 throughout. The Mesa engine and the kernel call
these same functions; the order of a week stands in `simulation.model.week`. One file, so
that there is one place to read what the model assumes: its length is its content.
"""

from __future__ import annotations

import numpy as np

from simulation.compiled import rule
from simulation.model.arithmetic import HALF, ONE, TWO, ZERO, F, exp32, log32

WEEKS_KEPT = np.int32(0xFFF)
NOWHERE = np.int32(3)
LATENT, INCEPTION, ESTABLISHMENT, MATURITY, DECLINE, DEAD = (np.int32(stage) for stage in range(6))
WITHIN_ROUNDING = F(1 - 2**-20)
"""5 of 25 colleagues reach a threshold of a fifth, though 5 x (1 / 25) is less in single precision."""
_TEN, _MANY, _HUNDRED = F(10), F(60), F(100)
LEVEL = np.uint32(0xFFFF)
REGISTERED_BIT, ACTIVE_BIT = np.uint32(16), np.uint32(17)
"""Where the parts of a `shared_word` stand."""
_GOLDEN, _24_BITS = np.uint32(2654435769), F(2**-24)


@rule("f4(f4, f4)")
def add(x: float, y: float) -> float:
    """x + y in single precision."""
    return x + y


@rule("f4(f4, f4)")
def larger(x: float, y: float) -> float:
    """Return the larger of two numbers."""
    return max(x, y)


@rule("f4(f4)")
def logistic(x: float) -> float:
    """Return 1 / (1 + exp(-x))."""
    return ONE / (ONE + exp32(-x))


@rule("f4(f4, f4, f4)")
def clip(x: float, low: float, high: float) -> float:
    """Return x held between low and high."""
    return min(max(x, low), high)


# --- what a person senses ---------------------------------------------------------------


@rule("f4(f4, f4, f4)")
def add_weighted(total: float, weight: float, count: float) -> float:
    """total + weight x count: one layer's part of a sum over ties."""
    return total + weight * count


@rule("f8(f4, f4)")
def tie_sum(weight: float, count: float) -> float:
    """Weight x count: what so many colleagues of a layer, or so many levels more of theirs, make of a sum over ties.

    Weights are multiples of 1/4096, so that these sums are exact in double precision, in any order: up to a million
    ties of one person, all with the highest weight (110) to colleagues in the highest grade (16,384).
    """
    return np.float64(weight) * np.float64(count)


@rule("f4(f4)")
def inverse_or_zero(weight: float) -> float:
    """1 / weight, and 0 for somebody without ties."""
    return ONE / weight if weight > ZERO else ZERO


@rule("f4(f8, f4)")
def weighted_share(total: float, inverse_weight: float) -> float:
    """Share of one's tie weight: sum of weights of ties that hold, over the sum of all weights."""
    return F(total) * inverse_weight


@rule("f4(f8, f4, f4, f4)")
def peers_opinion(total: float, inverse_weight: float, own: float, levels: float) -> float:
    """Y, weighted mean belief that colleagues express (a sum of levels); one's own without ties."""
    return F(total) * inverse_weight / levels if inverse_weight > ZERO else own


@rule("f4(f4, f4)")
def content_pull(content: float, half: float) -> float:
    """V / (V + V50): saturating pull of the content that a person can see."""
    return content / (content + half)


# --- registering ------------------------------------------------------------------------


@rule("f4(f4, f4, f4, f4, f4)")
def exposure(
    registered_share: float, inverse_weight: float, threshold: float, steepness: float, contagion: float
) -> float:
    """S: the share of registered colleagues if contagion is simple.

    Complex: (l(share) - l(0)) / (1 - l(0)) with l(s) = logistic(kappa (s - theta)), which is 0
    where nobody has registered; threshold: 1 from share = theta on (within rounding), else 0;
    cascade: the number of colleagues who registered last week.
    """
    if contagion == ZERO:
        return registered_share
    if contagion == ONE:
        alone = logistic(-steepness * threshold)
        return (logistic(steepness * (registered_share - threshold)) - alone) / (ONE - alone)
    if contagion == TWO:
        return ONE if registered_share >= threshold * WITHIN_ROUNDING else ZERO
    return registered_share / inverse_weight if inverse_weight > ZERO else ZERO


@rule("f4(f4, f4, f4, f4, f4)")
def mixed_share(own: float, own_size: float, everywhere: float, size: float, within: float) -> float:
    """Share among everybody whom a person of a well-mixed population meets.

    ``within`` of the contacts are in the own silo, the others outside of it; below 0: as many
    as there are people.
    """
    if within < ZERO or own_size >= size:
        return everywhere / size
    return within * (own / own_size) + (ONE - within) * ((everywhere - own) / (size - own_size))


@rule("i4(i4, i4, f4)")
def contagious(registered: int, weeks: int, contagion: float) -> int:
    """Whether colleagues see the account: always, or in a cascade only right after the registration."""
    if contagion <= TWO:
        return registered
    return np.int32(registered & np.int32(weeks == np.int32(0)))


@rule("f4(f4, f4, f4, f4, f4, f4, f4, f4, f4, f4)")
def usefulness(
    w_content: float,
    pull: float,
    w_ease: float,
    skill: float,
    w_manager: float,
    manager: float,
    w_belief: float,
    belief: float,
    belief_mean: float,
    effect: float,
) -> float:
    """u = w_V pull + w_k k + w_L L + w_b (b - mean b) + effects: expected usefulness."""
    return w_content * pull + w_ease * skill + w_manager * manager + w_belief * (belief - belief_mean) + effect


@rule("f4(f4, f4)")
def access_left(access: float, barred: float) -> float:
    """g (1 - barred): what is left of access, or of a push, before the platform reaches a person's country."""
    return access * (ONE - barred)


@rule("f4(f4, f4)")
def present_access(access: float, present: float) -> float:
    """Access, in a week in which only a share of the people is at work."""
    return access * present


@rule("f4(f4, f4, f4, f4, f4, f4)")
def usefulness_factor(
    usefulness_value: float, weight: float, access: float, propensity_weight: float, propensity: float, stir: float
) -> float:
    """exp(beta u + gamma_z z + e) times the share of weeks with access: who cares comes early; e moves everybody."""
    return exp32(weight * usefulness_value + propensity_weight * propensity + stir) * access


@rule("f4(f4, f4, f4)")
def announced(hazard: float, launch_hazard: float, launch: float) -> float:
    """Push: the hazard of campaigns, and that of the launch as far as it still rings."""
    return hazard + launch_hazard * launch


@rule("i4(f4, f4, f4, f4, f4)")
def reluctant(normal: float, propensity: float, together: float, apart: float, cut: float) -> int:
    """Whether a person never comes of her own accord: a need with N(0, 1) that falls below the quantile of their share.

    need = rho z / sigma_z + sqrt(1 - rho^2) e, with ``together`` rho / sigma_z and ``apart`` the root.
    """
    return np.int32(together * propensity + apart * normal < cut)


@rule("f4(f4, f4, f4, f4, f4)")
def registration_hazard(innovation: float, imitation: float, exposure: float, factor: float, push: float) -> float:
    """Hazard (p + q S) exp(beta u) g + push, per week."""
    return (innovation + imitation * exposure) * factor + push


@rule("f4(f4)")
def hazard_probability(hazard: float) -> float:
    """P = 1 - exp(-hazard): invariant to the length of the step (complementary log-log)."""
    return ONE - exp32(-hazard)


@rule("i4(f4, f4, f4, f4)")
def cause(u: float, own: float, with_peers: float, total: float) -> int:
    """Cause of a registration by the parts of its hazard: 1 by oneself, 2 through peers, 3 pushed."""
    mark = u * total
    if mark < own:
        return np.int32(1)
    return np.int32(2) if mark < with_peers or total <= with_peers else np.int32(3)


# --- reading ----------------------------------------------------------------------------


@rule("f4(f4)")
def reply_pull(replies: float) -> float:
    """rho / (1 + rho): how strongly the replies that one remembers call one back; saturating."""
    return replies / (replies + ONE)


@rule("f4(f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4)")
def read_logit(
    intercept: float,
    propensity_weight: float,
    propensity: float,
    pull_weight: float,
    pull: float,
    habit_weight: float,
    habit: float,
    norm_weight: float,
    norm: float,
    manager_weight: float,
    manager: float,
    belief_weight: float,
    belief: float,
    belief_mean: float,
    novelty_weight: float,
    novelty: float,
    reply_weight: float,
    reply: float,
    effect: float,
) -> float:
    """Log-odds of reading.

    alpha_r + e + beta_z z + beta_V pull + beta_h h_r + beta_n n + beta_L L + beta_b (b - mean b) + beta_w w
    + beta_rho rho / (1 + rho) + effects; the week's common e comes with the intercept.
    """
    return (
        intercept
        + propensity_weight * propensity
        + novelty_weight * novelty
        + reply_weight * reply
        + pull_weight * pull
        + habit_weight * habit
        + norm_weight * norm
        + manager_weight * manager
        + belief_weight * (belief - belief_mean)
        + effect
    )


@rule("i4(i4, i4, i4, i4)")
def visits(registered: int, by_chance: int, since: int, week: int) -> int:
    """Whether somebody with an account reads of her own accord: by chance, or as the first sign-in of this week."""
    return np.int32(registered & (by_chance | np.int32(since == week)))


@rule("i4(i4, i4, f4)")
def attends(reads: int, registered: int, guided: float) -> int:
    """Whether somebody reads at all: of her own accord, or led in a session, which teaches but makes no habit."""
    return np.int32(reads | (registered & np.int32(guided > ZERO)))


@rule("f4(f4, f4, f4)")
def attended_probability(logit: float, distraction: float, access: float) -> float:
    """logistic(...) (1 - d) g: a logistic probability, cut by divided attention and by access."""
    return logistic(logit) * (ONE - distraction) * access


# --- contributing -----------------------------------------------------------------------


@rule("f4(f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4)")
def contribute_drive(
    intercept: float,
    propensity: float,
    motivation: float,
    extrinsic: float,
    habit_weight: float,
    habit: float,
    reply_weight: float,
    replies: float,
    belief_weight: float,
    belief: float,
    belief_mean: float,
    novelty_weight: float,
    novelty: float,
) -> float:
    """What drives from inside.

    alpha_c + z + m + x + beta_hc h_c + beta_rho ln(1 + rho) + beta_bc (b - mean b) + beta_wc w.
    """
    return (
        intercept
        + propensity
        + motivation
        + extrinsic
        + habit_weight * habit
        + reply_weight * log32(ONE + replies)
        + belief_weight * (belief - belief_mean)
        + novelty_weight * novelty
    )


@rule("f4(f4, f4, f4, f4, f4, f4, f4, f4, f4, f4, f4)")
def contribute_setting(
    norm_weight: float,
    norm: float,
    threshold: float,
    manager_weight: float,
    manager: float,
    skill_weight: float,
    skill: float,
    reference: float,
    safety_weight: float,
    safety: float,
    effect: float,
) -> float:
    """beta_n (n - theta) + beta_L L + beta_k (k - k0) + beta_psi psi + effects: what the setting adds."""
    return (
        norm_weight * (norm - threshold)
        + manager_weight * manager
        + skill_weight * (skill - reference)
        + safety_weight * safety
        + effect
    )


@rule("f4(f4, f4, f4)")
def contribute_logit(drive: float, setting: float, reluctance: float) -> float:
    """Drive and setting less the reluctance to speak in the chosen (open or closed) community."""
    return drive + setting - reluctance


@rule("i4(i4)")
def running(stage: int) -> int:
    """Return 1 for a community that runs, 0 for one that is latent (never opened) or dead."""
    return np.int32(np.int32(stage != LATENT) & np.int32(stage != DEAD))


@rule("f4(i4, i4, f4, f4, f4, f4)")
def place_weight(
    stage: int, reachable: int, content: float, propensity: float, founding_propensity: float, founding_weight: float
) -> float:
    """Weight of a community when a person chooses where to speak.

    Lively ones attract (1 + content); one that does not run can only be founded, by people
    whose propensity is at least ``founding_propensity``; out of reach counts nothing.
    """
    if reachable == 0:
        return ZERO
    if running(stage) == 0:
        return founding_weight if propensity >= founding_propensity else ZERO
    return ONE + content


@rule("i4(f4, f4, f4, f4)")
def choose_place(u: float, first: float, second: float, third: float) -> int:
    """Choose among three weights with a uniform draw: 0, 1, 2, or 3 if all weights are zero."""
    total = first + second + third
    if total <= ZERO:
        return NOWHERE
    mark = u * total
    if mark < first:
        return np.int32(0)
    if mark < first + second or third <= ZERO:
        return np.int32(1) if second > ZERO else np.int32(0)
    return np.int32(2)


@rule("f4(f4, f4, f4)")
def further_mean(mean: float, weight: float, propensity: float) -> float:
    """r exp(beta_r z): mean number of further contributions; those who contribute often contribute much."""
    return mean * exp32(weight * propensity)


@rule("i4(f4, f4, f4)")
def further_posts(u: float, mean: float, burst: float) -> int:
    """Contributions after the first one in a week, by inversion, cut at 20: none, or in a busy week geometric ones.

    A share ``burst`` of the weeks is busy; in those their number is geometric with mean ``mean`` / ``burst``.
    """
    if u >= burst:
        return np.int32(0)
    in_burst = min(mean / burst, _MANY)  # more give 20 as well
    more = in_burst / (ONE + in_burst)
    left = ONE - u / burst  # the chance of at least as many further ones
    tail = more
    count = np.int32(0)
    while left < tail and count < np.int32(20):
        count = np.int32(count + np.int32(1))
        tail = tail * more
    return count


@rule("i4(f4, f4, f4, f4, i4)")
def item_type(u: float, documents: float, discussions: float, comments: float, has_document: int) -> int:
    """0 document, 1 discussion, 2 comment, 3 other, by cumulated shares; a comment needs a document."""
    if u < documents:
        return np.int32(0)
    if u < discussions:
        return np.int32(1)
    if u < comments:
        return np.int32(2) if has_document != 0 else np.int32(0)
    return np.int32(3)


# --- communities ------------------------------------------------------------------------


@rule("f4(f4, f4, f4)")
def skilled_hours(hours: float, skill: float, trained: float) -> float:
    """hours x min(skill + trained, 1): what managers' hours are worth."""
    return hours * min(skill + trained, ONE)


@rule("f4(f4, f4, f4, f4, f4)")
def management_effort(hours: float, care: float, others: float, members: float, load: float) -> float:
    """1 - exp(-(skilled hours x care + others' hours) / (H0 members / 100)): effort saturates with load.

    ``care`` is the part of the hours that goes into this lever at the community's stage,
    against establishment. A community asks for the care of at least ten members.
    """
    return ONE - exp32(-(hours * care + others) / (load * max(members, _TEN) / _HUNDRED))


@rule("f4(f4, f4, f4)")
def seeded_items(effort: float, member_items: float, critical_items: float) -> float:
    """effort n_crit / (n_crit + members' items): management publishes as far as members do not."""
    return effort * critical_items / (critical_items + member_items)


@rule("f4(f4, f4, f4)")
def trained_next(trained: float, kept: float, memory: float) -> float:
    """trained (1 - (1 - kept) (1 - memory)): managers forget what they learned, less so in exchange with others."""
    return trained * (ONE - (ONE - kept) * (ONE - memory))


@rule("f4(f4, f4, f4)")
def clarity_next(purpose: float, effort: float, rate: float) -> float:
    """purpose + rate x effort (1 - purpose): care makes the purpose clearer."""
    return purpose + rate * effort * (ONE - purpose)


@rule("f4(f4, f4, i4)")
def reply_chance(chance: float, documents: float, kind: int) -> float:
    """Chance that a contribution is replied to: documents draw fewer replies than what asks for one."""
    return chance * documents if kind == 0 else chance


@rule("i4(i4)")
def reply_kind(kind: int) -> int:
    """Type of a reply: a comment (2) on a document (0), else another contribution (3)."""
    return np.int32(2) if kind == 0 else np.int32(3)


@rule("f4(f4, f4, f4, f4, f4)")
def reply_probability(readers: float, per_reader: float, effort: float, by_management: float, threads: float) -> float:
    """1 - exp(-(rho0 (readers - 1) + rho1 effort) / max(threads, 1/2)); the author is one of the readers."""
    replies = per_reader * max(readers - ONE, ZERO) + by_management * effort
    return ONE - exp32(-replies / max(threads, HALF))


@rule("f4(f4, f4, f4)")
def content_next(content: float, decay: float, added: float) -> float:
    """U <- U 2^(-1/half-life) + new content."""
    return content * decay + added


@rule("f4(f4, f4, f4, f4)")
def total_content(documents: float, discussions: float, comments: float, others: float) -> float:
    """Content of all types."""
    return documents + discussions + comments + others


@rule("i4(f4, f4)")
def worth_units(value: float, factor: float) -> int:
    """Worth of an item in 1/256, a whole number so that sums do not depend on their order."""
    return np.int32(value * factor * F(256))


@rule("f4(i4)")
def units_worth(units: int) -> float:
    """Worth in items of so many 1/256."""
    return F(units) / F(256)


@rule("i4(f4, f4)")
def first_is_keener(first: float, second: float) -> int:
    """Of two readers who could reply, whether the first one does: who has the higher propensity."""
    return np.int32(first >= second)


@rule("i4(f4, i4)")
def pick(u: float, n: int) -> int:
    """One of n with equal chance: floor(u n), at most n - 1."""
    return min(np.int32(u * F(n)), np.int32(n - np.int32(1)))


@rule("f4(f4, f4, f4, f4)")
def visible_content(content: float, purpose: float, purpose_weight: float, relevance: float) -> float:
    """Content as it pulls: part of it concerns one; an unclear purpose (0-1) takes up to ``purpose_weight`` away."""
    return content * relevance * (ONE - purpose_weight * (ONE - purpose))


@rule("i4(i4, i4, f4, f4, f4, f4, f4, f4, f4, f4)")
def stage_next(
    stage: int,
    opened: int,
    member_items: float,
    seeded_items: float,
    silence: float,
    silence_weeks: float,
    death_weeks: float,
    critical_items: float,
    establishment: float,
    maturity: float,
) -> int:
    """Life cycle: one step a week.

    Latent until opened; decline after ``silence_weeks`` without a contribution, inception
    again with the next one, dead after ``death_weeks``, until founded anew; establishment and
    then maturity when members (not the founder or the manager) make more than the given
    shares of at least ``critical_items`` items.
    """
    if running(stage) == 0:
        return INCEPTION if opened != 0 else stage
    if silence >= silence_weeks:
        return DEAD if silence >= silence_weeks + death_weeks else DECLINE
    if stage == DECLINE or member_items < critical_items:
        return INCEPTION
    share = member_items / (member_items + seeded_items)
    if share >= maturity and stage != INCEPTION:
        return MATURITY
    return ESTABLISHMENT if share > establishment else INCEPTION


# --- learning ---------------------------------------------------------------------------


@rule("f4(f4, f4, f4)")
def habit_gain(normal: float, rate: float, spread: float) -> float:
    """1 - exp(-k exp(s N(0, 1))): share of the missing habit that a person gains in a week with use."""
    return ONE - exp32(-rate * exp32(spread * normal))


@rule("f4(f4, i4, f4, f4)")
def habit_next(habit: float, used: int, gain: float, kept: float) -> float:
    """h + eta (1 - h) in a week with use, else h (1 - delta)."""
    return habit + gain * (ONE - habit) if used != 0 else habit * kept


@rule("f4(f4, f4, f4, i4, f4)")
def skill_next(skill: float, floor: float, kept: float, used: int, learning: float) -> float:
    """Trained skill decays towards its floor, use adds: f + (k - f) exp(-1/tau) + l (1 - k)."""
    later = floor + (skill - floor) * kept
    return later + learning * (ONE - later) if used != 0 else later


@rule("f4(f4, i4, f4)")
def floor_next(floor: float, used: int, learning: float) -> float:
    """Learning by doing lasts: the floor rises by l (1 - f) in a week with use."""
    return floor + learning * (ONE - floor) if used != 0 else floor


@rule("f4(f4, f4)")
def faded(value: float, kept: float) -> float:
    """Return the value after a week of fading: value 2^(-1/half-life)."""
    return value * kept


@rule("f4(f4, i4, f4)")
def visible_next(visible: float, contributed: int, kept: float) -> float:
    """One's visible activity: 1 after a contribution, then fading."""
    return ONE if contributed != 0 else visible * kept


@rule("i4(i4)")
def items_next(weeks: int) -> int:
    """Contributions of the last four weeks, three bits each, the newest lowest: a new week begins with none."""
    return np.int32(weeks << np.int32(3)) & np.int32(0xFF8)


@rule("i4(i4, i4)")
def items_more(weeks: int, more: int) -> int:
    """Add this week's contributions; counts end at seven."""
    newest = weeks & np.int32(7)
    return np.int32((weeks & np.int32(0xFF8)) | min(np.int32(newest + more), np.int32(7)))


@rule("i4(i4)")
def items_of_month(weeks: int) -> int:
    """Contributions of the last four weeks, at most seven of each."""
    pairs = (weeks & np.int32(0x1C7)) + ((weeks >> np.int32(3)) & np.int32(0x1C7))
    return np.int32((pairs & np.int32(0x3F)) + (pairs >> np.int32(6)))


@rule("i4(i4, i4)")
def history_next(weeks: int, used: int) -> int:
    """Twelve weeks of use as bits, the newest lowest."""
    return ((weeks << np.int32(1)) | used) & WEEKS_KEPT


@rule("i4(i4)")
def weeks_used(weeks: int) -> int:
    """Count the weeks with use among the last twelve."""
    v = weeks - ((weeks >> np.int32(1)) & np.int32(0x555))
    v = (v & np.int32(0x333)) + ((v >> np.int32(2)) & np.int32(0x333))
    return np.int32((v & np.int32(0xF)) + ((v >> np.int32(4)) & np.int32(0xF)) + (v >> np.int32(8)))


@rule("f4(f4, f4, f4)")
def encouraged(motivation: float, gain: float, limit: float) -> float:
    """m + mu (1 - m / limit) after a reply: each further reply means less, none lifts m above its limit."""
    return motivation + gain * max(ONE - max(motivation, ZERO) / limit, ZERO)


@rule("f4(f4, f4)")
def training_skill(skill: float, gain: float) -> float:
    """k + gain, at most 1: skill right after a training."""
    return min(skill + gain, ONE)


@rule("f4(f4, f4, f4)")
def training_floor(floor: float, gain: float, lasting: float) -> float:
    """f + gain x lasting share, at most 1: what will remain of a training."""
    return min(floor + gain * lasting, ONE)


@rule("f4(f4, f4, f4)")
def crowded_out(motivation: float, withdrawn: float, crowding: float) -> float:
    """m - kappa w: a withdrawn reward takes intrinsic motivation with it."""
    return motivation - crowding * withdrawn


@rule("i4(i4, i4)")
def segment(weeks: int, contributed_lately: int) -> int:
    """Usage segment by weeks with reading among the last twelve: 0 none, 1 low (1-3), 2 novice (4-8), 3 habitual (9+).

    4 is a habitual user who also contributed within four weeks (power).
    """
    used = weeks_used(weeks)
    level = np.int32(used > np.int32(0)) + np.int32(used > np.int32(3)) + np.int32(used > np.int32(8))
    return np.int32(np.int32(level) + (np.int32(used > np.int32(8)) & contributed_lately))


# --- culture ----------------------------------------------------------------------------


@rule("f4(f4, f4, f4)")
def expressed_belief(belief: float, norm: float, safety: float) -> float:
    """y = psi b + (1 - psi) n: with little safety people say what they think is expected."""
    return safety * belief + (ONE - safety) * norm


@rule("f4(f4, f4, f4, f4, f4)")
def belief_next(belief: float, anchor: float, opinion: float, rate: float, susceptibility: float) -> float:
    """b <- (1 - omega) b + omega (lambda Y + (1 - lambda) b0) (Friedkin & Johnsen)."""
    return belief + rate * (susceptibility * opinion + (ONE - susceptibility) * anchor - belief)


@rule("f4(f4, f4, f4)")
def anchor_next(anchor: float, belief: float, drift: float) -> float:
    """b0 + d (b - b0): an anchor that follows the belief; d is 0 but in the ablation of "conviction moves it"."""
    return anchor + drift * (belief - anchor)


@rule("f4(f4, f4)")
def example_weight(injunctive: float, effect: float) -> float:
    """Iota plus effects, between 0 and 1: weight of the manager's example."""
    return clip(injunctive + effect, ZERO, ONE)


@rule("f4(f4, f4, f4)")
def resting_belief(anchor: float, susceptibility: float, heard: float) -> float:
    """Belief at rest before the launch: (1 - lambda) b0 + lambda Y with Y what is heard then."""
    return (ONE - susceptibility) * anchor + susceptibility * heard


@rule("f4(f4, f4, f4, f4, f4)")
def norm_next(norm: float, active_share: float, manager: float, rate: float, injunctive: float) -> float:
    """n <- (1 - gamma) n + gamma ((1 - iota) E + iota L)."""
    return norm + rate * ((ONE - injunctive) * active_share + injunctive * manager - norm)


@rule("f4(f4, f4)")
def toward_one(value: float, gain: float) -> float:
    """Gain a part of what is missing: value + gain (1 - value)."""
    return value + gain * (ONE - value)


# --- what colleagues see ----------------------------------------------------------------


@rule("f4(u4)")
def own_rounding(person: int) -> float:
    """Where between two levels a person's opinion is rounded up: person x golden ratio, modulo 1.

    Spread evenly over neighbours in number, so that a group's mean level is not biased by rounding.
    """
    return F(np.int32(np.uint32(np.uint32(person) * _GOLDEN) >> np.uint32(8))) * _24_BITS


@rule("u4(f4, i4, f4, f4, f4)")
def shared_word(expressed: float, registered: int, shown: float, levels: float, rounding: float) -> int:
    """What colleagues see, in one word.

    Bits 0-15 hold the level of the expressed belief, floor(levels x belief + rounding), bit 16
    registration, bit 17 visible activity (shown at least one half).
    """
    level = np.uint32(np.int32(min(clip(expressed, ZERO, ONE) * levels + rounding, levels)))
    word = level | (np.uint32(registered) << REGISTERED_BIT)
    return np.uint32(word | (np.uint32(shown >= HALF) << ACTIVE_BIT))


@rule("u4(u4)")
def active_word(word: int) -> int:
    """The word of somebody who turned out to be active after all."""
    return np.uint32(word | (np.uint32(1) << ACTIVE_BIT))


@rule("i4(f4)")
def fixed_point(value: float) -> int:
    """A share in 1/65536, rounded down, for sums that do not depend on their order."""
    return np.int32(value * F(65536))


# --- who stays -------------------------------------------------------------------------


@rule("f4(f4, f4, f4, f4)")
def leaving_chance(chance: float, use_weight: float, habit: float, effect: float) -> float:
    """Chance of leaving the company in a week: chance x exp(beta_v h_r + effects), at most 1."""
    return min(chance * exp32(use_weight * habit + effect), ONE)


# --- a person's lasting traits ----------------------------------------------------------


@rule("f4(f4, f4, f4, f4, f4)")
def trait(normal: float, mean: float, spread: float, low: float, high: float) -> float:
    """mean + spread N(0, 1), held between low and high."""
    return clip(mean + spread * normal, low, high)
