"""An employee's week, phase by phase in the order of `simulation.model.week`."""

from __future__ import annotations

from simulation.engines.mesa.bound import rules
from simulation.engines.mesa.community import CommunityAgent
from simulation.engines.mesa.person import GONE, Person, Place
from simulation.model import chances
from simulation.model.record import CAUSES

PUSH = CAUSES.index("push")


class Employee(Person):
    """A person with a week; every phase is one method without arguments.

    Sensed in a week: ``active_share``, ``registered_share`` and ``opinion`` of colleagues,
    ``manager_use``, ``pull`` of content. Done in it: ``read`` of one's own accord, ``attended`` at all,
    ``spoke``.
    """

    inverse_weight = access_left = 0.0
    active_share = registered_share = opinion = manager_use = pull = 0.0
    read = attended = spoke = 0

    def weigh_ties(self) -> None:
        """Note 1 / (sum of the weights of one's ties); done anew when the weights of layers change."""
        layers = zip(self.model.layer_weights, self.ties, strict=True)
        total = sum(rules.tie_sum(weight, len(colleagues)) for weight, colleagues in layers)
        self.inverse_weight = rules.inverse_or_zero(total)

    # --- the phases -------------------------------------------------------------------------

    def turnover(self) -> None:
        """Leave by chance; somebody new takes the seat."""
        c = self.model.c
        chance = rules.leaving_chance(c.leaving, c.leaving_use, self.read_habit, self.model.effects.leaving[self.seat])
        if self.model.luck.high(chances.TURNOVER, self.seat) < chance:
            self.leave()
            self.arrive()
            self.model.ledger.add(self.silo, "hires")

    def receive(self) -> None:
        """Let this week's pulses act: order to register, training, rewards, withdrawal, persuasion."""
        e, c, me = self.model.effects, self.model.c, self.seat
        if e.register_now[me] > 0 and e.barred[me] < 1 and not self.registered and self.cause != GONE:
            self.register(PUSH)
        if "training" in e.touched:
            self.skill = rules.training_skill(self.skill, e.training[me])
            self.skill_floor = rules.training_floor(self.skill_floor, e.training[me], c.training_lasting)
        if "extrinsic" in e.touched:
            self.extrinsic = rules.add(self.extrinsic, e.extrinsic[me])
        if "motivation" in e.touched:
            self.motivation = rules.add(self.motivation, e.motivation[me])
        if "withdrawal" in e.touched:
            self.motivation = rules.crowded_out(self.motivation, e.withdrawal[me], c.crowding_out)
        if "habit" in e.touched:
            self.read_habit = rules.toward_one(self.read_habit, e.habit[me])
        if "persuasion" in e.touched:
            self.anchor = rules.toward_one(self.anchor, e.persuasion[me])
        if "belief" in e.touched:
            self.belief = rules.clip(rules.add(self.belief, e.belief[me]), 0.0, 1.0)
        if "safety" in e.touched:
            self.safety = rules.clip(rules.add(self.safety, e.safety[me]), 0.0, 1.0)

    def sense(self) -> None:
        """See what colleagues, the manager and the communities showed last week."""
        if self.model.c.mixing > 0:
            self._see_crowd()
        else:
            self._see_colleagues()
        self.manager_use = self.manager.shown if self.manager else 0.0
        content = [place.community.pull if place and place.reachable else 0.0 for place in self.places]
        official = self.model.effects.official_content
        self.pull = rules.content_pull(rules.total_content(*content, official), self.model.c.content_half)

    def _see_colleagues(self) -> None:
        active = registered = opinion = 0.0
        for weight, colleagues in zip(self.model.layer_weights, self.ties, strict=True):
            if weight == 0 or not colleagues:
                continue
            n_active = n_registered = levels = 0
            for colleague in colleagues:
                n_active += colleague.looks_active
                n_registered += colleague.looks_registered
                levels += colleague.looks_open
            active += rules.tie_sum(weight, n_active)
            registered += rules.tie_sum(weight, n_registered)
            opinion += rules.tie_sum(weight, levels)
        self.active_share = rules.weighted_share(active, self.inverse_weight)
        self.registered_share = rules.weighted_share(registered, self.inverse_weight)
        self.opinion = rules.peers_opinion(opinion, self.inverse_weight, self.belief, self.model.c.opinion_levels)

    def _see_crowd(self) -> None:
        """Meet everybody alike, but for the share of contacts in the own silo."""
        own, every, within = self.model.crowd[self.silo], self.model.crowd[-1], self.model.c.within_share
        self.active_share = rules.mixed_share(own[1], own[0], every[1], every[0], within)
        self.registered_share = rules.mixed_share(own[2], own[0], every[2], every[0], within)
        level = rules.mixed_share(own[3], own[0], every[3], every[0], within)
        self.opinion = rules.peers_opinion(level, 1.0, 0.0, self.model.c.opinion_levels)

    def decide(self) -> None:
        """Register, which is a first visit, or read; and then perhaps speak and succeed with a use case."""
        joins, reads = self.model.luck.both(chances.PRESENCE, self.seat)
        self.read = self.attended = self.spoke = 0
        self.access_left = rules.access_left(self.access, self.model.effects.barred[self.seat])
        if self.model.present < 1:
            self.access_left = rules.present_access(self.access_left, self.model.present)
        if self.registered:
            by_chance = int(reads < self._chance_to_read())
            self.read = rules.visits(1, by_chance, self.registered_week, self.model.week)
        elif self.cause != GONE and not self.reluctant:
            self.read = int(self._registers(joins))
        if self.read:
            self._consider_speaking()
        self.attended = rules.attends(self.read, self.registered, self.model.effects.visit[self.seat])
        if self.attended:
            self._try_use_case()
        if self.model.c.quitting > 0:
            self._consider_quitting()

    def learn(self) -> None:
        """Let habits, skill, rewards, motivation, visibility and memory move on."""
        c = self.model.c
        self.read_habit = rules.habit_next(self.read_habit, self.read, self.habit_gain, c.habit_kept)
        self.contribute_habit = rules.habit_next(self.contribute_habit, self.spoke, self.habit_gain, c.habit_kept)
        self.skill = rules.skill_next(self.skill, self.skill_floor, c.skill_kept, self.attended, c.learning_by_doing)
        self.skill_floor = rules.floor_next(self.skill_floor, self.attended, c.learning_by_doing)
        self.extrinsic = rules.faded(self.extrinsic, c.extrinsic_kept)
        self.motivation = rules.faded(self.motivation, c.motivation_kept)
        self.replies = rules.faded(self.replies, c.replies_kept)
        self.novelty = rules.faded(self.novelty, c.novelty_kept)
        self.visible = rules.visible_next(self.visible, self.spoke, c.visible_kept)
        self.read_weeks = rules.history_next(self.read_weeks, self.attended)
        self.item_weeks = rules.items_next(self.item_weeks)
        if self.attended:
            self.last_read = self.model.week
        if self.spoke:
            self.last_contribution = self.model.week

    def culture(self) -> None:
        """Let belief and perceived norm move on."""
        c = self.model.c
        self.belief = rules.belief_next(self.belief, self.anchor, self.opinion, c.belief_rate, c.susceptibility)
        if c.anchor_drift > 0:
            self.anchor = rules.anchor_next(self.anchor, self.belief, c.anchor_drift)
        example = rules.example_weight(c.injunctive_weight, self.model.effects.example[self.seat])
        self.norm = rules.norm_next(self.norm, self.active_share, self.manager_use, c.norm_rate, example)

    def show(self) -> None:
        """Show what colleagues will see next week."""
        self.be_seen(rules.larger(self.visible, self.model.effects.visible_use[self.seat]))

    # --- what a decision is made of ---------------------------------------------------------

    def _registers(self, u: float) -> bool:
        c, e, me = self.model.c, self.model.effects, self.seat
        useful = rules.usefulness(
            c.usefulness_content, self.pull, c.usefulness_ease, self.skill, c.usefulness_manager, self.manager_use,
            c.usefulness_belief, self.belief, c.belief_rest, e.usefulness[me],
        )  # fmt: skip
        factor = rules.usefulness_factor(
            useful, c.usefulness_weight, self.access_left, c.register_propensity, self.propensity,
            rules.add(self.model.stir, c.register_ease),
        )  # fmt: skip
        exposure = rules.exposure(
            self.registered_share, self.inverse_weight, self.threshold, c.threshold_steepness, c.contagion
        )
        push = rules.access_left(rules.announced(e.register_hazard[me], c.launch_hazard, e.launch[me]), e.barred[me])
        hazard = rules.registration_hazard(c.innovation_rate, c.imitation_rate, exposure, factor, push)
        joins = bool(u < rules.hazard_probability(hazard))
        if joins:
            own = rules.registration_hazard(c.innovation_rate, 0.0, exposure, factor, 0.0)
            with_peers = rules.registration_hazard(c.innovation_rate, c.imitation_rate, exposure, factor, 0.0)
            mark = self.model.luck.low(chances.AMOUNT, me)
            self.register(rules.cause(mark, own, with_peers, rules.add(with_peers, push)))
        return joins

    def _chance_to_read(self) -> float:
        c, e, me = self.model.c, self.model.effects, self.seat
        logit = rules.read_logit(
            rules.add(c.read_intercept, self.model.stir), c.read_propensity, self.propensity, c.read_content,
            self.pull, c.read_habit,
            self.read_habit, c.read_norm, self.norm, c.read_manager, self.manager_use, c.read_belief, self.belief,
            c.belief_rest, c.read_novelty, self.novelty, c.read_reply, rules.reply_pull(self.replies), e.read_drive[me],
        )  # fmt: skip
        return float(rules.attended_probability(logit, e.distraction[me], self.access_left))

    def _consider_speaking(self) -> None:
        luck, me, c = self.model.luck, self.seat, self.model.c
        speaks, chooses = luck.both(chances.SPEAK, me)
        weights = [self._visit(place) for place in self.places]
        choice = rules.choose_place(chooses, *weights)
        place = self.places[choice] if choice != rules.NOWHERE else None
        if place is not None and speaks < self._chance_to_speak(place.community):
            self.spoke = 1
            mean = rules.further_mean(c.extra_posts, c.posts_propensity, self.propensity)
            place.community.hear(self, 1 + rules.further_posts(luck.high(chances.AMOUNT, me), mean, c.posts_burst))

    def _visit(self, place: Place | None) -> float:
        """Read in a community that runs, if one gets in; return its weight as a place to speak."""
        if place is None or not place.reachable:
            return 0.0
        c, community = self.model.c, place.community
        if rules.running(community.stage):
            community.readers.append(self)
        return float(
            rules.place_weight(
                community.stage, 1, community.pull, self.propensity, c.founding_propensity, c.founding_weight
            )
        )

    def _chance_to_speak(self, community: CommunityAgent) -> float:
        c, e, me = self.model.c, self.model.effects, self.seat
        drive = rules.contribute_drive(
            c.contribute_intercept, self.propensity, self.motivation, self.extrinsic, c.contribute_habit,
            self.contribute_habit, c.contribute_reply, self.replies, c.contribute_belief, self.belief, c.belief_rest,
            c.contribute_novelty, self.novelty,
        )  # fmt: skip
        setting = rules.contribute_setting(
            c.contribute_norm, self.norm, self.threshold, c.contribute_manager, self.manager_use, c.contribute_skill,
            self.skill, c.skill_reference, c.contribute_safety, self.safety, e.contribute_drive[me],
        )  # fmt: skip
        reluctance = c.cost_open if community.is_open else c.cost_closed
        logit = rules.contribute_logit(drive, setting, reluctance)
        return float(rules.attended_probability(logit, e.distraction[me], 1.0))

    def _consider_quitting(self) -> None:
        long_enough = self.registered and self.registered_week != self.model.week
        if long_enough and self.model.luck.high(chances.QUIT, self.seat) < self.model.c.quitting:
            self.quit()

    def _try_use_case(self) -> None:
        if self.model.luck.high(chances.USE_CASE, self.seat) < self.model.effects.use_case[self.seat]:
            self.anchor = rules.toward_one(self.anchor, self.model.c.use_case_gain)
