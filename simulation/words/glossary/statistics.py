"""Words for what is known and how surely."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

STATISTICS: Final = (
    Term(
        "assumption",
        "Annahme",
        "A number without a source: plausible, stated as such, with a wide prior.",
        ("assumption",),
    ),
    Term(
        "source",
        "Quelle",
        "A cited document; numbers that are recalled and were not read there again say so.",
        ("observations.source", "KT13", "DT15", "SMA", "CMT14", "BOT19"),
    ),
    Term(
        "prior",
        "A-priori-Verteilung",
        "What is believed about a number before data: a distribution within its bounds.",
        ("parameters.prior", "parameters.prior.kind", "run.uncertainty"),
        also=("Prior", "Vorwissen"),
    ),
    Term(
        "posterior",
        "A-posteriori-Verteilung",
        "What is believed about numbers after data: joint draws, of which each replicate takes one.",
        ("posterior", "posterior.names", "posterior.rows"),
        also=("Posterior",),
    ),
    Term(
        "fit",
        "Anpassung",
        "Choosing parameters so that the model meets observed numbers; one point in time tells little about single "
        "mechanisms.",
        ("posterior", "observations"),
        also=("calibration", "Kalibrierung", "fitted"),
    ),
    Term(
        "band",
        "Band",
        "The range from the 10% to the 90% quantile over replicates, which holds 80% of them.",
        ("run.uncertainty", "run.replicates"),
        also=("80% band", "80-Prozent-Band", "Streuband"),
    ),
    Term(
        "paired effect",
        "gepaarter Effekt",
        "The difference that a plan makes, replicate by replicate under the same luck.",
        ("compare",),
        also=("effect", "Effekt", "Wirkung"),
    ),
    Term(
        "pairing gain",
        "Paarungsgewinn",
        "How many times more replicates unpaired runs would need for the same precision.",
        ("compare",),
        also=("pairing saved",),
    ),
    Term(
        "sensitivity",
        "Sensitivität",
        "How much a result depends on each assumption.",
        ("tornado",),
        also=("sensitivity analysis", "Sensitivitätsanalyse"),
    ),
    Term(
        "swing",
        "Ausschlag",
        "How much a measure changes when one parameter goes from the low to the high end of its range and all others "
        "stay.",
        ("tornado", "tornado.swing"),
        also=("tornado chart", "Tornado-Diagramm"),
    ),
    Term(
        "standard error",
        "Standardfehler",
        "How far a mean over so many replicates is off by chance, typically.",
        ("run.replicates",),
    ),
    Term(
        "confidence interval",
        "Konfidenzintervall",
        "A range that holds the true mean in 95% of the cases; it shrinks with more replicates, a band does not.",
        ("compare",),
    ),
)
