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
    " What is beyond them, this page simulates by itself, with the same compiled engine.": (
        " Was darüber hinausgeht, simuliert diese Seite selbst, mit derselben übersetzten Engine."
    ),
    "As planned": "Wie geplant",
    "Each of the {states} combinations was simulated beforehand, {n} times, with the same people and luck as "
    "without the plan: nothing here is interpolated.": (
        "Jede der {states} Kombinationen wurde vorher {n} Mal simuliert, mit denselben Menschen und demselben Zufall "
        "wie ohne den Plan: Nichts hier ist interpoliert."
    ),
    "Keep beside": "Danebenlegen",
    "Only the full engine can simulate {names}: other combinations need it.": (
        "Nur die volle Engine kann das simulieren: {names}. Andere Kombinationen brauchen sie."
    ),
    "Part of it lies beyond the picture.": "Ein Teil davon liegt außerhalb des Bildes.",
    "Redo": "Wiederholen",
    "Save as a scenario": "Als Szenario speichern",
    "Show the last change again": "Letzte Änderung noch einmal zeigen",
    "Simulated in this page: {n} of {all} courses so far.": (
        "In dieser Seite simuliert: bisher {n} von {all} Verläufen."
    ),
    "The difference itself": "Der Unterschied selbst",
    "The page does not come to the numbers of the full engine here, so it shows those computed beforehand only.": (
        "Die Seite kommt hier nicht auf die Zahlen der vollen Engine und zeigt daher nur, was vorher berechnet wurde."
    ),
    "This browser cannot simulate in the page; it shows what was computed beforehand.": (
        "Dieser Browser kann nicht in der Seite simulieren; sie zeigt, was vorher berechnet wurde."
    ),
    "These decide week by week by what happens in the run: {names}. In what the page simulates they do what "
    "they do in the plan as planned; only the full engine lets them answer to another plan.": (
        "Diese entscheiden Woche für Woche nach dem, was im Lauf geschieht: {names}. In dem, was die Seite simuliert, "
        "tun sie, was sie im Plan wie geplant tun; nur die volle Engine lässt sie auf einen anderen Plan antworten."
    ),
    "Try the plan out": "Den Plan ausprobieren",
    "Undo": "Rückgängig",
    "What it changes": "Was es ändert",
    "What it costs": "Was es kostet",
    "With and without the plan": "Mit und ohne den Plan",
    "a quarter": "ein Viertel",
    "all else as planned": "alles wie geplant",
    "as planned": "wie geplant",
    "double": "doppelt",
    "half": "halb",
    "half as much again": "anderthalbmal so viel",
    "without": "ohne",
}
