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
    "Hours valued and money, in EUR of each year of 52 weeks. Point: middle; line: 8 of 10 courses. At the right: "
    "the middle in million EUR.": (
        "Bewertete Stunden und Gelder in EUR je Jahr von 52 Wochen. Punkt: Mitte; Linie: 8 von 10 Verläufen. Rechts: "
        "die Mitte in Mio. EUR."
    ),
    "How many people take part, and how unsure that is": "Wie viele mitmachen, und wie unsicher das ist",
    "In {n} of {all} silos people answer their own silo more than chance": (
        "In {n} von {all} Silos wird dem eigenen Silo öfter geantwortet als zufällig"
    ),
    "Middle {middle}; {low} to {high} in 9 of 10.": "Mitte {middle}; {low} bis {high} in 9 von 10.",
    "More in {n} of {all} silos; in {sure} of them in at least 9 of 10 courses": (
        "Mehr in {n} von {all} Silos; in {sure} davon in mindestens 9 von 10 Verläufen"
    ),
    "Fewer in {n} of {all} silos; in {sure} of them in at least 9 of 10 courses": (
        "Weniger in {n} von {all} Silos; in {sure} davon in mindestens 9 von 10 Verläufen"
    ),
    " By the plan: difference in 8 of 10 courses, {day}.": " Durch den Plan: Unterschied in 8 von 10 Verläufen, {day}.",
    "by the plan {low} to {high}": "durch den Plan {low} bis {high}",
    "Not known: nothing was observed, the whole course is the model's.": (
        "Nicht bekannt: Beobachtet wurde nichts, der ganze Verlauf ist aus dem Modell."
    ),
    "Not known: how it would have been with another plan.": (
        "Nicht bekannt: wie es mit einem anderen Plan gewesen wäre."
    ),
    "Not known: how it goes on after {day}, the last fact; the grey ground is the model's.": (
        "Nicht bekannt: wie es nach {day} weitergeht, der letzten Beobachtung; der graue Grund ist aus dem Modell."
    ),
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
    "It takes more hours than it saves in every course: no worth of an hour makes it pay.": (
        "Er kostet in jedem Verlauf mehr Stunden, als er spart: Keine Höhe des Stundenwerts macht ihn lohnend."
    ),
    "It pays where an hour is worth at least {middle} ({low} to {high} in 8 of 10 courses); {rate} are counted.": (
        "Er lohnt sich, wenn eine Stunde mindestens {middle} wert ist ({low} bis {high} in 8 von 10 Verläufen); "
        "gerechnet wird mit {rate}."
    ),
    "It never pays {how_often}: there it takes more hours than it saves.": (
        "Nie lohnt er sich {how_often}: Dort kostet er mehr Stunden, als er spart."
    ),
    "Not known: how many hours such a network really saves; no source has measured it.": (
        "Nicht bekannt: wie viele Stunden ein solches Netz wirklich spart; keine Quelle hat es gemessen."
    ),
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
    "{who}, silo by silo on the same scale. Line: middle course; band: 8 of 10 courses.{difference}": (
        "{who}, Silo für Silo im gleichen Maßstab. Linie: mittlerer Verlauf; Band: 8 von 10 Verläufen.{difference}"
    ),
    "{who}: with the plan minus without it, in the same course. Dots: {n} equally likely outcomes in {day}; "
    "hollow ones lie below zero ({below} of {n}).": (
        "{who}: mit dem Plan minus ohne ihn, im gleichen Verlauf. Punkte: {n} gleich wahrscheinliche Fälle im {day}; "
        "hohle liegen unter null ({below} von {n})."
    ),
    "{who}: with the plan minus without it, in the same course. Dark band: half of the courses; light band: "
    "8 of 10. Dots: {n} equally likely outcomes in {day}; hollow ones lie below zero ({below} of {n}).": (
        "{who}: mit dem Plan minus ohne ihn, im gleichen Verlauf. Dunkles Band: die Hälfte der Verläufe; helles Band: "
        "8 von 10. Punkte: {n} gleich wahrscheinliche Fälle im {day}; hohle liegen unter null ({below} von {n})."
    ),
    "What would change our mind: {what}": "Was unsere Meinung ändern würde: {what}",
    "No single number about value would change our mind": "Keine einzelne Zahl zum Wert würde unsere Meinung ändern",
    "{low} / {high}": "{low} / {high}",
    "if low": "wenn klein",
    "if high": "wenn groß",
    "if it is low": "wenn sie klein ist",
    "if it is high": "wenn sie groß ist",
    "losses in {n} outcomes": "Verluste in {n} Fällen",
    "losses if low": "Verluste, wenn klein",
    "losses if high": "Verluste, wenn groß",
    "Losses of {n} where a number about value were known to lie in its lowest or highest third. "
    "Dashed line: as it is ({now} of {n}).": (
        "Verluste von {n}, wenn von einer Zahl zum Wert bekannt wäre, dass sie im untersten oder obersten "
        "Drittel liegt. Gestrichelt: wie es ist ({now} von {n})."
    ),
    "Losses: {low} of {n} if it is low, {high} of {n} if it is high.": (
        "Verluste: {low} von {n}, wenn sie klein ist, {high} von {n}, wenn sie groß ist."
    ),
    "{name} brings most: about {n} of {all}": "{name} bringt am meisten: rund {n} von {all}",
    "mean": "Mittel",
    "all together": "alle zusammen",
    "alone": "allein",
    "taken out last": "zuletzt weggelassen",
    "What each intervention adds, in the mean over all orders; thin lines hold 8 of 10 courses, hollow bars may be "
    "more or less than nothing. Against the course without any intervention.": (
        "Was jede Maßnahme beiträgt, im Mittel über alle Reihenfolgen; dünne Linien enthalten 8 von 10 Verläufen, "
        "hohle Balken können mehr oder weniger als nichts sein. Gegen den Verlauf ohne jede Maßnahme."
    ),
    "It depends most on: {what}": "Am meisten hängt es ab von: {what}",
    "From its low to its high end it moves the result from {low} to {high}.": (
        "Vom unteren zum oberen Ende bewegt sie das Ergebnis von {low} bis {high}."
    ),
    "Not known: how large they are here. Measured in this company: {measured} of the {n} drawn.": (
        "Nicht bekannt: wie groß sie hier sind. In diesem Unternehmen gemessen: {measured} der {n} gezeichneten."
    ),
    "{who} when one number alone moves from the low to the high end of what is believed; the line is the base.": (
        "{who}, wenn eine Zahl allein sich vom unteren zum oberen Ende des Geglaubten bewegt; die Linie ist die Basis."
    ),
    "everything together, 8 of 10 courses": "alles zusammen, 8 von 10 Verläufen",
    "width": "Breite",
    "at the low end": "am unteren Ende",
    "at the high end": "am oberen Ende",
    "10%": "10 %",
    "25%": "25 %",
    "75%": "75 %",
    "90%": "90 %",
    "difference, 10%": "Unterschied, 10 %",
    "Source: model Wandel, {n} courses with the same people and luck each; {state}.": (
        "Quelle: Modell Wandel, je {n} Verläufe mit denselben Menschen und demselben Zufall; {state}."
    ),
    "calibrated, not validated: no plan was ever compared with what came of it": (
        "kalibriert, nicht validiert: kein Plan wurde je mit dem verglichen, was aus ihm wurde"
    ),
    "not calibrated to this company": "nicht an diesem Unternehmen kalibriert",
}
