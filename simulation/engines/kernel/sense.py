"""Phase sense: what each person of a chunk sees of colleagues, manager and communities."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.arrays import F4, I8, ROWS, U2, U4, Keys, Scratch, TieLayout
from simulation.model import rules
from simulation.model.arithmetic import ONE, ZERO, F

_U8 = np.uint64
FEW = 4
"""A layer in which fewer than one in so many of a chunk have ties is added up person by person."""
_31, _22 = _U8(31), _U8(22)
_REGISTERED, _BELIEF = _U8(511), _U8((1 << 22) - 1)


@loop
def _sum_rows(first: int, last: int, tie_start: I8, neighbours: U4, rows: U2, words: U4, packed: Keys) -> None:
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
        packed[r[0]] = a0
        packed[r[1]] = a1
        packed[r[2]] = a2
        packed[r[3]] = a3
        packed[r[4]] = a4
        packed[r[5]] = a5
        packed[r[6]] = a6
        packed[r[7]] = a7


@loop
def _accumulate(active: F4, registered: F4, belief: F4, weight: float, packed: Keys) -> None:
    """Take the packed sums of a layer apart and add them with its weight."""
    for t in range(active.size):
        active[t] = rules.add_weighted(active[t], weight, F(np.int32(packed[t] >> _31)))
    for t in range(active.size):
        registered[t] = rules.add_weighted(registered[t], weight, F(np.int32((packed[t] >> _22) & _REGISTERED)))
    for t in range(active.size):
        belief[t] = rules.add_weighted(belief[t], weight, F(np.int32(packed[t] & _BELIEF)))


@loop
def _accumulate_few(
    first: int, last: int, rows: U2, active: F4, registered: F4, belief: F4, weight: float, packed: Keys
) -> None:
    """The same for the people of some slices only: of a layer in which few of the chunk have ties."""
    for s in range(first, last):
        for k in range(s * ROWS, s * ROWS + ROWS):
            t = rows[k]
            if t < active.size:  # padding rows lie behind the last person
                active[t] = rules.add_weighted(active[t], weight, F(np.int32(packed[t] >> _31)))
                registered[t] = rules.add_weighted(registered[t], weight, F(np.int32((packed[t] >> _22) & _REGISTERED)))
                belief[t] = rules.add_weighted(belief[t], weight, F(np.int32(packed[t] & _BELIEF)))


@loop
def _hub(
    i: int, t: int, indptr: I8, indices: U4, words: U4, weight: float, active: F4, registered: F4, belief: F4
) -> None:
    """Add the ties of one person who has too many of them for a packed sum."""
    n_active = n_registered = n_belief = np.int32(0)
    for k in range(indptr[i], indptr[i + 1]):
        word = _U8(words[indices[k]])
        n_active += np.int32(word >> _31)
        n_registered += np.int32((word >> _22) & _REGISTERED)
        n_belief += np.int32(word & _BELIEF)
    active[t] = rules.add_weighted(active[t], weight, F(n_active))
    registered[t] = rules.add_weighted(registered[t], weight, F(n_registered))
    belief[t] = rules.add_weighted(belief[t], weight, F(n_belief))


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
    g: int, start: int, n: int, ties: TieLayout, words: U4, weights: F4, inverse: F4, belief: F4, s: Scratch
) -> None:
    """Fill the buffers of weighted shares (visibly active, registered) and of colleagues' opinion (Y) of chunk g."""
    active, registered, opinion = (
        s.floats[a.ACTIVE_SHARE, :n],
        s.floats[a.REGISTERED_SHARE, :n],
        s.floats[a.OPINION, :n],
    )
    active[:] = ZERO
    registered[:] = ZERO
    opinion[:] = ZERO
    for layer in range(weights.size):
        first, last = ties.slice_start[layer, g], ties.slice_start[layer, g + 1]
        if weights[layer] == ZERO:
            continue
        if first < last:
            few = (last - first) * ROWS * FEW < n
            if not few:
                s.packed[:n] = _U8(0)
            _sum_rows(first, last, ties.tie_start, ties.neighbours, ties.rows, words, s.packed)
            if few:
                _accumulate_few(first, last, ties.rows, active, registered, opinion, weights[layer], s.packed)
            else:
                _accumulate(active, registered, opinion, weights[layer], s.packed)
        for k in range(ties.hub_start[layer, g], ties.hub_start[layer, g + 1]):
            hub = ties.hubs[k]
            _hub(k, hub - start, ties.hub_ties, ties.hub_neighbours, words, weights[layer], active, registered, opinion)
    _share(active, inverse)
    _share(registered, inverse)
    _opinion(opinion, inverse, belief)


@loop
def crowd(words: U4, silos: U2, totals: I8) -> None:
    """Add up what a well-mixed population shows: totals [silos + 1, 4] of people, active, registered, belief levels."""
    totals[:] = 0
    last = totals.shape[0] - 1
    for i in range(silos.size):
        word, silo = _U8(words[i]), silos[i]
        totals[silo, 0] += 1
        totals[silo, 1] += np.int64(word >> _31)
        totals[silo, 2] += np.int64((word >> _22) & _REGISTERED)
        totals[silo, 3] += np.int64(word & _BELIEF)
    for silo in range(last):
        totals[last] += totals[silo]


@loop
def sense_crowd(silo: int, totals: I8, within: float, n: int, s: Scratch) -> None:
    """Fill the buffers of shares and opinion with what everybody of a silo meets."""
    own, every = totals[silo], totals[totals.shape[0] - 1]
    size, all_size = F(own[0]), F(every[0])
    s.floats[a.ACTIVE_SHARE, :n] = rules.mixed_share(F(own[1]), size, F(every[1]), all_size, within)
    s.floats[a.REGISTERED_SHARE, :n] = rules.mixed_share(F(own[2]), size, F(every[2]), all_size, within)
    level = rules.mixed_share(F(own[3]), size, F(every[3]), all_size, within)
    s.floats[a.OPINION, :n] = rules.peers_opinion(level, ONE, ZERO)


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
