"""Experiences with people: culture, managers, early movers, skill, community managers, conviction."""

from __future__ import annotations

from typing import Any

from simulation.model.record import CAUSES, Trajectory
from tests.experiences.communities import manager
from tests.experiences.company import at, company, contributions, mean_of, over, role
from tests.experiences.pattern import Experience, Pattern, between_effects

TASKS = {"kind": "ambassador_tasks", "start": 4, "target": {"count": 100}}
EVENT = {"kind": "kick_off", "start": 5, "target": {"count": 200}}
LEADERS = {"kind": "role_modelling", "start": 4, "target": {"role": "manager"}}
CASES = {"kind": "use_cases", "start": 4, "fits_share": 0.3}
TALKS = {"kind": "face_to_face", "start": 4}
UNCONVINCING = (TASKS, EVENT, LEADERS, CASES | {"success": 0}, TALKS | {"persuasion": 0})
"""Registration, rewards, an event, leaders, use cases without success, talks that do not convince."""
DRIFT = {"anchor_drift": 0.02}


def conviction(trajectory: Trajectory) -> float:
    """Mean anchor of belief at the end, in percent."""
    return 100 * mean_of("anchor_sum")(trajectory)


CULTURE = Experience(
    "Social media does not need culture change; culture change comes from persuasion by many intrinsically motivated "
    "colleagues and from concrete use cases",
    "KT13",
    "tasks with rewards, a kick-off that registers, visible leaders, use cases without success and talks without "
    "persuasion together; against talks and use cases as they ship; ablation anchor_drift = 0.02 a week",
    "yes",
    "By construction: only two channels write the anchor. Attitude pulls to registering, reading and contributing as "
    "far as it lies above its mean at the start, with assumed weights (usefulness_belief, read_belief, "
    "contribute_belief), so a company that starts with another attitude is not another company.",
    (
        Pattern(
            "registration, rewards and leaders leave every anchor as it was (also tested person by person)",
            (company(*UNCONVINCING), company()), conviction, "% of full conviction", exact=True,
        ),
        Pattern("talks move it", (company(TALKS), company()), conviction, "% of full conviction"),
        Pattern("use cases that succeed move it", (company(CASES), company()), conviction, "% of full conviction"),
        Pattern(
            "in the ablation, rewards, events and leaders move it",
            (company(*UNCONVINCING, parameters=DRIFT), company(parameters=DRIFT)), conviction, "% of full conviction",
        ),
        Pattern(
            "talks that convince bring more contributions than talks that only bring accounts",
            (company(TALKS), company(UNCONVINCING[-1])), contributions(), "contributions",
        ),
    ),
)  # fmt: skip

MANAGERS = ("team_lead", "middle_manager", "executive")
UNSEEN = {"read_manager": 0, "contribute_manager": 0, "usefulness_manager": 0, "injunctive_weight": 0}


def mentoring(**settings: Any) -> dict[str, Any]:
    """All managers have a mentor from week 5 on."""
    return {"kind": "reverse_mentoring", "start": 5, "target": {"role": "manager"}, **settings}


STRONG = mentoring(own_use=2)
STAFF_SPEAKS = role("contributors_7", "staff", first=10)
MENTORING = Experience(
    "Managers are accompanied with reverse mentoring",
    "KT13",
    "all managers of 400 people are mentored from week 5; with its default (own use + 0.3 logit), with skill only, "
    "with own use + 2 logit; the chain skill, visible use, staff",
    "yes",
    "Skill alone makes managers more visible, and staff contribute more for it, their mentors among them: this part "
    "of the chain is not put in. More of it comes from the own use that mentoring is assumed to raise (own_use, of "
    "which neither size nor sign is sure).",
    (
        Pattern(
            "managers gain skill", (company(mentoring()), company()),
            lambda t: role("skill_sum", *MANAGERS, first=-1)(t) / role("people", *MANAGERS, first=-1)(t) / 655.36,
            "points of 100",
        ),
        Pattern(
            "their skill alone makes them more visible",
            (company(mentoring(own_use=0)), company()), role("visible", *MANAGERS, first=10), "visible manager-weeks",
        ),
        Pattern(
            "with own use they are visible more",
            (company(mentoring()), company()), role("visible", *MANAGERS, first=10), "visible manager-weeks",
        ),
        Pattern("staff contribute more", (company(mentoring()), company()), STAFF_SPEAKS, "weeks with contributions"),
        Pattern(
            "skill alone moves staff, too", (company(mentoring(own_use=0)), company()), STAFF_SPEAKS,
            "weeks with contributions",
        ),
        Pattern(
            "much of it goes where the example of the own manager has no weight (own use + 2)",
            (company(STRONG), company(), company(STRONG, parameters=UNSEEN), company(parameters=UNSEEN)),
            STAFF_SPEAKS, "weeks with contributions", between_effects,
        ),
    ),
)  # fmt: skip


