"""RecordedVariant variants as the arrays that compiled code combines (`simulation.engines.kernel.combining`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.effects import CHANNELS, COMMUNITY_CHANNELS, PERSON_CHANNELS, Addition

if TYPE_CHECKING:
    from simulation.engines.kernel.combining import Care, Channels, Turns
    from simulation.wasm.recording import RecordedVariant

NUMBERED: Final = {name: k for k, name in enumerate((*PERSON_CHANNELS, *COMMUNITY_CHANNELS, "official_content"))}
_COMBINE: Final = {"add": 0, "multiply": 1, "max": 2}
_ALWAYS, _WHERE_MANAGED, _WHO_MANAGES, _WHERE_NOTHING_RUNS = range(4)


def channels() -> Channels:
    """Return the declared channels by number."""
    from simulation.engines.kernel.combining import Channels

    found = [CHANNELS[name] for name in NUMBERED]
    return Channels(
        np.array([_COMBINE[each.combine] for each in found], np.int64),
        np.array([each.pulse for each in found], np.int64),
        np.array([each.dulls for each in found], np.int64),
        *(np.array([getattr(each, name) for each in found], np.float32) for name in ("neutral", "low", "high")),
    )


class _Places:
    """Places of everything that acts somewhere, one after the other."""

    def __init__(self, n_people: int) -> None:
        self.n_people = n_people
        self.parts: list[NDArray[np.int64]] = []
        self._size = 0

    def hold(self, where: Any) -> tuple[int, int, bool]:
        """Return where places begin, how many there are, and whether they are neighbours (then: the first of them)."""
        if isinstance(where, slice):
            first, last, _ = where.indices(self.n_people)
            return first, last - first, True
        if isinstance(where, int):
            return where, 1, True
        places = np.flatnonzero(where) if where.dtype.kind == "b" else np.asarray(where, np.int64)
        self.parts.append(places)
        self._size += places.size
        return self._size - places.size, places.size, False


class _Rows:
    """Rows of what acts somewhere, with their values."""

    def __init__(self, places: _Places) -> None:
        self._places = places
        self.rows: list[list[int]] = []
        self.values: list[NDArray[np.float32]] = []
        self._size = 0

    def note(self, where: Any, value: Any, channel: int, mode: int) -> None:
        """Add a row."""
        first, count, is_run = self._places.hold(where)
        many = self._places.n_people if isinstance(where, slice) else count
        values = np.atleast_1d(np.asarray(value, np.float32))
        self.rows.append([first, count, int(is_run), self._size, values.size, many, channel, mode])
        self.values.append(values)
        self._size += values.size

    def table(self) -> NDArray[np.int64]:
        """Return the rows."""
        return np.array(self.rows, np.int64).reshape(len(self.rows), 8)


def turns(
    variants: Sequence[RecordedVariant], layers: Sequence[tuple[int, int]], weights: Sequence[NDArray[np.float32]],
    n_people: int,
) -> Turns:  # fmt: skip
    """Return what variants do; ``layers`` are (variant, layer) with what the layer's ties weigh [weeks]."""
    from simulation.engines.kernel.combining import Turns

    places = _Places(n_people)
    added, asked = _Rows(places), _Rows(places)
    of, weeks, spans = [0], [], []
    for variant in variants:
        for turn in variant.turns:
            starts = len(added.rows), len(asked.rows)
            for each in turn.added:
                added.note(each.where, each.value, NUMBERED[each.channel], _mode(each, variant))
            if turn.asked is not None:
                asked.note(*turn.asked, 0, _ALWAYS if variant.posts is None else _WHO_MANAGES)
            weeks.append([turn.first, turn.last])
            spans.append([starts[0], len(added.rows), starts[1], len(asked.rows)])
        of.append(len(weeks))
    span = np.array(spans, np.int64).reshape(len(spans), 4)
    return Turns(
        np.array(of, np.int64),
        np.array(weeks, np.int64).reshape(len(weeks), 2),
        span[:, :2].copy(),
        span[:, 2:].copy(),
        added.table(),
        asked.table(),
        _joined(places.parts, np.int64),
        _joined(added.values, np.float32),
        _joined(asked.values, np.float32),
        np.array(layers, np.int64).reshape(len(layers), 2),
        np.array(weights, np.float32).reshape(len(layers), variants[0].costs.shape[0]),
        np.array([each.last for each in variants], np.int64),
        np.array([each.costs for each in variants]),
    )


def _mode(added: Addition, variant: RecordedVariant) -> int:
    """Return at which of its places something is added."""
    if variant.posts is None:
        return _ALWAYS
    if added.channel == "started":
        return _WHERE_NOTHING_RUNS
    return _WHERE_MANAGED if CHANNELS[added.channel].scope == "community" else _WHO_MANAGES


def care(variants: Sequence[RecordedVariant], n_weeks: int) -> Care:
    """Return the variants that are community managers."""
    from simulation.engines.kernel.combining import Care

    found = [(each, each.posts) for each in variants if each.posts is not None]
    of, m = [], 0
    for each in variants:
        of.append(-1 if each.posts is None else m)
        m += each.posts is not None
    unique = [np.unique(posts.seats) for _, posts in found]
    starts = [0, *np.cumsum([each.size for each in unique]).tolist()]
    owners = [np.searchsorted(seats, posts.seats) + start
              for (_, posts), seats, start in zip(found, unique, starts, strict=False)]  # fmt: skip
    return Care(
        np.array(of, np.int64),
        np.array([0, *np.cumsum([posts.seats.size for _, posts in found])], np.int64),
        np.array(starts, np.int64),
        _joined([posts.communities for _, posts in found], np.int64),
        _joined(owners, np.int64),
        _joined(unique, np.int64),
        np.array([each.first for each, _ in found], np.int64),
        np.array([posts.left for _, posts in found], np.int64),
        np.array([posts.replaces for _, posts in found], np.int64),
        _stacked([posts.room for _, posts in found], np.int64, n_weeks),
        _stacked([posts.hours for _, posts in found], np.float64, n_weeks),
        _stacked([posts.costs for _, posts in found], np.float64, n_weeks, 4),
    )


def _stacked(arrays: Sequence[NDArray[Any]], dtype: Any, *shape: int) -> NDArray[Any]:
    return np.array(arrays, dtype).reshape(len(arrays), *shape)


def _joined(arrays: Sequence[NDArray[Any]], dtype: Any) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype), *arrays]).astype(dtype)
