"""The organisation as it is drawn, and the week in which everybody registers in one course."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, pi, sqrt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulation.app.limits import Limits, is_within
from simulation.results.errors import InputError
from simulation.results.organisation import is_private

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.model.record import Trajectory
    from simulation.organisation.organisation import Organisation
    from simulation.scenario.schema import Scenario
    from simulation.world import World

EACH: Final = 5_000
"""People up to whom each is drawn; of more, departments are."""
MOST: Final = 20_000
"""People that are simulated for this picture; a larger company is a smaller copy."""
MOST_LINES: Final = 1_200
WIDTH: Final = 1000.0
_TURN: Final = pi * (3 - 5**0.5)
"""The golden angle: points that turn by it fill a disc evenly."""
_GAP: Final = 26.0


@dataclass(frozen=True, slots=True)
class SpreadCourse:
    """Dots (people, or departments of ``sizes`` people) in the discs of their silos, and what happens week by week.

    ``weeks`` hold, dot by dot, the weeks in which its people register, those who never do left out; ``registered`` are
    people with an account at the end of each week, [weeks], for the full size. ``lines`` tie dots of different silos.
    """

    people: int
    simulated: int
    is_each: bool
    start: str
    silos: list[str]
    silo_people: list[int]
    discs: list[tuple[float, float, float]]
    height: float
    x: list[float]
    y: list[float]
    silo: list[int]
    sizes: list[int]
    weeks: list[list[int]]
    registered: list[float]
    lines: list[tuple[int, int]]


def shown_copy(scenario: Scenario, limits: Limits) -> Scenario:
    """Return what is simulated for the picture: one course of at most `MOST` people, which notes who registers when.

    Raises:
        InputError: people are real, so that none may be shown; or the run is beyond the limits.
    """
    if is_private(scenario):
        raise InputError("people of this organisation are real: nobody is shown alone")
    simulated = scenario.simulated.people
    scale = scenario.run.scale * min(1.0, MOST / simulated)
    run = scenario.run.model_copy(update={"replicates": 1, "events": True, "scale": scale})
    copy = scenario.model_copy(update={"run": run})
    if not is_within(copy, limits):
        raise InputError("this company is too large to be shown in this app")
    return copy


def spread(world: World, course: Trajectory) -> SpreadCourse:
    """Return the picture of a course."""
    organisation, n = world.organisation, world.organisation.n_people
    first = _first_weeks(course, n)
    is_each = n <= EACH
    unit = np.arange(n) if is_each else _numbered(organisation)
    sizes = np.bincount(unit)
    members = np.argsort(unit, kind="stable")
    ends = np.cumsum(sizes)
    silo = organisation.silo[members[ends - 1]].astype(int)
    discs, height = _discs(np.bincount(organisation.silo, minlength=organisation.n_silos))
    x, y = _places(silo, sizes, discs)
    weeks = [sorted(int(w) for w in first[part] if w >= 0) for part in np.split(members, ends[:-1])]
    registered = course.counts[:, :-1, _column("registered")].sum(axis=1) * world.weight
    return SpreadCourse(
        people=world.stated.organisation.people,
        simulated=n,
        is_each=is_each,
        start=world.stated.run.start.isoformat(),
        silos=list(organisation.silo_names),
        silo_people=[round(int(each) * world.weight) for each in np.bincount(organisation.silo)],
        discs=discs,
        height=height,
        x=[round(float(each), 1) for each in x],
        y=[round(float(each), 1) for each in y],
        silo=silo.tolist(),
        sizes=sizes.tolist(),
        weeks=weeks,
        registered=[float(each) for each in registered],
        lines=_lines(organisation, unit, silo),
    )


def as_data(drawn: SpreadCourse) -> dict[str, Any]:
    """Return a picture as the page draws it."""
    return {name: getattr(drawn, name) for name in SpreadCourse.__slots__}


def _column(name: str) -> int:
    from simulation.model.record import COUNTERS

    return list(COUNTERS).index(name)


def _first_weeks(course: Trajectory, n: int) -> NDArray[np.int64]:
    """Return the week in which each person registers first; -1 for those who never do."""
    first = np.full(n, -1, np.int64)
    events = course.events or {}
    if events:
        weeks, people = events["week"].astype(np.int64), events["person"].astype(np.int64)
        order = np.argsort(-weeks, kind="stable")
        first[people[order]] = weeks[order]
    return first


def _numbered(organisation: Organisation) -> NDArray[np.int64]:
    """Return the department of each person, counted without gaps."""
    return np.unique(organisation.department, return_inverse=True)[1].astype(np.int64)


def _discs(people: NDArray[np.int64]) -> tuple[list[tuple[float, float, float]], float]:
    """Return centre and radius of a disc for each silo, its area as its people, in rows like words of a text."""
    area = WIDTH * WIDTH * 0.42 / max(1, int(people.sum()))
    radii = [max(9.0, sqrt(area * int(each) / pi) * 0.8) for each in people]
    places: list[tuple[float, float, float]] = []
    row: list[float] = []
    top = 0.0

    def close() -> None:
        nonlocal top
        tall = max(row)
        left = (WIDTH - sum(2 * each for each in row) - _GAP * (len(row) - 1)) / 2
        for radius in row:
            places.append((round(left + radius, 1), round(top + _GAP + tall, 1), round(radius, 1)))
            left += 2 * radius + _GAP
        top += 2 * tall + 2 * _GAP

    for radius in radii:
        if row and sum(2 * each + _GAP for each in row) + 2 * radius > WIDTH:
            close()
            row = []
        row.append(radius)
    close()
    return places, ceil(top)


def _places(
    silo: NDArray[np.int64], sizes: NDArray[np.int64], discs: list[tuple[float, float, float]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where dots lie: in the order in which they are numbered, outward along a spiral that fills their disc."""
    x, y = np.zeros(silo.size), np.zeros(silo.size)
    for number, (left, top, radius) in enumerate(discs):
        here = np.flatnonzero(silo == number)
        if here.size == 0:
            continue
        inside = (np.cumsum(sizes[here]) - sizes[here] / 2) / sizes[here].sum()
        distance, angle = radius * 0.94 * np.sqrt(inside), _TURN * np.arange(here.size)
        x[here], y[here] = left + distance * np.cos(angle), top + distance * np.sin(angle)
    return x, y


def _lines(organisation: Organisation, unit: NDArray[np.int64], silo: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return ties between dots of different silos, evenly picked where there are very many."""
    found = []
    for layer in organisation.layers:
        counts = np.diff(layer.indptr)
        ends = np.stack([unit[np.repeat(np.arange(organisation.n_people), counts)], unit[layer.indices]], axis=1)
        found.append(ends[(ends[:, 0] < ends[:, 1]) & (silo[ends[:, 0]] != silo[ends[:, 1]])])
    every = np.unique(np.concatenate(found), axis=0)
    step = max(1, ceil(len(every) / MOST_LINES))
    return [(int(a), int(b)) for a, b in every[::step]]
