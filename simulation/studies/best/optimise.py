"""The best plan of a company: the search, fresh runs, the verdict, and the plan as a scenario file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.measures import MEASURES
from simulation.portable.sums import mean
from simulation.results.errors import InputError
from simulation.studies.best.company import SearchedCompany
from simulation.studies.best.fresh import FIRST_FRESH, Fresh, run_fresh
from simulation.studies.best.goal import Goal, goal, most_of
from simulation.studies.best.guess import AdditiveGuess, climb
from simulation.studies.best.levers import Choice, Levers
from simulation.studies.best.menu import menu
from simulation.studies.best.race import Tried, race
from simulation.studies.best.search import Affordable, SearchEffort, search
from simulation.studies.best.verdict import Further, Rated, VerdictPart, front, interval, rated, smallest_budgets
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.running.driver import Work
    from simulation.studies.store.store import RunStore

FURTHER: Final = {"eur": 10_000.0, "hours": 100.0}
"""The further budgets of which it is said what they would bring."""
SHARES: Final = (0.25, 0.5, 0.75)
"""Parts of the budget for which the best plan is looked for, too."""
FINALISTS: Final = 6
FULL_RUNS: Final = 8
"""Fresh replicates that are run at full size, where the search is at a smaller one."""
_ROUNDS: Final = 3
_OF_EACH: Final = 2
"""Plans that are kept as the best ones by each further measure."""
_FULL_PLANS: Final = 2
"""Finalists that are run at full size, beside doing nothing and the plans of further budgets."""
USUAL_MEASURE: Final = "readers_28"
ALSO: Final = ("readers_28", "contributions_total_cumulative")
"""Measures that plans are shown by where nothing else is said."""


@dataclass(frozen=True)
class Best:
    """What came out: plans within the budget from best to worst, as fresh runs have them; the first one is the best.

    ``optimism`` is how much more the search had promised of the plan that it held for the best than fresh runs show,
    in the mean. ``smallest`` reach the goal for the least; ``runs`` were made or found in the store.
    """

    company: SearchedCompany
    plans: list[Rated]
    front: list[Rated]
    smallest: list[Rated]
    further: list[Further]
    parts: list[VerdictPart]
    nothing: Rated
    first: Rated
    """What the search held for the best."""
    promised: float
    optimism: float
    runs: int
    tried: int
    raced: int
    most: int
    """Replicates in which the search's first choice was compared with the others that were left; how many at most."""
    alone_tried: int
    """How many interventions the search tried alone."""
    is_behind_none: int
    """How many plans of the search no other one was clearly ahead of."""

    @property
    def best(self) -> Rated:
        """The best plan."""
        return self.plans[0]

    @property
    def scenario(self) -> Scenario:
        """The best plan as a scenario, with its budget: more is refused."""
        return self.company.plan(self.best.choice)


