"""The nearest right name, and text that is safe to show."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

LONGEST_LIST = 16
MOST_COMPARED = 2000
CLEARLY_WORSE = 0.1
UMLAUTS = re.compile("([aou])e")
BETWEEN_WORDS = re.compile(r"[\s_–-]+")
STRANGE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff]"
)
"""Control characters, surrogates, separators and direction marks: never shown as they are."""


def nearest(name: str, known: Iterable[str], most: int = MOST_COMPARED) -> tuple[str, ...]:
    """Return up to three known names that resemble ``name``, best first; what `fold` ignores makes no difference.

    Only the first ``most`` are looked at: files may bring very many.
    """
    folded: dict[str, str] = {}
    for entry in islice(known, most):
        folded.setdefault(fold(entry), entry)
    wanted = fold(name)
    close = difflib.get_close_matches(wanted, folded, n=3, cutoff=0.6)
    ratios = [difflib.SequenceMatcher(None, match, wanted).ratio() for match in close]
    return tuple(
        folded[match] for match, ratio in zip(close, ratios, strict=True) if ratio > max(ratios) - CLEARLY_WORSE
    )


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a name for comparing: case, accents, hyphens and spaces make no difference, ``ae`` is ``ä`` is ``a``."""
    letters = unicodedata.normalize("NFKD", name[:100].casefold())
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    return BETWEEN_WORDS.sub("_", UMLAUTS.sub(r"\1", plain).strip())


def hint(name: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the nearest names, or else all of them when they are few."""
    names = sorted(known)
    close = nearest(name, names)
    if close:
        return f"did you mean {' or '.join(quoted(match) for match in close)}?"
    if not names:
        return "there are none"
    shown = ", ".join(shorten(entry) for entry in names[:LONGEST_LIST])
    return f"there are: {shown}{', ...' if len(names) > LONGEST_LIST else ''}"


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the message for a name that does not exist."""
    return f"unknown {what} {quoted(name)}; {hint(name, known)}"


def quoted(text: str) -> str:
    """Return text in single quotes, safe to show and at most 60 characters long."""
    return f"'{shorten(text)}'"


def shorten(text: str, length: int = 60) -> str:
    """Return text that is safe to show, cut to a length."""
    clean = safe(text[: length + 1])
    return clean if len(clean) <= length else clean[: length - 1] + "…"


def safe(text: str) -> str:
    """Return text with everything that is not printable (control characters, line breaks) replaced by its escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)
