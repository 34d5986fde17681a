"""The split of a portfolio's effect on one measure over its interventions, replicate by replicate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.attribution import shapley
from simulation.attribution.asked import check_measure, check_silo
from simulation.attribution.cases import Case, Setting
from simulation.attribution.players import Player, players_of
from simulation.attribution.rerun import COLUMNS, Laboratory
from simulation.attribution.store import ReplicateValues
from simulation.measures import MEASURES
from simulation.portable import sums
from simulation.results.effects import Effect, UnitCost, effect, unit_cost
from simulation.results.errors import InputError
from simulation.results.tables import TOTAL

Array = NDArray[np.float64]
COST: Final = "cost_eur_cumulative"
DEFAULT_MEASURE: Final = "readers_28"
DEFAULT_SAMPLES: Final = 64
"""Orders that are sampled where there are too many players for all sets."""
LEAST_SAMPLES: Final = 4
"""Two antithetic pairs: fewer give no error of the sampling."""


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """What to split: a measure of one silo (the whole organisation where left out), over players.

    ``groups`` are texts ``NAME=a,b,c``. ``samples`` orders are sampled; where left out, all sets
    are run up to `shapley.EXACT_PLAYERS` players, and `DEFAULT_SAMPLES` orders beyond.
    """

    measure: str = DEFAULT_MEASURE
    silo: str | None = None
    groups: tuple[str, ...] = ()
    samples: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One player's part of the total.

    ``effect`` holds its part over replicates, whose means add up to the mean total (medians need
    not). ``sampling_error`` is the standard error of the mean that comes from sampling orders, 0
    where all sets were run. ``alone`` is the effect of this player without all others, ``last``
    what is lost without it alone; both are means. ``eur`` is its cost up to the week.
    """

    player: Player
    effect: Effect
    sampling_error: float
    alone: float
    last: float
    eur: float
    cost_per_unit: UnitCost


@dataclass(frozen=True, slots=True)
class Split:
    """A total and its parts. ``residue`` is the largest gap in any replicate between total and sum of parts."""

    setting: Setting
    measure: str
    silo: str
    replicates: int
    method: str
    n_sets: int
    samples: int
    baseline: float
    total: Effect
    eur: float
    cost_per_unit: UnitCost
    shares: list[Share]
    residue: float


@dataclass(frozen=True)
class SplitPlan:
    """The players that have begun, the orders of a sample (none where all sets are run), and the cases to run."""

    setting: Setting
    players: list[Player]
    playing: list[Player]
    drawn: list[tuple[int, ...]]
    sets: list[int] = field(default_factory=list)

    def case(self, members: int) -> Case:
        """Return the scenario with some of the players only."""
        gone = [name for i, p in enumerate(self.playing) if not members >> i & 1 for name in p.interventions]
        return self.setting.case(without=gone)

    @property
    def cases(self) -> dict[int, Case]:
        """The case of each set."""
        return {members: self.case(members) for members in self.sets}


def work(setting: Setting, wanted: SplitRequest) -> SplitPlan:
    """Return what has to be run for a split.

    Raises:
        InputError: the scenario or what is wanted cannot be split.
    """
    players = players_of(setting.scenario, wanted.groups)
    begun = {setting.names[i] for i in setting.begun}
    playing = [player for player in players if begun.intersection(player.interventions)]
    k = len(playing)
    samples = wanted.samples
    if samples is not None and (samples < LEAST_SAMPLES or samples % 2):
        raise InputError(f"--samples must be even and at least {LEAST_SAMPLES}, not {samples}")
    if (samples is None and k <= shapley.EXACT_PLAYERS) or k == 0:
        return SplitPlan(setting, players, playing, [], shapley.all_sets(k))
    drawn = shapley.orders(k, samples or DEFAULT_SAMPLES)
    everybody = (1 << k) - 1
    ends = [members for i in range(k) for members in (1 << i, everybody ^ 1 << i)]
    return SplitPlan(setting, players, playing, drawn, list(dict.fromkeys([*shapley.sets_of(drawn), *ends])))


