"""People with few ties: who they are, how many ties each has, and with whom.

Networks of e-mail have many people at their edge, who write to two or three others. Such a
person has the reporting line and a few further ties, in the layers in which everybody else
has them; nobody meets the person by chance, so sociability is 0.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.organisation.chance import Whole, all_bits, below, key_of, uniform
from simulation.organisation.informal import Drawn, Network, Scope, add_tie, draw_partner
from simulation.organisation.organisation import STAFF
from simulation.organisation.people import Bools, Places
from simulation.organisation.settings import OrganisationSettings

KINDS: Final = ("team", "department", "silo", "across")
"""Where a further tie leads: own team, another team of the department, another department of the silo, another silo."""
TEAM, DEPARTMENT, SILO, ACROSS = range(4)
TRIES: Final = 8
"""Attempts to find somebody for a further tie, before it is left to the next kind."""


def choose_periphery(places: Places, broker: Bools, settings: OrganisationSettings) -> Bools:
    """Choose the people in the periphery among staff, brokers and assistants excepted, by the smallest lots."""
    periphery = np.zeros(broker.size, np.bool_)
    eligible = np.flatnonzero((places.level == STAFF) & ~places.assistant & ~broker)
    wanted = min(round(settings.periphery_share * broker.size), eligible.size)
    if wanted:
        lots = all_bits(key_of(settings.seed, 13), broker.size)[eligible]
        periphery[eligible[np.argsort(lots, kind="stable")[:wanted]]] = True
    return periphery


def further_ties(periphery: Bools, settings: OrganisationSettings) -> NDArray[np.uint8]:
    """Return how many ties of each kind the people in the periphery get beside the reporting line [kinds, n].

    All ties of a person are 1 to 2 m - 1, evenly, m being ``periphery_degree``; each further
    one falls to a kind with the chance that other people's ties are of it.
    """
    s = settings
    ties = (
        s.span_of_control * s.team_density,
        s.department_degree,
        s.cross_silo_degree * s.silo_barrier,
        s.cross_silo_degree * (1 - s.silo_barrier),
    )
    further = np.zeros((len(KINDS), periphery.size), np.uint8)
    if sum(ties) > 0:
        key = key_of(settings.seed, 14)
        _draw_further(key, periphery, settings.periphery_degree, np.cumsum(ties), further)
    return further


@loop
def _draw_further(
    key: np.uint64, periphery: Bools, mean: int, up_to: NDArray[np.float64], further: NDArray[np.uint8]
) -> None:
    draws = 2 * mean
    for person in range(periphery.size):
        if not periphery[person]:
            continue
        for i in range(below(key, person * draws, 2 * mean - 1)):
            place = uniform(key, person * draws + 1 + i) * up_to[-1]
            kind = 0
            while kind < up_to.size - 1 and place >= up_to[kind]:
                kind += 1
            further[kind, person] += 1


def pass_on(further: NDArray[np.uint8], kind: int, had: NDArray[np.integer[Any]]) -> None:
    """Leave to the next kind what could not be had of one; ``had`` counts everybody's ties of that kind [n]."""
    missing = np.maximum(further[kind].astype(np.int64) - had, 0)
    further[kind + 1] += missing.astype(np.uint8)


@loop
def tie_periphery(
    network: Network, scope: Scope, drawn: Drawn, wanted: NDArray[np.uint8], key: np.uint64, budget: Whole
) -> None:
    """Draw the further ties of one kind, each with somebody of the scope by sociability, up to the budget."""
    for person in range(wanted.size):
        missing = np.int64(wanted[person])
        for i in range(TRIES * missing):
            if missing == 0 or drawn.total[0] >= budget:
                break
            partner = draw_partner(network, scope, person, key, (person << 10) | i)
            if partner >= 0 and add_tie(network, drawn, np.int64(person), np.int64(partner)):
                missing -= 1
