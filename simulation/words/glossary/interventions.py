"""Words for what a company does about it."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

INTERVENTIONS: Final = (
    Term(
        "intervention",
        "Maßnahme",
        "Something that the company does at a time, for a target, at a cost, with effects on declared channels only.",
        ("interventions", "intervention.start", "intervention.strength"),
        also=("Intervention",),
    ),
    Term(
        "effect channel",
        "Wirkungskanal",
        "One of the declared quantities through which interventions and the platform act on the model, so that any two "
        "of them compose.",
        ("register_hazard", "read_drive", "contribute_drive", "distraction"),
        also=("channel", "lever", "Hebel"),
    ),
    Term(
        "pulse",
        "Impuls",
        "An effect that acts once, at the start of its week, on a person's own state.",
        ("training", "persuasion", "register_now", "receive"),
    ),
    Term(
        "ramp",
        "Hochlauf",
        "The weeks in which an intervention grows to its full strength.",
        ("intervention.ramp_weeks",),
    ),
    Term(
        "target",
        "Zielgruppe",
        "Whom an intervention reaches: a filter by role, silo, country and function, an order, and a number or share.",
        ("intervention.target", "target.role", "target.rank", "target.count", "target.share"),
    ),
    Term(
        "multiplier",
        "Multiplikator",
        "A well-connected colleague who helps communities and persuades contacts.",
        ("multipliers", "multiplier_hours", "Cochrane125"),
        also=("Verstärker", "Multiplikatorin", "opinion leader", "Meinungsführer"),
    ),
    Term(
        "ambassador",
        "Botschafter",
        "An employee who promotes the platform inside the company, or the brand outside of it: two programmes that "
        "must not be mixed up.",
        ("ambassador_tasks", "KT13", "BOT19"),
        also=("Botschafterin", "champion", "Markenbotschafter", "brand ambassador"),
    ),
    Term(
        "gamification",
        "Gamifizierung",
        "Points, badges and task lists that reward use; their pull loses its novelty, and their end may do harm.",
        ("ambassador_tasks", "ambassador_tasks.novelty_half_life", "Gamification2021", "crowding_out"),
        also=("Gamification", "Spielelemente"),
    ),
    Term(
        "reverse mentoring",
        "Reverse Mentoring",
        "Employees accompany managers in using the platform, in pairs.",
        ("reverse_mentoring", "layer_mentoring", "Mentoring"),
        also=("umgekehrtes Mentoring",),
    ),
    Term(
        "kick-off",
        "Auftaktveranstaltung",
        "An event at which people meet across silos and leave with a push.",
        ("kick_off", "layer_event"),
        also=("Kickoff",),
    ),
    Term(
        "role modelling",
        "Vorbildverhalten",
        "Managers use the platform visibly, which staff see and take for a norm.",
        ("injunctive_weight", "read_manager", "contribute_manager", "visible_use"),
        also=("role model", "Vorbild"),
    ),
    Term(
        "onboarding",
        "Einarbeitung",
        "Introducing people who are new, so that they start registered and with some skill.",
        also=("Onboarding",),
    ),
    Term(
        "Working Out Loud",
        "Working Out Loud",
        "Small circles that meet for twelve weeks to practise making one's work visible to others.",
        also=("WOL", "Working-Out-Loud-Circle", "working out loud circle"),
    ),
    Term(
        "campaign",
        "Kampagne",
        "Communication to many that adds to the hazard of registering for some weeks.",
        ("register_hazard", "new_by_push"),
    ),
    Term(
        "mandate",
        "Anordnung",
        "People are registered by order, whether they want it or not.",
        ("register_now", "new_by_push"),
        also=("Verpflichtung",),
    ),
    Term(
        "roll-out",
        "Einführung",
        "Opening the platform to the organisation, at once or country by country.",
        ("run.start", "telekom-2012"),
        also=("Rollout", "launch"),
    ),
    Term(
        "training",
        "Schulung",
        "Teaching that raises skill, of which a part is forgotten and a part lasts.",
        ("training_time", "training_lasting", "training_skill", "SaksBelcourt2006"),
        also=("Training",),
    ),
)
