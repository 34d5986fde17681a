"""Measures how often forecasts of known companies hold what came, and makes docs/forecasts.md from that.

Usage: python -m docs.made.forecasts [companies [people]]

Companies are drawn from the prior over companies and run: these are the truths. Their first weeks are published with
errors, and the rest is foretold from one bank of further runs over the same prior. Writes docs/made/forecasts.json. It
takes some minutes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from docs.made.tables import table
from simulation.scenario.schema import Scenario
from simulation.studies.calibration.company import Making, rounded, simulated
from simulation.studies.calibration.problem import generator
from simulation.studies.forecast.backtest import WANDEL, beaten, foretell
from simulation.studies.forecast.bank import RUNS, ForecastBank, bank, course
from simulation.studies.forecast.conditioning import Resembling
from simulation.studies.forecast.curves import curves
from simulation.studies.forecast.forecast import Prepared, drawn, targets_of
from simulation.studies.forecast.rivals import NAMES
from simulation.studies.forecast.scores import LEVELS, covers, crps
from simulation.studies.running.driver import Work
from simulation.studies.running.pools import pool_of
from simulation.studies.store.store import RunStore

DATA: Final = Path(__file__).parent / "forecasts.json"
COMPANIES, PEOPLE = 150, 1200
SEEN: Final = (12, 26, 52)
AHEAD: Final = 52
BACKTEST: Final = 26
"""Weeks that the backtest sees; as many are hidden."""
MEASURES: Final = ("registered", "readers_28")
SPREAD: Final = 0.02
FIRST_LUCK: Final = 50_000
"""Luck of the truths begins here: no run of the bank has it."""


@dataclass(frozen=True)
class Study:
    """A bank, and truths that it has not seen: what each showed [companies, measures, weeks]."""

    bank: ForecastBank
    truths: np.ndarray
    published: np.ndarray

    @classmethod
    def made(cls, companies: int, people: int, runs: int, store: Path, workers: int = 1) -> Study:
        """Run the bank, and companies drawn from the prior."""
        weeks = SEEN[-1] + AHEAD
        company = {"name": "company", "organisation": {"people": people}, "run": {"weeks": weeks}}
        scenario = Scenario.model_validate(company)
        with pool_of(workers) as pool:
            making = Making(RunStore(store), pool, Work())
            made = bank(scenario, making, runs)
            rng = generator(1, "companies")
            z = rng.normal(size=(companies, len(made.names)))
            facts = [name for measure in MEASURES for name in course(measure, range(weeks))]
            values, luck = rounded(z, made.names, made.space), np.arange(FIRST_LUCK, FIRST_LUCK + companies)
            shown = simulated(making, made.space, (), facts, values, luck).to_numpy()
        truths = shown.reshape(companies, len(MEASURES), weeks)
        return cls(made, truths, truths * np.exp(SPREAD * rng.normal(size=truths.shape)))

    def company(self, number: int, weeks: int) -> Scenario:
        """Return a company with what was published of its first weeks."""
        observations = [
            {"measure": name, "week": week, "value": float(self.published[number, i, week]), "spread": SPREAD}
            for i, name in enumerate(MEASURES)
            for week in range(weeks)
        ]
        settings = self.bank.scenario
        return Scenario.model_validate(
            {"name": "company", "observations": observations, "run": {"weeks": settings.run.weeks},
             "organisation": {"people": settings.organisation.people}}
        )  # fmt: skip

    def resembling(self, number: int, seen: int) -> Resembling:
        """Return the runs that resemble a company by its first weeks."""
        _, targets = targets_of(self.company(number, seen), seen - 1)
        key = (seen, targets.facts)
        if key not in self._prepared:
            self._prepared[key] = Prepared.of(self.bank, targets, seen - 1)
        return self._prepared[key].resembling(targets)

    @cached_property
    def _prepared(self) -> dict[Any, Prepared]:
        return {}

    def year_later(self, number: int, seen: int) -> dict[str, tuple[list[bool], float, float]]:
        """Return for each measure whether its bands held what came, the 80% band's width, and the CRPS, as shares."""
        names = [f"{name}@{seen - 1 + AHEAD}" for name in MEASURES]
        draws, people = drawn(self.bank, self.resembling(number, seen), names), self.bank.scenario.organisation.people
        found = {}
        for i, name in enumerate(MEASURES):
            came, column = float(self.truths[number, i, seen - 1 + AHEAD]), draws[:, i]
            low, high = np.quantile(column, (0.1, 0.9))
            held = [covers(column, came, level) for level in LEVELS]
            found[name] = held, float(high - low) / people, crps(column, came) / people
        return found

    def backtest(self, number: int) -> dict[str, dict[str, float]]:
        """Return the CRPS of every forecaster over the hidden weeks, for each measure."""
        scenario = self.company(number, 2 * BACKTEST)
        near = self.resembling(number, BACKTEST)
        hidden = (foretell(self.bank, near, each, BACKTEST - 1) for each in curves(scenario.observations))
        return {each.measure: {name: score.crps for name, score in each.scores.items()} for each in hidden}


