"""Words for cost, benefit and what is reported of them."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

VALUE: Final = (
    Term(
        "cost",
        "Kosten",
        "Money that interventions spend, and their hours valued at the full cost of a working hour.",
        ("cost_hours_cumulative", "cost_eur_cumulative", "economics.hourly_cost_eur"),
    ),
    Term(
        "budget",
        "Budget",
        "The hours (of the team, of participants) and the money that all interventions of a scenario may take "
        "together, in all and in single years.",
        ("economics.budget_hours", "economics.budget_eur", "economics.budget_years"),
    ),
    Term(
        "cost per additional active person",
        "Kosten je zusätzlich aktiver Person",
        "Extra cost of a plan over the extra people who are active with it; not defined where the effect may be zero.",
        ("compare", "contributors_28"),
    ),
    Term(
        "net value",
        "Nettonutzen",
        "What a plan brings less what it costs, with every factor uncertain and the chance that it is below zero.",
        also=("net benefit", "Nutzen"),
    ),
    Term(
        "Shapley split",
        "Shapley-Aufteilung",
        "A joint effect shared out fairly among interventions: each one's mean contribution over all orders of adding "
        "them.",
        also=("Shapley value", "Shapley-Wert"),
    ),
    Term(
        "external reach",
        "externe Reichweite",
        "How many views outside of the company the posts of its brand ambassadors get.",
        ("BOT19",),
        also=("reach", "Reichweite", "impressions"),
    ),
    Term(
        "pulse survey",
        "Pulsbefragung",
        "A short repeated questionnaire with graded answers; those who answer, and how, differ from what is true.",
        ("CMT14",),
        also=("survey", "Umfrage", "Stimmungsbarometer"),
    ),
)
