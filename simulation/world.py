"""The world of a scenario: organisation, communities, pilots and all layers of ties, shared by its replicates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.base import Intervention
from simulation.interventions.checked import check_ties
from simulation.interventions.contained import contained
from simulation.interventions.select import STATE_RANKS, chance_order, select
from simulation.model.effects import LAYER_KINDS
from simulation.organisation.cache import load_or_generate
from simulation.organisation.communities import COMMUNITY_TYPES, Communities, generate_communities
from simulation.organisation.organisation import LAYERS, Organisation
from simulation.organisation.sealing import seal
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.soundness import check_numbers

if TYPE_CHECKING:
    from simulation.interventions.target import Target
    from simulation.model.state import People
    from simulation.scenario.schema import Scenario

T = TypeVar("T")
_MAKING = RLock()
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
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Let nobody write into what all replicates share."""
        seal((self.organisation, self.communities, self.layers, self.pilots))
        for name in ("made", "ends"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for a key, made once for all replicates: it must depend on the world alone.

        Arrays, in tuples, lists, dicts and dataclasses, too, can then not be written to. An intervention stands for
        itself whatever values a replicate drew for its behavioural settings, on which what is kept must not depend.
        """
        if isinstance(key, Intervention):
            key = (key.kind, key.name)
        with _MAKING:  # replicates begin at the same time, each in a thread of its own
            if key not in self._kept:
                self._kept[key] = seal(make())
            found: T = self._kept[key]
        return found

    def once_for(self, target: Target, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for a target's people; made once unless they differ between replicates."""
        return make() if target.rank in STATE_RANKS else self.once(key, make)

    @property
    def slots(self) -> NDArray[np.uint32]:
        """Potential memberships [n, 3]."""
        return self.communities.slots

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """The scenario's interventions."""
        return self.scenario.interventions

    def contacts(self, person: int) -> NDArray[np.uint32]:
        """Everybody whom a person is tied to in the organisation itself."""
        return np.unique(np.concatenate([ties.of(person) for ties in self.organisation.layers]))

    def choose(self, target: Target, name: str, people: People | None = None) -> NDArray[np.int64]:
        """Return the people of a target in rising order, as `select` does; made once where it is always the same."""
        return self.once_for(target, (target, name), lambda: select(target, self.organisation, name, people))

    def island_users(self, name: str) -> NDArray[np.int64]:
        """Return the users of a legacy island, in rising order."""
        return self._island_users[name]

    @cached_property
    def _island_users(self) -> dict[str, NDArray[np.int64]]:
        everybody = np.arange(self.organisation.n_people, dtype=np.int64)
        found = {}
        for island in self.scenario.platform.legacy:
            count = int(np.floor(island.users_share * everybody.size + 0.5))
            found[island.name] = np.sort(chance_order(f"island {island.name}", everybody, count))
        return found

    @cached_property
    def could_belong(self) -> NDArray[np.int64]:
        """How many people have each community among their slots [C]."""
        n = self.communities.n_communities
        return np.bincount((self.slots // 2).ravel(), minlength=n + 1)[:n].astype(np.int64)

    def first_members(self, communities: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the first person of each community who could belong to it (its manager's seat, for costs)."""
        first = self._first_member[communities]
        return first[first < self.organisation.n_people]

    @cached_property
    def _first_member(self) -> NDArray[np.int64]:
        first = np.full(self.communities.n_communities + 1, self.organisation.n_people, np.int64)
        places = self.slots // 2
        for slot in range(places.shape[1] - 1, -1, -1):
            np.minimum.at(first, places[:, slot], np.arange(places.shape[0]))
        return first


@contained
def build(scenario: Scenario) -> World:
    """Make the world of a scenario; the organisation comes from the cache where it was made before.

    Raises:
        ScenarioError: a number of the scenario is outside of its bounds.
    """
    check_numbers(scenario)
    organisation = load_or_generate(scenario.organisation)
    communities = generate_communities(organisation, scenario.platform.communities, scenario.organisation.seed)
    pilots = tuple(select(pilot.target, organisation, pilot.name) for pilot in scenario.platform.pilots)
    communities = _with_pilots(communities, organisation, pilots)
    base = tuple((ties.indptr, ties.indices) for ties in organisation.layers)
    return _with_made_layers(World(scenario, organisation, communities, base, pilots))


def _with_made_layers(world: World) -> World:
    """Add the layers of interventions that make ties: mentoring pairs, acquaintances of an event, circles.

    In the order in which they begin, then of their names, whatever their order in the scenario.
    """
    layers, kinds = list(world.layers), list(world.layer_kinds)
    made: dict[str, int] = {}
    scenario = world.scenario
    for intervention in sorted(scenario.interventions, key=lambda each: (scenario.week_of(each.start), each.name)):
        for kind, ties in intervention.new_layers(world):
            check_ties(intervention, kind, ties, world.organisation.n_people)
            if kind not in LAYER_KINDS[len(LAYERS) :]:
                continue
            made.setdefault(intervention.name, len(layers))
            layers.append(_adjacency(ties, world.organisation.n_people))
            kinds.append(kind)
    if len(layers) > MOST_LAYERS:
        message = (
            f"they make {len(layers) - len(LAYERS)} layers of ties, at most {MOST_LAYERS - len(LAYERS)} are possible"
        )
        raise ScenarioError([Problem(scenario.name, 0, 0, "interventions", message)])
    with_ties = replace(world, layers=tuple(layers), layer_kinds=tuple(kinds), made=made)
    with_ties._kept.update(world._kept)  # what could be made so far does not depend on those layers
    return with_ties


def _with_pilots(
    communities: Communities, organisation: Organisation, pilots: tuple[NDArray[np.int64], ...]
) -> Communities:
    """Give every pilot a closed community of practice of its own, in its people's last slot."""
    if not pilots:
        return communities
    old, new = communities.n_communities, communities.n_communities + len(pilots)
    slots = communities.slots.copy()
    slots[slots == 2 * old] = 2 * new
    homes = []
    for k, people in enumerate(pilots):
        slots[people, -1] = 2 * (old + k)
        homes.append(np.bincount(organisation.silo[people], minlength=1).argmax())
    practice = COMMUNITY_TYPES.index("practice")
    return Communities(
        kind=np.append(communities.kind, np.full(len(pilots), practice, np.uint8)),
        is_open=np.append(communities.is_open, np.zeros(len(pilots), np.bool_)),
        home_silo=np.append(communities.home_silo, np.array(homes, np.uint16)),
        purpose=np.append(communities.purpose, np.ones(len(pilots), np.float32)),
        slots=slots,
    )


def _adjacency(ties: NDArray[np.int64], n: int) -> Adjacency:
    """Symmetric compressed rows of ties [m, 2], without repetition or self ties."""
    both = np.concatenate([ties, ties[:, ::-1]])
    both = both[both[:, 0] != both[:, 1]]
    keys = np.unique(both[:, 0] * n + both[:, 1])
    indptr = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(keys // n, minlength=n), out=indptr[1:])
    return indptr, (keys % n).astype(np.uint32)
