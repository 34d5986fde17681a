"""Replicates as bytes that a page puts into the module's memory: what all share once, what is a replicate's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from simulation.wasm.start import Start

_ALIGNED: Final = 16
CHOSEN: Final = "chosen"
"""The argument that is given at each run: which variants take place."""
Argument = list[Any]


@dataclass(frozen=True, slots=True)
class PackedReplicates:
    """Bytes that all replicates share, those of each, and where every argument stands, replicate by replicate.

    Of an argument there are name, where its bytes begin among the shared ones and how many there are, the same among
    its own, which follow, the bytes of an item, and the shape (None: a record). All further bytes are 0.
    """

    shared: bytes
    own: tuple[bytes, ...]
    arguments: tuple[list[Argument], ...]


class _Bytes:
    """Bytes of arrays one after the other, each where a processor likes it."""

    def __init__(self) -> None:
        self.content = bytearray()

    def put(self, given: bytes) -> int:
        self.content.extend(bytes(-len(self.content) % _ALIGNED))
        first = len(self.content)
        self.content.extend(given)
        return first


def flattened(given: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield arrays and records with their names, in the order in which compiled code takes them."""
    if isinstance(given, tuple) and hasattr(given, "_fields"):
        for field, each in zip(given._fields, given, strict=True):
            yield from flattened(each, f"{name}.{field}" if name else field)
    else:
        yield name, given


def pack(starts: Sequence[Start]) -> PackedReplicates:
    """Return replicates packed."""
    found = [list(flattened(each)) for each in starts]
    shared, own = _Bytes(), [_Bytes() for _ in starts]
    arguments: list[list[Argument]] = [[] for _ in starts]
    for each in zip(*found, strict=True):
        name, held = each[0][0], [_held(name, value) for name, value in each]
        common = _common(held)
        place = shared.put(held[0][:common])
        for k, (_, value) in enumerate(each):
            rest = held[k][common:].rstrip(b"\0")
            arguments[k].append([name, place, common, own[k].put(rest), len(rest), *_form(value)])
    return PackedReplicates(bytes(shared.content), tuple(bytes(each.content) for each in own), tuple(arguments))


def _held(name: str, value: Any) -> bytes:
    """Return the bytes of an argument without zeros at the end."""
    return b"" if name == CHOSEN else np.ascontiguousarray(value).tobytes().rstrip(b"\0")


def _common(held: Sequence[bytes]) -> int:
    """Return how many bytes all have in common from the first on."""
    least = min(len(each) for each in held)
    rows = np.array([np.frombuffer(each[:least], np.uint8) for each in held])
    differs = np.flatnonzero((rows != rows[0]).any(axis=0))
    return int(differs[0]) if differs.size else least


def _form(value: NDArray[Any] | np.void) -> Argument:
    return [value.dtype.itemsize, list(value.shape) if isinstance(value, np.ndarray) else None]