def start(founding: float, spread: float) -> dict[str, Any]:
    """Nearly nothing is prepared, no intervention; 27 weeks."""
    return company(
        platform={"started_share": 0.02, "communities": {"people_per_community": 15, "open_share": 0.6}},
        parameters={"founding_propensity": founding, "propensity_spread": spread},
        run={"weeks": 27},
    )


def active_groups(trajectory: Trajectory) -> float:
    """Communities in establishment or maturity after half a year."""
    return at("stage_establishment", 26)(trajectory) + at("stage_maturity", 26)(trajectory)


EARLY_MOVERS = Experience(
    "Self-motivated early movers quickly made many highly active groups",
    "SMA",
    "hardly any community prepared (2%), nobody manages, half a year; founders from 0.5 or from 2.5 spreads above "
    "the mean; spread of propensity 2.2 or 0.8 logit",
    "yes",
    "Who founds is set by a threshold on propensity, so that early movers found is an assumption; that groups become "
    "active through a few with high propensity comes out. Half a year brings about three established groups to 400 "
    "people.",
    (
        Pattern("more groups are founded where early movers may",
                (start(0.5, 2.2), start(2.5, 2.2)), over("founded"), "communities"),
        Pattern("more of them are established after half a year",
                (start(0.5, 2.2), start(2.5, 2.2)), active_groups, "communities"),
        Pattern("without large differences in propensity there are fewer established ones",
                (start(0.5, 2.2), start(0.5, 0.8)), active_groups, "communities"),
    ),
)  # fmt: skip

EXPERIENCED, EXPERT = {"skill_mean": 0.45}, {"skill_mean": 0.65}
"""Private experience: as much skill as a training in the platform teaches (d .62, Arthur2003), and as three do."""
EXECUTIVES = {"kind": "role_modelling", "start": 4}
CIRCLES = {"kind": "working_out_loud", "start": 4, "target": {}, "circles": 25}
LATER = contributions(20)
SKILL = Experience(
    "Private social-media experience does not carry over by itself; people need time, encouragement and others who "
    "visibly live it",
    "SMA",
    "private experience as skill at the start (mean 0.45 instead of 0.35: what a training in the platform itself "
    "teaches; or 0.65, as much as three); managers who visibly live it; Working-Out-Loud circles (time and "
    "encouragement)",
    "yes",
    "Experience with other networks that is worth a training in this one adds less than a twentieth of contributions, "
    "circles eight times as much, and managers who all live it visibly still more, against three trainings, too. "
    "How far skill carries over is a weight (contribute_skill, an assumption), so that much more of it does carry "
    "over. The example of executives alone (the default of role_modelling) brings no more than the experience does: "
    "they are few.",
    (
        Pattern("experience alone adds less than 100 to about 1,900 contributions",
                (company(parameters=EXPERIENCED), company()), LATER, "contributions", within=100),
        Pattern("time and encouragement without experience add more than experience without them",
                (company(CIRCLES), company(parameters=EXPERIENCED)), LATER, "contributions"),
        Pattern("an example without experience adds more than experience without an example",
                (company(LEADERS), company(parameters=EXPERIENCED)), LATER, "contributions"),
        Pattern("so it does against three times the experience",
                (company(LEADERS), company(parameters=EXPERT)), LATER, "contributions"),
        Pattern("an example adds to experience",
                (company(LEADERS, parameters=EXPERIENCED), company(parameters=EXPERIENCED)), LATER, "contributions"),
        Pattern("time and encouragement add to experience",
                (company(CIRCLES, parameters=EXPERIENCED), company(parameters=EXPERIENCED)), LATER, "contributions"),
        Pattern("not shown: three times the experience does carry over",
                (company(parameters=EXPERT), company()), LATER, "contributions"),
        Pattern("not shown: the example of executives alone differs from experience alone by less than 50",
                (company(EXECUTIVES), company(parameters=EXPERIENCED)), LATER, "contributions", within=50),
    ),
)  # fmt: skip

