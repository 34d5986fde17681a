"""Meanings of the numbers that turn use into hours and money."""

from __future__ import annotations

from typing import Final

FACTORS: Final[dict[str, str]] = {
    "share of the contributions replied to that are questions with a useful answer": (
        "Anteil der beantworteten Beiträge, die Fragen mit einer nützlichen Antwort sind"
    ),
    "hours that a useful answer from the own silo saves the one who asked": (
        "Stunden, die eine nützliche Antwort aus dem eigenen Silo dem Fragenden spart"
    ),
    "worth of an answer from another silo against one from the own": (
        "Wert einer Antwort aus einem anderen Silo gegen eine aus dem eigenen"
    ),
    "hours that content saves its reader for each additional hour of reading, answers to own questions left out": (
        "Stunden, die Inhalte ihrem Leser je zusätzlicher Lesestunde sparen, Antworten auf eigene Fragen ausgenommen"
    ),
    "hours a week in which a regular reader looks for who knows something, or for a way to that person": (
        "Stunden je Woche, in denen ein regelmäßiger Leser sucht, wer etwas weiß, oder einen Weg zu dieser Person"
    ),
    "share of that time that goes into finding a way to the person": (
        "Anteil dieser Zeit, der in den Weg zu der Person geht"
    ),
    "how much better a regular reader knows who knows what": (
        "wie viel besser ein regelmäßiger Leser weiß, wer was weiß"
    ),
    "how much better a regular reader knows who knows whom": (
        "wie viel besser ein regelmäßiger Leser weiß, wer wen kennt"
    ),
    "hours that sharing a document takes, beyond the work that it comes from": (
        "Stunden, die das Teilen eines Dokuments kostet, über die Arbeit daran hinaus"
    ),
    "hours that starting a discussion takes": "Stunden, die das Beginnen einer Diskussion kostet",
    "hours that a comment on a document takes": "Stunden, die ein Kommentar zu einem Dokument kostet",
    "hours that another contribution takes": "Stunden, die ein anderer Beitrag kostet",
    "hours that a reader reads in a week with reading": "Stunden, die ein Leser in einer Woche mit Lesen liest",
    "hours until somebody new has an account and a profile": "Stunden, bis jemand Neues Konto und Profil hat",
    "share of the hours of use that e-mail and older platforms would not have taken": (
        "Anteil der Nutzungsstunden, den E-Mail und ältere Plattformen nicht gekostet hätten"
    ),
    "money for licence and operation": "Geld für Lizenz und Betrieb",
}
