"""Words for the platform and for what people do on it."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

USE: Final = (
    Term(
        "platform",
        "Plattform",
        "The social network that the company introduces: communities, official content, and older platforms that it "
        "replaces.",
        ("platform",),
        also=("enterprise social network", "ESN", "soziales Netzwerk", "social intranet"),
    ),
    Term(
        "account",
        "Konto",
        "What one needs to use the platform: opened by registering, or given to everybody from the start (single "
        "sign-on); then the first visit is what spreads, and what is counted as registered.",
        ("accounts", "registered_share_of_accounts", "model.accounts", "register_ease"),
    ),
    Term(
        "first visit",
        "erster Besuch",
        "The week in which somebody registers, or comes for the first time: it counts as reading, and the life of the "
        "account begins.",
        ("visits", "visit"),
    ),
    Term(
        "novelty",
        "Reiz des Neuen",
        "What draws people to something because it is new to them: strong at the first visit, halved every few weeks.",
        ("read_novelty", "contribute_novelty", "novelty_half_life", "people.novelty"),
        also=("curiosity", "Neugier"),
        symbol="w",
    ),
    Term(
        "tenure curve",
        "Verbleibskurve",
        "The share of accounts that still read, by weeks since the first visit.",
        ("read_share_of_accounts_after_1_weeks", "read_share_of_accounts_after_52_weeks"),
        also=("retention curve", "life of an account"),
    ),
    Term(
        "reluctant",
        "zurückhaltend",
        "Never comes of one's own accord, whatever colleagues do; an order or a programme may bring one along.",
        ("never_share", "never_propensity", "people.reluctant"),
        also=("never-comer", "laggard", "Nachzügler"),
    ),
    Term(
        "common shock",
        "gemeinsamer Schock",
        "What moves everybody in a week, such as news or a holiday, so that weeks differ by more than chance.",
        ("shock_spread", "shock_memory", "christmas_absence", "summer_absence", "model.calendar"),
        also=("season", "Saison"),
    ),
    Term(
        "announcement",
        "Ankündigung",
        "What is heard of the platform when a country gets it: it brings people for some weeks, at home and in each "
        "further country alike.",
        ("launch_hazard", "launch", "platform.launch_half_life"),
        also=("go-live",),
    ),
    Term(
        "registered",
        "registriert",
        "Has an account, used or not; where everybody is given one, has come at least once.",
        ("registered", "registered_share_of_people", "registered_ever", "new_registered", "people.registered_week"),
        also=("angemeldet",),
    ),
    Term(
        "active",
        "aktiv",
        "A word with many definitions, which sources rarely state: the measures listed here can all stand for it and "
        "differ many times over, so name the one that is meant; comparisons count contributors within 28 days unless "
        "told otherwise.",
        (
            "readers_7_share_of_registered",
            "readers_28_share_of_registered",
            "readers_365_share_of_registered",
            "contributors_7_share_of_registered",
            "contributors_28_share_of_registered",
            "contributors_365_share_of_registered",
            "visible_share_of_registered",
            "habitual_share_of_registered",
            "contributors_ever_share_of_registered",
        ),
        also=("active user", "aktive Nutzer"),
    ),
    Term(
        "reader",
        "Leser",
        "A registered person who read within a window of time, contributing or not; one who only reads is called a "
        "lurker.",
        ("readers_7", "readers_28", "readers_365", "read_logit", "people.last_read"),
        also=("lurker", "Mitleser", "stiller Mitleser", "Leserin"),
    ),
    Term(
        "contributor",
        "Beitragende",
        "A registered person who contributed within a window of time.",
        ("contributors_7", "contributors_28", "contributors_365", "contributors_ever", "people.last_contribution"),
        also=("Autor", "Autorin", "Verfasser"),
    ),
    Term(
        "contribution",
        "Beitrag",
        "A document, discussion, comment on a document, or other item that a person publishes in a community.",
        ("contributions_total", "contributions_total_cumulative", "people.contributions", "item_type"),
        also=("post",),
    ),
    Term(
        "dormant",
        "ruhend",
        "Registered, but without a week of reading among the last twelve.",
        ("segment_non", "segment_non_share_of_registered"),
        also=("non-user", "inaktiv"),
    ),
    Term(
        "usage segment",
        "Nutzungssegment",
        "The registered by weeks with reading among the last twelve: none, low (1-3), novice (4-8), habitual (9 or "
        "more), and power for habitual ones who contributed within four weeks.",
        ("segment", "segment_non", "segment_low", "segment_novice", "segment_habitual", "segment_power"),
        also=("Nutzersegment",),
    ),
    Term(
        "reply",
        "Antwort",
        "A reaction of another reader of the community, which the author notices; it is not counted as a contribution "
        "of the replier.",
        (
            "reply_probability",
            "reply_share_of_contributions_12_weeks",
            "cross_silo_share_of_replied_12_weeks",
            "reply_per_reader",
            "reply_by_management",
        ),
        also=("Reaktion",),
    ),
    Term(
        "content",
        "Inhalt",
        "What can be seen in a community: items by type that fade by their half-lives.",
        ("content", "content_next", "visible_content", "content_half", "official_content"),
        also=("content stock", "Inhalte"),
        symbol="V",
    ),
    Term(
        "half-life",
        "Halbwertszeit",
        "The time in which half of something fades: of content, of a reward's pull, of the memory of replies.",
        ("faded", "half_life_document", "half_life_discussion", "reply_memory", "extrinsic_half_life"),
    ),
    Term(
        "official content",
        "redaktioneller Inhalt",
        "Items that everybody with access sees: news, and archives of retired platforms.",
        ("platform.official_content", "platform.started_content", "legacy_retirement.archive"),
    ),
    Term(
        "legacy island",
        "Insel",
        "An older platform that holds a part of its users' attention until it is retired.",
        ("platform.legacy", "platform.legacy.attention", "legacy_retirement", "legacy_retirement.irritation"),
        also=("Altplattform", "Insellösung", "legacy platform"),
    ),
    Term(
        "pilot community",
        "Pilot-Community",
        "A group that tried the platform before the launch and starts registered, trained and with content.",
        ("platform.pilots", "new_by_pilot"),
        also=("pilot", "Pilotgruppe"),
    ),
    Term(
        "attention budget",
        "Aufmerksamkeitsbudget",
        "What a person can attend to in a week: older platforms, and too many initiatives at once, leave less of it "
        "for the new platform.",
        ("distraction", "attended_probability", "economics.attention_hours"),
    ),
    Term(
        "access",
        "Zugang",
        "The share of weeks in which a person can use the platform, and whether outsiders see a community.",
        ("nondesk_access", "people.desk", "communities.is_open"),
    ),
    Term(
        "participation inequality",
        "ungleiche Beteiligung",
        "A few people make most contributions, as on all real platforms.",
        (
            "top_1_share_of_contributions",
            "top_5_share_of_contributions",
            "top_10_share_of_contributions",
            "gini_of_contributors",
            "propensity_spread",
        ),
        also=("Gini coefficient", "Gini-Koeffizient", "90-9-1"),
    ),
    Term(
        "propensity",
        "Beitragsneigung",
        "A person's lasting tendency to contribute, drawn once, which also pulls to reading.",
        ("propensity_spread", "read_propensity", "posts_propensity"),
        also=("Neigung",),
    ),
    Term(
        "early mover",
        "Vorreiter",
        "Somebody of high propensity, who founds communities without being asked.",
        ("founding_propensity", "founding_weight", "target.rank"),
        also=("Pionier",),
    ),
    Term(
        "visible activity",
        "sichtbare Nutzung",
        "What colleagues see of somebody's use: full after a contribution, then fading.",
        ("visible_next", "visibility_half_life", "visible_use", "visible_share_of_registered"),
    ),
)
