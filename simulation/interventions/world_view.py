"""What an intervention may see of the world of its run: the organisation, its communities, and what is planned."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.target import Target
from simulation.model.state import People
from simulation.organisation.communities import Communities
from simulation.organisation.organisation import Organisation

if TYPE_CHECKING:
    from simulation.interventions.base import Intervention

T = TypeVar("T")


class WorldView(Protocol):
    """The part of a `simulation.world.World` that interventions may use; its arrays cannot be written to."""

    @property
    def organisation(self) -> Organisation:
        """People, units and ties."""

    @property
    def communities(self) -> Communities:
        """Communities, those of pilots at the end."""

    @property
    def slots(self) -> NDArray[np.uint32]:
        """Potential memberships [n, 3]: 2 c + outsider, 2 C for none."""

    @property
    def layers(self) -> tuple[tuple[NDArray[np.int64], NDArray[np.uint32]], ...]:
        """Ties by layer (indptr, indices): the four of the organisation, then those of interventions."""

    @property
    def layer_kinds(self) -> tuple[str, ...]:
        """What each layer is."""

    @property
    def made(self) -> Mapping[str, int]:
        """Where an intervention's first own layer stands among the layers, by its name."""

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """All interventions of the scenario."""

    @property
    def ends(self) -> Mapping[str, int]:
        """Weeks in which interventions end early for lack of budget, by name."""

    @property
    def seed(self) -> int:
        """Keys whom chance chooses in this replicate."""

    @property
    def weeks(self) -> int:
        """Length of the run in weeks."""

    def week_of(self, start: date | int) -> int:
        """Return the week of the run in which a start lies."""

    @property
    def launch_countries(self) -> tuple[str, ...]:
        """Countries that have access from the launch; empty if all have."""

    @property
    def launch_half_life(self) -> float:
        """Half-life of the attention to a launch, in weeks."""

    def attention_of(self, island: str) -> float:
        """Return the share of attention that a legacy island takes of its users."""

    def highest(self, parameter: str) -> float:
        """Return the highest value of a parameter that a replicate may draw."""

    def choose(self, target: Target, name: str, people: People | None = None) -> NDArray[np.int64]:
        """Return the people of a target in rising order; ``name`` is that of an intervention."""

    def line(
        self, target: Target, name: str, people: People | None = None, *, everybody: bool = True
    ) -> NDArray[np.int64]:
        """Return those who fit a target in its order; only the chosen ones if not ``everybody``."""

    def in_chance_order(self, luck: str, who: NDArray[np.int64], count: int | None = None) -> NDArray[np.int64]:
        """Return people in an order that chance decides anew in each replicate; at most ``count``."""

    def times_first(self, lucks: Iterable[str], who: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """Return for each person in how many of several lucks' orders she is among the first ``count``."""

    def first_turn(self, luck: str) -> float:
        """Return how much of one thing is due at the start where a plan allows so many a week (`taken_by`)."""

    def island_users(self, name: str) -> NDArray[np.int64]:
        """Return the users of a legacy island, in rising order."""

    def manager_seats(self, communities: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the seats of the managers of some communities, in rising order, each once."""

    def owners(self, communities: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return who manages (or owns) each community; -1 where nobody could belong."""

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for a key, made once in this replicate."""

    def once_for_all(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for a key, made once for all replicates: its seed must play no part."""
