"""The ties that an office assistant has by her place: upwards, downwards and to other assistants."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.organisation.informal import Drawn, Network, add_tie
from simulation.organisation.organisation import Ties
from simulation.organisation.people import Bools
from simulation.organisation.ties import People


def tie_assistants(
    network: Network, drawn: Drawn, reporting: Ties, assistant: Bools, silo: NDArray[np.uint16], budget: int
) -> None:
    """Tie every assistant to whom her head reports to and leads, and to the assistants around.

    Those are the assistants of the head's superior, of its other direct reports and of the
    head's own direct reports, but for people in the periphery. Only ties within the silo are
    made here, ``budget`` at most.
    """
    n = silo.size
    assistants = np.flatnonzero(assistant).astype(np.uint32)
    of_head = np.full(n + 1, n, np.uint32)  # the head of the group has no superior: entry n
    of_head[network.manager[assistants]] = assistants
    _tie_assistants(network, drawn, reporting.indptr, reporting.indices, of_head, silo, budget)


@loop
def _tie_assistants(
    network: Network,
    drawn: Drawn,
    indptr: NDArray[np.int64],
    indices: People,
    of_head: People,
    silo: NDArray[np.uint16],
    budget: int,
) -> None:
    for head in range(silo.size):
        person = of_head[head]
        if person == silo.size:
            continue
        superior = network.manager[head]
        for entry in range(indptr[head], indptr[head + 1]):
            _tie(network, drawn, silo, person, indices[entry], budget)
            _tie(network, drawn, silo, person, of_head[indices[entry]], budget)
        if superior < silo.size:
            for entry in range(indptr[superior], indptr[superior + 1]):
                _tie(network, drawn, silo, person, of_head[indices[entry]], budget)


@loop
def _tie(network: Network, drawn: Drawn, silo: NDArray[np.uint16], a: np.uint32, b: np.uint32, budget: int) -> None:
    """Add a tie within the silo and beyond the own team; ``b`` may be nobody (n_people)."""
    if b == silo.size or network.periphery[b]:
        return
    if silo[a] == silo[b] and network.team[a] != network.team[b] and drawn.total[0] < budget:
        add_tie(network, drawn, np.int64(a), np.int64(b))
