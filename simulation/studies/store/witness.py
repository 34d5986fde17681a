"""A store that knows what was read from it: how many runs, and the digest over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.studies.store.store import RunStore

if TYPE_CHECKING:
    from simulation.studies.store.keep import Kept, Layout


class WitnessedStore(RunStore):
    """The runs of one state of the model, and a note of those that a search used, each once, in their order.

    A search decides by its runs what is run next: two that came to the same used the same runs in the same order.
    """

    def __init__(self, root: Path) -> None:
        """Open the store below a folder; nothing was read so far."""
        super().__init__(root)
        self._seen: set[tuple[bytes, str]] = set()
        self._runs: set[bytes] = set()
        self._digest = hashlib.sha256()

    def read(self, keys: Iterable[bytes], layout: Layout) -> Iterator[Kept | None]:
        """Yield what is kept of each run, as `RunStore.read`, and take note of it."""
        wanted = list(keys)
        for key, kept in zip(wanted, super().read(wanted, layout), strict=True):
            if kept is not None and (key, layout.id) not in self._seen:
                self._seen.add((key, layout.id))
                self._runs.add(key)
                self._digest.update(key + (kept + 0.0).astype("<f8").tobytes())
            yield kept

    @property
    def runs(self) -> int:
        """How many different runs were read."""
        return len(self._runs)

    def digest(self) -> str:
        """Return the SHA-256 over all that was read, in order."""
        return self._digest.hexdigest()
