"""Phase sense: what each person of a chunk sees of colleagues, manager and communities."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.arrays import F4, F8, I8, U2, U4, Scratch, TieLayout
from simulation.engines.kernel.prefetch import AHEAD, prefetch
from simulation.model import rules
from simulation.model.arithmetic import ONE, ZERO, F

_I4 = np.int32
ACTIVE, REGISTERED, OPINION = range(3)
"""Rows of the sums over ties."""


@part
def _add(i: int, count: int, ties: TieLayout, weights: F4, sums: F8) -> None:
    """Add so many, weighted by layer, to the sums of those who are tied to person i."""
    for k in range(ties.start[i], ties.start[i + 1]):
        sums[ties.neighbours[k]] += rules.tie_sum(weights[ties.layer[k]], F(count))


@part
def hear(i: int, before: int, after: int, ties: TieLayout, weights: F4, sums: F8) -> None:
    """Let those who are tied to person i know what changed in that person's word.

    Few words change in a week, and sums over ties are exact: what changed gives the same bits
    as adding everything up again.
    """
    changed = before ^ after
    if changed >> rules.ACTIVE_BIT:
        _add(i, _I4(after >> rules.ACTIVE_BIT) - _I4(before >> rules.ACTIVE_BIT), ties, weights, sums[ACTIVE])
    if (changed >> rules.REGISTERED_BIT) & np.uint32(1):
        step = _I4((after >> rules.REGISTERED_BIT) & np.uint32(1)) * _I4(2) - _I4(1)
        _add(i, step, ties, weights, sums[REGISTERED])
    if changed & rules.LEVEL:
        _add(i, _I4(after & rules.LEVEL) - _I4(before & rules.LEVEL), ties, weights, sums[OPINION])


@loop
def hear_all(changed: U4, before: U4, after: U4, ties: TieLayout, weights: F4, sums: F8) -> None:
    """Let everybody hear of the listed people's new words."""
    for k in range(changed.size):
        if k + 2 * AHEAD < changed.size:
            prefetch(ties.start, np.int64(changed[k + 2 * AHEAD]))
        if k + AHEAD < changed.size:
            row = ties.start[np.int64(changed[k + AHEAD])]
            prefetch(ties.neighbours, row)
            prefetch(ties.neighbours, row + 16)
            prefetch(ties.layer, row)
        i = np.int64(changed[k])
        hear(i, before[i], after[i], ties, weights, sums)


@loop
def reweigh(before: float, after: float, indptr: I8, indices: U4, words: U4, sums: F8) -> None:
    """Let a layer's ties weigh something else than before (0 until the first week)."""
    for i in range(words.size):
        active = F(words[i] >> rules.ACTIVE_BIT)
        registered = F((words[i] >> rules.REGISTERED_BIT) & np.uint32(1))
        level = F(words[i] & rules.LEVEL)
        more_active = rules.tie_sum(after, active) - rules.tie_sum(before, active)
        more_registered = rules.tie_sum(after, registered) - rules.tie_sum(before, registered)
        more_opinion = rules.tie_sum(after, level) - rules.tie_sum(before, level)
        for k in range(indptr[i], indptr[i + 1]):
            sums[ACTIVE, indices[k]] += more_active
            sums[REGISTERED, indices[k]] += more_registered
            sums[OPINION, indices[k]] += more_opinion


@loop
def _share(out: F4, total: F8, inverse: F4) -> None:
    for t in range(out.size):
        out[t] = rules.weighted_share(total[t], inverse[t])


@loop
def _opinion(out: F4, total: F8, inverse: F4, belief: F4, levels: float) -> None:
    for t in range(out.size):
        out[t] = rules.peers_opinion(total[t], inverse[t], belief[t], levels)


@loop
def sense_ties(start: int, end: int, sums: F8, inverse: F4, belief: F4, levels: float, s: Scratch) -> None:
    """Fill the buffers of weighted shares (visibly active, registered) and of colleagues' opinion (Y) of a chunk."""
    n, mine = end - start, inverse[start:end]
    _share(s.floats[a.ACTIVE_SHARE, :n], sums[ACTIVE, start:end], mine)
    _share(s.floats[a.REGISTERED_SHARE, :n], sums[REGISTERED, start:end], mine)
    _opinion(s.floats[a.OPINION, :n], sums[OPINION, start:end], mine, belief[start:end], levels)


@loop
def crowd(words: U4, silos: U2, totals: I8) -> None:
    """Add up what a well-mixed population shows: totals [silos + 1, 4] of people, active, registered, belief levels."""
    totals[:] = 0
    last = totals.shape[0] - 1
    for i in range(silos.size):
        word, silo = words[i], silos[i]
        totals[silo, 0] += 1
        totals[silo, 1] += np.int64(word >> rules.ACTIVE_BIT)
        totals[silo, 2] += np.int64((word >> rules.REGISTERED_BIT) & np.uint32(1))
        totals[silo, 3] += np.int64(word & rules.LEVEL)
    for silo in range(last):
        for k in range(totals.shape[1]):
            totals[last, k] += totals[silo, k]


@loop
def sense_crowd(silo: int, totals: I8, within: float, levels: float, n: int, s: Scratch) -> None:
    """Fill the buffers of shares and opinion with what everybody of a silo meets."""
    own, every = totals[silo], totals[totals.shape[0] - 1]
    size, all_size = F(own[0]), F(every[0])
    s.floats[a.ACTIVE_SHARE, :n] = rules.mixed_share(F(own[1]), size, F(every[1]), all_size, within)
    s.floats[a.REGISTERED_SHARE, :n] = rules.mixed_share(F(own[2]), size, F(every[2]), all_size, within)
    level = rules.mixed_share(F(own[3]), size, F(every[3]), all_size, within)
    s.floats[a.OPINION, :n] = rules.peers_opinion(np.float64(level), ONE, ZERO, levels)


@loop
def sense_manager(managers: U4, shown: F4, out: F4) -> None:
    """L: the own manager's shown activity (0 for the head, whose manager is the dummy)."""
    for t in range(out.size):
        out[t] = shown[managers[t]]


@loop
def sense_content(slots: U4, reach: F4, official: float, half: float, out: F4) -> None:
    """Pull of the content that a person's communities and the official pages show."""
    for t in range(out.size):
        content = rules.total_content(reach[slots[t, 0]], reach[slots[t, 1]], reach[slots[t, 2]], official)
        out[t] = rules.content_pull(content, half)
