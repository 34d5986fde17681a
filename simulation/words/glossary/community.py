"""Words for communities, their management and their life."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

COMMUNITY: Final = (
    Term(
        "community",
        "Community",
        "A place of the platform with a type, a home silo, members, content and a stage of life; a group that was "
        "merely opened is not yet a living one.",
        ("communities", "communities_live", "registered_per_community", "communities.community"),
        also=("group", "Gruppe", "Gemeinschaft"),
    ),
    Term(
        "community of practice",
        "Praxisgemeinschaft",
        "A type of community in which people of one field learn from each other.",
        ("practice", "platform.communities.types"),
        also=("CoP", "Fachcommunity"),
    ),
    Term(
        "information channel",
        "Informationskanal",
        "A type of community in which few publish for many, mostly documents.",
        ("information", "platform.communities.types"),
    ),
    Term(
        "help forum",
        "Hilfeforum",
        "A type of community in which people ask and others answer, mostly in discussions.",
        ("help", "platform.communities.types"),
    ),
    Term(
        "project community",
        "Projektcommunity",
        "A type of community around a common piece of work.",
        ("project", "platform.communities.types"),
        also=("Projektgruppe",),
    ),
    Term(
        "closed group",
        "geschlossene Gruppe",
        "A community that people of other silos cannot enter, in which speaking takes less courage.",
        ("cost_closed", "communities.is_open", "open_share_of_communities"),
        also=("closed community", "geschlossene Community"),
    ),
    Term(
        "open group",
        "offene Gruppe",
        "A community that everybody can read and write in.",
        ("cost_open", "opened", "communities_open", "open_share_of_communities", "platform.communities.open_share"),
        also=("open community", "offene Community"),
    ),
    Term(
        "purpose",
        "Zweck",
        "How clear it is what a community is for; without a clear purpose its content pulls less.",
        ("purpose_weight", "platform.communities.purpose_mean", "visible_content"),
        also=("clarity of purpose",),
    ),
    Term(
        "founder",
        "Gründer",
        "Who makes the first contribution to a latent community; the founder's items do not count as made by members.",
        ("communities_founded", "founding_propensity", "founding_weight", "communities.founder"),
        also=("Gründerin",),
    ),
    Term(
        "life cycle",
        "Lebenszyklus",
        "The stages of a community: latent, inception, establishment, maturity and decline, by the share of content "
        "that members make, and by silence.",
        ("stage_next", "communities.stage", "establishment_share", "maturity_share", "silence_weeks"),
        also=("community life cycle", "stage of life"),
    ),
    Term(
        "latent",
        "schlummernd",
        "The stage of a community that could exist but was never opened.",
        also=("latent community",),
    ),
    Term(
        "inception",
        "Entstehung",
        "The stage of a community in which mostly the founder or the management writes.",
        ("stage_inception", "communities_inception", "critical_items"),
    ),
    Term(
        "establishment",
        "Etablierung",
        "The stage of a community whose members make more than half of its content.",
        ("stage_establishment", "communities_establishment", "establishment_share"),
    ),
    Term(
        "maturity",
        "Reife",
        "The stage of a community whose members make at least nine tenths of its content.",
        ("stage_maturity", "communities_maturity", "maturity_share"),
    ),
    Term(
        "decline",
        "Niedergang",
        "The stage of a community in which nobody has contributed for some weeks; the next contribution revives it.",
        ("stage_decline", "communities_decline", "silence_weeks", "communities.silence"),
    ),
    Term(
        "community manager",
        "Community-Manager",
        "Somebody on the business side with hours for the care of communities: replying, seeding content, connecting "
        "people.",
        ("community_manager", "manager_hours", "management_load"),
        also=("Community-Managerin",),
    ),
    Term(
        "management effort",
        "Betreuung",
        "How well a community is cared for, from 0 to 1: managers' skilled hours and multipliers' hours against the "
        "need, with diminishing returns.",
        ("management_effort", "management_load", "management_seeding", "reply_by_management"),
    ),
)
