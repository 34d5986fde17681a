"""The search: what to try first, what to try next, and which plans race to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulation.results.errors import InputError
from simulation.studies.best.guess import AdditiveGuess, climb
from simulation.studies.best.race import Tried, race

if TYPE_CHECKING:
    from simulation.studies.best.levers import Choice, Levers

Affordable = Callable[["Choice"], bool]
_ASKS: Final = 50
"""Times that optuna is asked for a plan that is new and affordable."""


@dataclass(frozen=True, slots=True)
class SearchEffort:
    """How much a search may do: ``runs`` in all; every plan begins with ``first`` replicates, finalists get ``most``.

    ``explore`` is the share of the runs that looks for plans before those race; ``batch`` plans are tried at a time.
    The ``seed`` decides what is tried, not what it brings.
    """

    runs: int = 1500
    first: int = 4
    most: int = 64
    explore: float = 0.4
    batch: int = 8
    seed: int = 1


def search(levers: Levers, tried: Tried, is_affordable: Affordable, effort: SearchEffort) -> list[Choice]:
    """Return the plans that no other one is clearly ahead of, the best one first; everything tried stays in ``tried``.

    First nothing, every intervention alone and an equal split are tried; then, batch by batch, half of the plans come
    from what the tried ones say if interventions add up (drawn from what is believed, so that all get a chance), half
    from optuna, which sees whether they do not. What is tried again costs nothing, so that a search that was stopped
    goes on the same way.
    """
    generator = np.random.default_rng(effort.seed)
    asked = Asked(levers, effort.seed)
    _try(tried, asked, beginning(levers, is_affordable), effort.first)
    explored = int(effort.explore * effort.runs)
    while tried.made + effort.batch * effort.first <= explored and len(tried.found) < levers.size:
        guess = AdditiveGuess(levers, tried)
        plans: dict[Choice, None] = {}
        for number in range(effort.batch // 2):
            gain = guess.expected() if number == 0 else guess.drawn(generator)
            starts = [_best(tried, is_affordable), levers.nothing, levers.random(generator)]
            plans[climb(levers, gain, is_affordable, [each for each in starts if is_affordable(each)])] = None
        plans |= dict.fromkeys(asked.plans(effort.batch - effort.batch // 2, tried, is_affordable))
        new = [each for each in plans if each not in tried.found]
        if not new and not (new := _others(levers, tried, is_affordable, generator)):
            break
        _try(tried, asked, new, effort.first)
    here = [each for each in tried.found if is_affordable(each)]
    return race(tried, here, effort.first, effort.most)


def beginning(levers: Levers, is_affordable: Affordable) -> list[Choice]:
    """Return what is tried first: nothing, each intervention alone, as much of all as the budget allows evenly."""
    plans = [levers.nothing]
    for name in levers.presence:
        sizes = (levers.alone(name, share) for share in (0.5, 0.25, 0.0))
        plans += [next((each for each in sizes if is_affordable(each)), levers.nothing)]
    plans.append(equal_split(levers, is_affordable))
    return [each for each in dict.fromkeys(plans) if each == levers.nothing or is_affordable(each)]


def equal_split(levers: Levers, is_affordable: Affordable) -> Choice:
    """Return all interventions at an equal share of their levers, as large as is affordable; else fewer of them."""
    names = list(levers.presence)
    while names:
        for share in (1.0, 0.75, 0.5, 0.25, 0.0):
            parts = [levers.alone(name, share) for name in names]
            whole = levers.tidy(np.max(np.array(parts), axis=0).tolist())
            if is_affordable(whole):
                return whole
        names.pop()
    return levers.nothing


class Asked:
    """Optuna, asked what to try next and told what came out; nothing of it is stored, for a search is replayed."""

    def __init__(self, levers: Levers, seed: int) -> None:
        try:
            import optuna
        except ImportError:
            raise InputError("the search for the best plan needs optuna: pip install 'wandel[analysis]'") from None
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        self._levers = levers
        sampler = optuna.samplers.TPESampler(seed=seed)
        self._study = optuna.create_study(direction="maximize", sampler=sampler)
        spaces = {str(k): optuna.distributions.IntDistribution(0, len(each.values) - 1)
                  for k, each in enumerate(levers.all)}  # fmt: skip
        self._spaces: dict[str, Any] = spaces
        self._failed = optuna.trial.TrialState.FAIL

    def tell(self, choice: Choice, value: float) -> None:
        """Say what a plan brought."""
        import optuna

        params = {str(k): number for k, number in enumerate(choice)}
        self._study.add_trial(optuna.create_trial(params=params, distributions=self._spaces, value=value))

    def plans(self, count: int, tried: Tried, is_affordable: Affordable) -> list[Choice]:
        """Ask for plans that are new and affordable; fewer where there are hardly any."""
        found: list[Choice] = []
        for _ in range(_ASKS):
            if len(found) == count:
                break
            trial = self._study.ask(self._spaces)
            choice = self._levers.tidy([trial.params[str(k)] for k in range(len(self._levers))])
            self._study.tell(trial, state=self._failed)  # what it brought is told of the tidy choice
            if choice not in tried.found and choice not in found and is_affordable(choice):
                found.append(choice)
        return found


def _try(tried: Tried, this_asked: Asked, plans: Sequence[Choice], n: int) -> None:
    before = set(tried.found)
    for choice in tried.try_all(plans, n):
        if choice not in before:
            this_asked.tell(choice, tried.brings(choice))


def _best(tried: Tried, is_affordable: Affordable) -> Choice:
    return max((each for each in tried.found if is_affordable(each)), key=lambda each: (tried.brings(each), each))


def _others(levers: Levers, tried: Tried, is_affordable: Affordable, generator: Any) -> list[Choice]:
    """Return a plan by chance that was not tried."""
    for _ in range(_ASKS):
        choice = levers.random(generator)
        if choice not in tried.found and is_affordable(choice):
            return [choice]
    return []
