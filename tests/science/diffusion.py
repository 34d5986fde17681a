"""Known results on simple contagion: Bass, S-curves, silos, SIS, SIR."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import brentq

from simulation.model.record import CAUSES, Trajectory
from tests.science.row import Row
from tests.science.running import Effect, Floats, each, first_people, plain, weekly, with_effect, world_of
from tests.science.verdicts import Check, above, exactly, near, together, true

BASS = "Bass (1969), in discrete weeks"
EPIDEMIC = "Kermack & McKendrick (1927), in discrete weeks"
MIXING = {"contacts": "mixing"}


def bass(p: float, q: float, weeks: int) -> Floats:
    """Return the share that has adopted at the end of each week: F <- F + (1 - F)(1 - exp(-(p + q F)))."""
    shares = [0.0]
    for _ in range(weeks):
        shares.append(shares[-1] + (1 - shares[-1]) * (1 - np.exp(-(p + q * shares[-1]))))
    return np.array(shares[1:])


def _adoption(p: float, q: float, people: int, weeks: int, **sections: Any) -> Any:
    return plain("bass", people, weeks, parameters={"innovation_rate": p, "imitation_rate": q}, **sections)


def bass_curve(people: int, replicates: int, tolerance: float, **sections: Any) -> Check:
    """Compare the mean share registered with the recursion in every week."""
    p, q, weeks = 0.03, 0.38, 30
    shares = each(_adoption(p, q, people, weeks, **sections), replicates, weekly("registered")) / people
    return near(shares, bass(p, q, weeks), tolerance)


def bass_peak() -> Check:
    """Compare the time of most registrations with that of the recursion, and that with ln(q / p) / (p + q).

    New accounts of week t (between t and t + 1) are Bass's density at about t + 1/2, which is
    symmetric around its peak: the peak is that of a parabola through the logarithms of twelve
    weeks on either side. People act on last week's share, which delays the peak by about
    ln(q / p) / 2 weeks whatever the rates are: a share of it that vanishes with the step.
    """
    p, q, length = 0.002, 0.06, 90
    continuous = float(np.log(q / p) / (p + q))
    weeks = np.arange(round(continuous) - 12, round(continuous) + 12)

    def peak(new: Any) -> float:
        a, b, _ = np.polyfit(weeks + 0.5 - continuous, np.log(new[weeks]), 2, w=np.sqrt(new[weeks]))
        return float(continuous - b / (2 * a))

    def recursion(step: float) -> float:
        shares = bass(p * step, q * step, round(length / step))
        return float((np.argmax(np.diff(shares, prepend=0)) + 0.5) * step)

    new = weekly("new_registered")
    found = each(_adoption(p, q, 40_000, length, model=MIXING), 30, lambda trajectory: peak(new(trajectory)))
    known = peak(np.diff(bass(p, q, length), prepend=0))
    return together(
        near(found, known, 1.0, f" (recursion {known:.2f}, continuous {continuous:.2f})"),
        exactly([recursion(1 / 64)], [continuous], 0.1, 4, " weeks (recursion with steps of 1/64 week)"),
    )


def s_curve() -> Check:
    """New users by blocks of eight weeks: up and then down once if q >> p, only down if q = 0."""
    blocks, length = 12, 8

    def changes(q: float, p: float) -> Floats:
        new = each(_adoption(p, q, 20_000, blocks * length, model=MIXING), 20, weekly("new_registered"))
        return np.diff(new.reshape(-1, blocks, length).sum(axis=2), axis=1)

    with_peers, alone = changes(0.12, 0.002), changes(0, 0.02)
    known = np.diff(np.diff(np.concatenate([[0.0], bass(0.002, 0.12, blocks * length)])).reshape(blocks, length).sum(1))
    turn = int(np.argmax(known < 0))
    near_turn = slice(max(turn - 1, 0), turn + 1)
    rising = np.delete(np.sign(known), np.r_[near_turn])
    signed = np.delete(with_peers, np.r_[near_turn], axis=1) * rising
    one_peak = true(bool((np.diff(rising) <= 0).all()), f"q >> p: rises for {turn} blocks, then falls")
    return together(one_peak, above(signed), above(-alone, note=" (q = 0: falls from the first block on)"))


WITHIN = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
HALF_TIMES = (56, 67, 78, 90, 122, 169)


def _crossing(shares: Any) -> float:
    """Return when a rising share reaches one half, in weeks, between ends of weeks by a straight line."""
    week = int(np.argmax(shares >= 0.5))
    return week + float((0.5 - shares[week - 1]) / (shares[week] - shares[week - 1]))


def two_silos(p: float, q: float, within: float, weeks: int) -> Floats:
    """Return silo B's share at the end of each week, where p acts in silo A only."""
    a, b, shares = 0.0, 0.0, []
    for _ in range(weeks):
        seen_a, seen_b = within * a + (1 - within) * b, within * b + (1 - within) * a
        a, b = a + (1 - a) * (1 - np.exp(-(p + q * seen_a))), b + (1 - b) * (1 - np.exp(-q * seen_b))
        shares.append(b)
    return np.array(shares)


