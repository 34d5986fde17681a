"""From bytes to text: the encoding that is declared, or else the one that is found."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

AUTO: Final = "auto"
SAMPLE: Final = 200_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD: Final = re.compile(r"[^\W\d_][§…†‡‰¤¦¬¶•]|\b[…†‡][^\W\d_]|[£¥¹³²±][^\W\d_]")
"""Signs that stand beside letters where a text of another encoding is read as that of Windows."""
NEIGHBOURS: Final = ("cp1250", "mac_roman")
"""What else tables of European systems are often written in."""
WESTERN: Final = "cp1252"
"""What Excel writes in Western Europe and America."""


@dataclass(frozen=True, slots=True)
class Found:
    """An encoding, and others that fit the bytes as well and give another text."""

    name: str
    others: tuple[str, ...] = ()


def find_encoding(content: bytes) -> Found:
    """Return the encoding of a text: by its mark, UTF-8 where all of it is, else what charset-normalizer finds."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Found(name)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(content)
    return Found("utf-8")


def _legacy(content: bytes) -> Found:
    """Return an older encoding; that of Windows where the detector has nothing that reads better."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise ValueError("is not UTF-8; to find its encoding needs: pip install 'wandel[data]'") from None
    sample = content[:SAMPLE]
    matches = from_bytes(sample, cp_isolation=["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman", "cp850"])
    texts = {match.encoding: str(match) for match in matches}
    try:
        western = sample.decode(WESTERN)
    except UnicodeDecodeError:
        best = matches.best()
        return Found(
            best.encoding if best else "latin-1", tuple(name for name in texts if best and name != best.encoding)
        )
    if (not texts or western in texts.values()) and not _ODD.search(western):
        return Found(WESTERN)
    return Found(WESTERN, tuple(dict.fromkeys(name for name in (*texts, *NEIGHBOURS) if name != WESTERN)))


def decode(content: bytes, encoding: str) -> tuple[str, str]:
    """Return a text and the encoding that was used; `ValueError` says in which line it does not fit."""
    name = encoding
    if encoding == AUTO:
        found = find_encoding(content)
        if found.others:
            either = ", ".join(dict.fromkeys((found.name, *found.others)))
            raise ValueError(f"its encoding can be read several ways ({either}); set format.encoding")
        name = found.name
    if name.lower().replace("_", "-") == "utf-8":
        name = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return content.decode(name), name
    except LookupError:
        raise ValueError(f"there is no encoding {name[:40]!a}; usual ones are utf-8, cp1252 and latin-1") from None
    except UnicodeError as error:
        line = content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise ValueError(f"is not {name} text (line {line}); save it as UTF-8, or set format.encoding") from None
