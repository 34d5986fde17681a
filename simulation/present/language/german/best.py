"""The best plan within a budget."""

from __future__ import annotations

from typing import Final

BEST: Final[dict[str, str]] = {
    "from week {week}": "ab Woche {week}",
    "nothing new": "nichts Neues",
    "as much as possible of {what} in week {week}": "möglichst viel von {what} in Woche {week}",
    "{what} of at least {n} in week {week}": "{what}: mindestens {n} in Woche {week}",
    "{n} ({share} of all people)": "{n} ({share} aller Personen)",
    "{n} percentage points": "{n} Prozentpunkte",
    "Wanted: {goal}, within {limits}.": "Gesucht: {goal}, innerhalb von: {limits}.",
    "Best plan: {plan}.": "Bester Plan: {plan}.",
    "It brings {n} in the mean, {lead} against doing nothing (± {half}), and at most {worst} in the worst tenth of "
    "the futures.": (
        "Er bringt im Mittel {n}, {lead} gegenüber Nichtstun (± {half}), und höchstens {worst} im schlechtesten "
        "Zehntel der möglichen Verläufe."
    ),
    "It reaches the goal in {share} of the futures, doing nothing new in {without}.": (
        "Er erreicht das Ziel in {share} der möglichen Verläufe, ohne etwas Neues in {without}."
    ),
    "{n} of the other plans cannot be told from it: a difference would show with more runs only.": (
        "{n} der anderen Pläne sind von ihm nicht zu unterscheiden: Ein Unterschied zeigte sich nur mit mehr Läufen."
    ),
    "The search had promised {promised} for its first choice; fresh luck shows {shown} (optimism {optimism}). All "
    "numbers here are from fresh luck.": (
        "Die Suche hatte für ihre erste Wahl {promised} versprochen; mit neuem Zufall sind es {shown} (Optimismus "
        "{optimism}). Alle Zahlen hier stammen aus neuem Zufall."
    ),
    "Searched on companies of {share} of the size; runs at full size in the same luck correct it.": (
        "Gesucht an Unternehmen von {share} der Größe; Läufe in voller Größe mit demselben Zufall korrigieren das."
    ),
    "{tried} plans were tried in {runs} runs; {left} were never clearly behind.": (
        "{tried} Pläne wurden in {runs} Läufen versucht; {left} lagen nie deutlich zurück."
    ),
    "Should not be done, for it lowers the result: {names}.": (
        "Sollte unterbleiben, denn es verschlechtert das Ergebnis: {names}."
    ),
    "No sign that it helps this goal: {names}.": "Kein Zeichen, dass es diesem Ziel hilft: {names}.",
    "A further {n} EUR would bring nothing: the best plan stays the same.": (
        "Weitere {n} EUR brächten nichts: Der beste Plan bleibt derselbe."
    ),
    "A further {n} hours would bring nothing: the best plan stays the same.": (
        "Weitere {n} Stunden brächten nichts: Der beste Plan bleibt derselbe."
    ),
    ", which may be chance": ", was Zufall sein kann",
    "A further {n} EUR would bring {lead} (± {half}{doubt}): {plan}.": (
        "Weitere {n} EUR brächten {lead} (± {half}{doubt}): {plan}."
    ),
    "A further {n} hours would bring {lead} (± {half}{doubt}): {plan}.": (
        "Weitere {n} Stunden brächten {lead} (± {half}{doubt}): {plan}."
    ),
    "No plan within the budget reaches the goal in {sure} of the futures; the best chance is {top}.": (
        "Kein Plan innerhalb des Budgets erreicht das Ziel in {sure} der möglichen Verläufe; die beste Chance ist "
        "{top}."
    ),
    "Reaches the goal in {share} of the futures for {eur} EUR and {hours} hours: {plan}.": (
        "Erreicht das Ziel in {share} der möglichen Verläufe für {eur} EUR und {hours} Stunden: {plan}."
    ),
    "regret": "Bedauern",
    "Plans within the budget, from fresh runs (= cannot be told from the first)": (
        "Pläne innerhalb des Budgets, aus neuen Läufen (= ist vom ersten nicht zu unterscheiden)"
    ),
    "What can be had for how much: no other plan is better in all of this at once": (
        "Was für wie viel zu haben ist: Kein anderer Plan ist in all dem zugleich besser"
    ),
    "Too few runs: the search's first choice was another plan, which brings {other} against doing nothing with "
    "fresh luck, this one {best}. Take more runs and see whether the same plan comes out.": (
        "Zu wenige Läufe: Die erste Wahl der Suche war ein anderer Plan, der mit neuem Zufall {other} gegenüber "
        "Nichtstun bringt, dieser {best}. Mit mehr Läufen zeigt sich, ob derselbe Plan herauskommt."
    ),
    "Too few runs: the search ended with {left} plans that none was clearly ahead of, after {n} of {most} runs "
    "of each.": (
        "Zu wenige Läufe: Die Suche endete mit {left} Plänen, denen keiner deutlich voraus war, nach {n} von {most} "
        "Läufen mit jedem."
    ),
    "Too few runs: only {n} of {all} interventions were tried alone before the search ended.": (
        "Zu wenige Läufe: Nur {n} von {all} Maßnahmen wurden allein versucht, bevor die Suche endete."
    ),
    "Undecided: in only {share} of the futures no other plan brings more; those marked = may be as good.": (
        "Unentschieden: In nur {share} der möglichen Verläufe bringt kein anderer Plan mehr; die mit = können so gut "
        "sein."
    ),
    "in the best plan": "im besten Plan",
    "EUR alone": "EUR allein",
    "hours alone": "Stunden allein",
    "What each intervention adds (± 95%)": "Was jede Maßnahme beiträgt (± 95 %)",
    "What a little more or less would change": "Was etwas mehr oder weniger ändern würde",
    "Best plan of {name}": "Bester Plan von {name}",
    "Scenario {name}": "Szenario {name}",
    "{n} EUR": "{n} EUR",
    "{n} hours": "{n} Stunden",
    "{n} hours of the team": "{n} Stunden des Teams",
    "{n} hours of participants": "{n} Stunden der Teilnehmenden",
    "{what} in {year}": "{what} in {year}",
    "of team": "des Teams",
    "Plan: {file}": "Plan: {file}",
    "To confirm it with other luck: {command}": "Mit anderem Zufall zu prüfen: {command}",
}
