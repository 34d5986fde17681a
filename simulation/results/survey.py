"""A run's surveys read back: what was shown, what was true, and which differences the surveys could see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from simulation.portable.sums import mean
from simulation.results.arrow import numbers, texts
from simulation.results.errors import InputError
from simulation.results.quantiles import BAND, Array, Band, band, quantiles
from simulation.results.reader import StoredRun
from simulation.results.tables import TOTAL
from simulation.settings import composed
from simulation.survey.power import detectable, power
from simulation.words.nearest import unknown

_SPREADS: Final = ("response_rate", "mean", "agree_share", "true_mean", "nonresponse_bias", "noise_bias")
_READ: Final = ("invited", "answered", "expected_sd", *_SPREADS)


@dataclass(frozen=True, slots=True)
class Spread:
    """A number over replicates: mean and 80% band, of those in which it is defined; NaN where it is in none."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A difference in one item between two surveys, and whether they see it.

    ``true`` is the difference of the true means, ``shown`` the one that such surveys show on
    average, with their biases. ``power`` is the chance that a two-sided z-test sees it, 0 in
    replicates in which a result is suppressed; ``n_shown`` counts the others. ``detectable`` is the
    least difference that is seen with a power of 80%, NaN where nothing is shown.
    """

    item: str
    true: Spread
    shown: Spread
    power: Spread
    detectable: float
    n_shown: int


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """What the survey of one week sees of a plan."""

    week: int
    date: str
    seen: list[Seen]


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One item of one survey in one silo, or in all, over replicates.

    ``invited`` and ``answered`` are means; ``n_shown`` counts the replicates in which the result is not
    suppressed; ``change`` is what is seen of the change since the run's first survey, None for that one.
    """

    week: int
    date: str
    item: str
    invited: float
    answered: float
    response_rate: Spread
    mean: Spread
    agree_share: Spread
    true_mean: Spread
    nonresponse_bias: Spread
    noise_bias: Spread
    n_shown: int
    change: Seen | None


@dataclass(frozen=True, slots=True)
class ItemBands:
    """One item over time in the whole organisation: bands over replicates, [surveys]."""

    item: str
    shown: Band
    true: Band
    nonresponse_bias: Band


@dataclass(frozen=True, slots=True)
class SurveyBands:
    """What a figure shows of a run's surveys; arrays are [surveys]."""

    weeks: list[int]
    dates: list[str]
    items: list[ItemBands]
    response_rate: Band


