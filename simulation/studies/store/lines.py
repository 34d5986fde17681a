"""One run as a line: sealed, so that a damaged line is noticed and costs this run alone.

``<state> <run> <what is kept> <content> <seal>``, with spaces between. The state is ``ok`` or ``failed``; the content
is numbers, packed, or the JSON of a failure, its line ends escaped; the seal is the beginning of the SHA-256 of all
that stands before it.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from simulation.studies.store.keep import Kept

OK, FAILED = b"ok", b"failed"
_SEAL: Final = 16
_ESCAPE: Final = b"\x1b"
_FIELDS: Final = 4
"""Fields of a line, without the seal."""
_LEVEL: Final = 1
"""How hard zlib tries; more takes three times as long and saves a few percent."""
_MOST_BYTES: Final = 1 << 28
"""Bytes of what is kept of one run, unpacked, at most; more was not written here."""
_KINDS: Final[dict[str, Any]] = {"b": np.dtype("i1"), "h": np.dtype("<i2"), "i": np.dtype("<i4"), "f": np.dtype("<f4")}
_EXACT: Final = float(2**30)
"""Whole numbers below it have differences that four bytes hold."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run failed: kind of the error, what it says, where it was raised, whether it may not come again."""

    error: str
    message: str
    trace: str = ""
    is_passing: bool = False


@dataclass(frozen=True, slots=True)
class StoreLine:
    """A sound line: whether the run succeeded, its key, what is kept, and its content still packed."""

    is_ok: bool
    key: bytes
    layout: str
    content: bytes

    def kept(self) -> Kept:
        """Return the numbers."""
        return unpacked(_unescaped(self.content))

    def failure(self) -> Failure:
        """Return why it failed."""
        said = json.loads(_unescaped(self.content))
        error, message, trace = (str(said[name]) for name in ("error", "message", "trace"))
        return Failure(error, message, trace, bool(said["is_passing"]))


def written(key: bytes, layout: str, what: Kept | Failure) -> bytes:
    """Return the line of a run."""
    is_failed = isinstance(what, Failure)
    content = json.dumps(asdict(what)).encode() if isinstance(what, Failure) else packed(what)
    fields = (FAILED if is_failed else OK, key.hex().encode(), layout.encode(), _escaped(content))
    body = b" ".join(fields)
    return body + b" " + _seal_of(body) + b"\n"


def read(line: bytes) -> StoreLine | None:
    """Return what a line says; None if it is cut off, altered, or was never one."""
    body, seal = line[: -_SEAL - 2], line[-_SEAL - 2 :]
    if seal != b" " + _seal_of(body) + b"\n":
        return None
    fields = body.split(b" ", _FIELDS - 1)
    if len(fields) != _FIELDS or fields[0] not in (OK, FAILED):
        return None
    return StoreLine(fields[0] == OK, bytes.fromhex(fields[1].decode()), fields[2].decode(), fields[3])


def _escaped(content: bytes) -> bytes:
    """Return bytes without line ends, one or two percent longer."""
    return content.replace(_ESCAPE, _ESCAPE + b"e").replace(b"\n", _ESCAPE + b"n")


def _unescaped(content: bytes) -> bytes:
    return content.replace(_ESCAPE + b"n", b"\n").replace(_ESCAPE + b"e", _ESCAPE)


def _seal_of(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_SEAL].encode()


def packed(kept: Kept) -> bytes:
    """Return numbers in few bytes, to the last bit: measures of whole numbers as differences between weeks.

    Zero is zero: the sign of -0.0 is lost.
    """
    rows = kept.reshape(kept.shape[0], -1) + 0.0
    is_whole = _whole(rows)
    differences = np.diff(kept[is_whole], axis=1, prepend=0.0).astype(np.int64)
    code = _smallest(differences)
    others = rows[~is_whole]
    with np.errstate(over="ignore"):
        singles = others.astype("<f4")
    is_single = bool((singles == others)[~np.isnan(others)].all())
    texts = singles if is_single else others.astype("<f8")
    header = json.dumps([kept.shape, np.flatnonzero(is_whole).tolist(), code, is_single]).encode()
    body = _shuffled(differences.astype(_KINDS[code])) + _shuffled(texts)
    return zlib.compress(header + b"\n" + body, _LEVEL)


def unpacked(content: bytes) -> Kept:
    """Return the numbers that were packed."""
    header, _, body = zlib.decompressobj().decompress(content, _MOST_BYTES).partition(b"\n")
    shape, whole, code, is_single = json.loads(header)
    is_whole = np.zeros(shape[0], np.bool_)
    is_whole[whole] = True
    each = math.prod(shape[1:])
    kind, other = _KINDS[code], np.dtype("<f4" if is_single else "<f8")
    cut = len(whole) * each * kind.itemsize
    kept = np.empty(shape)
    kept[is_whole] = np.cumsum(_unshuffled(body[:cut], kind).reshape(len(whole), *shape[1:]), axis=1, dtype=np.int64)
    kept[~is_whole] = _unshuffled(body[cut:], other).reshape(-1, *shape[1:])
    return kept


def _whole(rows: Any) -> Any:
    """Whether each row holds whole numbers only."""
    with np.errstate(invalid="ignore"):
        return ((np.floor(rows) == rows) & (np.abs(rows) < _EXACT)).all(axis=1)


def _smallest(differences: Any) -> str:
    """Return the code of the smallest kind of whole number that holds all differences."""
    most = int(np.abs(differences).max(initial=0))
    return next(code for code in "bhi" if most <= np.iinfo(_KINDS[code]).max)


def _shuffled(numbers: Any) -> bytes:
    """Return the bytes of numbers, first bytes first: those are alike, and pack well."""
    flat = np.ascontiguousarray(numbers)
    return flat.view(np.uint8).reshape(-1, flat.dtype.itemsize).T.tobytes() if flat.size else b""


def _unshuffled(content: bytes, kind: Any) -> Any:
    matrix = np.frombuffer(content, np.uint8).reshape(kind.itemsize, -1)
    return np.ascontiguousarray(matrix.T).view(kind).reshape(-1)
