"""Words of the section in which a plan is tried out."""

from __future__ import annotations

from typing import Final

LIVE: Final[dict[str, str]] = {
    " {people} people stand for the whole company here; at full size the plan differs in its direction, so "
    "that these differences are a rough guide only.": (
        " {people} Personen stehen hier für das ganze Unternehmen; in voller Größe weicht der Plan in seiner Richtung "
        "ab, sodass diese Unterschiede nur ein grober Anhalt sind."
    ),
    " {people} people stand for the whole company; differences are multiplied by {factor}, so that the plan "
    "as planned differs as it does at full size.": (
        " {people} Personen stehen für das ganze Unternehmen; Unterschiede sind mit {factor} multipliziert, sodass der "
        "Plan wie geplant so viel ausmacht wie in voller Größe."
    ),
    "As planned": "Wie geplant",
    "Each of the {states} combinations was simulated beforehand, {n} times, with the same people and luck as "
    "without the plan: nothing here is interpolated.": (
        "Jede der {states} Kombinationen wurde vorher {n} Mal simuliert, mit denselben Menschen und demselben Zufall "
        "wie ohne den Plan: Nichts hier ist interpoliert."
    ),
    "Keep beside": "Danebenlegen",
    "Redo": "Wiederholen",
    "Save as a scenario": "Als Szenario speichern",
    "Show the last change again": "Letzte Änderung noch einmal zeigen",
    "The difference itself": "Der Unterschied selbst",
    "Try the plan out": "Den Plan ausprobieren",
    "Undo": "Rückgängig",
    "What it changes": "Was es ändert",
    "What it costs": "Was es kostet",
    "With and without the plan": "Mit und ohne den Plan",
    "all else as planned": "alles wie geplant",
    "as planned": "wie geplant",
    "double": "doppelt",
    "half": "halb",
    "without": "ohne",
}
