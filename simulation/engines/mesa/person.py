"""A person in a seat of the organisation: state, arrival and leaving, opening an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import mesa

from simulation.engines.mesa.bound import rules
from simulation.model import chances
from simulation.model.record import CAUSES
from simulation.model.state import NEVER, newcomer

if TYPE_CHECKING:
    from simulation.engines.mesa.community import CommunityAgent
    from simulation.engines.mesa.model import WandelModel

GONE = CAUSES.index("gone")
LOWEST_PROPENSITY, HIGHEST_PROPENSITY = -20.0, 20.0


class Place(NamedTuple):
    """A community that a person could belong to (insider), or only visit if it is open."""

    community: CommunityAgent
    insider: bool

    @property
    def reachable(self) -> bool:
        """Whether the person gets in."""
        return self.insider or self.community.is_open == 1


class Person(mesa.Agent):
    """Somebody who holds a seat; the seat keeps its ties, its manager and its communities when the person leaves.

    State has the names of `simulation.model.state.People`.
    """

    model: WandelModel

    propensity: float
    threshold: float
    read_habit: float
    contribute_habit: float
    skill: float
    skill_floor: float
    motivation: float
    extrinsic: float
    replies: float
    belief: float
    anchor: float
    norm: float
    safety: float
    visible: float
    novelty: float
    habit_gain: float
    registered: int
    cause: int
    reluctant: int
    registered_week: int
    last_read: int
    last_contribution: int
    hired_week: int
    read_weeks: int
    item_weeks: int
    contributions: int

    def __init__(self, model: WandelModel, seat: int, silo: int, role: int, access: float) -> None:
        """Take a seat that has no ties yet."""
        super().__init__(model)
        self.seat, self.silo, self.role, self.access = seat, silo, role, access
        self.manager: Person | None = None
        self.ties: Sequence[Sequence[Person]] = ()
        self.places: Sequence[Place | None] = ()
        self.shown = 0.0
        self.looks_active = self.looks_registered = self.looks_open = 0

    def leave(self) -> None:
        """Leave the company and one's communities; what one founded has no founder any more."""
        for place in self.places:
            if place is not None:
                place.community.members -= self.registered
                if place.community.founder == self.seat:
                    place.community.founder = len(self.model.employees)

    def arrive(self) -> None:
        """Begin in the seat of somebody who left: nothing done yet, traits as newcomers have them."""
        for name, value in newcomer().items():
            setattr(self, name, value)
        self.norm = self.model.c.norm_start
        self.hired_week = self.model.week
        self._draw_traits()
        self.be_seen(0.0)

    def _draw_traits(self) -> None:
        c = self.model.c
        self.propensity = self._trait(
            chances.TRAIT_PROPENSITY, 0.0, c.propensity_spread, LOWEST_PROPENSITY, HIGHEST_PROPENSITY
        )
        self.threshold = self._trait(chances.TRAIT_THRESHOLD, c.threshold_mean, c.threshold_spread)
        self.skill = self.skill_floor = self._trait(chances.TRAIT_SKILL, c.skill_mean, c.skill_spread)
        self.anchor = self._trait(chances.TRAIT_BELIEF, c.belief_mean, c.belief_spread)
        self.belief = rules.resting_belief(self.anchor, c.susceptibility, c.belief_heard)
        self.safety = self._trait(chances.TRAIT_SAFETY, c.safety_mean, c.safety_spread)
        speed, need = (self.model.luck.normal(trait, self.seat) for trait in (chances.TRAIT_HABIT, chances.TRAIT_NEED))
        self.habit_gain = rules.habit_gain(speed, c.habit_rate, c.habit_spread)
        self.reluctant = rules.reluctant(need, self.propensity, c.never_together, c.never_apart, c.never_cut)

    def _trait(self, decision: int, mean: float, spread: float, low: float = 0.0, high: float = 1.0) -> float:
        return float(rules.trait(self.model.luck.normal(decision, self.seat), mean, spread, low, high))

    def register(self, cause: int) -> None:
        """Open an account and become a member of one's communities."""
        self.registered, self.cause, self.registered_week = 1, cause, self.model.week
        self.novelty = 1.0
        for place in self.places:
            if place is not None:
                place.community.members += 1
        self.model.registrations.append((self.model.week, self.seat, cause))
        ledger = self.model.ledger
        ledger.add(self.silo, "new_registered")
        ledger.add(self.silo, {"self": "new_by_self", "peers": "new_by_peers", "push": "new_by_push"}[CAUSES[cause]])

    def quit(self) -> None:
        """Close the account, for ever where the model says so."""
        self.registered, self.registered_week = 0, NEVER
        self.cause = GONE if self.model.c.stays_away > 0 else 0
        for place in self.places:
            if place is not None:
                place.community.members -= 1
        self.model.ledger.add(self.silo, "quits")

    @property
    def has_account(self) -> bool:
        """Whether there is an account: one's own, or one that is given to all who have access."""
        if self.model.c.accounts_given > 0:
            return self.model.week < 0 or bool(self.model.effects.barred[self.seat] < 1)
        return bool(self.registered)

    def contribute(self, amount: int) -> None:
        """Note contributions of this week, replies among them."""
        self.item_weeks = rules.items_more(self.item_weeks, amount)
        self.model.ledger.note_contributions(self.silo, self.contributions, self.contributions + amount)
        self.contributions += amount

    spoke = 0

    def reply(self) -> None:
        """Reply to somebody: the first contribution of a week is seen and strengthens the habit."""
        self.spoke = 1
        if self.last_contribution != self.model.week:
            self.last_contribution, self.visible, self.shown = self.model.week, 1.0, 1.0
            self.word = rules.active_word(self.word)
            self.contribute_habit = rules.habit_next(self.contribute_habit, 1, self.habit_gain, self.model.c.habit_kept)
        self.contribute(1)

    def be_seen(self, shown: float) -> None:
        """Let colleagues see this much activity, the account and the expressed belief from now on."""
        self.shown = shown
        self.expressed: float = rules.expressed_belief(self.belief, self.norm, self.safety)
        seen = rules.contagious(self.registered, self.model.week - self.registered_week, self.model.c.contagion)
        rounding = rules.own_rounding(self.seat)
        self.word = rules.shared_word(self.expressed, seen, shown, self.model.c.opinion_levels, rounding)

    @property
    def word(self) -> int:
        """What colleagues see, in one word as the kernel keeps it."""
        flags: int = self.looks_active << rules.ACTIVE_BIT | self.looks_registered << rules.REGISTERED_BIT
        return flags | self.looks_open

    @word.setter
    def word(self, word: int) -> None:
        self.looks_active, self.looks_registered = word >> rules.ACTIVE_BIT, word >> rules.REGISTERED_BIT & 1
        self.looks_open = word & rules.LEVEL
