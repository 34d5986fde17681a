"""What information is worth before deciding."""

from __future__ import annotations

from typing import Final

INFORMATION: Final[dict[str, str]] = {
    "Decision: {plans}, for {goal}; {n} futures (draws of what is uncertain, and luck).": (
        "Entscheidung: {plans}, für {goal}; {n} mögliche Verläufe (Ziehungen des Unsicheren, und Zufall)."
    ),
    "What it brings is counted in EUR, and what plans cost is taken off.": (
        "Was es bringt, zählt in EUR; was Pläne kosten, ist abgezogen."
    ),
    "Without measuring, {plan} is chosen: it brings {n} in the mean, and is the best in {share} of the futures.": (
        "Ohne Messung wird {plan} gewählt: im Mittel {n}, in {share} der möglichen Verläufe das Beste."
    ),
    "The decision is clear: in none of the futures would another plan bring more.": (
        "Die Entscheidung ist klar: In keinem der möglichen Verläufe brächte ein anderer Plan mehr."
    ),
    "To know everything, luck too, would be worth {n}: no measurement can be worth more.": (
        "Alles zu wissen, auch den Zufall, wäre {n} wert: Mehr kann keine Messung wert sein."
    ),
    "Measure first: {name} would change the decision in {share} of the futures; that is worth {n} (± {half}), "
    "{net} more than it costs ({cost}).": (
        "Erst messen: {name} änderte die Entscheidung in {share} der möglichen Verläufe; das ist {n} wert (± {half}), "
        "{net} mehr, als es kostet ({cost})."
    ),
    "No measurement is sure to be worth its cost: even {name}, the first of them, is worth {n} (± {half}) and "
    "costs {cost}.": (
        "Keine Messung ist sicher ihre Kosten wert: Selbst {name}, die erste von ihnen, ist {n} wert (± {half}) und "
        "kostet {cost}."
    ),
    "Measure first: {name} would change the decision in {share} of the futures, which brings {n} (± {half}) "
    "more in the mean; it costs {cost}.": (
        "Erst messen: {name} änderte die Entscheidung in {share} der möglichen Verläufe, was im Mittel {n} (± {half}) "
        "mehr bringt; es kostet {cost}."
    ),
    "No measurement is sure to change the decision for the better: even {name} brings {n} (± {half}) only.": (
        "Keine Messung ändert die Entscheidung sicher zum Besseren: Selbst {name} bringt nur {n} (± {half})."
    ),
    "measurement": "Messung",
    "changes the decision": "ändert die Entscheidung",
    "worth": "wert",
    "costs": "kostet",
    "left": "bleibt",
    "survey": "Befragung",
    "reply logs": "Protokolle der Antworten",
    "staggered start": "gestaffelter Beginn",
    "random invitation": "Einladung nach Los",
    "all of them": "alle zusammen",
    "What measuring before deciding is worth": "Was es wert ist, vor der Entscheidung zu messen",
    "Plans, without measuring": "Pläne, ohne Messung",
}
