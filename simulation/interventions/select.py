"""Choosing an intervention's people: deterministic, chance keyed by the replicate and the intervention's luck."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import hashes
from simulation.interventions.target import STATE_RANKS, Role, Target
from simulation.model.state import People
from simulation.organisation.organisation import EXECUTIVE, MIDDLE_MANAGER, STAFF, TEAM_LEAD, Organisation

__all__ = ["STATE_RANKS", "chance_order", "filtered", "fitting", "ranked", "select"]
_LEVELS = {"staff": STAFF, "team_lead": TEAM_LEAD, "middle_manager": MIDDLE_MANAGER, "executive": EXECUTIVE}
_MASK = (1 << 64) - 1
_WEEKS_REMEMBERED = 12
"""Weeks of reading that a person's state holds."""


def filtered(
    target: Target, organisation: Organisation, people: People | None = None, week: int = 0
) -> dict[str, NDArray[np.bool_]]:
    """Who passes each filter that the target sets, by its key; ``people`` is needed by those that read their state.

    Raises:
        ValueError: a filter reads people's state, and that is not given.
    """
    found = {} if target.role == "anyone" else {"role": _role(target.role, organisation)}
    for key, chosen, names, column in (
        ("silos", target.silos, organisation.silo_names, organisation.silo),
        ("countries", target.countries, organisation.country_names, organisation.country),
        ("functions", target.functions, organisation.function_names, organisation.function),
    ):
        if chosen:
            found[key] = np.isin(column, [names.index(name) for name in chosen])
    if target.desk_only:
        found["desk_only"] = organisation.desk
    if target.users_only:
        found["users_only"] = _known(people, "users_only").registered != 0
    if target.read_within is not None:
        found["read_within"] = _known(people, "read_within").last_read >= week - target.read_within
    return found


def fitting(
    target: Target, organisation: Organisation, people: People | None = None, week: int = 0
) -> NDArray[np.bool_]:
    """Who passes the target's filters, without its size."""
    mask = np.ones(organisation.n_people, np.bool_)
    for passes in filtered(target, organisation, people, week).values():
        mask &= passes
    return mask


def size_of(target: Target, fits: int) -> int:
    """How many of those who fit the target takes."""
    if target.count is not None:
        return min(target.count, fits)
    return fits if target.share is None else int(np.floor(target.share * fits + 0.5))


def select(
    target: Target,
    organisation: Organisation,
    luck: str,
    people: People | None = None,
    *,
    seed: int = 0,
    week: int = 0,
) -> NDArray[np.int64]:
    """Return the chosen people in rising order.

    ``luck`` (of the intervention) and ``seed`` (of the replicate) key the random order. Ties in an
    order are broken by the random one. ``people`` is needed where the target reads their state.
    """
    who = np.flatnonzero(fitting(target, organisation, people, week))
    size = size_of(target, who.size)
    if size == who.size:
        return who
    if target.rank == "random":
        return np.asarray(who[times_first((luck,), who, size, seed=seed) != 0])
    rank = _rank(target, organisation, people)[who]
    if size > 0:  # only those who may be chosen need to be put in order
        who = who[rank >= np.partition(rank, -size)[-size]]
    return np.sort(_in_order(who, target, organisation, luck, people, seed)[:size])


def ranked(
    target: Target,
    organisation: Organisation,
    luck: str,
    people: People | None = None,
    *,
    seed: int = 0,
    week: int = 0,
) -> NDArray[np.int64]:
    """Return all who pass the target's filter in its order, the first to be chosen first."""
    who = np.flatnonzero(fitting(target, organisation, people, week))
    return _in_order(who, target, organisation, luck, people, seed)


def _in_order(
    who: NDArray[np.int64], target: Target, organisation: Organisation, luck: str, people: People | None, seed: int
) -> NDArray[np.int64]:
    """Return people in the target's order."""
    chance = _chance(luck, who, seed)
    if target.rank == "random":
        return who[np.argsort(chance, kind="stable")]  # no two people have the same
    return who[np.lexsort((chance, -_rank(target, organisation, people)[who]))]


def chance_order(luck: str, who: NDArray[np.int64], count: int | None = None, *, seed: int = 0) -> NDArray[np.int64]:
    """Return the people in an order that only chance decides, keyed by ``luck`` and seed; its first ``count``."""
    bits = _chance(luck, who, seed)  # no two people have the same
    if count is not None and count < who.size:
        early = bits <= np.partition(bits, count)[count]
        who, bits = who[early], bits[early]
    return who[np.argsort(bits, kind="stable")][:count]


def times_first(lucks: Iterable[str], who: NDArray[np.int64], count: int, *, seed: int = 0) -> NDArray[np.int64]:
    """Return for each person in how many of several lucks' orders of chance she is among the first ``count``."""
    from simulation.model.draws import DIGITS, count_first  # here, for it loads the compiler

    bits, bins, times = np.empty(who.size, np.uint64), np.empty(DIGITS, np.int64), np.zeros(who.size, np.int64)
    for luck in lucks:
        count_first(np.uint64(_key(luck, seed)), who, count, bits, bins, times)
    return times


def _role(role: Role, organisation: Organisation) -> NDArray[np.bool_]:
    if role == "manager":
        return np.asarray(organisation.level != STAFF)
    if role == "assistant":
        return organisation.assistant
    if role == "broker":
        return organisation.broker
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
    return _by_state(target.rank, _known(people, target.rank))


def _by_state(rank: str, people: People) -> NDArray[np.float64]:
    """Return what people are ranked by, the first ones the highest."""
    if rank == "reads":
        bits = people.read_weeks.astype(np.uint16)[:, None] >> np.arange(_WEEKS_REMEMBERED, dtype=np.uint16)
        return np.asarray((bits & 1).sum(axis=1), float)
    if rank == "registered":
        return np.where(people.registered != 0, -people.registered_week.astype(float), -np.inf)
    if rank == "contributions":
        return people.contributions.astype(float)
    return (people.replies if rank == "replies" else people.propensity).astype(float)


def _known(people: People | None, what: str) -> People:
    if people is None:
        raise ValueError(f"{what!r} needs the people's state")
    return people


def _chance(luck: str, who: NDArray[np.int64], seed: int) -> NDArray[np.uint64]:
    return hashes(_key(luck, seed), who)


def _key(luck: str, seed: int) -> int:
    from simulation.model.draws import Decision, week_key  # here, for it loads the compiler

    return week_key((seed ^ (zlib.crc32(luck.encode()) << 16)) & _MASK, Decision.TARGET, 0)
