"""Building the kernel's layout: chunks of people by silo, ties person by person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.engines.kernel.arrays import CHUNK, F4, F8, I4, I8, U1, U4, TieLayout
from simulation.model import rules
from simulation.model.arithmetic import F
from simulation.organisation.organisation import Organisation, roles_of
from simulation.organisation.sealing import seal

Adjacency = tuple[NDArray[np.int64], NDArray[np.uint32]]
"""Where each person's ties begin, and with whom they are."""


def chunks(silo: NDArray[np.uint16]) -> tuple[I8, I4]:
    """Cut silo-contiguous people into chunks; return starts [G + 1] and each chunk's silo [G]."""
    edges = np.flatnonzero(np.diff(silo)) + 1
    bounds = np.concatenate([[0], edges, [silo.size]])
    pieces = [np.arange(start, end, CHUNK) for start, end in pairwise(bounds)]
    starts = np.concatenate([*pieces, [silo.size]]).astype(np.int64)
    return starts, silo[starts[:-1]].astype(np.int32)


def tie_layout(layers: Sequence[Adjacency]) -> TieLayout:
    """Lay the ties of all layers out, a person's side by side."""
    nobody = np.zeros(layers[0][0].size, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint8)
    return with_layers(seal(TieLayout(*nobody)), 0, layers)


def with_layers(before: TieLayout, first: int, layers: Sequence[Adjacency]) -> TieLayout:
    """Return a layout of ties with further layers, the number of the first of which is given."""
    start = before.start.copy()
    for indptr, _ in layers:
        start += indptr
    neighbours = np.empty(start[-1], np.uint32)
    layer = np.empty(start[-1], np.uint8)
    at = start[:-1].copy()
    _copy(before, at, neighbours, layer)
    for k, (indptr, indices) in enumerate(layers, first):
        place(k, indptr, indices, at, neighbours, layer)
    return TieLayout(start, neighbours, layer)


@loop
def _copy(before: TieLayout, at: I8, neighbours: U4, layer: U1) -> None:
    """Copy everybody's row to where it goes."""
    for i in range(at.size):
        first, here = before.start[i], at[i]
        n = before.start[i + 1] - first
        for k in range(n):
            neighbours[here + k] = before.neighbours[first + k]
            layer[here + k] = before.layer[first + k]
        at[i] = here + n


@loop
def place(k: int, indptr: I8, indices: U4, at: I8, neighbours: U4, layer: U1) -> None:
    """Copy the rows of layer k to where each person's next ones go."""
    for i in range(at.size):
        for tie in range(indptr[i], indptr[i + 1]):
            neighbours[at[i]] = indices[tie]
            layer[at[i]] = k
            at[i] += 1


@loop
def reweigh_degree(before: float, after: float, indptr: I8, total: F8) -> None:
    """Let each person's ties in a layer weigh something else than before in a sum of tie weights."""
    for i in range(total.size):
        degree = F(indptr[i + 1] - indptr[i])
        total[i] += rules.tie_sum(after, degree) - rules.tie_sum(before, degree)


@loop
def inverse(total: F8, out: F4) -> None:
    """Fill in 1 / (sum of a person's tie weights), 0 without ties."""
    for i in range(total.size):
        out[i] = rules.inverse_or_zero(F(total[i]))


def fixed(organisation: Organisation) -> tuple[I8, I4, U1, U4]:
    """Return what all replicates share: starts and silos of the chunks, roles, and who is not plain staff."""
    role = roles_of(organisation)
    return *chunks(organisation.silo), role, np.flatnonzero(role).astype(np.uint32)
