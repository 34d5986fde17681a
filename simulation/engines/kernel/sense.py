"""Phase sense: what each person of a chunk sees of colleagues, manager and communities."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.arrays import F4, I4, I8, ROWS, U2, U4, Scratch, TieLayout
from simulation.model import rules
from simulation.model.arithmetic import F, ZERO

_U8 = np.uint64
_31, _22 = _U8(31), _U8(22)
_REGISTERED, _BELIEF = _U8(511), _U8((1 << 22) - 1)


@loop
def _flush(total: int, row: int, active: I4, registered: I4, belief: I4) -> None:
    """Take one row's packed sum apart."""
    active[row] += np.int32(total >> _31)
    registered[row] += np.int32((total >> _22) & _REGISTERED)
    belief[row] += np.int32(total & _BELIEF)


@loop
def _sum_rows(
    first: int, last: int, tie_start: I8, neighbours: U4, rows: U2, words: U4, active: I4, registered: I4, belief: I4
) -> None:
    """Add up the shared words of eight people's ties side by side."""
    for s in range(first, last):
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = _U8(0)
        for k in range(tie_start[s], tie_start[s + 1], ROWS):
            q = neighbours[k : k + ROWS]
            a0 += _U8(words[q[0]])
            a1 += _U8(words[q[1]])
            a2 += _U8(words[q[2]])
            a3 += _U8(words[q[3]])
            a4 += _U8(words[q[4]])
            a5 += _U8(words[q[5]])
            a6 += _U8(words[q[6]])
            a7 += _U8(words[q[7]])
        r = rows[s * ROWS : s * ROWS + ROWS]
        _flush(a0, r[0], active, registered, belief)
        _flush(a1, r[1], active, registered, belief)
        _flush(a2, r[2], active, registered, belief)
        _flush(a3, r[3], active, registered, belief)
        _flush(a4, r[4], active, registered, belief)
        _flush(a5, r[5], active, registered, belief)
        _flush(a6, r[6], active, registered, belief)
        _flush(a7, r[7], active, registered, belief)


@loop
def _accumulate(total: F4, weight: float, count: I4) -> None:
    for t in range(total.size):
        total[t] = rules.add_weighted(total[t], weight, F(count[t]))


@loop
def _share(total: F4, inverse: F4) -> None:
    for t in range(total.size):
        total[t] = rules.weighted_share(total[t], inverse[t])


@loop
def _opinion(total: F4, inverse: F4, belief: F4) -> None:
    for t in range(total.size):
        total[t] = rules.peers_opinion(total[t], inverse[t], belief[t])


@loop
def sense_ties(
    g: int, n: int, ties: TieLayout, words: U4, weights: F4, inverse: F4, belief: F4, s: Scratch
) -> None:
    """Fill the buffers of weighted shares (visibly active, registered) and of colleagues' opinion (Y) of chunk g."""
    active, registered, opinion = s.floats[a.ACTIVE_SHARE, :n], s.floats[a.REGISTERED_SHARE, :n], s.floats[a.OPINION, :n]
    active[:] = ZERO
    registered[:] = ZERO
    opinion[:] = ZERO
    n_active, n_registered, n_belief = s.ints[a.ACTIVE_COUNT], s.ints[a.REGISTERED_COUNT], s.ints[a.BELIEF_COUNT]
    for layer in range(weights.size):
        first, last = ties.slice_start[layer, g], ties.slice_start[layer, g + 1]
        if first == last or weights[layer] == ZERO:
            continue
        n_active[:n] = 0
        n_registered[:n] = 0
        n_belief[:n] = 0
        _sum_rows(
            first, last, ties.tie_start, ties.neighbours, ties.rows, words, n_active, n_registered, n_belief
        )
        _accumulate(active, weights[layer], n_active[:n])
        _accumulate(registered, weights[layer], n_registered[:n])
        _accumulate(opinion, weights[layer], n_belief[:n])
    _share(active, inverse)
    _share(registered, inverse)
    _opinion(opinion, inverse, belief)


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