def measured(study: Study) -> dict[str, Any]:
    """Return everything that the page says."""
    numbers = range(len(study.truths))
    windows = {str(seen): _window([study.year_later(number, seen) for number in numbers]) for seen in SEEN}
    tests = [study.backtest(number) for number in numbers]
    rows: dict[str, Any] = {}
    for name in MEASURES:
        scores = [each[name] for each in tests]
        rows[name] = {
            "crps": {who: float(np.mean([each[who] for each in scores])) for who in (WANDEL, *NAMES)},
            "beats": {who: float(np.mean([each[WANDEL] < each[who] for each in scores])) for who in NAMES},
            "beats_all": float(np.mean([beaten(each)[1] > 0 for each in scores])),
            "gain": float(np.median([beaten(each)[1] for each in scores])),
        }
    return {"windows": windows, "backtest": rows}


def _window(found: list[dict[str, tuple[list[bool], float, float]]]) -> dict[str, Any]:
    return {
        name: {
            "coverage": [float(each) for each in np.mean([one[name][0] for one in found], axis=0)],
            "width": float(np.mean([one[name][1] for one in found])),
            "crps": float(np.mean([one[name][2] for one in found])),
        }
        for name in MEASURES
    }


def main(companies: int = COMPANIES, people: int = PEOPLE) -> None:
    """Measure, and write the numbers."""
    start = time.time()
    with TemporaryDirectory(prefix="wandel-") as folder:
        study = Study.made(companies, people, RUNS, Path(folder))
    made = {"companies": companies, "people": people, "runs": RUNS} | measured(study)
    DATA.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    print(f"{time.time() - start:.0f} s\n{page()}")


def page() -> str:
    """Return docs/forecasts.md."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    error = 100 * (0.8 * 0.2 / data["companies"]) ** 0.5
    return HEAD.format(
        companies=data["companies"], people=f"{data['people']:,}", runs=f"{data['runs']:,}", error=f"{error:.1f}",
        coverage=table(
            ("what", "weeks seen", "50% band held", "80% band held", "95% band held", "width of the 80% band", "CRPS"),
            list(_coverage(data["windows"])),
        ),
        backtest=table(
            ("what", "CRPS of Wandel", *(f"of {_NAMES[name]}" for name in NAMES),
             *(f"beats {_NAMES[name]}" for name in NAMES), "beats all three", "median gain on the best of them"),
            list(_backtest(data["backtest"])),
        ),
    )  # fmt: skip


_NAMES: Final = {"line": "the line", "saturation": "p alone", "bass": "Bass"}
_LABELS: Final = {"registered": "registered", "readers_28": "read within 28 days"}


def _coverage(windows: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for name in MEASURES:
        for seen, found in windows.items():
            one = found[name]
            yield (
                _LABELS[name], seen, *(f"{share:.0%}" for share in one["coverage"]), f"{one['width']:.1%}",
                f"{one['crps']:.2%}",
            )  # fmt: skip


def _backtest(rows: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, one in rows.items():
        yield (
            _LABELS[name], *(f"{score:.1f}" for score in one["crps"].values()),
            *(f"{share:.0%}" for share in one["beats"].values()), f"{one['beats_all']:.0%}", f"{one['gain']:+.0%}",
        )  # fmt: skip


HEAD: Final = """\
# How far forecasts can be trusted

`wandel forecast` goes on from a company's own first weeks ([how to](how-to/forecast.md)). Here companies are known:
{companies} of them, of {people} people, each with all its numbers drawn from the prior over companies
([companies](companies.md)) and luck of its own. Their first weeks were published with an error of 2%, registered people
and those who read within 28 days, and the rest was foretold by the same code from one bank of {runs} further runs over
the same prior.

## A year later

How often bands held what was counted 52 weeks after the last week that was seen; widths and CRPS as shares of the
company, in the mean. The standard error of a coverage of 80% is {error} points.

{coverage}

## Beside rivals

With {seen} weeks seen and the next {seen} hidden, as `wandel backtest` does it: CRPS in people, mean over hidden weeks
and companies (smaller is better), and in which share of the companies Wandel's was the smallest.

{backtest}

The line and the curves are fitted to every seen week of their own curve, with all that the fit leaves open. They know
nothing of other companies; Wandel knows its prior, from which these companies are. In the companies that are missing to
100% a rival was closer.

## What this does not show

Truths are from the model itself. A real company differs from it in ways that nobody drew: then bands hold less. Nothing
was planned in these companies. `wandel backtest` with your own data is the test that counts for you.

`python -m docs.made.forecasts` measures it again.
""".replace("{seen}", str(BACKTEST))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
