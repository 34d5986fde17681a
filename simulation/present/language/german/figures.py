"""Titles, axes and keys of pictures."""

from __future__ import annotations

from typing import Final

FIGURES: Final[dict[str, str]] = {
    " Thin lines: 8 of 10 without the plan.": " Dünne Linien: 8 von 10 ohne den Plan.",
    ", against the course without the plan": ", gegen den Verlauf ohne den Plan",
    "All interventions together cost {eur}": "Alle Maßnahmen zusammen kosten {eur}",
    "Difference to the course without the plan in {day}. Point: middle; line: 8 of 10 courses; "
    "hollow: more or fewer is open.": (
        "Unterschied zum Verlauf ohne den Plan im {day}. Punkt: Mitte; Linie: 8 von 10 Verläufen; "
        "hohl: mehr oder weniger ist offen."
    ),
    "EUR": "EUR",
    "EUR beside the hours": "EUR neben den Stunden",
    "EUR over the whole run, discounted": "EUR über die ganze Laufzeit, abgezinst",
    "Hours saved less hours and money spent{against}. Each dot is one of {n} equally likely outcomes.": (
        "Gesparte Stunden abzüglich aufgewandter Stunden und Gelder{against}. Jeder Punkt ist einer von {n} gleich "
        "wahrscheinlichen Fällen."
    ),
    "Hours valued and money, in EUR of each year of 52 weeks. Point: middle; line: 8 of 10 courses.": (
        "Bewertete Stunden und Gelder in EUR je Jahr von 52 Wochen. Punkt: Mitte; Linie: 8 von 10 Verläufen."
    ),
    "How many people take part, and how unsure that is": "Wie viele mitmachen, und wie unsicher das ist",
    "In {n} of {all} silos people answer their own silo more than chance": (
        "In {n} von {all} Silos wird dem eigenen Silo öfter geantwortet als zufällig"
    ),
    "Middle {middle}; {low} to {high} in 9 of 10.": "Mitte {middle}; {low} bis {high} in 9 von 10.",
    "More in {up} of {n} silos, fewer in {down}": "Mehr in {up} von {n} Silos, weniger in {down}",
    "Number of {who}, week by week. Line: middle course. Dark band: half of the courses; light band: 8 of 10.{edges}": (
        "Zahl: {who}, Woche für Woche. Linie: mittlerer Verlauf. Dunkles Band: die Hälfte der Verläufe; helles Band: "
        "8 von 10.{edges}"
    ),
    "Replies from the own silo: {low} to {high} points beyond chance.": (
        "Antworten aus dem eigenen Silo: {low} bis {high} Punkte über dem Zufall."
    ),
    "Replies to authors of each silo (row) from each silo (column) in the last year: percentage points above or "
    "below their share of all replies. Middle course, {day}.": (
        "Antworten an Autoren jedes Silos (Zeile) aus jedem Silo (Spalte) im letzten Jahr: Prozentpunkte über "
        "oder unter deren Anteil an allen Antworten. Mittlerer Verlauf, {day}."
    ),
    "The plans beside the course without them, on the same scale": (
        "Die Pläne neben dem Verlauf ohne sie, im gleichen Maßstab"
    ),
    "The table has all {n} silos.": "Die Tabelle hat alle {n} Silos.",
    "Up to {most} in all, against {base} without": "Bis zu {most} im Ganzen, gegen {base} ohne Plan",
    "What is done when, with the hours that it used and the money beside them, in the middle course.": (
        "Was wann getan wird, mit den verbrauchten Stunden und dem Geld daneben, im mittleren Verlauf."
    ),
    "With and without the plan: {finding}": "Mit und ohne den Plan: {finding}",
    "author in": "Autor in",
    "course": "Verlauf",
    "decision": "Entscheidung",
    "extra cost": "Mehrkosten",
    "extra hours": "Mehrstunden",
    "first week": "erste Woche",
    "from {day}": "ab {day}",
    "gain": "Gewinn",
    "hours": "Stunden",
    "in every course": "in jedem Verlauf",
    "intervention": "Maßnahme",
    "less than chance": "seltener als zufällig",
    "loss": "Verlust",
    "middle": "Mitte",
    "middle course": "mittlerer Verlauf",
    "million EUR": "Mio. EUR",
    "model only": "nur Modell",
    "more in": "mehr in",
    "more or fewer {who}": "mehr oder weniger {who}",
    "more than chance": "öfter als zufällig",
    "net value": "Nettowert",
    "no difference": "kein Unterschied",
    "observed: {n}": "beobachtet: {n}",
    "only with the plan": "nur mit dem Plan",
    "outcome": "Fall",
    "plan": "Plan",
    "share of courses with more": "Anteil der Verläufe mit mehr",
    "silo": "Silo",
    "week ending": "Woche bis",
    "weeks": "Wochen",
    "with the plan": "mit dem Plan",
    "without the plan": "ohne den Plan",
    "year from": "Jahr ab",
    "{below} of {n} dots lie below zero.": "{below} von {n} Punkten liegen unter null.",
    "{name} takes the most hours": "{name} nimmt die meisten Stunden",
    "{name}: about {middle} in {day}, {low} to {high} in 8 of 10 courses.": (
        "{name}: rund {middle} im {day}, {low} bis {high} in 8 von 10 Verläufen."
    ),
    "{name}: {middle} ({low} to {high}).": "{name}: {middle} ({low} bis {high}).",
    "{n} interventions take {hours} hours and {eur} in all.": (
        "{n} Maßnahmen nehmen zusammen {hours} Stunden und {eur}."
    ),
    "{n} silos are drawn, those with the largest first.": "Gezeichnet sind {n} Silos, die mit dem Größten zuerst.",
    "{plan} changes most": "{plan} ändert am meisten",
    "{silo} has the most people who take part": "{silo} hat die meisten, die mitmachen",
    "{who}, silo by silo on the same scale. Line: middle course; band: 8 of 10 courses.": (
        "{who}, Silo für Silo im gleichen Maßstab. Linie: mittlerer Verlauf; Band: 8 von 10 Verläufen."
    ),
    "{who}: with the plan minus without it, in the same course. Dots: {n} equally likely outcomes in {day}; "
    "hollow ones lie below zero ({below} of {n}).": (
        "{who}: mit dem Plan minus ohne ihn, im gleichen Verlauf. Punkte: {n} gleich wahrscheinliche Fälle im {day}; "
        "hohle liegen unter null ({below} von {n})."
    ),
    "10%": "10 %",
    "25%": "25 %",
    "75%": "75 %",
    "90%": "90 %",
    "difference, 10%": "Unterschied, 10 %",
    "Source: model Wandel, {n} courses with the same people and luck each; {state}.": (
        "Quelle: Modell Wandel, je {n} Verläufe mit denselben Menschen und demselben Zufall; {state}."
    ),
    "calibrated, not validated": "kalibriert, nicht validiert",
    "not calibrated to this company": "nicht an diesem Unternehmen kalibriert",
}
