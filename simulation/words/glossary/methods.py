"""Words for scenarios, runs and what they leave."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

METHODS: Final = (
    Term(
        "scenario",
        "Szenario",
        "A file that says everything a run depends on: organisation, platform, parameters, interventions, time and "
        "economics.",
        ("name", "title", "extends"),
    ),
    Term(
        "baseline",
        "Basisszenario",
        "The scenario without the plan, which plans are compared with.",
        ("compare", "extends"),
        also=("base", "base scenario"),
    ),
    Term(
        "counterfactual",
        "kontrafaktischer Verlauf",
        "What would have happened to the same people, under the same luck, without an intervention.",
        ("compare",),
    ),
    Term(
        "replicate",
        "Wiederholung",
        "One run of a scenario with luck (and, unless told otherwise, parameters) of its own.",
        ("run.replicates", "run.uncertainty", "weekly.replicate"),
        also=("Replikation",),
    ),
    Term(
        "seed",
        "Startwert",
        "The number that fixes all luck of a run; the same seed gives the same results.",
        ("run.seed", "organisation.seed"),
        also=("random seed", "Zufallsstartwert"),
    ),
    Term(
        "common random numbers",
        "gemeinsame Zufallszahlen",
        "Two scenarios with one seed share their luck person by person and week by week, so that most of it cancels in "
        "their difference.",
        ("run.seed", "compare"),
        also=("CRN",),
    ),
    Term(
        "week",
        "Woche",
        "The step of time: everybody acts on what others showed in the week before, then all change.",
        ("run.weeks", "weekly.week", "weekly.date"),
    ),
    Term(
        "rule",
        "Modellregel",
        "One formula of the model, a function without loops or chance that all engines call.",
        ("registration_hazard", "read_logit", "belief_next"),
    ),
    Term(
        "engine",
        "Rechenkern",
        "What runs the rules: the compiled kernel, or the readable Mesa model, which give the same bits.",
        ("verify",),
        also=("kernel", "Mesa"),
    ),
    Term(
        "state",
        "Zustand",
        "What the model remembers of a person or a community from week to week.",
        ("people.belief", "people.read_habit", "communities.content_documents"),
    ),
    Term(
        "parameter",
        "Parameter",
        "A behavioural number of the model, declared once with unit, bounds, prior, source and confidence.",
        ("parameters", "parameters.value", "parameters.prior"),
    ),
    Term(
        "counter",
        "Zähler",
        "A whole number that a run records each week for each silo; measures are computed from counters.",
    ),
    Term(
        "measure",
        "Kennzahl",
        "A reported number by week and silo, with its unit, its denominator and which way is better.",
        ("measures", "observations.measure"),
        also=("KPI", "indicator", "Kenngröße"),
    ),
    Term(
        "observation",
        "Beobachtung",
        "A published or measured number that stands beside the simulated ones and changes none.",
        ("observations", "observations.value"),
    ),
    Term(
        "manifest",
        "Laufprotokoll",
        "The record in a run's folder: hashes, versions, seeds and the digest of the results.",
        ("run", "verify"),
    ),
    Term(
        "digest",
        "Prüfsumme",
        "A fingerprint of all results of a run: the same inputs give the same one on every machine.",
        ("verify",),
    ),
    Term(
        "generated organisation",
        "erzeugte Organisation",
        "People, units and ties made from a scenario's settings; equal settings give the same organisation byte for "
        "byte.",
        ("organisation", "organisation.seed"),
    ),
)