def optimise(  # noqa: PLR0913 - called by users, who leave most of it out
    scenario: Scenario,
    wanted: str | Goal | None = None,
    budget: Mapping[str, Any] | None = None,
    levers: Levers | Sequence[str] | None = None,
    *,
    also: Sequence[str] | None = None,
    effort: SearchEffort | None = None,
    fresh: int = 64,
    scale: float = 1.0,
    store: Path | RunStore | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    work: Work | None = None,
) -> Best:
    """Return the best plan for a scenario within a budget, with how sure that is.

    ``wanted`` is a goal in words (“30% monthly readers by December 2027”), or made by `most_of`; where left out, as
    many monthly readers as possible at the end. ``budget`` replaces keys of the scenario's ``economics`` such as
    ``budget_eur``. ``levers`` choose among the scenario's interventions and their settings; or they are kinds by name,
    and everything on the menu where left out. ``also`` are measures that plans are shown by, too (readers and
    contributions where left out). All plans share luck and draws of the parameters, replicate by replicate.

    Raises:
        InputError: a goal, kind or measure that there is not.
        ScenarioError: a budget that is not possible.
    """
    import tempfile

    from simulation.studies.running.driver import Work
    from simulation.studies.running.pools import pool_of
    from simulation.studies.store.store import RunStore

    limited = limited_by(scenario, budget or {})
    whole, chosen = (limited, levers) if isinstance(levers, Levers) else menu(limited, levers or ())
    aim = goal_of(limited, wanted)
    with contextlib.ExitStack() as stack:
        if not isinstance(store, RunStore):
            store = RunStore(store or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wandel-"))))
        pool = stack.enter_context(pool_of(workers, executor=executor))
        more = also_of(aim, also)
        company = SearchedCompany(whole, chosen, limited.economics, aim, store, pool, scale, work or Work(), more)
        return decide(company, effort or SearchEffort(), fresh)


def limited_by(scenario: Scenario, budget: Mapping[str, Any]) -> Scenario:
    """Return a scenario with a budget that refuses what goes beyond it.

    Raises:
        ScenarioError: a budget that is not possible.
    """
    from simulation.scenario.overriding import overridden

    data = scenario.model_dump(mode="json")
    data["economics"] |= {"over_budget": "refuse", **budget}
    return overridden(data, [])


def also_of(aim: Goal, also: Sequence[str] | None) -> tuple[str, ...]:
    """Return the measures that plans are shown by beside the goal's: readers and contributions where left out.

    Raises:
        InputError: there is no such measure, or less of it is better.
    """
    for name in also or ():
        if name not in MEASURES:
            raise InputError(unknown("measure", name, MEASURES))
        if MEASURES[name].direction == "down":
            raise InputError(f"{name}: less of it is better; choose a measure of which more is wanted")
    return tuple(name for name in dict.fromkeys(ALSO if also is None else also) if name != aim.measure)


def goal_of(scenario: Scenario, wanted: str | Goal | None) -> Goal:
    """Return what is wanted of a scenario: as many monthly readers as possible at the end where nothing is said.

    Raises:
        InputError: the words are no goal.
    """
    if wanted is None:
        return most_of(USUAL_MEASURE, None, scenario)
    return goal(wanted, scenario) if isinstance(wanted, str) else wanted


def most_runs(company: SearchedCompany, effort: SearchEffort, n_fresh: int) -> dict[str, int]:
    """Return how many runs `decide` makes at most, by what they are for."""
    n, further = len(company.levers.presence), len(_further_budgets(company))
    budgets = len(SHARES) + further
    plans = FINALISTS + budgets + 1 + 2 * n + _OF_EACH * len(company.also)
    return {
        "the search": effort.runs,
        "smaller and further budgets": budgets * effort.batch * effort.most,
        "fresh luck": plans * n_fresh,
        "at full size": 0 if company.scale == 1 else (_FULL_PLANS + 2 + further) * FULL_RUNS,
    }


def decide(company: SearchedCompany, effort: SearchEffort, n_fresh: int) -> Best:
    """Search, run what counts again with fresh luck, and say what came out.

    Raises:
        ScenarioError: what the scenario does anyway is beyond the budget already.
    """
    from simulation.engines.budget import within_budget
    from simulation.world import build

    levers = company.levers
    within_budget(build(company.plan(levers.nothing)))
    tried = Tried(company.outcomes, effort.runs)
    ranking = search(levers, tried, company.is_affordable, effort)
    raced = tried.found[ranking[0]].size
    finalists = ranking[:FINALISTS]
    smaller = [_best_within(company, tried, partial(company.is_affordable, share=each), effort) for each in SHARES]
    larger = {
        what: _best_within(company, tried, within, effort, finalists[0])
        for what, within in _further_budgets(company).items()
    }
    alone = {name: _alone(company, name) for name in levers.presence}
    shown = best_of_others(company, tried, effort.first)
    within = [each for each in [*finalists, *smaller, *shown, levers.nothing] if company.is_affordable(each)]
    at_full_size = company.outcomes_at_full_size if company.scale != 1 else None

    def fresh_of(choices: Sequence[Choice], full: Sequence[Choice]) -> Fresh:
        each, at = list(dict.fromkeys(choices)), list(dict.fromkeys(full))
        made = run_fresh(each, company.outcomes, n_fresh, at_full_size, at, FULL_RUNS)
        span = range(FIRST_FRESH, FIRST_FRESH + n_fresh)
        return replace(made, also={name: company.outcomes(each, span, name) for name in company.also})

    full = [*finalists[:_FULL_PLANS], levers.nothing, *larger.values()]
    fresh = fresh_of([*within, *larger.values(), *alone.values()], full)
    plans, others = _rated(company, fresh, within), _Others(larger, alone, {}, levers.nothing)
    for _ in range(_ROUNDS):  # a plan that leaves something out may come out better than the best one
        best = plans[0].choice
        less = {name: levers.without(best, name) for name in levers.present(best)}
        fresh = fresh_of([*fresh.choices, *less.values()], [*full, best])
        plans, others = _rated(company, fresh, within), replace(others, less=less, whole=best)
        if plans[0].choice == best:
            break
    return _verdict(company, tried, fresh, plans, ranking, (raced, effort.most), others)


@dataclass(frozen=True)
class _Others:
    """Plans that say what more would bring, and what each intervention adds: alone, and to ``whole``."""

    larger: dict[str, Choice]
    alone: dict[str, Choice]
    less: dict[str, Choice]
    whole: Choice


def _rated(company: SearchedCompany, fresh: Fresh, within: list[Choice]) -> list[Rated]:
    """Return all plans within the budget that were run with fresh luck, from best to worst."""
    affordable = [each for each in fresh.choices if each in within or company.is_affordable(each)]
    costs = {choice: company.cost(choice) for choice in affordable}
    return rated(fresh, affordable, company.goal, costs, company.levers.nothing)


def best_of_others(company: SearchedCompany, tried: Tried, first: int) -> list[Choice]:
    """Return, of the plans that were tried, the two best ones by each further measure: no further run tells."""
    here = [each for each in tried.found if company.is_affordable(each)]
    chosen: list[Choice] = []
    for measure in company.also:
        rows = company.outcomes(here, range(first), measure)
        means = [(-float(mean(row)), choice) for row, choice in zip(rows, here, strict=True)]
        chosen += [choice for _, choice in sorted(means)[:_OF_EACH]]
    return list(dict.fromkeys(chosen))


def _verdict(
    company: SearchedCompany, tried: Tried, fresh: Fresh, plans: list[Rated], ranking: list[Choice],
    span: tuple[int, int], others: _Others,
) -> Best:  # fmt: skip
    nothing, first, best = company.levers.nothing, ranking[0], plans[0].choice
    raced, most = span
    larger = others.larger.items()
    further = [Further(what, FURTHER[what], each, *interval(fresh, each, best)) for what, each in larger]
    parts = [
        VerdictPart(
            name, interval(fresh, choice, nothing),
            interval(fresh, others.whole, others.less[name]) if name in others.less else None,
            company.cost(choice),
        )
        for name, choice in others.alone.items()
    ]  # fmt: skip
    promised, _ = tried.lead(first, nothing)
    small = replace(fresh, full={})
    return Best(
        company=company,
        plans=plans,
        front=front(plans),
        smallest=smallest_budgets(plans, company.economics.hourly_cost_eur),
        further=further,
        parts=parts,
        nothing=next(each for each in plans if each.choice == nothing),
        first=next(each for each in plans if each.choice == first),
        promised=promised,
        optimism=promised - small.lead(first, nothing)[0],
        runs=tried.made + fresh.small.size + sum(rows.size for rows in fresh.full.values()),
        tried=len(tried.found),
        raced=raced,
        most=most,
        alone_tried=len(tried.found.keys() & set(others.alone.values())),
        is_behind_none=len(ranking),
    )


def _further_budgets(company: SearchedCompany) -> dict[str, Affordable]:
    """Return what is affordable with a little more, for money and for hours where they are limited."""
    whats = {limit.what for limit in company.limits if not limit.year}
    found: dict[str, Affordable] = {}
    if "eur" in whats:
        found["eur"] = partial(company.is_affordable, more_eur=FURTHER["eur"])
    if whats - {"eur"}:
        found["hours"] = partial(company.is_affordable, more_hours=FURTHER["hours"])
    return found


def _best_within(
    company: SearchedCompany,
    tried: Tried,
    is_affordable: Callable[[Choice], bool],
    effort: SearchEffort,
    start: Choice | None = None,
) -> Choice:
    """Return the best plan of another budget: what was tried, and what a guess from it says, race once more."""
    levers = company.levers
    here = [each for each in tried.found if is_affordable(each)]
    here.sort(key=lambda each: (-tried.brings(each), each))
    guess = AdditiveGuess(levers, tried).expected()
    starts = [each for each in (start, *here[:1], levers.nothing) if each is not None]
    proposed = climb(levers, guess, is_affordable, starts)
    more = Tried(company.outcomes, tried.made + effort.batch * effort.most, tried.made, dict(tried.found))
    found = race(more, list(dict.fromkeys([proposed, *starts, *here[: effort.batch]])), effort.first, effort.most)
    tried.found, tried.made = more.found, more.made
    return found[0]


def _alone(company: SearchedCompany, name: str) -> Choice:
    """Return an intervention alone, as large as half of its levers or, where that is not affordable, less."""
    sizes = [company.levers.alone(name, share) for share in (0.5, 0.25, 0.0)]
    return next((each for each in sizes if company.is_affordable(each)), sizes[-1])
