"""Words of `wandel app`."""

from __future__ import annotations

from typing import Final

APP: Final[dict[str, str]] = {
    "Complete: {n} courses of all {people} people, each with and without the plan.": (
        "Vollständig: {n} Verläufe mit allen {people} Personen, je mit und ohne den Plan."
    ),
    "= cannot be told from the first.": "= ist vom ersten nicht zu unterscheiden.",
    "Best plan": "Bester Plan",
    "Best plan within a budget": "Bester Plan innerhalb eines Budgets",
    "Compared with the same company without the plan.": "Verglichen mit demselben Unternehmen ohne den Plan.",
    "Compared with {base}.": "Verglichen mit {base}.",
    "A value that is changed here is put into the text at once.": (
        "Ein Wert, der hier geändert wird, steht sofort im Text."
    ),
    "Form": "Formular",
    "Goal": "Ziel",
    "Hours": "Stunden",
    "Levers": "Hebel",
    "Look for the best plan": "Den besten Plan suchen",
    "Money": "Geld",
    "More levers": "Weitere Hebel",
    "Next: {n} courses of {people} people, {done} of {of} are finished.": (
        "Als Nächstes: {n} Verläufe mit {people} Personen, {done} von {of} sind fertig."
    ),
    "Sketch: {n} courses, each with and without the plan; {people} people stand for {full}.": (
        "Skizze: {n} Verläufe, je mit und ohne den Plan; {people} Personen stehen für {full}."
    ),
    "The first sketch comes: {done} of {of} courses.": "Die erste Skizze kommt: {done} von {of} Verläufen.",
    "The plan does nothing that its base does not do: there is no lever.": (
        "Der Plan tut nichts, was seine Basis nicht tut: Es gibt keinen Hebel."
    ),
    "The plan stands in the text of the page “Scenario”, where it can be saved.": (
        "Der Plan steht im Text der Seite „Szenario“; dort kann er gespeichert werden."
    ),
    "This page needs JavaScript.": "Diese Seite braucht JavaScript.",
    "This request is not one of this page.": "Diese Anfrage ist keine dieser Seite.",
    "Not saved: {problem}": "Nicht gespeichert: {problem}",
    "Each dot is a department, as large as its people; blue is the share that has registered, orange who does so in "
    "this week. {simulated} people stand for {people}. Lines: some ties between silos.": (
        "Jeder Punkt ist eine Abteilung, so groß wie ihre Personen; blau ist der Anteil, der sich registriert hat, "
        "orange, wer es in dieser Woche tut. {simulated} Personen stehen für {people}. Linien: einige Beziehungen "
        "zwischen Silos."
    ),
    "Each dot is a person; blue has registered, orange does so in this week. Lines: some ties between silos.": (
        "Jeder Punkt ist eine Person; blau hat sich registriert, orange tut es in dieser Woche. Linien: einige "
        "Beziehungen zwischen Silos."
    ),
    "One course of the plan as its levers are set, as it may come; others differ.": (
        "Ein Verlauf des Plans, wie seine Hebel stehen, so wie er kommen kann; andere sehen anders aus."
    ),
    "Of these, hours of participants": "Davon Stunden der Teilnehmenden",
    "Of these, hours of the team": "Davon Stunden des Teams",
    "Open": "Öffnen",
    "Organisation": "Organisation",
    "Pages": "Seiten",
    "Pause": "Anhalten",
    "Play": "Abspielen",
    "P(best)": "P(bester)",
    "P(goal)": "P(Ziel)",
    "Runs of the search": "Läufe der Suche",
    "Put into the text": "In den Text übernehmen",
    "Save": "Speichern",
    "Save as": "Speichern als",
    "Saved. The same run on the command line: wandel run {name}": (
        "Gespeichert. Derselbe Lauf in der Kommandozeile: wandel run {name}"
    ),
    "Scenario": "Szenario",
    "Scenario file": "Szenariodatei",
    "Stop": "Anhalten",
    "Stopped.": "Angehalten.",
    "Take over": "Übernehmen",
    "Text of the file": "Text der Datei",
    "Try this text out": "Diesen Text ausprobieren",
    "Watch it spread": "Zusehen, wie es sich ausbreitet",
    "Week": "Woche",
    "as many monthly readers as possible": "so viele monatlich Lesende wie möglich",
    "begins": "beginnt",
    "brings": "bringt",
    "how much": "wie viel",
    "left out": "weggelassen",
    "line {problem}": "Zeile {problem}",
    "no limit": "keine Grenze",
    "takes place": "findet statt",
    "worst tenth": "schlechtestes Zehntel",
    "yes": "ja",
    "{made} runs are made: about {runs} of the search, then fresh ones of the plans that count.": (
        "{made} Läufe sind gemacht: etwa {runs} der Suche, dann neue der Pläne, auf die es ankommt."
    ),
    "± 95%": "± 95 %",
    "registered": "registriert",
    "{day}: {n} of {people} people have an account": "{day}: {n} von {people} Personen haben ein Konto",
    "{eur} and {hours} hours": "{eur} und {hours} Stunden",
    "{n} courses of all {people} people, each with and without the plan.": (
        "{n} Verläufe mit allen {people} Personen, je mit und ohne den Plan."
    ),
}
