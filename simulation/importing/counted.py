"""Which measure a header or the name of a count means, in English and German."""

from __future__ import annotations

import re
from typing import Final

from simulation.importing.vocabulary import bare

CONTRIBUTORS: Final = re.compile(
    "contributor|beitragend|poster|memberspost|posting|schreibend|autor|author|writer|verfasser"
)
READERS: Final = re.compile("reader|leser|lesend|aktiv|active|viewer|visitor|besucher|participant|teilnehmend|mau|wau")
TOTAL: Final = re.compile("(beitraege|posts|contributions|messages|nachrichten)(gesamt|total|insgesamt|kumuliert)?")
REGISTERED: Final = re.compile(
    "(total|anzahl|number|summe|alle|all)?(of)?(registered|registrierte?|registrations|registrierungen|angemeldete?|"
    "enabled|claimed)?(accounts?|konten|users?|members?|membership|nutzer|benutzer|nutzende|mitglieder|personen|"
    "registered|registriert|registrierte|registrations|registrierungen)(innen)?(gesamt|total)?"
)
DAILY: Final = re.compile("daily|taeglich|tagesaktiv|dau|perday|protag")
_WINDOWS: Final = (
    (365, re.compile("365|yearly|year|jahr")),
    (28, re.compile("28|30|month|monat|mau")),
    (7, re.compile("7|week|woech|woche|wau")),
)


def whole_word(header: str) -> str:
    """Return a header as `vocabulary.bare` does, with what stands in brackets."""
    return bare(re.sub(r"[()\[\]]", " ", header))


def measure_of(header: str) -> tuple[str, bool] | None:
    """Return the measure that a count's name means, and whether its days are named; None where it means none.

    Where they are not, 28 are taken, and a draft asks.
    """
    word = whole_word(header)
    if DAILY.search(word):
        return None
    window = next((days for days, pattern in _WINDOWS if pattern.search(word)), None)
    for role, pattern in (("contributors", CONTRIBUTORS), ("readers", READERS)):
        if pattern.search(word):
            return f"{role}_{window or 28}", window is not None
    if TOTAL.fullmatch(word):
        return "contributions_total", True
    return ("registered", True) if REGISTERED.fullmatch(word) else None
