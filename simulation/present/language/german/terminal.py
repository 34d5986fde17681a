"""What commands say at the end."""

from __future__ import annotations

from typing import Final

TERMINAL: Final[dict[str, str]] = {
    "{title}: {people} people, {silos} silos, {weeks} weeks from {day}, {n} replicates, seed {seed}": (
        "{title}: {people} Beschäftigte, {silos} Silos, {weeks} Wochen ab {day}, {n} Replikate, Startzahl {seed}"
    ),
    "There are about {middle} {who} ({day}; {low} to {high} in 8 of 10 courses).": (
        "Es gibt rund {middle} {who} ({day}; {low} bis {high} in 8 von 10 Verläufen)."
    ),
    "There are about {middle} {who} ({day}; of {n} courses, too few for a range).": (
        "Es gibt rund {middle} {who} ({day}; aus {n} Verläufen, zu wenigen für einen Bereich)."
    ),
    "Week {week} ({day}): middle and 8 of 10 courses": "Woche {week} ({day}): Mitte und 8 von 10 Verläufen",
    "Week {week} ({day}): with the plan minus without it; below, courses up / equal / down": (
        "Woche {week} ({day}): mit dem Plan minus ohne ihn; darunter Verläufe mehr / gleich / weniger"
    ),
    "measure": "Maß",
    "effect on": "Wirkung auf",
    "Base: {facts}": "Basis: {facts}",
    "--all shows all measures, how certain they are, observations and who took part.": (
        "--all zeigt alle Maße, wie sicher sie sind, Beobachtungen und wer teilnahm."
    ),
    "No measure of people is defined in week {week}.": "In Woche {week} ist kein Maß von Beschäftigten bestimmt.",
    "Net value over the whole run": "Nettowert über die ganze Laufzeit",
}
