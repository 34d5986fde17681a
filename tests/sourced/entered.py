"""The sourced numbers entered a second time: worked out from the figures of the sources, not copied from the code.

Each entry names a declared number, works it out from the figures of its source, and says how far
the two may be apart. The keys of sources are those of `simulation.sources`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

EXACT = 0.0


@dataclass(frozen=True)
class Entry:
    """One number: its key, its source, what the source says, and what follows (with the rounding that was meant).

    ``default`` is None where the source gives a range only. ``prior`` is the range of a uniform prior,
    or of the central 98% of another one. Roundings are shares of a value.
    """

    key: str
    source: str
    says: str
    default: float | None = None
    prior: tuple[float, float] | None = None
    rounding: float = EXACT
    prior_rounding: float = EXACT


def logit(share: float) -> float:
    """Log-odds of a share."""
    return log(share / (1 - share))


D_TO_LOGIT = 1.81
"""A standardised difference d is about d x 1.81 log-odds."""
SHRINK = (0.25, 1.0)
"""Observational effects overstate: shrink them to a quarter up to all of them."""
FULL_TIME_HOURS, HOURS_A_DAY = 40, 8


def middle(low: float, high: float) -> float:
    """Return the middle of a range."""
    return (low + high) / 2


def lognormal_98(median: float, log_sd: float) -> tuple[float, float]:
    """Return the ends of the central 98% of a lognormal."""
    return median * exp(-2.326 * log_sd), median * exp(2.326 * log_sd)


COMPANIES = "counts of five networks and use in four, each company left out in turn (docs/companies.md)"
UTAUT = "performance expectancy about .35; effort, social influence, facilitating conditions about .15 each (recalled)"
TRAINING = "62, 44 and 34% of a training in use after 0, 6 and 12 months: 21.5 + 40.5 exp(-t / 44 weeks)"
HABIT = "automaticity at 95% after a median of 66 days (range 18 to 254) of daily repetition"
KNOWS = "after 6 months users knew 31% better who knows what and 88% better who knows whom (quasi-experiment)"
TRAINED = "training moves behaviour by d .62; people's skill is spread by .15"
SKILL_SPREAD = 0.15
GAME = "dip after 4 weeks, for 2 to 6 weeks, partial recovery in weeks 6 to 10; half-life 3 to 8 weeks"
REWARDS = "tangible rewards crowd out: d -.40 / -.36 / -.28; kappa .1 to .7 log-odds"

ENTRIES = (
    # levels that differ between companies: worked out by experiments/companies, kept in estimate.json
    Entry("innovation_rate", "CompanyNetworks", COMPANIES, 0.002, (1.5e-5, 0.199), prior_rounding=0.02),
    Entry("imitation_rate", "CompanyNetworks", COMPANIES, 0.04, (0.00154, 0.919), prior_rounding=0.01),
    Entry("launch_hazard", "CompanyNetworks", COMPANIES, 0.03, lognormal_98(0.03, 1.3), prior_rounding=0.02),
    Entry("never_share", "CompanyNetworks", COMPANIES, 0.17, (0.00391, 0.915), prior_rounding=0.01),
    Entry("read_intercept", "CompanyNetworks", COMPANIES, -4.3, (-4.3 - 2.326 * 0.9, -4.3 + 2.326 * 0.9), 0, 0.01),
    Entry(
        "contribute_intercept", "CompanyNetworks", COMPANIES, -5.3, (-5.3 - 2.326 * 0.95, -5.3 + 2.326 * 0.95), 0, 0.01
    ),
    Entry("threshold_mean", "Granovetter1978", "his example is N(.25, ...); .10 to .35 is tried", 0.25, (0.10, 0.35)),
    Entry("threshold_spread", "Granovetter1978", "his example is N(.25, .12); .05 to .25 is tried", 0.12, (0.05, 0.25)),
    Entry("usefulness_content", "Venkatesh2003", UTAUT, 0.35),
    Entry("usefulness_ease", "Venkatesh2003", UTAUT, 0.15),
    Entry("usefulness_manager", "Venkatesh2003", UTAUT, 0.15),
    Entry("usefulness_belief", "Venkatesh2003", UTAUT, 0.15),
    # replies: 44% of newcomers without and 56% with a reply posted again, observational
    Entry(
        "contribute_reply",
        "JoyceKraut2006",
        "44% against 56% post again after a reply; half of it, .1 to all of it",
        (logit(0.56) - logit(0.44)) * 0.5,
        (0.1, logit(0.56) - logit(0.44)),
        0.05,
        0.05,
    ),
    # rewards
    Entry("crowding_out", "Deci1999", REWARDS, None, (0.1, round(0.40 * D_TO_LOGIT, 1))),
    Entry("extrinsic_half_life", "Gamification2021", GAME, None, (3, 8)),
    Entry("interventions.ambassador_tasks.dip_after", "Gamification2021", GAME, 4, (3, 5)),
    Entry("interventions.ambassador_tasks.dip_weeks", "Gamification2021", GAME, middle(2, 6), (2, 6)),
    Entry("interventions.ambassador_tasks.novelty_half_life", "Gamification2021", GAME, sqrt(3 * 8), None, 0.03),
    Entry(
        "interventions.ambassador_tasks.reward",
        "IBMSNS",
        "30 to 60% of the activity went with the points",
        middle(-log(0.7), -log(0.4)),
        None,
        0.06,
    ),
    Entry(
        "interventions.ambassador_tasks.badge",
        "Recognition2012",
        "+60% output of the most active; three badges",
        log(1.6) / 3,
        None,
        0.05,
    ),
    # habits and training
    Entry(
        "habit_per_repetition",
        "Lally2010",
        HABIT,
        1 - 0.05 ** (1 / 66),
        None,
        0.01,
    ),
    Entry(  # the fastest and the slowest of about 40 people lie about 2.2 standard deviations from the median
        "habit_spread",
        "Lally2010",
        HABIT + ": a spread between people",
        middle(log(66 / 18), log(254 / 66)) / 2.2,
        None,
        0.05,
    ),
    Entry(
        "read_habit",
        "Gardner2011",
        "habit and behaviour correlate by .46: d = 2 r / sqrt(1 - r^2)",
        2 * 0.46 / (1 - 0.46**2) ** 0.5 * D_TO_LOGIT,
        None,
        0.02,
    ),
    Entry(
        "interventions.pilot_community.habit",
        "Lally2010",
        HABIT + "; three a week",
        1 - 0.05 ** (3 / 66),
        None,
        0.06,
    ),
    Entry("interventions.workshops.skill", "Arthur2003", TRAINED, 0.62 * SKILL_SPREAD, None, 0.1),
    Entry("interventions.onboarding.skill", "Arthur2003", TRAINED, 0.62 * SKILL_SPREAD, None, 0.1),
    Entry("interventions.pilot_community.skill", "Arthur2003", TRAINED, 0.62 * SKILL_SPREAD, None, 0.1),
    Entry(
        "interventions.working_out_loud.skill_per_meeting", "Arthur2003", TRAINED, 0.62 * SKILL_SPREAD / 12, None, 0.05
    ),
    Entry("training_time", "SaksBelcourt2006", TRAINING, 44),
    Entry("training_lasting", "SaksBelcourt2006", TRAINING, 21.5 / 62, None, 2e-5),
    # culture
    Entry("susceptibility", "FriedkinJohnsen1990", "no measured value was found; .3 to .9 is tried", None, (0.3, 0.9)),
    Entry("injunctive_weight", "Norms", "descriptive norms beat injunctive ones: .2 (0 to .4)", 0.2, (0, 0.4)),
    Entry("contribute_safety", "Safety", "correlation with sharing about .5: .3 to .9 is tried", None, (0.3, 0.9)),
    Entry("anchor_drift", "KT13", "culture changes by persuasion and use cases, not by the platform", 0),
    # managers
    Entry("read_manager", "ManagerUse", "sign supported, correlational: .3 (0 to .8)", 0.3, (0, 0.8)),
    Entry("contribute_manager", "ManagerUse", "sign supported, correlational: .3 (0 to .8)", 0.3, (0, 0.8)),
    Entry(
        "interventions.role_modelling.own_use",
        "ManagerUse",
        "correlational: .3, shrunk",
        0.3 * middle(*SHRINK),
        None,
        0.07,
    ),
    Entry(
        "interventions.reverse_mentoring.own_use",
        "Mentoring",
        "no control group: .3 +- .3",
        0.3,
        (0.3 - 2.326 * 0.3, 0.3 + 2.326 * 0.3),
        EXACT,
        0.01,
    ),
    # communities
    Entry("establishment_share", "FeverBee", "more than half of the content made by members", 0.5),
    Entry("maturity_share", "FeverBee", "at least 90% of the content made by members", 0.9),
    Entry("platform.communities.open_share", "KT13", "75% of the groups are closed", 1 - 0.75),
    Entry("interventions.community_manager.training_hours", "CMT14", "trainings of two days", 2 * HOURS_A_DAY),
    Entry("interventions.workshops.group_size", "CMT14", "about 14 trainings for about 130 people", round(130 / 14)),
    Entry("interventions.manager_training.hours", "CMT14", "courses of two days", 2 * HOURS_A_DAY),
    Entry("interventions.manager_training.people_per_course", "CMT14", "about 14 for about 130", round(130 / 14)),
    Entry("interventions.use_cases.cases", "CMT14", "12 use cases for Working Out Loud", 12),
    Entry("survey.every_weeks", "CMT14", "a weekly feedback survey", 1),
    Entry("interventions.ambassador_programme.lead_hours", "BOT19", "a full-time lead", FULL_TIME_HOURS),
    # organisation: 4.6% a year leave the group, 2.5% in Germany
    Entry(
        "turnover_rate",
        "Turnover",
        "4.6% a year in the group, 2.5% in Germany; other companies up to 10%",
        middle(0.046, 0.025),
        (0.025, 0.1),
        0.02,
    ),
    # value
    Entry("knows_what_gain", "Leonardi2015", KNOWS, 0.31 * middle(*SHRINK), (0.31 * 0.25, 0.31)),
    Entry("knows_whom_gain", "Leonardi2015", KNOWS, 0.88 * middle(*SHRINK), (0.88 * 0.25, 0.88)),
)

DIRECTION_ONLY = {
    "interventions.ambassador_programme.retention": "retention is claimed without a number; 0 by default",
    # the source supports that there is an effect, or its sign; the size is an assumption
    "register_propensity": ".29 per spread of a proxy, over a spread of 1.5: .2, in its range",
    "read_propensity": "lurking is partly a trait",
    "read_novelty": "estimated from a community (experiments/launch), which is no company: in the tail of the prior",
    "novelty_half_life": "as read_novelty",
    "contribute_novelty": "as read_novelty",
    "read_reply": "a replied first post goes with returning; the size is checked on the odds ratio that comes out",
    "reply_documents": "13,400 comments on 36,000 documents depend on readers, too",
    "reply_follows": "twice as many replies as posts, and six of ten replied to (Burke2007): 1 - .6 / 2 = .7",
    "leaving_use": "retention is claimed, not measured",
    "read_norm": "descriptive norms go with intention (r .44), which gives no log-odds of reading",
    "contribute_norm": "as read_norm",
    "propensity_spread": "chosen with a top 5% share of .4 to .8 in mind, which is checked on results",
    "posts_propensity": "as propensity_spread",
    "reply_per_reader": "about 40% of threads without a reply; depends on readers, so it is no number of one reader",
    "reply_by_management": "88% of the best have a full-time manager; no causal estimate",
    "management_load": "as reply_by_management",
    "management_seeding": "as reply_by_management",
    "management_inviting": "as reply_by_management",
    "management_clarity": "purpose and rules must be clear first",
    "founding_propensity": "self-motivated early movers founded groups",
    "purpose_weight": "as management_clarity",
    "reply_motivation": "recognition raises output; the size is for awards, not for replies",
    "safety_mean": "the correlation says nothing about the level",
    "question_share": "11,300 of 83,900 were discussions, a share that must lie in the prior (checked below)",
    "organisation.silo_barrier": "ties gather in silos, more so the stronger they are",
    "organisation.manager_boost": "managers have more ties",
    "organisation.assistant_boost": "assistants are well connected upwards and downwards",
    "organisation.degree_cv": "between .81-1.16 in networks of e-mail and .25-.57 where people were asked",
    "organisation.periphery_share": "between the 24-28% with few ties in e-mail and 0-4% where people were asked",
    "platform.communities.purpose_mean": "purpose differs and must be clear first",
    "platform.pilots.content": "there were pilot communities",
    "model.contagion": "a choice between forms, not a number",
    "interventions.manager_network.visible": "community managers are role models",
    "interventions.manager_network.memory": "community managers must talk to each other",
    "interventions.pilot_community.content": "pilots start with content; how much is open",
    "interventions.role_modelling.example": "injunctive norms weigh less than descriptive ones",
}
"""Numbers with a source that supports their direction only, each with what it leaves open."""


def training_in_use(weeks: float) -> float:
    """Share of a training in use after some weeks, as the source's three points are joined."""
    return 21.5 + 40.5 * exp(-weeks / 44)
