"""`forecast` and `backtest`: what a company's own first weeks say of the rest, and how that would have done."""

from __future__ import annotations

import io
from dataclasses import fields
from os import PathLike
from typing import TYPE_CHECKING, Any

from simulation.errors import InputError
from simulation.face.loading import Source, loaded
from simulation.face.running import options_of
from simulation.face.shallow import shallow
from simulation.results.options import RESULTS
from simulation.scenario.python_values import shown
from simulation.studies.forecast import backtest as backtesting
from simulation.studies.forecast import forecast as forecasting
from simulation.studies.forecast.ask import check_forecast, refuse
from simulation.studies.forecast.bank import RUNS
from simulation.studies.running.sweep import STORE
from simulation.system.processes import cores

if TYPE_CHECKING:
    import pandas as pd

FEWEST_RUNS, MOST_RUNS = 200, 100_000
MOST_SEED = 2**31 - 1


class CompanyForecast(forecasting.Forecast):
    """What a company's first weeks say of the rest; `forecast` makes one."""

    def frame(self) -> pd.DataFrame:
        """Return every week of each measure: its last day, what was counted, whether it was used, seven quantiles."""
        import pandas as pd

        from simulation.studies.forecast.files import COURSE_COLUMNS, course_rows

        rows = list(course_rows(self))
        table = pd.DataFrame(rows, columns=list(COURSE_COLUMNS)).replace("", None)
        return table.astype({"observed": float}).set_index(["measure", "week"])

    def taught(self) -> pd.DataFrame:
        """Return every uncertain number, before and now: 10%, 50%, 90%, and the variance gone."""
        import pandas as pd

        from simulation.studies.forecast.files import TAUGHT_COLUMNS, taught_rows

        return pd.DataFrame(list(taught_rows(self)), columns=list(TAUGHT_COLUMNS)).set_index("name")

    def _repr_html_(self) -> str:
        from simulation.present.notebook import forecast_html

        return forecast_html(self)

    def __repr__(self) -> str:
        measures = ", ".join(self.courses)
        return f"Forecast of {self.scenario.name} from week {self.until} to {self.scenario.run.weeks - 1}: {measures}"


class CompanyBacktest(backtesting.Backtest):
    """How a forecast of a company's own last weeks would have done, beside three rivals; `backtest` makes one."""

    def frame(self) -> pd.DataFrame:
        """Return each hidden number with the quantiles of each forecaster."""
        import pandas as pd

        from simulation.present.forecast.backtest import hidden_csv

        return pd.read_csv(io.StringIO(hidden_csv(self)))

    def _repr_html_(self) -> str:
        from simulation.present.notebook import backtest_html

        return backtest_html(self)

    def __repr__(self) -> str:
        hidden = sum(len(curve.weeks) for curve in self.curves)
        return f"Backtest of {self.forecast.scenario.name} after week {self.forecast.until}: {hidden} hidden numbers"


@shallow
def forecast(
    scenario: Source,
    *,
    until: int | None = None,
    runs: int = RUNS,
    seed: int = 1,
    out: str | PathLike[str] = RESULTS,
    workers: int | None = None,
    **changes: Any,
) -> CompanyForecast:
    """Forecast a company from what was counted in its first weeks, as `wandel forecast` does.

    ``scenario`` and ``changes`` are those of `load`; its ``observations`` hold what was counted. ``until`` is the last
    week that is seen (that of the last observation where left out), ``runs`` how many runs over the prior there are,
    which are kept below ``out`` and serve again when new weeks come in.

    >>> seen = [{"measure": "registered", "week": week, "value": 20 + 3 * week} for week in (4, 8, 12)]
    >>> wandel.forecast("small-demo", scale=0.2, weeks=30, observations=seen, runs=200)
    Forecast of small-demo from week 12 to 29: registered, readers_28, contributors_28

    Raises:
        ScenarioError: the scenario cannot be used, or has nothing that a forecast could start from.
        InputError: an argument cannot be.
    """
    chosen = loaded(scenario, changes)
    _check(until, runs, seed)
    options = options_of(out, "kernel", workers)
    check_forecast(chosen, None, until)
    found = forecasting.forecast(
        chosen, options.root / STORE, until=until, runs=runs, seed=seed, workers=workers or cores()
    )
    return CompanyForecast(**{field.name: getattr(found, field.name) for field in fields(found)})


@shallow
def backtest(
    scenario: Source,
    *,
    hide: int | None = None,
    until: int | None = None,
    runs: int = RUNS,
    seed: int = 1,
    out: str | PathLike[str] = RESULTS,
    workers: int | None = None,
    **changes: Any,
) -> CompanyBacktest:
    """Hide the last weeks of what was counted, forecast them, and score that beside three rivals, as `wandel backtest`.

    ``hide`` is how many of the last weeks are hidden (half of them where left out), or ``until`` the last week that
    is seen; all else is as in `forecast`.

    >>> seen = [{"measure": "registered", "week": week, "value": 20 + 3 * week} for week in range(2, 14, 2)]
    >>> wandel.backtest("small-demo", scale=0.2, weeks=30, observations=seen, hide=4, runs=200)
    Backtest of small-demo after week 8: 2 hidden numbers

    Raises:
        ScenarioError: the scenario cannot be used, or too little was counted to hide some of it.
        InputError: an argument cannot be.
    """
    chosen = loaded(scenario, changes)
    _check(until, runs, seed)
    if hide is not None and until is not None:
        raise InputError("hide and until say the same thing in two ways; give one of them")
    _whole("hide", hide if hide is not None else 1, 1, MOST_SEED)
    options = options_of(out, "kernel", workers)
    last, wrong = backtesting.week_before(chosen, hide, until)
    refuse(wrong, chosen, None)
    found = backtesting.backtest(chosen, last, options.root / STORE, runs=runs, seed=seed, workers=workers or cores())
    return CompanyBacktest(**{field.name: getattr(found, field.name) for field in fields(found)})


def _check(until: int | None, runs: int, seed: int) -> None:
    """Refuse numbers that cannot be."""
    _whole("until", 0 if until is None else until, 0, MOST_SEED)
    _whole("runs", runs, FEWEST_RUNS, MOST_RUNS)
    _whole("seed", seed, 0, MOST_SEED)


def _whole(name: str, value: object, low: int, high: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise InputError(f"{name} must be a whole number between {low} and {high}, not {shown(value)}")
