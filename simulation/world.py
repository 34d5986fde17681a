"""The world of a scenario: organisation, communities, pilots and all layers of ties, shared by its replicates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.base import Intervention
from simulation.interventions.chance import uniforms
from simulation.interventions.checked import check_ties
from simulation.interventions.contained import contained
from simulation.interventions.select import chance_order, ranked, select, size_of, times_first
from simulation.model.effects import LAYER_KINDS
from simulation.organisation.communities import Communities
from simulation.organisation.disclosure import told_silos
from simulation.organisation.organisation import LAYERS, Organisation
from simulation.organisation.sealing import seal
from simulation.organisation.ties import symmetric_rows
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.scaling import downscaled
from simulation.scenario.selection import check_selections
from simulation.scenario.soundness import check_numbers
from simulation.shared_company import CompanyBase, company_of, own, with_pilots

if TYPE_CHECKING:
    from datetime import date

    from simulation.interventions.target import Target
    from simulation.model.state import People
    from simulation.scenario.schema import Scenario

T = TypeVar("T")
_MAKING = RLock()
_EPSILON = 1e-9
"""Keeps a rate such as 1/3 from losing one to rounding."""
MOST_LAYERS = 256
"""Layers of ties, as many as a byte tells apart."""
Adjacency = tuple[NDArray[np.int64], NDArray[np.uint32]]


@dataclass(frozen=True, eq=False)
class World:
    """What does not change in a run: its arrays cannot be written to, for all replicates share them.

    ``communities`` include one per pilot, at the end; ``slots`` [n, 3] are potential
    memberships (2 c + outsider, 2 C for none). ``layers`` hold (indptr, indices): the four of
    the organisation, then those of interventions that make ties; ``layer_kinds`` says what they
    are, ``made`` where an intervention's first one stands, by its name. ``ends`` holds the weeks
    in which interventions end early for lack of budget, by name; ``is_budgeted`` once they are known.
    ``company`` is what it shares with other worlds.
    ``seed`` keys whom chance chooses before the run: that of a replicate in the world that `replicate`
    returns, the run's otherwise. ``full`` is the scenario at full size where ``scenario`` is a smaller copy of it.
    """

    scenario: Scenario
    organisation: Organisation
    communities: Communities
    layers: tuple[Adjacency, ...]
    pilots: tuple[NDArray[np.int64], ...]
    layer_kinds: tuple[str, ...] = LAYERS
    made: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)
    is_budgeted: bool = False
    seed: int = 0
    base: World | None = None
    full: Scenario | None = None
    company: CompanyBase | None = None
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Let nobody write into what all replicates share."""
        seal(self.layers)
        if self.base is None:
            seal((self.organisation, self.communities, self.pilots))
        for name in ("made", "ends"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def replicate(self, seed: int) -> World:
        """Return the world of one replicate: whom chance chooses, and the ties that follow from it, are its own."""
        scenario = self.scenario if self.full is None else downscaled(self.full, seed)
        own = replace(self, scenario=scenario, seed=seed, base=self.base or self)
        return with_made_layers(own) if len(self.layers) > len(LAYERS) else own

    def with_scenario(self, scenario: Scenario) -> World:
        """Return the world with another scenario of the same organisation and platform, at the same scale."""
        full = scenario if scenario.run.scale != 1 else None
        return replace(self, scenario=downscaled(scenario, self.seed), full=full, ends={}, is_budgeted=False)

    @property
    def stated(self) -> Scenario:
        """The scenario at full size."""
        return self.scenario if self.full is None else self.full

    @property
    def weight(self) -> float:
        """How many people of the company each simulated one stands for: 1 but in a smaller copy."""
        return 1.0 if self.full is None else self.full.organisation.people / self.scenario.organisation.people

    def first_turn(self, luck: str) -> float:
        """How much of one thing is due at the start where a plan allows so many a week: `taken_by`.

        At full size nearly all, so that the first comes in the first week. In a smaller copy, where one may be too
        much for any week, chance decides when the first comes, and the mean stays right.
        """
        if self.full is None:
            return 1.0 - _EPSILON
        return float(uniforms(self.seed, f"{luck} first", 0, np.zeros(1, np.int64))[0])

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for a key, made once: it must depend on this world (its seed, too) alone.

        Arrays, in tuples, lists, dicts and dataclasses, too, can then not be written to. An intervention stands for
        itself whatever values a replicate drew for its behavioural settings, on which what is kept must not depend.
        """
        if isinstance(key, Intervention):
            key = (key.kind, key.name)
        with _MAKING:
            if key not in self._kept:
                self._kept[key] = seal(make())
            found: T = self._kept[key]
        return found

    def once_for_all(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for a key, made once for all replicates: its seed must play no part."""
        return (self.base or self).once(key, make)

    @property
    def slots(self) -> NDArray[np.uint32]:
        """Potential memberships [n, 3]."""
        return self.communities.slots

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """The scenario's interventions."""
        return self.scenario.interventions

    @property
    def weeks(self) -> int:
        """Length of the run in weeks."""
        return self.scenario.run.weeks

    def week_of(self, start: date | int) -> int:
        """Return the week of the run in which a start lies."""
        return self.scenario.week_of(start)

    @property
    def launch_countries(self) -> tuple[str, ...]:
        """Countries that have access from the launch; empty if all have."""
        return self.scenario.platform.launch_countries

    @property
    def launch_half_life(self) -> float:
        """Half-life of the attention to a launch, in weeks."""
        return self.scenario.platform.launch_half_life

    def attention_of(self, island: str) -> float:
        """Return the share of attention that a legacy island takes of its users."""
        return next(each.attention for each in self.scenario.platform.legacy if each.name == island)

    def highest(self, parameter: str) -> float:
        """Return the highest value of a parameter that a replicate may draw."""
        return self.scenario.highest(parameter)

    def contacts(self, person: int) -> NDArray[np.uint32]:
        """Everybody whom a person is tied to in the organisation itself."""
        return np.unique(np.concatenate([ties.of(person) for ties in self.organisation.layers]))

    def choose(self, target: Target, name: str, people: People | None = None) -> NDArray[np.int64]:
        """Return the people of a target in rising order, as `select` does; ``name`` is that of an intervention.

        Chance is keyed by the intervention's luck and this world's seed, not by its name.
        """
        plan = self._plans.get(name)
        luck, week = (name, 0) if plan is None else (plan.luck, self.scenario.week_of(plan.start))

        def choose() -> NDArray[np.int64]:
            return select(target, self.organisation, luck, people, seed=self.seed, week=week)

        return choose() if target.reads_state else self.once((target, luck), choose)

    def line(
        self, target: Target, name: str, people: People | None = None, *, everybody: bool = True
    ) -> NDArray[np.int64]:
        """Return those who fit a target in its order, the first to be chosen first; only the chosen if not everybody.

        Those that `choose` returns are the first ones.
        """
        plan = self._plans.get(name)
        luck, week = (name, 0) if plan is None else (plan.luck, self.scenario.week_of(plan.start))
        line = ranked(target, self.organisation, luck, people, seed=self.seed, week=week)
        return line if everybody else line[: size_of(target, line.size)]

    @cached_property
    def _plans(self) -> dict[str, Intervention]:
        return {plan.name: plan for plan in self.scenario.interventions}

    def in_chance_order(self, luck: str, who: NDArray[np.int64], count: int | None = None) -> NDArray[np.int64]:
        """Return people in an order that chance decides anew in each replicate; the first ``count`` where given."""
        return chance_order(luck, who, count, seed=self.seed)

    def times_first(self, lucks: Iterable[str], who: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """Return for each person in how many of several orders of chance (`in_chance_order`) she is an early one."""
        return times_first(lucks, who, count, seed=self.seed)

    def island_users(self, name: str) -> NDArray[np.int64]:
        """Return the users of a legacy island, in rising order."""
        return self._island_users[name]

    @cached_property
    def _island_users(self) -> dict[str, NDArray[np.int64]]:
        everybody = np.arange(self.organisation.n_people, dtype=np.int64)
        found = {}
        for number, island in enumerate(self.scenario.platform.legacy):
            count = int(np.floor(island.users_share * everybody.size + 0.5))
            found[island.name] = np.sort(self.in_chance_order(f"island {number}", everybody, count))
        return found

    @cached_property
    def told(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Names under which results are told, and the place of each silo among them.

        No places where each silo is told by itself; small ones of a private company are told together.
        """
        names, outline = self.organisation.silo_names, self.scenario.organisation.outline
        if outline is None or not outline.private:
            return names, ()
        return told_silos(self.organisation.silo, names, outline.minimum_group)

    @cached_property
    def could_belong(self) -> NDArray[np.int64]:
        """How many people have each community among their slots [C]."""
        n = self.communities.n_communities
        return np.bincount((self.slots // 2).ravel(), minlength=n + 1)[:n].astype(np.int64)

    def manager_seats(self, communities: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the seats of the managers of some communities, in rising order, each once."""
        owners = self.owners(communities)
        return np.unique(owners[owners >= 0])

    def owners(self, communities: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return who manages (or owns) each community: somebody at home there; -1 where nobody could belong."""
        return self._manager_seats[communities]

    @property
    def _manager_seats(self) -> NDArray[np.int64]:
        return self.once_for_all("manager seats", self._find_manager_seats)

    def _find_manager_seats(self) -> NDArray[np.int64]:
        """The first of the staff with a desk for whom it is the first community, else the first who could belong."""
        n, organisation = self.organisation.n_people, self.organisation
        best = np.full(self.communities.n_communities + 1, 3 * n, np.int64)
        suited = (organisation.level == 0) & organisation.desk
        for slot, places in enumerate((self.slots // 2).T):
            worse = np.where(suited, int(slot > 0), 2)
            np.minimum.at(best, places, worse * n + np.arange(n))
        return np.where(best < 3 * n, best % n, -1)


@contained
def build(scenario: Scenario) -> World:
    """Make the world of a scenario; the organisation comes from the cache where it was made before.

    Raises:
        ScenarioError: a number of the scenario is outside of its bounds, or a target selects nobody.
    """
    check_numbers(scenario)
    full = scenario if scenario.run.scale != 1 else None
    scenario, most = downscaled(scenario, scenario.run.seed), downscaled(scenario)
    company = company_of(scenario)
    organisation = company.organisation
    check_selections(most, organisation)
    seed = scenario.run.seed  # pilots are the same in all replicates: their communities belong to the world
    pilots = tuple(
        select(pilot.target, organisation, f"pilot {number}", seed=seed)
        for number, pilot in enumerate(scenario.platform.pilots)
    )
    communities = with_pilots(own(company.communities), organisation, pilots)
    base = tuple((ties.indptr, ties.indices) for ties in organisation.layers)
    world = World(scenario, organisation, communities, base, pilots, seed=seed, full=full, company=company)
    return with_made_layers(world)


def replanned(world: World, scenario: Scenario) -> World:
    """Return the world of a scenario that differs in its interventions alone from the one that a world was made of.

    Raises:
        ScenarioError: a target selects nobody.
    """
    check_selections(downscaled(scenario), world.organisation)
    return with_made_layers(world.with_scenario(scenario))


def with_made_layers(world: World) -> World:
    """Add the layers of interventions that make ties: mentoring pairs, acquaintances of an event, circles.

    In the order in which they begin, then of their lucks, whatever their order in the scenario.
    """
    layers, kinds = list(world.layers[: len(LAYERS)]), list(LAYERS)
    made: dict[str, int] = {}
    scenario = world.scenario
    for intervention in sorted(scenario.interventions, key=lambda each: (scenario.week_of(each.start), each.luck)):
        for kind, ties in intervention.new_layers(world):
            check_ties(intervention, kind, ties, world.organisation.n_people)
            if kind not in LAYER_KINDS[len(LAYERS) :]:
                continue
            made.setdefault(intervention.name, len(layers))
            layers.append(symmetric_rows(world.organisation.n_people, np.asarray(ties, np.int64)))
            kinds.append(kind)
    if len(layers) > MOST_LAYERS:
        message = (
            f"they make {len(layers) - len(LAYERS)} layers of ties, at most {MOST_LAYERS - len(LAYERS)} are possible"
        )
        raise ScenarioError([Problem(scenario.name, 0, 0, "interventions", message)])
    with_ties = replace(world, layers=tuple(layers), layer_kinds=tuple(kinds), made=made)
    with_ties._kept.update(world._kept)  # what could be made so far does not depend on those layers
    return with_ties
