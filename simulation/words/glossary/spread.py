"""Words for how use spreads from person to person."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

SPREAD: Final = (
    Term(
        "diffusion",
        "Verbreitung",
        "How something new comes into use in a network of people over time.",
        ("registered", "registered_share_of_people", "registration_hazard"),
        also=("adoption", "Diffusion", "spread"),
    ),
    Term(
        "exposure",
        "Exposition",
        "How much a person's colleagues pull to register: the share of them who have, or what a threshold makes of it.",
        ("exposure",),
        symbol="S",
    ),
    Term(
        "hazard",
        "Hazardrate",
        "A rate per week at which something happens to those to whom it has not; the probability in a week is "
        "1 - exp(-hazard).",
        ("registration_hazard", "hazard_probability", "register_hazard"),
    ),
    Term(
        "Bass model",
        "Bass-Modell",
        "Spread by innovation (a constant hazard) and imitation (in proportion to those who have adopted); "
        "registration here is its discrete form on a network.",
        ("Bass1969", "innovation_rate", "imitation_rate", "registration_hazard"),
        also=("Bass",),
    ),
    Term(
        "innovation",
        "Innovation",
        "Registering by oneself, without the example of colleagues.",
        ("innovation_rate", "new_by_self"),
        also=("spontaneous registration",),
    ),
    Term(
        "imitation",
        "Nachahmung",
        "Registering because colleagues have.",
        ("imitation_rate", "new_by_peers"),
        also=("Imitation", "peer influence"),
    ),
    Term(
        "simple contagion",
        "einfache Ansteckung",
        "Each further colleague who has registered pulls a little.",
        ("model.contagion", "simple", "imitation_rate"),
    ),
    Term(
        "complex contagion",
        "komplexe Ansteckung",
        "Colleagues pull only beyond a personal threshold, so that it takes several at once.",
        ("model.contagion", "complex", "Centola2010", "threshold_steepness"),
    ),
    Term(
        "threshold",
        "Schwelle",
        "The share of colleagues that a person waits for before doing the same.",
        ("threshold_mean", "threshold_spread", "exposure", "Granovetter1978"),
        also=("Schwellenwert",),
        symbol="theta",
    ),
    Term(
        "critical mass",
        "kritische Masse",
        "Enough users or items that use feeds itself.",
        ("critical_items", "content_half"),
    ),
)
