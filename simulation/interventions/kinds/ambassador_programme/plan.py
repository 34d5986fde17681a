"""Ambassador programme: three tiers, free to join and to leave, with a full-time lead and reach outside.

One table of settings, each with its meaning, unit, bounds and prior: its length is its content. What a programme does
in a run stands in `programme`, `roster`, `reach` and `support`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import PrivateAttr, model_validator

from simulation.declare import lognormal, normal, setting, uniform
from simulation.interventions.base import Active, Intervention
from simulation.interventions.kinds.ambassador_programme.programme import Programme
from simulation.interventions.target import Target
from simulation.portable.elementary import exp2

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.view import View

NO_LIMIT = 10**9


class AmbassadorProgramme(Intervention):
    """A search brings people into a programme of three tiers (interested, active, core), a lead looks after them.

    The search reaches everybody in its pool every ``search_weeks``. Who is reached joins with
    log-odds interest + w_z z + c, where z is propensity in units of its spread and c =
    motivation + w_b (belief - mean belief) is conviction, as far as the lead has hours to receive
    them. Members rise by activity (mean over some weeks of having posted outside or contributed
    inside) as far as the lead has hours for more, fall when it sinks, and leave with hazard
    r exp(-c). Active and core members are trained, are visible and persuade colleagues they are
    tied to; posts outside reach followers: impressions = posts x followers x view share, which
    change nothing inside unless ``recognition`` says so. Departments with active members ask for
    support, which makes the platform more useful to them and wins members there.
    """

    evidence: ClassVar[str] = (
        "1,500 interested, 150 active and 15 core ambassadors, after one employee's search in 2015, with onboarding, "
        "trainings, a full-time lead and money from corporate communication; free to join and leave; departments later "
        "ask for support; the top 30 reached more than 20 million impressions in an unstated period (BOT19). Use falls "
        "silent without conviction (BOT19). How members join, rise and leave, and all effects, are assumptions; the "
        "lead's hours for each tier were chosen so that the tiers come out near those numbers. Satisfaction and "
        "retention are claimed there, without a number: the effect on leaving may be nothing. What comes of the "
        "demand of departments (support, newcomers there) stands in the results. Awards kept newcomers elsewhere "
        "(Gallus2017), so that motivation may rise or not."
    )

    adds_columns: ClassVar[Mapping[str, tuple[str, str]]] = {
        "external_impressions": (
            "impressions of the person's posts outside since the start",
            "impressions",
        )
    }

    kind: Literal["ambassador_programme"] = "ambassador_programme"
    target: Target = setting(Target(desk_only=True), meaning="whom the search may reach")
    search_reach: int = setting(
        20_000,
        meaning="people whom the search reaches at most",
        unit="people",
        per="company",
        low=1,
        high=2_000_000,
        role="target",
    )
    search_weeks: int = setting(
        26, meaning="weeks in which it reaches each of them once, over and over", unit="weeks", low=1, high=520
    )
    interest: float = setting(
        -3,
        meaning="log-odds that somebody average who is reached joins",
        unit="logit",
        low=-15,
        high=10,
        prior=normal(-3, 0.7),
    )
    interest_propensity: float = setting(
        0.5,
        meaning="further log-odds for each spread of propensity (w_z)",
        unit="logit",
        low=0,
        high=5,
        prior=normal(0.5, 0.2),
    )
    conviction_belief: float = setting(
        2,
        meaning="weight of belief against motivation in conviction (w_b)",
        unit="logit",
        low=0,
        high=20,
        prior=lognormal(2, 0.4),
    )
    leave_rate: float = setting(
        0.012,
        meaning="hazard of leaving for somebody of mean conviction (r)",
        unit="per week",
        low=0,
        high=1,
        prior=lognormal(0.012, 0.5),
    )
    activity_half_life: float = setting(
        6, meaning="half-life of the mean of activity", unit="weeks", low=0.25, high=104, role="design"
    )
    active_level: float = setting(
        0.4,
        meaning="share of weeks with activity that makes an active member",
        unit="share",
        low=0,
        high=1,
        role="design",
    )
    core_level: float = setting(
        0.8, meaning="share of weeks with activity that makes a core member", unit="share", low=0, high=1, role="design"
    )
    keep_share: float = setting(
        0.5, meaning="part of that level below which a member falls again", unit="share", low=0, high=1, role="design"
    )
    lead_hours: float = setting(
        40, meaning="hours of the lead", unit="hours per week", per="company", low=0, high=1000, source="BOT19"
    )  # fmt: skip
    onboarding_share: float = setting(
        0.25, meaning="share of them for receiving newcomers", unit="share", low=0, high=1, role="design"
    )
    active_share: float = setting(
        0.4, meaning="share of them for active members", unit="share", low=0, high=1, role="design"
    )
    core_share: float = setting(
        0.2, meaning="share of them for core members", unit="share", low=0, high=1, role="design"
    )
    lead_hours_newcomer: float = setting(
        0.5, meaning="of these for one newcomer", unit="hours", per="one", low=0, high=40
    )
    lead_hours_active: float = setting(
        0.1, meaning="of these for one active member", unit="hours per week", per="one", low=0, high=40
    )  # fmt: skip
    lead_hours_core: float = setting(
        0.5, meaning="of these for one core member", unit="hours per week", per="one", low=0, high=40
    )  # fmt: skip
    support_hours: float = setting(
        2, meaning="hours that the support of a department takes of the lead, and of the department",
        unit="hours per week", per="one", low=0, high=40,
    )  # fmt: skip
    newcomer_hours: float = setting(
        3, meaning="hours of a newcomer's onboarding", unit="hours", per="one", low=0, high=80
    )
    active_hours: float = setting(
        1, meaning="hours of an active member", unit="hours per week", per="one", low=0, high=40
    )
    core_hours: float = setting(4, meaning="hours of a core member", unit="hours per week", per="one", low=0, high=40)
    training_weeks: int = setting(
        13, meaning="weeks between trainings of active and core members", unit="weeks", low=1, high=520
    )
    training_hours: float = setting(2, meaning="hours of a training", unit="hours", per="one", low=0, high=80)
    skill: float = setting(
        0.03,
        meaning="skill that onboarding and each training give",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.03, 0.5),
    )
    motivation: float = setting(
        0.1,
        meaning="motivation that joining and each rise give",
        unit="logit",
        low=-5,
        high=5,
        prior=normal(0.1, 0.1),
        note="sign open: satisfaction is claimed and was not measured; a welcome kept newcomers elsewhere (Gallus2017)",
    )
    active_visible: float = setting(
        0.6,
        meaning="activity that colleagues see of an active member at least",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.3, 0.9),
    )
    core_visible: float = setting(
        0.85,
        meaning="activity that colleagues see of a core member at least",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.7, 1.0),
    )
    active_talks: float = setting(
        0.25,
        meaning="talks of an active member with colleagues",
        unit="talks per week",
        per="one",
        low=0,
        high=20,
        prior=lognormal(0.25, 0.5),
    )
    core_talks: float = setting(
        1,
        meaning="talks of a core member with colleagues",
        unit="talks per week",
        per="one",
        low=0,
        high=20,
        prior=lognormal(1, 0.5),
    )
    persuasion: float = setting(
        0.02,
        meaning="share of the missing anchor that a talk wins",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.02, 0.7),
    )
    demand_rate: float = setting(
        0.002,
        meaning="hazard that a department asks for support, for each active or core member in it",
        unit="per week",
        low=0,
        high=10,
        prior=lognormal(0.002, 0.7),
    )
    support_weeks: int = setting(8, meaning="length of that support", unit="weeks", low=1, high=520)
    support_usefulness: float = setting(
        0.3,
        meaning="expected usefulness that it adds in the department",
        unit="1",
        low=0,
        high=5,
        prior=lognormal(0.3, 0.5),
    )
    support_interest: float = setting(
        1,
        meaning="further log-odds of joining in the department meanwhile",
        unit="logit",
        low=0,
        high=10,
        prior=normal(1, 0.4),
    )
    retention: float = setting(
        0, meaning="change of the log-hazard of leaving the company for members (below 0: they stay longer)",
        unit="log-hazard", low=-1, high=1, source="BOT19", prior=normal(0, 0.1),
        note="sign open: claimed without a number, and who leaves a programme may leave sooner",
    )  # fmt: skip
    network_share: float = setting(
        0.5,
        meaning="share of members who are on an outside network",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.3, 0.7),
    )
    interested_posts: float = setting(
        0.05,
        meaning="posts of an interested member of mean propensity",
        unit="posts per week",
        per="one",
        low=0,
        high=35,
        prior=lognormal(0.05, 0.5),
    )
    active_posts: float = setting(
        0.5,
        meaning="posts of an active member of mean propensity",
        unit="posts per week",
        per="one",
        low=0,
        high=35,
        prior=lognormal(0.5, 0.5),
    )
    core_posts: float = setting(
        2,
        meaning="posts of a core member of mean propensity",
        unit="posts per week",
        per="one",
        low=0,
        high=35,
        prior=lognormal(2, 0.5),
    )
    posts_propensity: float = setting(
        0.5,
        meaning="pull of each spread of propensity on the number of posts",
        unit="1",
        low=0,
        high=5,
        prior=normal(0.5, 0.2),
    )
    followers: float = setting(
        300,
        meaning="followers, median of members on a network",
        unit="people",
        per="one",
        low=0,
        high=1e6,
        prior=lognormal(300, 0.5),
    )
    followers_spread: float = setting(
        1.5, meaning="spread of followers", unit="log-sd", low=0, high=4, prior=normal(1.5, 0.3)
    )
    view_share: float = setting(
        0.1, meaning="share of followers who see a post", unit="share", low=0, high=1, prior=lognormal(0.1, 0.5)
    )
    recognition: float = setting(
        0,
        meaning="motivation that a week of very many impressions gives back; 0: reach changes nothing inside",
        unit="logit",
        low=-1,
        high=1,
        prior=normal(0, 0.05),
        note="sign open: whether reach outside changes anything inside is not known",
    )
    recognition_half: float = setting(
        10_000,
        meaning="impressions in a week that give half of it",
        unit="impressions",
        per="one",
        low=1,
        high=1e9,
        prior=lognormal(10_000, 1),
    )
    eur_per_week: float = setting(
        500, meaning="money of corporate communication", unit="EUR per week", per="company", low=0, high=1e6
    )  # fmt: skip
    eur_per_newcomer: float = setting(30, meaning="money for a newcomer", unit="EUR", per="one", low=0, high=10_000)

    @model_validator(mode="after")
    def _one_lead(self) -> AmbassadorProgramme:
        shares = self.onboarding_share + self.active_share + self.core_share
        if shares > 1 + 1e-9:
            raise ValueError(
                f"onboarding_share, active_share and core_share must be at most 1 together, not {shares:g}; "
                "what is left is for departments"
            )
        if self.core_level < self.active_level:
            raise ValueError(f"core_level must be at least active_level, {self.active_level:g}")
        return self

    _due: float = PrivateAttr(1e-9)
    """Part of a place that is there anyway: next to nothing; in a smaller copy chance, so that the mean stays right."""

    @cached_property
    def activity_kept(self) -> float:
        """What is left of a week's activity after a week."""
        return exp2(-1.0 / self.activity_half_life)

    def _places(self, share: float, hours_each: float) -> int:
        return floor(share * self.lead_hours / hours_each + self._due) if hours_each > 0 else NO_LIMIT

    @cached_property
    def newcomer_places(self) -> int:
        """Newcomers whom the lead can receive in a week."""
        return self._places(self.onboarding_share, self.lead_hours_newcomer)

    @cached_property
    def active_places(self) -> int:
        """Active members whom the lead has hours for."""
        return self._places(self.active_share, self.lead_hours_active)

    @cached_property
    def core_places(self) -> int:
        """Core members whom the lead has hours for."""
        return self._places(self.core_share, self.lead_hours_core)

    @cached_property
    def support_places(self) -> int:
        """Departments that the lead can support at a time."""
        return self._places(max(1 - self.onboarding_share - self.active_share - self.core_share, 0), self.support_hours)

    def activate(self, world: WorldView, view: View) -> Active:
        """Find out whom the search will reach."""
        chosen = world.choose(self.target, self.name, view.people)
        plan = self.model_copy()
        plan._due = 1.0 - world.first_turn(self.luck)
        return Programme(plan, world, view, np.sort(world.in_chance_order(self.luck, chosen, self.search_reach)))
