"""Words for attitudes, norms, motivation and learning."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

CULTURE: Final = (
    Term(
        "culture of sharing",
        "Kultur des Teilens",
        "What people believe about open sharing, what they think that others expect, and what they dare to say.",
        ("belief_mean", "anchor_mean", "norm_mean", "expressed_mean", "norm_belief_gap"),
        also=("culture", "Kultur"),
    ),
    Term(
        "belief",
        "Überzeugung",
        "A person's private attitude to open sharing, from 0 to 1, which moves between colleagues' opinion and the own "
        "anchor.",
        ("belief_next", "belief_mean", "belief_rate", "susceptibility"),
        also=("attitude", "Einstellung", "Haltung"),
        symbol="b",
    ),
    Term(
        "anchor",
        "Grundüberzeugung",
        "The conviction that a belief is drawn back to; only persuasion and success with one's own use case move it.",
        ("anchor_mean", "belief_spread", "use_case_gain", "persuasion"),
        also=("conviction", "Anker"),
        symbol="b0",
    ),
    Term(
        "expressed belief",
        "geäußerte Meinung",
        "What a person says aloud: the belief as far as it feels safe, else what the norm seems to expect.",
        ("expressed_belief", "expressed_mean"),
        also=("expressed attitude",),
    ),
    Term(
        "perceived norm",
        "wahrgenommene Norm",
        "What a person takes to be usual and wanted, learned from visible activity of colleagues and the manager.",
        ("norm_next", "norm_mean", "norm_rate", "read_norm", "contribute_norm"),
        also=("descriptive norm", "Norm", "social norm"),
        symbol="n",
    ),
    Term(
        "injunctive norm",
        "Sollnorm",
        "The part of the perceived norm that comes from the manager's example instead of what colleagues do.",
        ("injunctive_weight",),
    ),
    Term(
        "pluralistic ignorance",
        "pluralistische Ignoranz",
        "People privately favour sharing but think that others do not: mean belief less mean perceived norm.",
        ("norm_belief_gap",),
    ),
    Term(
        "psychological safety",
        "psychologische Sicherheit",
        "How far a person can speak openly without fear; it lets beliefs be expressed and helps contributing.",
        ("safety_mean", "safety_spread", "contribute_safety", "people.safety"),
        symbol="psi",
    ),
    Term(
        "persuasion",
        "Überzeugungsarbeit",
        "Talks from person to person that move the anchor of somebody's belief.",
        ("multipliers.persuasion", "multipliers.talk_hours"),
        also=("face-to-face persuasion", "persönliches Gespräch"),
    ),
    Term(
        "use case",
        "Anwendungsfall",
        "A concrete task of one's own work that the platform makes easier; success with it moves the anchor of belief.",
        ("use_case_gain", "toward_one"),
        also=("Use Case",),
    ),
    Term(
        "intrinsic motivation",
        "intrinsische Motivation",
        "Contributing for its own sake; replies raise it within a limit, withdrawn rewards lower it.",
        ("motivation", "reply_motivation", "motivation_limit", "motivation_half_life", "encouraged"),
        symbol="m",
    ),
    Term(
        "extrinsic motivation",
        "extrinsische Motivation",
        "Contributing for a reward: points, badges, recognition; its pull fades within weeks.",
        ("extrinsic", "extrinsic_half_life", "ambassador_tasks.reward"),
        also=("reward", "Belohnung"),
        symbol="x",
    ),
    Term(
        "crowding out",
        "Verdrängungseffekt",
        "A reward that is withdrawn takes intrinsic motivation with it.",
        ("crowding_out", "crowded_out", "withdrawal"),
        also=("Verdrängung", "Motivationsverdrängung"),
    ),
    Term(
        "habit",
        "Gewohnheit",
        "Use that has become automatic: it grows with each repetition and is lost in weeks without.",
        ("habit_next", "habit_per_repetition", "habit_loss", "read_habit", "contribute_habit", "habit_mean"),
    ),
    Term(
        "skill",
        "Können",
        "How well somebody can use the platform, from 0 to 1: trained skill is partly forgotten, what is learned by "
        "doing lasts.",
        ("skill_next", "skill_mean", "training_time", "training_lasting", "learning_by_doing"),
        also=("Kompetenz", "Medienkompetenz"),
    ),
    Term(
        "usefulness",
        "erwarteter Nutzen",
        "What a person who is not registered expects of the platform: content, ease, the manager's example, the own "
        "attitude.",
        ("usefulness", "usefulness_weight", "usefulness_content", "usefulness_ease", "usefulness_belief"),
        also=("expected usefulness", "performance expectancy"),
        symbol="u",
    ),
)
