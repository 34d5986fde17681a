"""Measures of people, as sentences name them."""

from __future__ import annotations

from typing import Final

PEOPLE: Final[dict[str, str]] = {
    "people in the company": "Beschäftigte",
    "people with an account": "Beschäftigte mit Konto",
    "accounts": "Konten",
    "accounts ever made": "je angelegte Konten",
    "people who were replaced": "ersetzte Beschäftigte",
    "people who read in a week": "Lesende in einer Woche",
    "people who read within four weeks": "Lesende binnen vier Wochen",
    "people who read within a year": "Lesende binnen eines Jahres",
    "people who contribute in a week": "Beitragende in einer Woche",
    "people who contribute within four weeks": "Beitragende binnen vier Wochen",
    "people who contribute within a year": "Beitragende binnen eines Jahres",
    "people whose use colleagues see": "sichtbar Aktive",
    "people with an account who do not use it": "Beschäftigte mit ungenutztem Konto",
    "people who use it rarely": "seltene Nutzer",
    "people who use it now and then": "gelegentliche Nutzer",
    "people who read by habit": "gewohnheitsmäßige Nutzer",
    "people who read by habit and contribute": "gewohnheitsmäßige Nutzer mit Beiträgen",
    "people who ever contributed": "Beschäftigte, die je etwas beigetragen haben",
    "interested ambassadors": "interessierte Botschafter",
    "active ambassadors": "aktive Botschafter",
    "core ambassadors": "Botschafter im Kern",
    "members won in supported departments": "gewonnene Mitglieder in unterstützten Abteilungen",
}
