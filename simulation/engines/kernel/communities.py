"""Phase communities: content fades and grows, the life cycle moves on, next week's reach is laid out."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel.arrays import Reach, Record, Records
from simulation.model import effects as e
from simulation.model import rules
from simulation.model.arithmetic import ZERO, F
from simulation.model.effects import Effects

_I4 = np.int32


@loop
def live_on(groups: Records, weekly: Records, nobody: int, effects: Effects, c: Record) -> None:
    """Move every community on by one week."""
    for k in range(groups.size):
        g, w = groups[k], weekly[k]
        _content(g, w, c)
        opened = _I4(w.founder != nobody)
        if opened != 0:
            g.founder = w.founder
        if effects.community[e.STARTED, k] > ZERO:
            g.content[0] = rules.add(g.content[0], effects.community[e.STARTED, k])
            opened = _I4(1)
        if effects.community[e.OPENED, k] > ZERO:
            g.is_open = 1
        if effects.community[e.CLOSED, k] > ZERO:
            g.is_open = 0
        g.manager_trained = rules.trained_next(g.manager_trained, c.skill_kept, effects.community[e.MANAGER_MEMORY, k])
        g.manager_trained = rules.training_skill(g.manager_trained, effects.community[e.MANAGER_TRAINING, k])
        g.purpose = rules.toward_one(g.purpose, effects.community[e.CLARITY, k])
        g.purpose = rules.clarity_next(g.purpose, w.clarifying, c.management_clarity)
        g.silence = 0 if w.threads > 0 else min(g.silence + 1, 30000)
        seeded = rules.add_weighted(F(w.seeded_new), w.seeding, c.management_seeding)
        g.member_items = rules.content_next(g.member_items, c.items_kept, F(w.member_new))
        g.seeded_items = rules.content_next(g.seeded_items, c.items_kept, seeded)
        g.stage = rules.stage_next(
            _I4(g.stage), opened, g.member_items, g.seeded_items, F(g.silence), c.silence_weeks, c.death_weeks,
            c.critical_items, c.establishment_share, c.maturity_share,
        )  # fmt: skip


@loop
def _content(g: Record, w: Record, c: Record) -> None:
    """Content of the four types; the management's own items count as discussions."""
    g.content[0] = rules.content_next(g.content[0], c.document_kept, rules.units_worth(w.added[0]))
    g.content[1] = rules.content_next(g.content[1], c.discussion_kept, rules.units_worth(w.added[1]))
    g.content[2] = rules.content_next(g.content[2], c.comment_kept, rules.units_worth(w.added[2]))
    g.content[3] = rules.content_next(g.content[3], c.other_kept, rules.units_worth(w.added[3]))
    if rules.running(_I4(g.stage)) != 0:
        g.content[1] = rules.add_weighted(g.content[1], w.seeding, c.management_seeding)


@loop
def lay_out(groups: Records, weekly: Records, nobody: int, reach: Reach, c: Record) -> None:
    """Lay out what can be reached and pulls next week, for insiders and outsiders; clear the week's counts."""
    n = groups.size
    for k in range(n):
        g, w = groups[k], weekly[k]
        pull = ZERO
        if rules.running(_I4(g.stage)) != 0:
            total = rules.total_content(g.content[0], g.content[1], g.content[2], g.content[3])
            pull = rules.visible_content(total, g.purpose, c.purpose_weight, g.relevance)
            pull = rules.add_weighted(pull, w.inviting, c.management_inviting)
        reach.pull[2 * k] = pull
        reach.pull[2 * k + 1] = pull if g.is_open != 0 else ZERO
        reach.open[2 * k] = 1
        reach.open[2 * k + 1] = g.is_open
        reach.stage[k] = g.stage
        reach.readers[k] = 0
        w.threads = 0
        w.founder = nobody
        w.added[:] = 0
        w.member_new = 0
        w.seeded_new = 0
    reach.pull[2 * n :] = ZERO
    reach.open[2 * n :] = 0
