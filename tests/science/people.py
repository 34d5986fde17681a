"""Known results on beliefs, habits and skills: Friedkin and Johnsen, DeGroot, what people learn and forget."""

from __future__ import annotations

from math import log
from typing import Any

import networkx as nx
import numpy as np

from simulation.scenario.schema import Scenario
from tests.engines.cases import small
from tests.science.row import Row
from tests.science.running import Effect, Floats, plain, run, with_effect
from tests.science.verdicts import Check, exactly, together, true

LEVELS = 16_384
"""Levels in which colleagues see a belief, as many as there can be; the default is for people, not for theory."""
SINGLE = 2.0**-23


def _network(people: int) -> tuple[list[tuple[int, int]], Floats]:
    """A connected network of skewed degree and its row-stochastic matrix W."""
    graph = nx.barabasi_albert_graph(people, 3, seed=1)
    ties = nx.to_numpy_array(graph, nodelist=range(people))
    return [(min(a, b), max(a, b)) for a, b in graph.edges], ties / ties.sum(axis=1, keepdims=True)


def _opinions(people: int, weeks: int, edges: list[tuple[int, int]], rate: float, susceptibility: float) -> Scenario:
    """Everybody says what they think (safety 1), beliefs differ, nothing else moves them."""
    parameters = {
        "belief_mean": 0.5,
        "belief_spread": 0.25,
        "belief_rate": rate,
        "susceptibility": susceptibility,
        "safety_mean": 1,
        "safety_spread": 0,
        "opinion_levels": LEVELS,
    }
    return plain("opinions", people, weeks, organisation={"edges": edges}, parameters=parameters)


def friedkin_johnsen() -> Check:
    """Beliefs at rest against (I - lambda W)^-1 (1 - lambda) b0, with three susceptibilities.

    What colleagues see is rounded up or down to one of 16,384 levels, so each belief hears a mean
    that is wrong by at most one; through lambda (I - lambda W)^-1 that is at most
    lambda / (1 - lambda) levels in the end, plus single precision.
    """
    checks = []
    for susceptibility in (0.3, 0.6, 0.9):
        edges, W = _network(60)
        people = run(_opinions(60, 400, edges, 1.0, susceptibility)).people
        known = np.linalg.solve(np.eye(60) - susceptibility * W, (1 - susceptibility) * people["anchor"].astype(float))
        bound = (susceptibility / (1 - susceptibility)) / LEVELS + 20 * SINGLE
        spread = f" (λ {susceptibility:g}: bound {bound:.2g}, beliefs spread over {np.ptp(known):.2g})"
        checks.append(exactly(people["belief"], known, bound, note=spread))
    return together(*checks)


def degroot() -> Check:
    """Consensus against sum(d x) / sum(d), where x is what people believe after a push in week 0.

    With susceptibility 1 everybody starts at the mean, so a push in week 0 makes beliefs differ.
    A belief moves half of the way each week (omega .5), which keeps the consensus and prevents swinging to
    and fro. Each week rounds what is seen by at most one level, and half of that arrives.
    """
    people, weeks = 60, 40
    edges, W = _network(people)
    degree = np.bincount(np.ravel(edges), minlength=people)
    push = Effect(channels={"belief": 0.4}, weeks=1, target={"rank": "degree", "count": 20})
    scenario = with_effect(_opinions(people, weeks, edges, 0.5, 1.0), push)
    first = run(_shorter(scenario, 1)).people["belief"].astype(float)
    end = run(scenario).people["belief"]
    known = float(degree @ first / degree.sum())
    bound = weeks * 0.5 / LEVELS + float(np.ptp(_lazy(W, first, weeks - 1)))
    plain_mean = first.mean()
    return together(
        exactly(end, np.full(people, known), bound, note=f" around {known:.4f} (bound {bound:.1g})"),
        true(abs(plain_mean - known) > 5 * bound, f"the mean without degrees, {plain_mean:.4f}, is another number"),
    )


def _lazy(W: Floats, x: Floats, weeks: int) -> Floats:
    for _ in range(weeks):
        x = (x + W @ x) / 2
    return x


def _shorter(scenario: Scenario, weeks: int) -> Scenario:
    return scenario.model_copy(update={"run": scenario.run.model_copy(update={"weeks": weeks})})


READERS = Effect(name="readers", channels={"read_drive": 10.0})


