"""Ambassador programme: three tiers, free to join and to leave, with a full-time lead and reach outside."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.declare import setting
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.chance import contact_of, uniforms, whole
from simulation.interventions.reach import Reach
from simulation.interventions.roster import ACTIVE, CORE, INTERESTED, Places, Roster
from simulation.interventions.select import chance_order
from simulation.interventions.support import Support
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.model.effects import EffectBuilder
    from simulation.world import World

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
        "trainings, a full-time lead and money from corporate communication; free to join and leave; departments "
        "later ask for support; the top 30 reached more than 20 million impressions in an unstated period (BOT19). "
        "Use falls silent without conviction (BOT19). How members join, rise and leave, and all effects, are "
        "assumptions; the lead's hours for each tier were chosen so that the tiers come out near those numbers. "
        "Satisfaction and retention are claimed there, and not modelled."
    )

    adds_columns: ClassVar[Mapping[str, tuple[str, str]]] = {
        "external_impressions": (
            "impressions of the person's posts outside since the start",
            "impressions",
        )
    }

    kind: Literal["ambassador_programme"] = "ambassador_programme"
    target: Target = setting(Target(desk_only=True), meaning="whom the search may reach")
    search_reach: int = setting(20_000, meaning="people whom the search reaches at most", unit="people", low=1,
        high=2_000_000)  # fmt: skip
    search_weeks: int = setting(
        26, meaning="weeks in which it reaches each of them once, over and over", unit="weeks", low=1, high=520
    )
    interest: float = setting(
        -3, meaning="log-odds that somebody average who is reached joins", unit="logit", low=-15, high=10
    )
    interest_propensity: float = setting(
        0.5, meaning="further log-odds for each spread of propensity (w_z)", unit="logit", low=0, high=5
    )
    conviction_belief: float = setting(
        2, meaning="weight of belief against motivation in conviction (w_b)", unit="logit", low=0, high=20
    )
    leave_rate: float = setting(
        0.012, meaning="hazard of leaving for somebody of mean conviction (r)", unit="per week", low=0, high=1
    )
    activity_half_life: float = setting(
        6, meaning="half-life of the mean of activity", unit="weeks", low=0.25, high=104
    )
    active_level: float = setting(
        0.4, meaning="share of weeks with activity that makes an active member", unit="share", low=0, high=1
    )
    core_level: float = setting(
        0.8, meaning="share of weeks with activity that makes a core member", unit="share", low=0, high=1
    )
    keep_share: float = setting(
        0.5, meaning="part of that level below which a member falls again", unit="share", low=0, high=1
    )
    lead_hours: float = setting(
        40, meaning="hours of the lead", unit="hours per week", low=0, high=1000, source="BOT19"
    )  # fmt: skip
    onboarding_share: float = setting(
        0.25, meaning="share of them for receiving newcomers", unit="share", low=0, high=1
    )  # fmt: skip
    active_share: float = setting(0.4, meaning="share of them for active members", unit="share", low=0, high=1)
    core_share: float = setting(0.2, meaning="share of them for core members", unit="share", low=0, high=1)
    lead_hours_newcomer: float = setting(0.5, meaning="of these for one newcomer", unit="hours", low=0, high=40)
    lead_hours_active: float = setting(
        0.1, meaning="of these for one active member", unit="hours per week", low=0, high=40
    )  # fmt: skip
    lead_hours_core: float = setting(
        0.5, meaning="of these for one core member", unit="hours per week", low=0, high=40
    )  # fmt: skip
    support_hours: float = setting(
        2, meaning="hours that the support of a department takes of the lead, and of the department",
        unit="hours per week", low=0, high=40,
    )  # fmt: skip
    newcomer_hours: float = setting(3, meaning="hours of a newcomer's onboarding", unit="hours", low=0, high=80)
    active_hours: float = setting(1, meaning="hours of an active member", unit="hours per week", low=0, high=40)
    core_hours: float = setting(4, meaning="hours of a core member", unit="hours per week", low=0, high=40)
    training_weeks: int = setting(
        13, meaning="weeks between trainings of active and core members", unit="weeks", low=1, high=520
    )
    training_hours: float = setting(2, meaning="hours of a training", unit="hours", low=0, high=80)
    skill: float = setting(
        0.03, meaning="skill that onboarding and each training give", unit="share", low=0, high=1
    )  # fmt: skip
    motivation: float = setting(
        0.1, meaning="motivation that joining and each rise give", unit="logit", low=0, high=5
    )  # fmt: skip
    active_visible: float = setting(
        0.6, meaning="activity that colleagues see of an active member at least", unit="share", low=0, high=1
    )
    core_visible: float = setting(
        1, meaning="activity that colleagues see of a core member at least", unit="share", low=0, high=1
    )
    active_talks: float = setting(
        0.25, meaning="talks of an active member with colleagues", unit="talks per week", low=0, high=20
    )
    core_talks: float = setting(
        1, meaning="talks of a core member with colleagues", unit="talks per week", low=0, high=20
    )  # fmt: skip
    persuasion: float = setting(
        0.02, meaning="share of the missing anchor that a talk wins", unit="share", low=0, high=1
    )  # fmt: skip
    demand_rate: float = setting(
        0.002, meaning="hazard that a department asks for support, for each active or core member in it",
        unit="per week", low=0, high=10,
    )  # fmt: skip
    support_weeks: int = setting(8, meaning="length of that support", unit="weeks", low=1, high=520)
    support_usefulness: float = setting(
        0.3, meaning="expected usefulness that it adds in the department", unit="1", low=0, high=5
    )
    support_interest: float = setting(
        1, meaning="further log-odds of joining in the department meanwhile", unit="logit", low=0, high=10
    )
    network_share: float = setting(
        0.5, meaning="share of members who are on an outside network", unit="share", low=0, high=1
    )
    interested_posts: float = setting(
        0.05, meaning="posts of an interested member of mean propensity", unit="posts per week", low=0, high=35
    )
    active_posts: float = setting(
        0.5, meaning="posts of an active member of mean propensity", unit="posts per week", low=0, high=35
    )
    core_posts: float = setting(
        2, meaning="posts of a core member of mean propensity", unit="posts per week", low=0, high=35
    )  # fmt: skip
    posts_propensity: float = setting(
        0.5, meaning="pull of each spread of propensity on the number of posts", unit="1", low=0, high=5
    )
    followers: float = setting(300, meaning="followers, median of members on a network", unit="people", low=0, high=1e6)
    followers_spread: float = setting(1.5, meaning="spread of followers", unit="log-sd", low=0, high=4)
    view_share: float = setting(0.1, meaning="share of followers who see a post", unit="share", low=0, high=1)
    recognition: float = setting(
        0, meaning="motivation that a week of very many impressions gives back; 0: reach changes nothing inside",
        unit="logit", low=0, high=1,
    )  # fmt: skip
    recognition_half: float = setting(
        10_000, meaning="impressions in a week that give half of it", unit="impressions", low=1, high=1e9
    )
    eur_per_week: float = setting(
        500, meaning="money of corporate communication", unit="EUR per week", low=0, high=1e6
    )  # fmt: skip
    eur_per_newcomer: float = setting(30, meaning="money for a newcomer", unit="EUR", low=0, high=10_000)

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

    def _places(self, share: float, hours_each: float) -> int:
        return floor(share * self.lead_hours / hours_each + 1e-9) if hours_each > 0 else NO_LIMIT

    @property
    def newcomer_places(self) -> int:
        """Newcomers whom the lead can receive in a week."""
        return self._places(self.onboarding_share, self.lead_hours_newcomer)

    @property
    def active_places(self) -> int:
        """Active members whom the lead has hours for."""
        return self._places(self.active_share, self.lead_hours_active)

    @property
    def core_places(self) -> int:
        """Core members whom the lead has hours for."""
        return self._places(self.core_share, self.lead_hours_core)

    @property
    def support_places(self) -> int:
        """Departments that the lead can support at a time."""
        return self._places(max(1 - self.onboarding_share - self.active_share - self.core_share, 0), self.support_hours)

    def activate(self, world: World, view: View) -> Active:
        """Find out whom the search will reach."""
        chosen = world.choose(self.target, self.name, view.people)
        return _Programme(self, world, view, np.sort(chance_order(self.name, chosen)[: self.search_reach]))


class _Programme(Active):
    def __init__(self, plan: AmbassadorProgramme, world: World, view: View, people: Places) -> None:
        self.plan = plan
        self.people = people
        self.organisation = world.organisation
        self.roster = Roster(plan, people, view)
        self.reach = Reach(plan, people)
        self.support = Support(plan, people, world.organisation)
        order = np.searchsorted(people, chance_order(f"{plan.name} search", people))
        self.waves = [np.sort(wave) for wave in np.array_split(order, plan.search_weeks)]
        self.joined = np.empty(0, np.int64)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Move the roster on by a week; members post; then they act inside."""
        plan, roster = self.plan, self.roster
        roster.leave(view)
        roster.note_activity(self.reach.posts > 0, view)
        risen = roster.move(view)
        self.support.answer(age, self.people[roster.leaders()], view)
        reached, bonus = self.support.reached(self.waves[age % plan.search_weeks])
        self.joined = roster.join(reached, bonus, view)
        self.reach.welcome(self.joined, view)
        members = roster.members
        base = np.array([0.0, plan.interested_posts, plan.active_posts, plan.core_posts])[roster.tier[members]]
        pull = plan.posts_propensity * roster.propensity(members, view) + view.people.motivation[self.people[members]]
        self.reach.post(members, base * np.exp(np.minimum(pull, 20.0)), view)
        if strength > 0:
            self._learn(age, strength, risen, effects)
            self._act(strength, view, effects)

    def _learn(self, age: int, strength: float, risen: Places, effects: EffectBuilder) -> None:
        """Newcomers, those who rose, and those who are trained this week."""
        plan, skill = self.plan, min(strength * self.plan.skill, 1.0)
        effects.add("register_now", self.people[self.joined], 1.0)
        effects.add("training", self.people[self.joined], skill)
        for places in (self.joined, risen):
            effects.add("motivation", self.people[places], strength * plan.motivation)
        if self._trains(age):
            effects.add("training", self.people[self.roster.leaders()], skill)

    def _act(self, strength: float, view: View, effects: EffectBuilder) -> None:
        """Be seen, talk to colleagues, support departments, feel what comes back from outside."""
        plan, active = self.plan, self.roster.leaders()
        seats, is_core = self.people[active], self.roster.tier[active] == CORE
        shown = np.where(is_core, plan.core_visible, plan.active_visible)
        effects.add("visible_use", seats, min(strength, 1.0) * shown)
        self._talk(seats, np.where(is_core, plan.core_talks, plan.active_talks), strength, view, effects)
        for department in self.support.people():
            effects.add("usefulness", department, strength * plan.support_usefulness)
        if plan.recognition > 0:
            seen = self.reach.seen
            share = self.reach.impressions[seen] / (self.reach.impressions[seen] + plan.recognition_half)
            effects.add("motivation", self.people[seen], strength * plan.recognition * share)

    def _talk(
        self, seats: Places, talks: NDArray[np.float64], strength: float, view: View, effects: EffectBuilder
    ) -> None:
        """Each talk is with one of the colleagues that a member is tied to, chosen by chance."""
        if seats.size == 0:
            return
        name, week = self.plan.name, view.week
        n_talks = whole(talks, uniforms(view.seed, f"{name} talks", week, seats))
        met = [np.empty(0, np.int64)]
        for k in range(int(n_talks.max(initial=0))):
            who = seats[n_talks > k]
            met.append(contact_of(self.organisation, who, uniforms(view.seed, f"{name} whom {k}", week, who)))
        contacts, times = np.unique(np.concatenate(met), return_counts=True)
        known = contacts >= 0
        left = (1.0 - min(strength * self.plan.persuasion, 1.0)) ** times[known]
        effects.add("persuasion", contacts[known], 1.0 - left)

    def _trains(self, age: int) -> bool:
        return age > 0 and age % self.plan.training_weeks == 0

    def _cost(self, age: int, newcomers: float, active: float, core: float, departments: float) -> Cost:
        plan = self.plan
        hours = plan.lead_hours + newcomers * plan.newcomer_hours + departments * plan.support_hours
        hours += active * plan.active_hours + core * plan.core_hours
        if self._trains(age):
            hours += (active + core) * plan.training_hours
        return Cost(hours, plan.eur_per_week + newcomers * plan.eur_per_newcomer)

    def cost(self, age: int) -> Cost:
        """Hours of the lead, of members by tier, of newcomers, trainings and supported departments; money."""
        active, core = self.roster.count(ACTIVE), self.roster.count(CORE)
        return self._cost(age, self.joined.size, active, core, len(self.support.until))

    def planned(self, age: int) -> Cost:
        """Return the cost with every place taken; nobody has risen in the first week."""
        plan, pool = self.plan, self.people.size
        newcomers = min(plan.newcomer_places, pool)
        came = min(newcomers * age, pool)
        core = min(plan.core_places, came)
        active = min(plan.active_places + plan.core_places, came)
        departments = min(plan.support_places, self.support.n_departments)
        if plan.core_hours >= plan.active_hours:
            active = max(active - core, 0)
        return self._cost(age, newcomers, active, core, departments)

    def books(self, age: int) -> Mapping[str, float | NDArray[np.float64]]:
        """Members by tier, posts outside and how often they were seen."""
        del age
        if self.plan.strength == 0:
            return {}
        tiers = {"interested": INTERESTED, "active": ACTIVE, "core": CORE}
        return {f"ambassadors_{name}": (self.roster.tier == tier).astype(float) for name, tier in tiers.items()} | {
            "external_posts": self.reach.posts,
            "external_impressions": self.reach.impressions,
        }

    def columns(self) -> Mapping[str, tuple[NDArray[np.int64], NDArray[np.generic]]]:
        """Impressions of each seat's posts since the start; none where the programme has no strength."""
        return {"external_impressions": (self.people, self.reach.total)} if self.plan.strength > 0 else {}