def split(laboratory: Laboratory, wanted: SplitRequest, replicates: int) -> Split:
    """Return the split; runs what is missing.

    Raises:
        RunInterrupted: it was stopped; finished values are kept.
        InputError: what is wanted cannot be split.
    """
    found = _split(laboratory, wanted, replicates, only_known=False)
    if found is None:
        raise AssertionError("reruns end with all values or an exception")
    return found


def known_split(laboratory: Laboratory, wanted: SplitRequest, replicates: int) -> Split | None:
    """Return the split if all its values are finished, without running anything."""
    return _split(laboratory, wanted, replicates, only_known=True) if laboratory.setting.names else None


def _split(laboratory: Laboratory, wanted: SplitRequest, replicates: int, *, only_known: bool) -> Split | None:
    setting = laboratory.setting
    row = check_silo(setting.scenario, wanted.silo)
    columns = [COLUMNS[check_measure(wanted.measure)], COLUMNS[COST]]
    todo = work(setting, wanted)

    def take(outcome: ReplicateValues) -> Array:
        return outcome.values[row, columns]

    cases = todo.cases
    rerun = laboratory.found if only_known else laboratory.run
    outcomes = rerun(list(cases.values()), replicates, take)
    if outcomes is None:
        return None
    values = {members: np.array(outcomes[case]).T for members, case in cases.items()}  # [measure and cost, replicates]
    return _shared_out(todo, wanted, replicates, values)


def _shared_out(todo: SplitPlan, wanted: SplitRequest, replicates: int, values: dict[int, Array]) -> Split:
    k = len(todo.playing)
    undefined = np.isnan([value[0] for value in values.values()]).any(axis=0)
    for value in values.values():
        value[:, undefined] = np.nan  # a replicate counts for all players or for none
    if todo.drawn:
        parts, pairs = shapley.sampled(values, todo.drawn)
        errors = shapley.sampling_error(_means(pairs[:, :, 0]))
    else:
        parts, errors = shapley.exact(values, k), np.zeros(k)
    total = values[(1 << k) - 1] - values[0]
    gaps = np.abs(sums.total(parts)[0] - total[0])[~undefined]
    return Split(
        setting=todo.setting,
        measure=wanted.measure,
        silo=wanted.silo or TOTAL,
        replicates=replicates,
        method="sampled" if todo.drawn else "exact",
        n_sets=len(values),
        samples=len(todo.drawn),
        baseline=float(_means(values[0][0])),
        total=_over_replicates(total[0]),
        eur=float(_means(total[1])),
        cost_per_unit=_cost_per_unit(wanted, total),
        shares=_shares(todo, wanted, values, parts, errors),
        residue=float(gaps.max()) if gaps.size else float("nan"),
    )


def _shares(
    todo: SplitPlan, wanted: SplitRequest, values: dict[int, Array], parts: Array, errors: Array
) -> list[Share]:
    everybody = (1 << len(todo.playing)) - 1
    nothing = values[0] * 0  # not defined where nothing else is
    found = []
    for player in todo.players:
        part, error, alone, last = nothing, 0.0, nothing, nothing
        if player in todo.playing:
            i = todo.playing.index(player)
            part, error = parts[i], float(errors[i])
            alone, last = values[1 << i] - values[0], values[everybody] - values[everybody ^ 1 << i]
        found.append(
            Share(
                player=player,
                effect=_over_replicates(part[0]),
                sampling_error=error,
                alone=float(_means(alone[0])),
                last=float(_means(last[0])),
                eur=float(_means(part[1])),
                cost_per_unit=_cost_per_unit(wanted, part),
            )
        )
    return found


def _cost_per_unit(wanted: SplitRequest, part: Array) -> UnitCost:
    """Cost of one unit more; of a measure that is a share, of one percentage point more."""
    gain = part[0] * 100 if MEASURES[wanted.measure].unit == "share" else part[0]
    return unit_cost(part[1], gain)


def _over_replicates(difference: Array) -> Effect:
    return effect(np.zeros_like(difference), difference)


def _means(values: Array) -> Array:
    """Mean over the last axis, undefined replicates left out; NaN where none is defined."""
    defined = ~np.isnan(values)
    count = defined.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums.total(np.where(defined, values, 0.0), axis=-1) / count)