def silo_barrier() -> Check:
    """When half of silo B has registered; the table's weeks are the first at whose end that is so.

    At a within-share of .999 the first registrations in silo B come late and by chance: the
    half time of a replicate strays by more than three weeks with 50,000 people a silo.
    """
    checks, weeks_known, replicates = [], [], (10, 10, 10, 24, 30, 30)
    for share, week, times in zip(WITHIN, HALF_TIMES, replicates, strict=True):
        recursion = two_silos(0.01, 0.05, share, week + 5)
        weeks_known.append(int(np.argmax(recursion >= 0.5)) + 1)
        late = share > 0.95
        base = plain(
            "silos",
            100_000,
            week + (30 if late else 10),
            organisation={"divisions": {"A": 0.5, "B": 0.5}},
            parameters={"imitation_rate": 0.05},
            model={**MIXING, "within_share": share},
        )
        silos = world_of(base).organisation
        push = Effect(channels={"register_hazard": 0.01}, target={"silos": (silos.silo_names[0],)})
        size = np.count_nonzero(silos.silo == 1)

        def half_time(trajectory: Trajectory, size: int = size) -> float:
            return 1 + _crossing(weekly("registered", 1)(trajectory) / size)

        found = each(with_effect(base, push), times, half_time)
        checks.append(near(found, 1 + _crossing(recursion), 4.0 if share > 0.99 else 1.0))
    return together(exactly(weeks_known, HALF_TIMES, note=" (recursion, first whole week)"), *checks)


