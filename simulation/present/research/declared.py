"""The courses that researchers look at: by topic, which measures stand together in one picture, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TOPICS: Final[dict[str, str]] = {
    "effects": "Effects week by week",
    "adoption": "Adoption: who registers, and why",
    "activity": "Activity, by every definition of it",
    "life": "The life of an account, and how people use it",
    "content": "Contributions and replies",
    "communities": "Communities",
    "silos": "Silos",
    "culture": "Culture: what people believe, and believe of others",
    "survey": "Pulse survey: what it shows, and what is true",
    "inequality": "Who makes the contributions",
    "cost": "Hours and money, as they add up",
    "value": "The account of value, line by line",
}
"""Topics in their order, with their headings."""


@dataclass(frozen=True, slots=True)
class Courses:
    """Measures over time on one axis: subject, what is drawn, its unit, and the words of each line."""

    topic: str
    name: str
    subject: str
    subtitle: str
    series: dict[str, str]


_WINDOWS: Final = {365: "within 52 weeks", 28: "within 4 weeks", 7: "in the week"}


def _by_window(who: str) -> dict[str, str]:
    return {f"{who}_{days}_share_of_registered": words for days, words in _WINDOWS.items()}


COURSES: Final[tuple[Courses, ...]] = (
    Courses(
        "adoption",
        "registered",
        "Registered people",
        "People with an account at the end of each week.",
        {"registered": "registered"},
    ),
    Courses(
        "adoption",
        "causes",
        "New registrations",
        "New registrations by cause, people per week. Through colleagues: those who had registered before pulled "
        "them along.",
        {
            "new_by_self": "by themselves",
            "new_by_peers": "through colleagues",
            "new_by_push": "by campaign or order",
        },
    ),
    Courses(
        "activity",
        "readers",
        "Readers, of the registered",
        "Share of registered people who read at least once, by window. Which window a source means by “active” is "
        "seldom said.",
        _by_window("readers"),
    ),
    Courses(
        "activity",
        "contributors",
        "Contributors, of the registered",
        "Share of registered people who contributed at least once, by window.",
        _by_window("contributors"),
    ),
    Courses(
        "life",
        "segments",
        "How the registered use it",
        "Share of registered people by how they use the platform: not at all, rarely, now and then, by habit, by "
        "habit and contributing.",
        {
            "segment_non_share_of_registered": "not at all",
            "segment_low_share_of_registered": "rarely",
            "segment_novice_share_of_registered": "now and then",
            "segment_habitual_share_of_registered": "by habit",
            "segment_power_share_of_registered": "by habit, contributing",
        },
    ),
    Courses(
        "content",
        "contributions",
        "Contributions since the start",
        "Contributions by type, items since the start of the run.",
        {
            "contributions_documents_cumulative": "documents",
            "contributions_discussions_cumulative": "discussions",
            "contributions_comments_cumulative": "comments on documents",
            "contributions_others_cumulative": "others",
        },
    ),
    Courses(
        "content",
        "replied",
        "Replies",
        "Share of the contributions of the last 12 weeks that were replied to, and share of those whose reply came "
        "from another silo.",
        {
            "reply_share_of_contributions_12_weeks": "replied to, of contributions",
            "cross_silo_share_of_replied_12_weeks": "from another silo, of replied",
        },
    ),
    Courses(
        "communities",
        "stages",
        "Communities by stage",
        "Number of communities. Inception: mostly the founder writes; establishment: members write more than half; "
        "maturity: nine tenths or more; decline: silence.",
        {
            "communities_inception": "inception",
            "communities_establishment": "establishment",
            "communities_maturity": "maturity",
            "communities_decline": "decline",
        },
    ),
    Courses(
        "communities",
        "openness",
        "Of all communities",
        "Share of all communities that were ever opened.",
        {
            "open_share_of_communities": "open to everybody",
            "live_share_of_communities": "with a contribution in the week",
        },
    ),
    Courses(
        "culture",
        "culture",
        "Culture",
        "Means over all people, from 0 to 1. Conviction is the part of the attitude that moves only by persuasion or "
        "by success with one's own use case.",
        {
            "belief_mean": "attitude to open sharing",
            "anchor_mean": "conviction",
            "norm_mean": "perceived norm",
            "skill_mean": "skill",
            "habit_mean": "reading habit",
        },
    ),
    Courses(
        "culture",
        "gap",
        "Pluralistic ignorance",
        "Mean attitude minus mean perceived norm, from 0 to 1: above 0, people think that others want less open "
        "sharing than they do.",
        {"norm_belief_gap": "attitude minus norm"},
    ),
    Courses(
        "inequality",
        "tops",
        "Made by the most active",
        "Share of all contributions since the start that the most active contributors made; contributors are all who "
        "ever contributed.",
        {
            "top_10_share_of_contributions": "most active 10%",
            "top_5_share_of_contributions": "most active 5%",
            "top_1_share_of_contributions": "most active 1%",
        },
    ),
    Courses(
        "inequality",
        "gini",
        "Inequality among contributors",
        "Gini coefficient of contributions since the start: 0 if all contribute alike, near 1 if one makes all.",
        {"gini_of_contributors": "Gini coefficient"},
    ),
    Courses(
        "cost",
        "hours",
        "Hours of interventions",
        "Person-hours of interventions since the start of the run.",
        {"cost_hours_cumulative": "hours"},
    ),
    Courses(
        "cost",
        "euro",
        "Cost of interventions",
        "Money spent and hours, at the worth of an hour, in EUR since the start of the run.",
        {"cost_eur_cumulative": "cost"},
    ),
)
