"""What every intervention keeps to, rule by rule: tried out in a small company.

Results of interventions can be compared only because all of them keep to these rules. The
tests of the shipped kinds call the same functions as ``wandel check-plugin``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from simulation.engines.budget import weekly_costs
from simulation.engines.kernel.engine import Kernel
from simulation.engines.run import simulate
from simulation.engines.schedule import Schedule
from simulation.engines.scheduled import Scheduled
from simulation.engines.values import parameter_values
from simulation.interventions.select import fitting
from simulation.model.coefficients import coefficients
from simulation.model.record import BOOKING, COUNTERS, ROLE_COUNTERS, ROLES, WEEKS_PER_YEAR, Trajectory
from simulation.plugin.observing import NotConstantError, observe
from simulation.plugin.sameness import first_difference
from simulation.plugin.watching import chosen, leaves_out_alike
from simulation.portable import sums
from simulation.scenario.schema import Scenario
from simulation.world import World, build

NAME: Final = "tried"
"""Name of the intervention under trial."""
OTHERS: Final[tuple[dict[str, Any], ...]] = (
    {"kind": "kick_off", "name": "another event", "start": 5, "target": {"share": 0.3}},
    {"kind": "ambassador_tasks", "name": "other tasks", "start": 3, "weeks": 6, "target": {"count": 20}},
)
"""What stands beside it in the trial of the order."""
_ROUNDING: Final = 1e-6
_SEEDS: Final = (1, 2, 3)
_SMALLER, _LEAST_PEOPLE, _COPIES = 0.4, 51, 5
_KEY: Final = "key chance by world.choose, world.in_chance_order, or the seed of the view or world"
_LEAST_SHARE: Final = 0.05
"""Of those who fit: somebody who chooses nearly all or nearly none of them may choose the same ones by chance."""


class Broken(Exception):
    """A rule that an intervention does not keep; the message says where."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An intervention to be tried in a company: its settings, and those in which a second of its kind differs.

    ``base`` is the company without it, with all that it needs; replicate 0 is run. ``one`` are
    further settings of the one that stays in the trial of two.
    """

    base: Scenario
    plan: dict[str, Any]
    another: dict[str, Any] = field(default_factory=dict)
    one: dict[str, Any] = field(default_factory=dict)

    def world(self, *interventions: dict[str, Any], scale: float = 1.0) -> World:
        """Build the company with some more interventions; without a name they get that of the trial."""
        data = self.base.model_dump(mode="json")
        data["run"]["scale"] = scale
        data["interventions"] += [{"name": NAME, **plan} for plan in interventions]
        return build(Scenario.model_validate(data))

    @property
    def start(self) -> int:
        """Week in which it starts."""
        return self.base.week_of(Scenario.model_validate(self._data()).interventions[-1].start)

    def _data(self) -> dict[str, Any]:
        data = self.base.model_dump(mode="json")
        return data | {"interventions": [*data["interventions"], {"name": NAME, **self.plan}]}


def strength_zero_is_none(trial: Trial) -> None:
    """Strength 0 is the same as leaving it out, to the bit; only its costs remain."""
    _same(simulate(trial.world(), 0), simulate(trial.world(trial.plan | {"strength": 0}), 0))


def strength_zero_is_none_beside_another(trial: Trial) -> None:
    """Strength 0 is none also beside one of its kind that acts."""
    one, two = trial.plan | {"name": "one"} | trial.one, trial.plan | {"name": "two", "strength": 0} | trial.another
    _same(simulate(trial.world(one), 0), simulate(trial.world(one, two), 0))


def nothing_before_its_start(trial: Trial) -> None:
    """Nothing changes before its first week."""
    without, with_it = simulate(trial.world(), 0), simulate(trial.world(trial.plan), 0)
    if found := first_difference(without, with_it, until=trial.start):
        raise Broken(found)


def acts_from_its_start(trial: Trial) -> None:
    """At its strength something changes from its first week on."""
    without, with_it = simulate(trial.world(), 0), simulate(trial.world(trial.plan), 0)
    if not first_difference(without, with_it):
        raise Broken("nothing changes in the company of the trial; give it settings with which it acts")


def engines_agree(trial: Trial) -> None:
    """The compiled kernel and the readable Mesa model give the same bits."""
    world = trial.world(trial.plan)
    _same(simulate(world, 0), simulate(world, 0, engine="mesa"), booked=True)


def repeats(trial: Trial) -> None:
    """The same run gives the same bits again: no chance but the keyed one, nothing kept from run to run."""
    world = trial.world(trial.plan)
    _same(simulate(world, 0), simulate(world, 0), booked=True)
    _same(simulate(world, 0), simulate(trial.world(trial.plan), 0), booked=True)


def order_does_not_matter(trial: Trial) -> None:
    """Where it stands among other interventions changes nothing."""
    plans = (trial.plan, *OTHERS)
    _same(simulate(trial.world(*plans), 0), simulate(trial.world(*plans[::-1]), 0), booked=True)


def costs_are_planned(trial: Trial) -> None:
    """Planned costs are finite, take hours or money, never negative hours; no week goes beyond what is reserved."""
    world = trial.world(trial.plan)
    weekly = weekly_costs(world)[trial.plan.get("name", NAME)]
    booked = simulate(world, 0).booked[:, -1] - simulate(trial.world(), 0).booked[:, -1]
    left = {"hours": 0.0, "eur": 0.0}
    for age, cost in enumerate(weekly):
        at = f"in its week {age}"
        if not np.isfinite([cost.hours, cost.eur]).all() or cost.hours < 0:
            raise Broken(f"{cost.hours:g} hours and {cost.eur:g} EUR are planned {at}")
        if not 0 <= cost.team_hours <= cost.hours:
            raise Broken(f"{cost.team_hours:g} hours of the team are planned {at}, {cost.hours:g} in all")
        for name, planned in (("hours", cost.hours), ("eur", cost.eur)):
            found = booked[trial.start + age, BOOKING[name]]
            left[name] += planned
            if not found <= left[name] + _ROUNDING * (1 + abs(planned)):
                raise Broken(f"{found:g} {name} are booked {at}, {left[name]:g} planned and left")
            left[name] -= found
    if not any(cost.hours or cost.eur for cost in weekly):
        raise Broken("it costs nothing at all, neither hours nor money")
    if booked[: trial.start].any():
        raise Broken("costs are booked before its start")


def its_label_means_nothing(trial: Trial) -> None:
    """What it is called changes nothing: chance is keyed by its luck."""
    _same(
        simulate(trial.world(trial.plan), 0), simulate(trial.world(trial.plan | {"name": "Umbenannt"}), 0), booked=True
    )


def chance_differs(trial: Trial) -> None:
    """Whom it chooses by chance differs between replicates and seeds."""
    world = trial.world(trial.plan)
    target = world.interventions[-1].target
    if target.reads_state:
        return
    first, *others = [chosen(world.replicate(seed)) for seed in _SEEDS]
    if not all(np.array_equal(first, other) for other in others):
        return
    fits = np.count_nonzero(fitting(target, world.organisation))
    by_target = target.rank == "random" and target.is_sized
    if by_target and _LEAST_SHARE * fits < first.size < (1 - _LEAST_SHARE) * fits:
        raise Broken(f"it reaches the same people in every replicate; {_KEY}")
    if leaves_out_alike(world.replicate(_SEEDS[0])):
        alike = "never others who are alike in all that it looks at"
        raise Broken(f"it reaches the same people in every replicate, and {alike}; {_KEY}")


def takes_part_soundly(trial: Trial) -> None:
    """Who takes part was reached and asked for attention, each once; hours are asked up to what is reserved."""
    world = trial.world(trial.plan).replicate(_SEEDS[0])
    engine, schedule = _engine_of(world), Schedule(world, ask_always=True)
    n = world.organisation.n_people
    counts = np.zeros((world.scenario.run.weeks, world.organisation.n_silos + 1, len(COUNTERS)), np.int64)
    roles = np.zeros((world.scenario.run.weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    for week in range(world.scenario.run.weeks):
        effects, _ = schedule.effects(week, engine.view(week))
        entry = schedule.entries[-1]
        if entry.active is not None and entry.first <= week < entry.last:
            _check_turnout(entry, week - entry.first, n)
        engine.run(week, week + 1, effects, counts[week : week + 1], roles[week : week + 1])


def _check_turnout(entry: Scheduled, age: int, n: int) -> None:
    active = entry.active
    assert active is not None
    turnout, (asked, hours) = active.turnout(age), entry.asks
    for who, people in (("reached", turnout.reached), ("took part", turnout.took_part), ("asked", asked)):
        if people.size != np.unique(people).size or (people.size and not 0 <= people.min() <= people.max() < n):
            raise Broken(f"those who {who} in its week {age} must be people from 0 to {n - 1}, each once")
    if not np.isfinite(turnout.planned) or turnout.planned < 0:
        raise Broken(f"{turnout.planned} people are planned in its week {age}")
    if not np.isin(turnout.took_part, turnout.reached).all():
        raise Broken(f"somebody took part in its week {age} whom it did not reach")
    each = np.broadcast_to(np.asarray(hours, float), asked.shape)
    if active.cost(age).hours > 0 and not np.isin(turnout.took_part, asked[each > 0]).all():
        raise Broken(f"it takes hours of people in its week {age} without asking for their attention")
    total = float(sums.total(each))
    reserved = active.planned(age).participant_hours
    if total > reserved * (1 + _ROUNDING) + _ROUNDING:
        raise Broken(f"{total:g} hours are asked in its week {age}, {reserved:g} reserved for those who take part")


def _engine_of(world: World) -> Kernel:
    values = parameter_values(world.scenario, 0)
    return Kernel(world, values, coefficients(values, world.scenario.model.variant), world.seed)


def reads_only(trial: Trial) -> None:
    """It looks at the run without changing it, every effect goes through a channel, and `constant` is true of it."""
    trial = _prolonged(trial)
    world = _without_events(trial.world(trial.plan))
    try:
        seen, booked = observe(world)
    except NotConstantError as error:
        raise Broken(str(error)) from error
    except ValueError as error:
        if "read-only" in str(error):
            raise Broken("it writes into the state that it may only look at") from error
        raise
    except FloatingPointError as error:
        raise Broken(str(error)) from error
    usual = simulate(world, 0)
    if not (np.array_equal(seen, usual.counts) and np.array_equal(booked, usual.booked)):
        raise Broken("a run in which it is asked every week differs from one in which it is asked when it says so")


def _prolonged(trial: Trial) -> Trial:
    """Return a trial in which all lasts a year longer, so that what changes late is seen."""
    run = trial.base.run.model_copy(update={"weeks": trial.base.run.weeks + WEEKS_PER_YEAR})
    weeks = trial.plan.get("weeks")
    plan = trial.plan if weeks is None else trial.plan | {"weeks": weeks + WEEKS_PER_YEAR}
    return replace(trial, base=trial.base.model_copy(update={"run": run}), plan=plan)


def _without_events(world: World) -> World:
    """Return a world whose runs skip the weeks in which interventions say that nothing changes."""
    run = world.scenario.run.model_copy(update={"events": False})
    return replace(world, scenario=world.scenario.model_copy(update={"run": run}))


def runs_in_a_smaller_copy(trial: Trial) -> None:
    """It runs in a smaller copy of the company, where what it has of the whole company shrinks, even to nothing."""
    people = trial.base.organisation.people
    world = trial.world(trial.plan, scale=max(_SMALLER, min(_LEAST_PEOPLE / people, 1.0)))
    for replicate in range(_COPIES):
        booked = simulate(world, replicate).booked[:, -1]
        if not np.isfinite(booked).all():
            raise Broken("what it books is no finite number")


def ties_are_known_before(trial: Trial) -> None:
    """Ties are the same each time they are asked for: pairs of people, of a kind that interventions can make."""
    world = trial.world(trial.plan)
    plan = world.interventions[-1]
    for (kind, ties), (again, others) in zip(plan.new_layers(world), plan.new_layers(world), strict=True):
        if kind != again or not np.array_equal(ties, others):
            raise Broken("its ties are others each time that they are asked for")


def _same(one: Trajectory, other: Trajectory, *, booked: bool = False) -> None:
    if found := first_difference(one, other, booked=booked):
        raise Broken(found)


@dataclass(frozen=True, slots=True)
class ContractRule:
    """One rule: what it is called, and the trial that raises `Broken` where it is not kept."""

    name: str
    check: Callable[[Trial], None]

    @property
    def meaning(self) -> str:
        """The rule in a sentence."""
        check: Any = self.check
        return " ".join((getattr(check, "func", check).__doc__ or "").split())


RULES: Final[tuple[ContractRule, ...]] = (
    ContractRule("strength 0 is none", strength_zero_is_none),
    ContractRule("strength 0 is none beside another", strength_zero_is_none_beside_another),
    ContractRule("nothing before its start", nothing_before_its_start),
    ContractRule("it acts", acts_from_its_start),
    ContractRule("both engines agree", engines_agree),
    ContractRule("the same run repeats", repeats),
    ContractRule("order does not matter", order_does_not_matter),
    ContractRule("planned costs hold", costs_are_planned),
    ContractRule("its label means nothing", its_label_means_nothing),
    ContractRule("chance differs", chance_differs),
    ContractRule("who takes part", takes_part_soundly),
    ContractRule("it only looks", reads_only),
    ContractRule("ties are known before", ties_are_known_before),
    ContractRule("it runs in a smaller copy", runs_in_a_smaller_copy),
)
"""All rules, in the order in which they are tried."""