def habit() -> Check:
    """Reading habit of somebody who reads every week: 95% after ln 20 x tau repetitions, tau = -1 / ln(1 - eta)."""
    relative, eta, times = [], 1 - 20 ** (-1 / 60), 3
    for weeks in (5, 10, 20, 40):
        scenario = plain(
            "habit",
            50,
            weeks + 1,
            platform=_everybody(),
            parameters={"read_intercept": 6, "habit_per_repetition": eta, "repetitions_per_week": times},
        )
        found = run(with_effect(scenario, READERS)).people["read_habit"]
        known = 1 - (1 - eta) ** (times * (weeks + 1))
        relative.append(float(np.max(np.abs(found / known - 1))))
    tau = -1 / log(1 - 0.044)
    at_95 = plain(
        "habit", 50, 20, platform=_everybody(),
        parameters={"read_intercept": 6, "habit_per_repetition": eta, "repetitions_per_week": times},
    )  # fmt: skip
    return together(
        exactly(run(with_effect(at_95, READERS)).people["read_habit"][0], 0.95, 0.95e-6, 7, " after ln 20 τ"),
        exactly(relative, np.zeros(4), 1e-6, 2, " relative, at 6/11/21/41 weeks"),
        exactly(log(20) * tau, 66.6, 0.05, 4, " repetitions to 95% at the default η (66 days in the source)"),
    )


def _everybody(**settings: Any) -> dict[str, Any]:
    return {"pilots": [{"name": "all", "skill": 0, "content": 0, **settings}]}


def forgetting() -> Check:
    """Skill after a training, nothing practised: 62/44/34% at 0/26/52 weeks."""
    relative, rounded = [], []
    for weeks in (1, 26, 52):
        scenario = plain(
            "training", 50, weeks, platform=_everybody(skill=0.62),
            parameters={"skill_mean": 0, "skill_spread": 0, "learning_by_doing": 0},
        )  # fmt: skip
        found = float(run(scenario).people["skill"][0])
        known = 0.62 * (0.34677 + (1 - 0.34677) * np.exp(-weeks / 44))
        relative.append(abs(found / known - 1))
        rounded.append(round(100 * (found if weeks > 1 else 0.62 * found / known)))
    return together(
        exactly(relative, np.zeros(3), 1e-6, 2, " relative, at 1/26/52 weeks"),
        exactly(rounded, [62, 44, 34], note="% (week 0 from week 1)"),
    )


def anchors() -> Check:
    """Anchors of attitudes after half a year of lively use, with and without persuasion."""
    start = run(small(weeks=1, people=300, parameters={"turnover_rate": 0})).people["anchor"]

    def moved(**changes: Any) -> int:
        lively = small(weeks=26, people=300, parameters={"turnover_rate": 0}, **changes)
        return int((run(lively).people["anchor"] != start).sum())

    event = {"kind": "kick_off", "start": 2, "target": {"share": 0.5}}
    talks = {"kind": "face_to_face", "start": 2, "hours_per_week": 10, "list_weeks": 3, "persuasion": 0.3}
    cases = {"kind": "use_cases", "start": 2, "cases": 3, "fits_share": 0.5, "usefulness": 2, "success": 0.5}
    still = [moved(), moved(interventions=[event])]
    other = [moved(interventions=[each]) for each in (talks, cases)]
    return together(
        exactly(still, [0, 0], note=" of 300 anchors moved without persuasion and use cases (alone; with an event)"),
        true(min(other) > 0, f"{other[0]} and {other[1]} moved with talks and with use cases"),
    )


ROWS = (
    Row(
        "Friedkin-Johnsen",
        "beliefs at rest are (I − λW)⁻¹(1 − λ)b₀",
        "Friedkin & Johnsen (1990)",
        "`structure: listed` (60 people, skewed degree), safety 1, belief_rate 1, λ .3/.6/.9 the same for all",
        "λ/(1−λ) levels of the 16,384 that a belief is seen in here (1e-10 is not attainable in the engine)",
        friedkin_johnsen,
    ),
    Row(
        "DeGroot",
        "consensus at Σ d x / Σ d",
        "DeGroot (1974)",
        "the same network, λ 1, belief_rate .5, 20 beliefs pushed in week 0, 40 weeks",
        "half a level a week, plus what is not yet agreed on",
        degroot,
    ),
    Row(
        "Habit",
        "95% at ln 20 × τ repetitions, τ = −1/ln(1 − η)",
        "Lally et al. (2010)",
        "everybody registered and made to read every week; η such that 20 weeks are ln 20 × τ",
        "1e-6 relative (single precision)",
        habit,
    ),
    Row(
        "Decay of training",
        "62/44/34% in use at 0/26/52 weeks: 21.5 + 40.5 exp(−t/44)",
        "Saks & Belcourt (2006)",
        "everybody trained before week 0, no practice",
        "1e-6 relative (single precision)",
        forgetting,
    ),
    Row(
        "Culture: anchors",
        "without persuasion and use case the anchors b₀ stay bit-identical",
        "KT13",
        "300 lively people, 26 weeks, no turnover; alone, with a kick-off, with talks, with use cases",
        "exact",
        anchors,
    ),
)
