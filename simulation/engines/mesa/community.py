"""A community's week: what is said in it is typed and answered, content grows and fades, its life goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from simulation.engines.mesa.bound import rules
from simulation.model import chances
from simulation.model.items import cumulated_shares
from simulation.model.record import CONTENT_TYPES
from simulation.model.tasks import LEVERS, care_table

if TYPE_CHECKING:
    from simulation.engines.mesa.model import WandelModel
    from simulation.engines.mesa.person import Person

DISCUSSIONS = CONTENT_TYPES.index("discussions")
LONGEST_SILENCE = 30_000
CARE: list[list[list[float]]] = care_table().tolist()
"""Levers of management by type of community and stage of the life cycle."""
MIX: list[list[float]] = cumulated_shares().tolist()
"""Cumulated shares of the types of contributions, by type of community."""


class CommunityAgent(mesa.Agent):
    """A potential or running community.

    State has the names of `simulation.model.state.Groups`; ``kind``, ``home_silo`` and ``relevance`` never
    change; ``effort`` is the management's by lever. During a week it gathers ``readers`` and ``said`` (author,
    number of contributions); ``pull`` is the content that visitors see.
    """

    model: WandelModel

    stage: int
    is_open: int
    content: list[float]
    member_items: float
    seeded_items: float
    silence: int
    members: int
    founder: int
    purpose: float
    manager_trained: float

    def __init__(self, model: WandelModel, number: int, kind: int, home_silo: int, relevance: float) -> None:
        """Make a community whose state is still to be set."""
        super().__init__(model)
        self.number, self.kind, self.home_silo, self.relevance = number, kind, home_silo, relevance
        self.pull = 0.0
        self.effort = dict.fromkeys(LEVERS, 0.0)
        self._clear_week()

    def _clear_week(self) -> None:
        self.readers: list[Person] = []
        self.said: list[tuple[Person, int]] = []
        self.founding: Person | None = None
        self.worth = [0, 0, 0, 0]
        self.by_members = self.by_founder = 0

    def hear(self, author: Person, amount: int) -> None:
        """Take contributions; the first author in one that does not run founds it."""
        self.said.append((author, amount))
        if not rules.running(self.stage) and self.founding is None:
            self.founding = author

    # --- the phases -------------------------------------------------------------------------

    def respond(self) -> None:
        """Type every contribution, let readers or the management reply, let authors feel it."""
        c = self.model.c
        threads = sum(amount for _, amount in self.said)
        self._manage()
        chance = rules.reply_probability(
            len(self.readers), c.reply_per_reader, self.effort["answering"], c.reply_by_management, threads
        )
        for author, amount in self.said:
            for item in range(amount):
                self._take(author, item, chance)
            self._credit(author, amount)
            author.contribute(amount)

    def communities(self) -> None:
        """Let content fade and grow, count silence, move the life cycle on, lay out what visitors see next week."""
        self._renew_content()
        self._live_on()
        self.model.ledger.count_community(self)
        self.look()
        self._clear_week()

    # --- what they are made of --------------------------------------------------------------

    def look(self) -> None:
        """Work out the content that visitors see."""
        c, self.pull = self.model.c, 0.0
        if rules.running(self.stage):
            content = rules.visible_content(
                rules.total_content(*self.content), self.purpose, c.purpose_weight, self.relevance
            )
            self.pull = rules.add_weighted(content, self.effort["inviting"], c.management_inviting)

    def _manage(self) -> None:
        """Let managers and multipliers spend their hours on the levers of the community's stage."""
        c, e, me = self.model.c, self.model.effects, self.number
        hours = rules.skilled_hours(e.manager_hours[me], e.manager_skill[me], self.manager_trained)
        for lever, care in zip(LEVERS, CARE[self.kind][self.stage], strict=True):
            others = e.multiplier_hours[me] if lever == "answering" else 0.0
            self.effort[lever] = rules.management_effort(hours, care, others, self.members, c.management_load)
        self.effort["seeding"] = rules.seeded_items(self.effort["seeding"], self.member_items, c.critical_items)

    def _take(self, author: Person, item: int, chance: float) -> None:
        """Give one contribution its type and perhaps a reply."""
        c, value = self.model.c, self.model.effects.content_value[author.seat]
        typed, answered = self.model.luck.both(chances.ITEM, author.seat * chances.MAX_ITEMS + item)
        documents, discussions, comments, _ = MIX[self.kind]
        kind = rules.item_type(typed, documents, discussions, comments, int(self.content[0] > 0))
        self.model.ledger.add(author.silo, CONTENT_TYPES[kind])
        self.worth[kind] += rules.worth_units(value, 1.0)
        if answered < rules.reply_chance(chance, c.reply_documents, kind):
            self.worth[kind] += rules.worth_units(value, c.replied_bonus)
            self.model.ledger.add(author.silo, "replied")
            self._answer(author, kind, self.model.luck.bits(chances.REPLIER, author.seat * chances.MAX_ITEMS + item))

    def _answer(self, author: Person, kind: int, bits: int) -> None:
        """Let readers or the management reply, at least one: the author feels each reply."""
        c, luck, ledger = self.model.c, self.model.luck, self.model.ledger
        for k in range(chances.MAX_REPLIES):
            more = luck.bits(chances.FOLLOW, bits)
            follows, gives_way = luck.split(more)
            who = self._replier(author, bits, more, gives_way)
            author.replies = rules.add(author.replies, 1.0)
            author.motivation = rules.encouraged(author.motivation, c.reply_motivation, c.motivation_limit)
            if who is None:
                return
            if k == 0:
                ledger.note_replied(who.silo, author.silo)
            ledger.note_reply(self.model.week, who.silo, author.silo)
            self._take_reply(who, rules.reply_kind(kind))
            if follows >= c.reply_follows:
                return
            bits = luck.bits(chances.FOLLOW, more)

    def _take_reply(self, who: Person, kind: int) -> None:
        """Note a reply as a contribution of who gives it."""
        self.model.ledger.add(who.silo, CONTENT_TYPES[kind])
        self.worth[kind] += rules.worth_units(1.0, 1.0)
        self._credit(who, 1)
        who.reply()

    def _credit(self, author: Person, amount: int) -> None:
        if author.seat == self.founder or author is self.founding:
            self.by_founder += amount
        else:
            self.by_members += amount

    def _replier(self, author: Person, bits: int, more: int, gives_way: float) -> Person | None:
        """Draw who replies among the readers other than the author; nobody if it was the management.

        Of two readers drawn the keener one replies. Who comes from another silo gives way to a second draw by the
        chance ``reply_barrier``.
        """
        who = self._keener_reader(author, bits)
        if who is not None and who.silo != author.silo and gives_way < self.model.c.reply_barrier:
            return self._keener_reader(author, self.model.luck.bits(chances.REPLIER, more))
        return who

    def _keener_reader(self, author: Person, bits: int) -> Person | None:
        first, second = (self._other_reader(u, author) for u in self.model.luck.split(bits))
        if first is None or second is None:
            return None
        return first if rules.first_is_keener(first.propensity, second.propensity) else second

    def _other_reader(self, u: float, author: Person) -> Person | None:
        if not self.readers:
            return None
        k = rules.pick(u, len(self.readers))
        if self.readers[k] is author:
            k = (k + 1) % len(self.readers)
        return None if self.readers[k] is author else self.readers[k]

    def _renew_content(self) -> None:
        c = self.model.c
        kept = (c.document_kept, c.discussion_kept, c.comment_kept, c.other_kept)
        self.content = [
            rules.content_next(old, share, rules.units_worth(new))
            for old, share, new in zip(self.content, kept, self.worth, strict=True)
        ]
        if rules.running(self.stage):
            self.content[DISCUSSIONS] = rules.add_weighted(
                self.content[DISCUSSIONS], self.effort["seeding"], c.management_seeding
            )

    def _live_on(self) -> None:
        c, e = self.model.c, self.model.effects
        opened = self.founding is not None
        if self.founding is not None:
            self.founder = self.founding.seat
        if e.started[self.number] > 0:
            self.content[0] = rules.add(self.content[0], e.started[self.number])
            opened = True
        if e.opened[self.number] > 0:
            self.is_open = 1
        if e.closed[self.number] > 0:
            self.is_open = 0
        self.manager_trained = rules.trained_next(self.manager_trained, c.skill_kept, e.manager_memory[self.number])
        self.manager_trained = rules.training_skill(self.manager_trained, e.manager_training[self.number])
        self.purpose = rules.toward_one(self.purpose, e.clarity[self.number])
        self.purpose = rules.clarity_next(self.purpose, self.effort["clarifying"], c.management_clarity)
        self.silence = 0 if self.said else min(self.silence + 1, LONGEST_SILENCE)
        seeded = rules.add_weighted(self.by_founder, self.effort["seeding"], c.management_seeding)
        self.member_items = rules.content_next(self.member_items, c.items_kept, self.by_members)
        self.seeded_items = rules.content_next(self.seeded_items, c.items_kept, seeded)
        self.stage = rules.stage_next(
            self.stage, opened, self.member_items, self.seeded_items, self.silence, c.silence_weeks, c.death_weeks,
            c.critical_items, c.establishment_share, c.maturity_share,
        )  # fmt: skip