CARE, MUCH_CARE = manager(start=5, hours=2), manager(start=5, hours=4)
COURSES = {"kind": "manager_training", "start": 5}
EXCHANGE = {"kind": "manager_network", "start": 5}
UNSEEN_EXCHANGE = EXCHANGE | {"visible": 0}
NETWORK = Experience(
    "Community managers must talk to each other and are role models",
    "SMA",
    "all communities are managed, 2 hours a week, their managers trained; with and without a network of the managers, "
    "and with one in which nobody sees them; the same with 4 hours a week",
    "yes",
    "Talking to each other helps, and that managers are seen adds to it: a little, for they are a few among those who "
    "are seen, and only those near them notice. Of a manager who gives four hours to her community and one to the "
    "network more is asked than she has to give (attention_hours, 4): she is seen less, below the half from which "
    "colleagues take somebody for active, and then being seen adds hardly anything. Both parts are assumptions in "
    "size: how visible managers are to those around them, and how much exchange saves from forgetting. The first "
    "member of a community stands for its manager.",
    (
        Pattern("a network of managers adds to their care",
                (company(CARE, COURSES, EXCHANGE), company(CARE, COURSES)), contributions(5), "contributions"),
        Pattern("managers who only talk to each other add replies",
                (company(CARE, COURSES, UNSEEN_EXCHANGE), company(CARE, COURSES)), over("replied", 5),
                "replied contributions"),
        Pattern("that they are seen brings people to read",
                (company(CARE, COURSES, EXCHANGE), company(CARE, COURSES, UNSEEN_EXCHANGE)), over("readers_7", 5),
                "weeks of reading"),
        Pattern("and to contribute",
                (company(CARE, COURSES, EXCHANGE), company(CARE, COURSES, UNSEEN_EXCHANGE)), contributions(5),
                "contributions"),
        Pattern("not shown: where more is asked of them than they have to give, being seen adds less than 20",
                (company(MUCH_CARE, COURSES, EXCHANGE), company(MUCH_CARE, COURSES, UNSEEN_EXCHANGE)),
                contributions(5), "contributions", within=20),
    ),
)  # fmt: skip

USERS = {"count": 100, "users_only": True}
GAME = {"kind": "ambassador_tasks", "start": 4, "weeks": 20, "reward": 2.0, "target": USERS}
OWN = {"kind": "workshops", "start": 4, "target": USERS, "groups_per_week": 12, "skill": 0, "motivation": 2.0,
       "safety": 0}  # fmt: skip
BOUGHT, FREE = {"crowding_out": 0.7}, {"crowding_out": 0}
DURING, AFTERWARDS = contributions(4, 24), contributions(34)
ORDER = {"kind": "mandate", "start": 4, "weeks": 20, "target": {"count": 200}}


def gone(trajectory: Trajectory) -> float:
    """Half of the contributions in a week of the game, less those in a week afterwards."""
    return DURING(trajectory) / 20 / 2 - AFTERWARDS(trajectory) / 26


def lazier(trajectory: Trajectory) -> float:
    """Share of the volunteers who read in the last twelve weeks less that of those who came by order, in percent."""
    people = trajectory.people
    reads = people["read_weeks"] != 0
    by_order = (people["registered"] == 1) & (people["cause"] == CAUSES.index("push"))
    volunteers = (people["registered"] == 1) & (people["cause"] == CAUSES.index("self"))
    return float(100 * (reads[volunteers].mean() - reads[by_order].mean()))


CONVICTION = Experience(
    "Use falls silent without contributors' own conviction",
    "BOT19",
    "up to 100 users, of 400 people, play a game with rewards (2 logit) for 20 weeks; weeks 34 to 59, long after it; "
    "crowding-out 0, 0.35 (default) and 0.7; against own motivation of 2 logit given to as many, and with talks that "
    "convince or do not; 200 who are ordered to register and pressed for 20 weeks",
    "yes",
    "Of what a game or an order brings most is gone half a year later, while own motivation and attitude carry on. "
    "Those who came by order read less than those who came by themselves, for who cares comes early. A small part of "
    "what a game brings stays as habit; with strong crowding-out (0.7) nothing is left of it.",
    (
        Pattern("rewards raise contributions while they last", (company(GAME), company()), DURING, "contributions"),
        Pattern("crowding-out takes a part of what follows",
                (company(GAME, parameters=FREE), company(GAME)), AFTERWARDS, "contributions"),
        Pattern("more than half of what the game added in a week is gone afterwards",
                (company(GAME), company()), gone, "contributions a week"),
        Pattern(
            "with strong crowding-out (0.7) nothing of it stays (within 3% of about 1,000)",
            (company(GAME, parameters=BOUGHT), company(parameters=BOUGHT)), AFTERWARDS, "contributions", within=30,
        ),
        Pattern("of those whom an order brought a smaller share reads afterwards than of those who came by themselves",
                (company(ORDER),), lazier, "points of %", lambda one: one),
        Pattern("own motivation outlasts a reward of the same size",
                (company(OWN), company(GAME)), AFTERWARDS, "contributions"),
        Pattern("after the game more is contributed where talks convince than where they only bring accounts",
                (company(GAME, TALKS), company(GAME, UNCONVINCING[-1])), AFTERWARDS, "contributions"),
    ),
)  # fmt: skip
