"""Questions to the table of a study: what an outcome depends on, and where it is too high or too low."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.results.errors import InputError
from simulation.studies.discovery.prim import Box, discover
from simulation.studies.running.frames import COMPANY
from simulation.studies.sensitivity.designed import morris_of, sobol_of
from simulation.studies.sensitivity.given import first_order, luck, pawn
from simulation.studies.sensitivity.outcome import SensitivityIndices
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.studies.file.study import Study

Array = NDArray[np.float64]
WHOLE: Final = ("sobol_indices", "morris")
"""Designs that tell nothing unless all their points are there."""
FEWEST: Final = 30
"""Points below which nothing is said about what an outcome depends on."""


@dataclass(frozen=True)
class PointOutcomes:
    """A measure or its paired effect in a week: values of points [points, things], outcomes [points, replicates]."""

    values: pd.DataFrame
    rows: Array | None
    """The points in the unit cube; none where they were listed."""
    outcomes: Array


def outcomes(study: Study, column: str, week: int) -> PointOutcomes:
    """Return what a study's runs show in a column of its table; points with a run missing are left out.

    Raises:
        InputError: there is no such column, or no run in that week.
    """
    frame = study.frame()
    columns = [name for name in frame.columns if name not in ("point", "replicate", "week", "silo")]
    if column not in columns:
        raise InputError(unknown("column", column, columns))
    chosen = frame[frame["week"] == week]
    if "silo" in chosen:
        chosen = chosen[chosen["silo"] == COMPANY]
    chosen = chosen.assign(run=chosen.groupby("point").cumcount())  # with fresh luck, points have other replicates
    table = chosen.pivot(index="point", columns="run", values=column)
    table = table[chosen.groupby("point").size() == study.replicates()]
    if table.empty:
        raise InputError(f"no run of week {week} is there; wandel study run {study.path}")
    values = chosen.groupby("point").first().loc[table.index, list(study.space.names)]
    places = table.index.to_numpy(int)
    rows = np.asarray(study.points)[places] if isinstance(study.points, np.ndarray) else None
    return PointOutcomes(values.reset_index(drop=True), rows, table.to_numpy(float))


def hangs_on(study: Study, column: str, week: int) -> dict[str, SensitivityIndices]:
    """Return what an outcome depends on, by what the study's design tells, and the share of luck.

    The designs `sobol_indices` and `morris` have methods of their own. Any other one gives shares of the variance and
    moves of the whole distribution.

    Raises:
        InputError: points were listed, or are too few, or some of them are missing.
    """
    found = outcomes(study, column, week)
    names, means, design = study.space.names, found.outcomes.mean(axis=1), study.settings.design
    kind = "" if design is None else design.kind
    if found.rows is None or (len(found.rows) < FEWEST and kind not in WHOLE):
        raise InputError(f"needs a design (latin_hypercube, sobol_sequence, ...) of at least {FEWEST} points")
    if kind in WHOLE and len(means) < len(study.points):
        raise InputError(f"{len(study.points) - len(means)} of {len(study.points)} points are missing or failed")
    if kind == "sobol_indices":
        told = {"Sobol": sobol_of(names, means)}
    elif kind == "morris":
        told = {"Morris": morris_of(names, found.rows, means)}
    else:
        told = {
            "share of the variance": first_order(names, found.rows, means),
            "whole distribution": pawn(names, found.rows, means),
        }
    return told | ({"luck": luck(found.outcomes)} if found.outcomes.shape[1] > 1 else {})


def box(study: Study, column: str, week: int, *, below: float | None = None, above: float | None = None) -> Box:
    """Return where an outcome lies below or above a limit, in the mean over replicates.

    Raises:
        InputError: not exactly one limit is given, or no run is beyond it, or all are.
    """
    if (below is None) == (above is None):
        raise InputError("give one limit: --below or --above")
    found = outcomes(study, column, week)
    means = found.outcomes.mean(axis=1)
    is_case = means < below if below is not None else means > above
    try:
        return discover(pd.get_dummies(found.values, dtype=float), is_case)
    except ValueError as error:
        raise InputError(f"{column} in week {week}: {error}") from None
