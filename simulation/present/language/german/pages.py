"""Headings, tables and remarks of reports."""

from __future__ import annotations

from typing import Final

PAGES: Final[dict[str, str]] = {
    "Assumptions": "Annahmen",
    "Calibrated does not mean validated: no plan was ever compared with what came of it here.": (
        "Kalibriert heißt nicht validiert: Kein Plan wurde je mit dem verglichen, was hier aus ihm wurde."
    ),
    "Contents": "Inhalt",
    "Costs, year by year": "Kosten, Jahr für Jahr",
    "Data of this company narrowed {n} of {all} numbers; most of all (width left): {names}.": (
        "Daten dieses Unternehmens haben {n} von {all} Zahlen eingegrenzt; am meisten (verbliebene Breite): {names}."
    ),
    "Every number with its range and source": "Jede Zahl mit Bereich und Quelle",
    "No number was fitted to data of this company: all ranges are those believed beforehand.": (
        "Keine Zahl wurde an Daten dieses Unternehmens angepasst: Alle Bereiche sind die zuvor geglaubten."
    ),
    "Nothing was observed: the whole course is the model's.": (
        "Nichts wurde beobachtet: Der ganze Verlauf ist der des Modells."
    ),
    "Numbers behind the picture": "Zahlen hinter dem Bild",
    "Of the facts, {n} may mean several things; each meaning was tried.": (
        "Von den Beobachtungen können {n} mehreres bedeuten; jede Bedeutung wurde versucht."
    ),
    "Plans: {names}": "Pläne: {names}",
    "Report for the board": "Bericht für den Vorstand",
    "Report of a run": "Bericht über einen Lauf",
    "Save as CSV": "Als CSV speichern",
    "The last fact is of {day}; everything later is the model's.": (
        "Die letzte Beobachtung ist vom {day}; alles Spätere ist aus dem Modell."
    ),
    "The model does not agree with: {name}.": "Das Modell stimmt nicht überein mit: {name}.",
    "The plan": "Der Plan",
    "Stored in the folder of each run: {names}": "Im Ordner jedes Laufs gespeichert: {names}",
    "plugin {name} (SHA-256 {digest})": "Plugin {name} (SHA-256 {digest})",
    "This page is made again, to the letter, by:": "Diese Seite entsteht Buchstabe für Buchstabe neu durch:",
    "To the content": "Zum Inhalt",
    "What it is worth in money": "Was es in Geld wert ist",
    "What the data can and cannot tell": "Was die Daten sagen können und was nicht",
    "What the data can tell": "Was die Daten sagen können",
    "What the data cannot tell": "Was die Daten nicht sagen können",
    "What is not shown here": "Was hier nicht gezeigt wird",
    "Which intervention brings what ({name}): {why}. It is made by: {command}": (
        "Welche Maßnahme was bringt ({name}): {why}. Es entsteht durch: {command}"
    ),
    "What the result depends on: {why}. It is made by: {command}": (
        "Woran das Ergebnis hängt: {why}. Es entsteht durch: {command}"
    ),
    "not asked yet": "noch nicht gefragt",
    "what is stored is of another week, measure, scenario or state of the model, and is left out": (
        "was gespeichert ist, betrifft eine andere Woche, Messgröße, ein anderes Szenario oder einen anderen Stand des "
        "Modells und bleibt weg"
    ),
    "What the plan changes": "Was der Plan ändert",
    "What the plans change": "Was die Pläne ändern",
    "Where this is from": "Woher dies stammt",
    "Which intervention brings what": "Welche Maßnahme was bringt",
    "What the result depends on": "Woran das Ergebnis hängt",
    "Who is reached": "Wer erreicht wird",
    "`wandel verify` with this file checks it; with a run's folder it runs the model again.": (
        "`wandel verify` mit dieser Datei prüft sie; mit dem Ordner eines Laufs rechnet es das Modell neu."
    ),
    "after the run": "nach dem Lauf",
    "agrees": "passt",
    "assumed": "angenommen",
    "assumption": "Annahme",
    "counted in the model as": "im Modell gezählt als",
    "courses": "Verläufe",
    "digest of the results": "Prüfsumme der Ergebnisse",
    "finished": "fertig",
    "fits": "passt",
    "literature": "Literatur",
    "meaning": "Bedeutung",
    "measured": "gemessen",
    "more than without: {how_often}": "mehr als ohne: {how_often}",
    "not defined": "nicht bestimmt",
    "number": "Zahl",
    "observed": "beobachtet",
    "people": "Beschäftigte",
    "reported": "berichtet",
    "scenario": "Szenario",
    "seed": "Startzahl",
    "source": "Quelle",
    "stands on": "beruht auf",
    "table": "Tabelle",
    "too high": "zu hoch",
    "too low": "zu niedrig",
    "unit": "Einheit",
    "version": "Version",
    "withheld: too few courses": "zurückgehalten: zu wenige Verläufe",
    "{low} to {high}": "{low} bis {high}",
    "{low} to {high} in 8 of 10 courses": "{low} bis {high} in 8 von 10 Verläufen",
    "{n} numbers are behind these courses. Ranges hold 8 of 10 of what is believed.": (
        "Hinter diesen Verläufen stehen {n} Zahlen. Bereiche enthalten 8 von 10 Teilen des Geglaubten."
    ),
    "{n} of 10": "{n} von 10",
    "{n} of {all} numbers stay as wide as they were believed beforehand.": (
        "{n} von {all} Zahlen bleiben so breit, wie sie zuvor geglaubt wurden."
    ),
    "{who}, {day}": "{who}, {day}",
    "Written: {file}": "Geschrieben: {file}",
}
