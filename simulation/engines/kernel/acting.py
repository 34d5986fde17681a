"""What acts on people in a week, as the phases look it up."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel.arrays import B1, F4, I8, Record
from simulation.model import effects as e
from simulation.model import rules
from simulation.model.arithmetic import ZERO
from simulation.model.effects import Effects

_I4 = np.int32


@loop
def copy(values: F4, out: F4) -> None:
    """Copy values."""
    for t in range(out.size):
        out[t] = values[t]


@loop
def load(out: F4, channel: int, start: int, effects: Effects) -> None:
    """Copy a chunk's part of a channel that is 0 where nothing acts."""
    row = effects.row[channel]
    if row < 0:
        out[:] = ZERO
    else:
        copy(effects.person[row, start : start + out.size], out)


@part
def reaches(channel: int, start: int, end: int, effects: Effects) -> bool:
    """Whether a pulse that reaches many (it lists nobody) acts on somebody of a chunk."""
    row = effects.row[channel]
    return row >= 0 and listed(channel, effects).size == 0 and _any(effects.person[row, start:end])


@part
def listed(channel: int, effects: Effects) -> I8:
    """Whom a pulse reaches that reaches few; nobody for others."""
    return effects.listed[effects.span[channel, 0] : effects.span[channel, 1]]


@loop
def list_once(places: I8, span: I8, seen: B1) -> None:
    """Leave out repeated places of each channel's span; ``seen`` [n] has no marks before and after."""
    for channel in range(span.shape[0]):
        first, last = span[channel, 0], span[channel, 0]
        for k in range(first, span[channel, 1]):
            if not seen[places[k]]:
                seen[places[k]] = True
                places[last] = places[k]
                last += 1
        for k in range(first, last):
            seen[places[k]] = False
        span[channel, 1] = last


@loop
def _any(values: F4) -> bool:
    found = _I4(0)
    for t in range(values.size):
        found |= _I4(values[t] != ZERO)
    return found != 0


@part
def effect_on(channel: int, i: int, effects: Effects) -> float:
    """Return what acts on person i by a channel that is 0 where nothing acts."""
    row = effects.row[channel]
    return effects.person[row, i] if row >= 0 else ZERO


@part
def push(i: int, effects: Effects, c: Record) -> float:
    """Further hazard of registering, where the platform is."""
    hazard = rules.announced(effect_on(e.REGISTER_HAZARD, i, effects), c.launch_hazard, effect_on(e.LAUNCH, i, effects))
    return rules.access_left(hazard, effect_on(e.BARRED, i, effects))