def sis() -> Check:
    """Share registered where accounts are closed and opened again: endemic above, extinct below the threshold."""
    beta, delta = 0.3, 0.12
    known = brentq(lambda i: (1 - i) * (1 - np.exp(-beta * i)) - i * (1 - np.exp(-delta)), 0.1, 0.9)

    def level(trajectory: Trajectory) -> float:
        return float(weekly("registered")(trajectory)[100:].mean())

    people = 25_000
    settings = {"model": MIXING, "platform": first_people(people // 2)}
    endemic = plain("sis", people, 200, parameters={"imitation_rate": beta, "quitting_rate": delta}, **settings)
    dying = plain("sis", people, 200, parameters={"imitation_rate": beta, "quitting_rate": 0.5}, **settings)
    left = each(dying, 10, lambda trajectory: weekly("registered")(trajectory)[-1])
    return together(
        exactly(known, 0.5888, 5e-5, 4, " (fixed point)"),
        near(each(endemic, 20, level) / people, known, 0.002),
        true(not left.any(), "nobody left below the threshold (beta .3, delta .5)"),
    )


def sir() -> Check:
    """Final share that was ever registered where accounts are closed for good.

    Who registers in week t is seen from week t + 1 on and closes the account in each such week
    with d = 1 - exp(-delta), so is seen for 1/d weeks in the mean. Weekly chances of escape
    multiply: S_end = S_0 exp(-sum over weeks of beta I / n) = S_0 exp(-(beta / d) z), exactly,
    in the limit of many people; so R0 = beta / (1 - exp(-delta)).
    """
    people, seeds, delta, ratio = 40_000, 400, 0.25, 2.0
    beta = ratio * (1 - np.exp(-delta))
    scenario = plain(
        "sir",
        people,
        160,
        platform=first_people(seeds),
        parameters={"imitation_rate": beta, "quitting_rate": delta},
        model={**MIXING, "quitters": "stay_away"},
    )

    def ever(trajectory: Trajectory) -> float:
        gone = trajectory.people["cause"] == CAUSES.index("gone")
        return float((gone | (trajectory.people["registered"] != 0)).sum())

    known = brentq(lambda z: 1 - (1 - seeds / people) * np.exp(-ratio * z) - z, 0.1, 1)
    pure = brentq(lambda z: 1 - np.exp(-ratio * z) - z, 0.1, 1)
    return together(
        exactly(pure, 0.7968, 5e-5, 4, " (no seeds)"),
        near(each(scenario, 20, ever) / people, known, 0.005, f" (with 1% seeds: {known:.4f})"),
    )


ROWS = (
    Row(
        "Bass curve, complete network",
        "F ← F + (1 − F)(1 − exp(−(p + qF))), every week; p .03, q .38",
        BASS,
        "`structure: complete`, 1,000 people, beta 0, 120 replicates, 30 weeks",
        "±.015 at 4 SE",
        lambda: bass_curve(1000, 120, 0.015, organisation={"structure": "complete"}),
        slow=True,
    ),
    Row(
        "Bass curve, well-mixed",
        "the same",
        BASS,
        "`contacts: mixing`, 20,000 people, beta 0, 20 replicates, 30 weeks",
        "±.01 at 4 SE",
        lambda: bass_curve(20_000, 20, 0.01, model=MIXING),
    ),
    Row(
        "Bass peak",
        "most new users at ln(q/p)/(p + q) = 54.9 weeks in continuous time, p .002, q .06; in weekly "
        "steps at 56.4: people act on last week, which delays it by about ln(q/p)/2 weeks",
        BASS,
        "`contacts: mixing`, 40,000 people, 30 replicates, against the peak of the recursion",
        "±1 week at 4 SE; recursion with 1/64-week steps ±.1",
        bass_peak,
        slow=True,
    ),
    Row(
        "S-curve",
        "q ≫ p: new users have one interior peak; q = 0: none, they only fall",
        BASS,
        "`contacts: mixing`, 20,000 people, 20 replicates, by blocks of 8 weeks without the two steps at the turn",
        "sign of every step at 4 SE",
        s_curve,
        slow=True,
    ),
    Row(
        "Silo barrier",
        "half time of silo B 56/67/78/90/122/169 weeks at within-share .5/.8/.9/.95/.99/.999; p .01 in A only, q .05",
        "Bass (1969) in two coupled groups",
        "`within_share`, two silos of 50,000, a constant hazard in A (the test's own intervention), 10-30 replicates",
        "recursion exact; engine ±1 week of the recursion at 4 SE, ±4 weeks at .999, where chance reigns",
        silo_barrier,
        slow=True,
    ),
    Row(
        "SIS",
        "(1 − i)(1 − exp(−βi)) = i(1 − exp(−δ)); β .3, δ .12: .5888; extinct below the threshold",
        EPIDEMIC,
        "`quitting_rate`, `quitters: return`, well-mixed, 25,000 people, mean of weeks 100-200, 20 replicates",
        "±.002 at 4 SE; extinction exact",
        sis,
        slow=True,
    ),
    Row(
        "SIR, final size",
        "z = 1 − s₀ exp(−R₀ z), R₀ = β/(1 − exp(−δ)) in discrete weeks; R₀ 2: .7968 (s₀ → 1)",
        EPIDEMIC,
        "`quitters: stay_away`, well-mixed, 40,000 people, 1% seeds, 20 replicates, 160 weeks",
        "±.005 at 4 SE",
        sir,
        slow=True,
    ),
)
