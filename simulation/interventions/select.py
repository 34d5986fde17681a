"""Choosing an intervention's people: deterministic, the same in every replicate where the order allows it."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import hashes
from simulation.interventions.target import Role, Target
from simulation.model.state import People
from simulation.organisation.organisation import EXECUTIVE, MIDDLE_MANAGER, STAFF, TEAM_LEAD, Organisation

_LEVELS = {"staff": STAFF, "team_lead": TEAM_LEAD, "middle_manager": MIDDLE_MANAGER, "executive": EXECUTIVE}
STATE_RANKS = ("propensity", "contributions")
"""Orders that read people's state, so that the choice differs between replicates."""


def fitting(target: Target, organisation: Organisation) -> NDArray[np.bool_]:
    """Who passes the target's filter, without its size."""
    mask = _role(target.role, organisation)
    for chosen, names, column in (
        (target.silos, organisation.silo_names, organisation.silo),
        (target.countries, organisation.country_names, organisation.country),
        (target.functions, organisation.function_names, organisation.function),
    ):
        if chosen:
            mask = mask & np.isin(column, [names.index(name) for name in chosen])
    return np.asarray(mask & organisation.desk if target.desk_only else mask)


def select(target: Target, organisation: Organisation, name: str, people: People | None = None) -> NDArray[np.int64]:
    """Return the chosen people in rising order.

    ``name`` (of the intervention) keys the random order. Ties in an order are broken by the
    random one. ``people`` is needed for the orders in `STATE_RANKS`.
    """
    who = np.flatnonzero(fitting(target, organisation))
    size = who.size
    if target.count is not None:
        size = min(target.count, size)
    elif target.share is not None:
        size = int(np.floor(target.share * size + 0.5))
    if size == who.size:
        return who
    rank = _rank(target, organisation, people)[who]
    if size > 0:  # only those who may be chosen need to be put in order
        who = who[rank >= np.partition(rank, -size)[-size]]
    return np.sort(_in_order(who, target, organisation, name, people)[:size])


def ranked(target: Target, organisation: Organisation, name: str, people: People | None = None) -> NDArray[np.int64]:
    """Return all who pass the target's filter in its order, the first to be chosen first."""
    return _in_order(np.flatnonzero(fitting(target, organisation)), target, organisation, name, people)


def _in_order(
    who: NDArray[np.int64], target: Target, organisation: Organisation, name: str, people: People | None
) -> NDArray[np.int64]:
    """Return people in the target's order."""
    return who[np.lexsort((_chance(name, who), -_rank(target, organisation, people)[who]))]


def chance_order(name: str, who: NDArray[np.int64], count: int | None = None) -> NDArray[np.int64]:
    """Return the people in an order that only chance and the name decide; its first ``count`` where given."""
    bits = _chance(name, who)  # no two people have the same
    if count is not None and count < who.size:
        early = bits <= np.partition(bits, count)[count]
        who, bits = who[early], bits[early]
    return who[np.argsort(bits, kind="stable")][:count]


def _role(role: Role, organisation: Organisation) -> NDArray[np.bool_]:
    if role == "anyone":
        return np.ones(organisation.n_people, np.bool_)
    if role == "manager":
        return np.asarray(organisation.level != STAFF)
    if role == "assistant":
        return organisation.assistant.copy()
    if role == "broker":
        return organisation.broker.copy()
    return np.asarray(organisation.level == _LEVELS[role])


def _rank(target: Target, organisation: Organisation, people: People | None) -> NDArray[np.float64]:
    if target.rank == "random":
        return np.zeros(organisation.n_people)
    if target.rank == "number":
        return -np.arange(organisation.n_people, dtype=float)
    if target.rank == "degree":
        return np.asarray(np.sum([np.diff(ties.indptr) for ties in organisation.layers], axis=0), float)
    if target.rank == "cross_silo_degree":
        return np.diff(organisation.layer("cross_silo").indptr).astype(float)
    if people is None:
        raise ValueError(f"the order {target.rank!r} needs the people's state")
    column = people.propensity if target.rank == "propensity" else people.contributions
    return column.astype(float)


def _chance(name: str, who: NDArray[np.int64]) -> NDArray[np.uint64]:
    from simulation.model.draws import Decision, week_key  # here, for it brings the compiler along

    return hashes(week_key(zlib.crc32(name.encode()), Decision.TARGET, 0), who)