@dataclass(frozen=True, slots=True)
class Surveys:
    """All surveys of a run; columns are [replicates, surveys, silos + 1, items], the last silo is `all`."""

    silos: tuple[str, ...]
    weeks: list[int]
    dates: list[str]
    items: list[str]
    columns: dict[str, Array]

    @classmethod
    def read(cls, run: StoredRun) -> Surveys | None:
        """Return a run's surveys; None where it asked none."""
        if "survey" not in run.manifest.tables:
            return None
        table = run.table("survey", ["week", "item", *_READ])
        silos = (*run.manifest.silos, TOTAL)
        items = texts(table["item"])[1]
        week = numbers(table["week"]).reshape(run.manifest.replicates, -1, len(silos), len(items))
        weeks = week[0, :, 0, 0].tolist()
        dates = run.dates()
        columns = {name: numbers(table[name]).astype(np.float64).reshape(week.shape) for name in _READ}
        return cls(silos, weeks, [dates[w] for w in weeks], items, columns)

    @classmethod
    def need(cls, run: StoredRun) -> Surveys:
        """Return a run's surveys.

        Raises:
            InputError: it asked none.
        """
        found = cls.read(run)
        if found is None:
            raise InputError(
                f"the run in {run.folder} asked no survey; give its scenario a section `survey:` "
                "(`wandel explain survey`) and run it again"
            )
        return found

    def silo(self, name: str) -> int:
        """Return where a silo stands.

        Raises:
            InputError: there is no such silo.
        """
        name = composed(name)
        if name not in self.silos:
            raise InputError(unknown("silo", name, self.silos))
        return self.silos.index(name)

    def rows(self, silo: str = TOTAL) -> list[SurveyRow]:
        """Return what one silo, or all, were shown and what was true, item by item and survey by survey."""
        place = self.silo(silo)
        return [self._row(k, place, i) for i in range(len(self.items)) for k in range(len(self.weeks))]

    def _row(self, k: int, place: int, i: int) -> SurveyRow:
        values = {name: column[:, k, place, i] for name, column in self.columns.items()}
        return SurveyRow(
            week=self.weeks[k],
            date=self.dates[k],
            item=self.items[i],
            invited=float(mean(values["invited"])),
            answered=float(mean(values["answered"])),
            **{name: spread(values[name]) for name in _SPREADS},
            n_shown=int((~np.isnan(values["mean"])).sum()),
            change=_seen(self.items[i], self.one(0, place, i), self.one(k, place, i)) if k else None,
        )

    def one(self, k: int, place: int, i: int) -> tuple[Array, Array, Array]:
        """Return true mean, mean that is shown on average, and its standard error, each [replicates].

        The standard error is that of the design, expected sd / sqrt(answered): the sd of a few answers says
        little, and is 0 where all happen to be the same. It is NaN where the result is suppressed.
        """
        true, shown, by_response, by_noise, sd, n = (
            self.columns[name][:, k, place, i]
            for name in ("true_mean", "mean", "nonresponse_bias", "noise_bias", "expected_sd", "answered")
        )
        error = np.where(np.isnan(shown), np.nan, sd / np.sqrt(np.maximum(n, 1)))
        return true, true + by_response + by_noise, error

    def bands(self) -> SurveyBands:
        """Return what a figure shows of the whole organisation."""
        names = ("mean", "true_mean", "nonresponse_bias")
        items = [
            ItemBands(item, *(band(self.columns[name][:, :, -1, i]) for name in names))
            for i, item in enumerate(self.items)
        ]
        return SurveyBands(self.weeks, self.dates, items, band(self.columns["response_rate"][:, :, -1, 0]))


def seen_of_plan(base: Surveys, plan: Surveys, silo: str = TOTAL) -> dict[int, list[Seen]]:
    """Return what surveys see of a plan against its base, by week, in the weeks and items that both runs asked.

    Raises:
        InputError: the surveys have no week or no item in common, or there is no such silo.
    """
    place = base.silo(silo)
    weeks = [week for week in base.weeks if week in plan.weeks]
    items = [item for item in base.items if item in plan.items]
    if not weeks or not items:
        what = "item" if weeks else "week"
        raise InputError(f"the surveys of the two runs have no {what} in common; give both the same section `survey:`")
    return {
        week: [
            _seen(item, *(run.one(run.weeks.index(week), place, run.items.index(item)) for run in (base, plan)))
            for item in items
        ]
        for week in weeks
    }


def seen_by(base: StoredRun, plan: StoredRun, week: int) -> PlanSeen | None:
    """Return what the last survey up to ``week`` sees of a plan in the whole organisation.

    None unless both runs asked surveys with a week up to ``week`` and an item in common.
    """
    surveys = [Surveys.read(base), Surveys.read(plan)]
    if surveys[0] is None or surveys[1] is None:
        return None
    try:
        seen = seen_of_plan(surveys[0], surveys[1])
    except InputError:
        return None
    weeks = [each for each in seen if each <= week]
    return PlanSeen(weeks[-1], base.dates()[weeks[-1]], seen[weeks[-1]]) if weeks else None


def _seen(item: str, first: tuple[Array, Array, Array], second: tuple[Array, Array, Array]) -> Seen:
    """Compare two results, replicate by replicate; each is true mean, mean shown on average, standard error."""
    shown = second[1] - first[1]
    error = np.sqrt(first[2] * first[2] + second[2] * second[2])
    return Seen(
        item=item,
        true=spread(second[0] - first[0]),
        shown=spread(shown),
        power=spread(power(shown, error)),
        detectable=spread(detectable(error)).mean,
        n_shown=int((~np.isnan(error)).sum()),
    )


def spread(values: Array) -> Spread:
    """Return mean and 80% band over replicates, those left out in which a value is not defined."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return Spread(np.nan, np.nan, np.nan)
    low, _, high = (float(q) for q in quantiles(defined, BAND))
    return Spread(float(mean(defined)), low, high)
