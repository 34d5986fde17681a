"""Keys of people, as they are compared: what systems do to numbers, addresses and names on their way."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NOBODY_WORDS: Final = frozenset(
    ("", "xx", "no_manager", "-", "--", "n/a", "na", "none", "null", "nan", "nil", "#n/a", "#nv", "(leer)", "(blank)",
     "keiner", "kein", "keine", "not applicable", "unassigned")
)  # fmt: skip
"""What stands in place of a key where there is none, in small letters."""
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_WHOLE: Final = re.compile(r"(\d+)\.0+")
ASIDE: Final = re.compile(r"\s*[([]([^()\[\]]*)[)\]]\s*$")
"""What stands in brackets at the end of a name."""
_TITLES: Final = frozenset(("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "dipl"))


def key_text(text: str) -> str:
    """Return a key as it is compared: without gaps around it, unseen characters and the .0 of a number.

    Addresses are in lower case.
    """
    bare = " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())
    if whole := _WHOLE.fullmatch(bare):
        return whole[1]
    return bare.casefold() if "@" in bare else bare


def repaired(key: str, zeros: bool, case: bool) -> str:
    """Return a key without what a repair declares to be of no matter: zeros in front, capitals."""
    folded = key.casefold() if case else key
    return no_zeros(folded) if zeros else folded


def no_zeros(key: str) -> str:
    """Return a key without zeros in front."""
    return (key.lstrip("0") or "0") if key.isdigit() else key


def name_text(text: str) -> str:
    """Return a name as it is compared: 'Weiß, Dr. Eva (4711)' and 'Eva Weiß' are one."""
    bare = ASIDE.sub("", " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split()))
    last, comma, first = bare.partition(",")
    words = (f"{first} {last}" if comma and "," not in first else bare).casefold().split()
    return " ".join(word for word in words if word.strip(".") not in _TITLES)


def is_nobody(text: str) -> bool:
    """Return whether a cell says that there is nobody: nothing, a word for it, or zeros only."""
    bare = key_text(text).casefold()
    return bare in NOBODY_WORDS or set(bare) == {"0"}
