"""Forecasts from a company's own weeks, and how they would have done."""

from __future__ import annotations

from typing import Final

FORECAST: Final[dict[str, str]] = {
    "There will be about {middle} {who} ({day}; {low} to {high} in 8 of 10 courses that agree with what was "
    "counted up to {last}).": (
        "Es wird rund {middle} {who} geben ({day}; {low} bis {high} in 8 von 10 Verläufen, die zu dem passen, was bis "
        "{last} gezählt wurde)."
    ),
    "Hardly any of the {n} simulated companies resembles this one: the forecast is drawn out beyond them, "
    "and less sure than its band says.": (
        "Kaum eines der {n} simulierten Unternehmen gleicht diesem: Die Prognose reicht über sie hinaus und ist "
        "unsicherer, als ihr Band sagt."
    ),
    "The band holds what is not known of the company's numbers, luck, and the errors of what was counted; not "
    "what the model itself has wrong, nor what is not planned in the scenario.": (
        "Das Band enthält, was von den Zahlen des Unternehmens nicht bekannt ist, Zufall und Fehler der Zählung; "
        "nicht, was am Modell selbst falsch ist, und nicht, was im Szenario nicht vorgesehen ist."
    ),
    "Used: {used} of {all} numbers, a few of each curve; runs like it: {near} of {n}, worth {effective} even ones.": (
        "Verwendet: {used} von {all} Zahlen, wenige aus jeder Kurve; ähnliche Läufe: {near} von {n}, so viel wert wie "
        "{effective} gleichwertige."
    ),
    "Not used: {n} numbers that are 0, which no error in percent can meet.": (
        "Nicht verwendet: {n} Zahlen, die 0 sind und zu denen kein Fehler in Prozent führt."
    ),
    "The scenario's own posterior was not used, for it may have been learned from the same numbers; the "
    "forecast starts from its priors.": (
        "Die eigene A-posteriori-Verteilung des Szenarios wurde nicht verwendet, denn sie kann aus denselben Zahlen "
        "stammen; die Prognose beginnt bei seinen Annahmen."
    ),
    "week": "Woche",
    "before (10% to 90%)": "vorher (10 % bis 90 %)",
    "now (10% to 90%)": "jetzt (10 % bis 90 %)",
    "variance gone": "Varianz verschwunden",
    "decided by": "entschieden durch",
    "the weeks": "die Wochen",
    "the prior": "die Annahme",
    "Decided by the prior, for the weeks say nothing about them: {n} of {all} numbers.": (
        "Durch die Annahme entschieden, denn die Wochen sagen nichts über sie: {n} von {all} Zahlen."
    ),
    "forecast": "Prognose",
    "last week seen": "letzte gesehene Woche",
    "{label}, week by week. Dark band: half of the courses that agree with what was counted; light band: 8 of "
    "10. {points}": (
        "{label}, Woche für Woche. Dunkles Band: die Hälfte der Verläufe, die zum Gezählten passen; helles Band: 8 von "
        "10. {points}"
    ),
    "Points: what was counted; filled ones were used.": "Punkte: was gezählt wurde; gefüllte wurden verwendet.",
    "Points: what was counted; hollow ones were hidden and tell how good the forecast is.": (
        "Punkte: was gezählt wurde; hohle waren verborgen und sagen, wie gut die Vorhersage ist."
    ),
    "counted, and hidden from the forecast": "gezählt und vor der Vorhersage verborgen",
    "Source: model Wandel, {n} simulated companies, those like this one moved to what was counted in it; "
    "calibrated, not validated.": (
        "Quelle: Modell Wandel, {n} simulierte Unternehmen, die diesem ähnlichen auf das verschoben, was in ihm "
        "gezählt wurde; kalibriert, nicht validiert."
    ),
    "counted and used": "gezählt und verwendet",
    "counted": "gezählt",
    "{label}: about {middle} in {day} ({low} to {high})": "{label}: rund {middle} im {day} ({low} bis {high})",
    "Forecast": "Prognose",
    "Every number, before and now": "Jede Zahl, vorher und jetzt",
    "What was counted, and what comes": "Was gezählt wurde und was kommt",
    "What the weeks taught": "Was die Wochen lehrten",
    "What the band holds": "Was das Band enthält",
    "Middle and 8 of 10 courses that agree with what was counted": (
        "Mitte und 8 von 10 Verläufen, die zum Gezählten passen"
    ),
    "Posterior: {file}; a scenario beside it takes it as `posterior: {name}`": (
        "A-posteriori-Verteilung: {file}; ein Szenario daneben nimmt sie mit `posterior: {name}`"
    ),
    "Tables: {courses}, {taught}": "Tabellen: {courses}, {taught}",
    "Page: {file}": "Seite: {file}",
    "the straight line": "die Gerade",
    "saturation by p alone": "Sättigung mit p allein",
    "Bass": "Bass",
    "Curves with fewer than {n} weeks before have no rivals.": (
        "Kurven mit weniger als {n} Wochen davor haben keine Rivalen."
    ),
    "Hidden weeks of one curve hang together: that a band held all of them, or none, says little. A rival that "
    "won once need not win again.": (
        "Verdeckte Wochen einer Kurve hängen zusammen: Dass ein Band alle hielt oder keine, sagt wenig. Ein Rivale, "
        "der einmal gewann, muss nicht wieder gewinnen."
    ),
    "There are too few weeks up to {day} to fit rivals to.": (
        "Bis {day} gibt es zu wenige Wochen, um Rivalen anzupassen."
    ),
    "From what was counted up to {day}, Wandel foretold the hidden weeks better than all three rivals: it was "
    "off by {own} of what was counted, the best of them ({rival}) by {other}, so by {share} less (CRPS).": (
        "Aus dem, was bis {day} gezählt wurde, hat Wandel die verdeckten Wochen besser vorhergesagt als alle drei "
        "Rivalen: Es lag um {own} des Gezählten daneben, der beste von ihnen ({rival}) um {other}, also um {share} "
        "weniger (CRPS)."
    ),
    "From what was counted up to {day}, Wandel did not beat its rivals: it was off by {own} of what was counted, "
    "{rival} only by {other} (CRPS; Wandel's is {ratio} times as large).": (
        "Aus dem, was bis {day} gezählt wurde, hat Wandel seine Rivalen nicht geschlagen: Es lag um {own} des "
        "Gezählten daneben, {rival} nur um {other} (CRPS; der von Wandel ist {ratio} mal so groß)."
    ),
    "{curve}: the 80% band held {held} of {n} hidden numbers.": (
        "{curve}: Das 80-%-Band hielt {held} von {n} verdeckten Zahlen."
    ),
    "{curve}: the 80% band held {held} of {n} hidden numbers; {share} less off than {rival}, the best rival.": (
        "{curve}: Das 80-%-Band hielt {held} von {n} verdeckten Zahlen; {share} weniger daneben als {rival}, der beste "
        "Rivale."
    ),
    "{curve}: the 80% band held {held} of {n} hidden numbers; {rival} was closer.": (
        "{curve}: Das 80-%-Band hielt {held} von {n} verdeckten Zahlen; {rival} lag näher."
    ),
    "foretold by": "vorhergesagt von",
    "{level} band held": "{level}-Band hielt",
    "CRPS": "CRPS",
    "log score": "Log-Score",
    "Backtest": "Rückblick-Prüfung",
    "What was foretold, and what was counted": "Was vorhergesagt und was gezählt wurde",
    "Scores": "Bewertung",
    "Hidden weeks, foretold": "Verdeckte Wochen, vorhergesagt",
    "CRPS is in the unit of what is counted; of it and of the log score, less is better.": (
        "Der CRPS steht in der Einheit des Gezählten; bei ihm und beim Log-Score ist weniger besser."
    ),
}
