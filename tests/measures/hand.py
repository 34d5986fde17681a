"""Every measure worked out by hand: what a small record holds, and what the measure must be, in which unit.

Counters that a line does not name hold other numbers in every week (`fill`), so that a measure that reads one
of them comes out wrong. A list holds the last weeks of the record, a single number stands in each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulation.model.record import BOOKED, BOOKING, COUNTERS, INDEX, ROLE_COUNTERS, ROLES, Trajectory

WEEKS: Final = 14
"""Longer than the 12 weeks over which some measures look back."""
PRICE: Final = 60.0
"""EUR for an hour."""
Numbers = float | Sequence[float]


@dataclass(frozen=True, slots=True)
class Hand:
    """A measure in the last week of a record: its unit, its value, and what is recorded."""

    unit: str
    value: float
    recorded: Mapping[str, Numbers]


def _hand(unit: str, value: float, **recorded: Numbers) -> Hand:
    return Hand(unit, value, recorded)


_HALF: Final = 65536 / 2
"""One half as sums of shares are kept: in 1/65536."""

BY_HAND: Final[dict[str, Hand]] = {
    # adoption
    "people": _hand("people", 200, people=200),
    "registered": _hand("people", 50, registered=50),
    "registered_share_of_people": _hand("share", 0.25, registered=50, people=200),  # 50 / 200
    "accounts": _hand("people", 160, accounts=160),
    "registered_share_of_accounts": _hand("share", 0.3125, registered=50, accounts=160),  # 50 / 160
    "new_registered": _hand("people per week", 7, new_registered=[9, 7]),  # the week's own
    "new_by_self": _hand("people per week", 2, new_by_self=[9, 2]),
    "new_by_peers": _hand("people per week", 3, new_by_peers=[9, 3]),
    "new_by_push": _hand("people per week", 1, new_by_push=[9, 1]),
    # 20 - 2 - 3 - 4: what no other cause explains
    "new_by_pilot": _hand("people per week", 11, new_registered=20, new_by_self=2, new_by_peers=3, new_by_push=4),
    "registered_ever": _hand(  # 5 + 9, whoever left since, and 8 + 1 - 5 who had an account before the start
        "people", 18, new_registered=[5, *[0] * 12, 9], registered=[8, *[0] * 13], quits=[1, *[0] * 13]
    ),
    "quits": _hand("people per week", 4, quits=[9, 4]),
    "hires": _hand("people per week", 6, hires=[9, 6]),
    "hires_cumulative": _hand("people", 18, hires=[3, *[1] * 12, 3]),  # 3 + 12 x 1 + 3
    # who read and who contributed, by window
    "readers_7": _hand("people", 12, readers_7=12),
    "readers_7_share_of_registered": _hand("share", 0.24, readers_7=12, registered=50),  # 12 / 50
    "readers_7_share_of_people": _hand("share", 0.06, readers_7=12, people=200),  # 12 / 200
    "contributors_7": _hand("people", 3, contributors_7=3),
    "contributors_7_share_of_registered": _hand("share", 0.06, contributors_7=3, registered=50),  # 3 / 50
    "contributors_7_share_of_people": _hand("share", 0.015, contributors_7=3, people=200),  # 3 / 200
    "readers_28": _hand("people", 20, readers_28=20),
    "readers_28_share_of_registered": _hand("share", 0.4, readers_28=20, registered=50),  # 20 / 50
    "readers_28_share_of_people": _hand("share", 0.1, readers_28=20, people=200),  # 20 / 200
    "contributors_28": _hand("people", 6, contributors_28=6),
    "contributors_28_share_of_registered": _hand("share", 0.12, contributors_28=6, registered=50),  # 6 / 50
    "contributors_28_share_of_people": _hand("share", 0.03, contributors_28=6, people=200),  # 6 / 200
    "readers_365": _hand("people", 40, readers_365=40),
    "readers_365_share_of_registered": _hand("share", 0.8, readers_365=40, registered=50),  # 40 / 50
    "readers_365_share_of_people": _hand("share", 0.2, readers_365=40, people=200),  # 40 / 200
    "contributors_365": _hand("people", 10, contributors_365=10),
    "contributors_365_share_of_registered": _hand("share", 0.2, contributors_365=10, registered=50),  # 10 / 50
    "contributors_365_share_of_people": _hand("share", 0.05, contributors_365=10, people=200),  # 10 / 200
    "visible": _hand("people", 5, visible=5),
    "visible_share_of_registered": _hand("share", 0.1, visible=5, registered=50),  # 5 / 50
    # (8 + 2) / 50: those who also contribute read regularly, too
    "habitual_share_of_registered": _hand("share", 0.2, segment_habitual=8, segment_power=2, registered=50),
    # segments of the registered, who read in none, 1-3, 4-8 or 9 and more of 12 weeks
    "segment_non": _hand(  # 50 - 12 - 9 - 8 - 2
        "people", 19, registered=50, segment_low=12, segment_novice=9, segment_habitual=8, segment_power=2
    ),
    "segment_non_share_of_registered": _hand(  # 19 / 50
        "share", 0.38, registered=50, segment_low=12, segment_novice=9, segment_habitual=8, segment_power=2
    ),
    "segment_low": _hand("people", 12, segment_low=12),
    "segment_novice": _hand("people", 9, segment_novice=9),
    "segment_habitual": _hand("people", 8, segment_habitual=8),
    "segment_power": _hand("people", 2, segment_power=2),
    "segment_low_share_of_registered": _hand("share", 0.24, segment_low=12, registered=50),  # 12 / 50
    "segment_novice_share_of_registered": _hand("share", 0.18, segment_novice=9, registered=50),  # 9 / 50
    "segment_habitual_share_of_registered": _hand("share", 0.16, segment_habitual=8, registered=50),  # 8 / 50
    "segment_power_share_of_registered": _hand("share", 0.04, segment_power=2, registered=50),  # 2 / 50
    # of 50: 4 contributed once or twice in four weeks, 1 more often, 45 nothing
    "month_silent_share_of_registered": _hand("share", 0.9, month_few=4, month_many=1, registered=50),
    "month_few_share_of_registered": _hand("share", 0.08, month_few=4, registered=50),
    "month_many_share_of_registered": _hand("share", 0.02, month_many=1, registered=50),
    # who stays
    # 1 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_1_weeks": _hand(
        "share", 0.3, tenure_readers_1=[3, *[1] * 12, 3], tenure_1=[6, *[4] * 12, 6]
    ),
    # 2 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_2_weeks": _hand(
        "share", 0.3, tenure_readers_2=[3, *[1] * 12, 3], tenure_2=[6, *[4] * 12, 6]
    ),
    # 4 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_4_weeks": _hand(
        "share", 0.3, tenure_readers_4=[3, *[1] * 12, 3], tenure_4=[6, *[4] * 12, 6]
    ),
    # 8 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_8_weeks": _hand(
        "share", 0.3, tenure_readers_8=[3, *[1] * 12, 3], tenure_8=[6, *[4] * 12, 6]
    ),
    # 13 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_13_weeks": _hand(
        "share", 0.3, tenure_readers_13=[3, *[1] * 12, 3], tenure_13=[6, *[4] * 12, 6]
    ),
    # 26 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_26_weeks": _hand(
        "share", 0.3, tenure_readers_26=[3, *[1] * 12, 3], tenure_26=[6, *[4] * 12, 6]
    ),
    # 52 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_52_weeks": _hand(
        "share", 0.3, tenure_readers_52=[3, *[1] * 12, 3], tenure_52=[6, *[4] * 12, 6]
    ),
    # 104 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_104_weeks": _hand(
        "share", 0.3, tenure_readers_104=[3, *[1] * 12, 3], tenure_104=[6, *[4] * 12, 6]
    ),
    # 208 weeks after: (3 + 12 x 1 + 3) / (12 x 4 + 2 x 6)
    "read_share_of_accounts_after_208_weeks": _hand(
        "share", 0.3, tenure_readers_208=[3, *[1] * 12, 3], tenure_208=[6, *[4] * 12, 6]
    ),
    "lapsed": _hand("people per week", 3, lapsed=[9, 3]),
    "returned": _hand("people per week", 2, returned=[9, 2]),
    # the last 12 of 14 weeks: (11 x 1 + 4) / 50; the 100 before them are out
    "lapsed_12_weeks_share_of_registered": _hand("share", 0.3, lapsed=[100, 100, *[1] * 11, 4], registered=50),
    "retained_share_of_settled": _hand("share", 0.75, settled_readers=30, settled=40),  # 30 / 40
    # content
    "contributions_documents": _hand("items per week", 8, documents=[9, 8]),
    "contributions_documents_cumulative": _hand("items", 20, documents=[4, *[1] * 12, 4]),  # 4 + 12 x 1 + 4
    "contributions_discussions": _hand("items per week", 4, discussions=[9, 4]),
    "contributions_discussions_cumulative": _hand("items", 16, discussions=[2, *[1] * 12, 2]),  # 2 + 12 x 1 + 2
    "contributions_comments": _hand("items per week", 6, comments=[9, 6]),
    "contributions_comments_cumulative": _hand("items", 18, comments=[3, *[1] * 12, 3]),  # 3 + 12 x 1 + 3
    "contributions_others": _hand("items per week", 2, others=[9, 2]),
    "contributions_others_cumulative": _hand("items", 14, others=[1, *[1] * 12, 1]),  # 14 x 1
    "contributions_total": _hand("items per week", 20, documents=8, discussions=4, comments=6, others=2),  # 8+4+6+2
    "contributions_total_cumulative": _hand(  # 14 x (8 + 4 + 6 + 2)
        "items", 280, documents=8, discussions=4, comments=6, others=2
    ),
    "contributions_per_registered": _hand(  # 20 / 50
        "items per person and week", 0.4, documents=8, discussions=4, comments=6, others=2, registered=50
    ),
    "reply_share_of_contributions": _hand(  # 5 / (20 - 4): replies are not asked whether they were replied to
        "share", 0.3125, replied=5, documents=8, discussions=4, comments=6, others=2, replies=4
    ),
    "replies": _hand("items per week", 4, replies=[9, 4]),
    "replies_per_post_12_weeks": _hand(  # (11 x 4 + 16) / (12 x 24 - 60) = 60 / 228
        "items per item", 60 / 228, replies=[0, 100, *[4] * 11, 16], documents=8, discussions=8, comments=6, others=2
    ),
    # 12 weeks: (11 x 5 + 17) / (12 x (20 - 4)) = 72 / 192; the weeks before, with a hundred replies each, are out
    "reply_share_of_contributions_12_weeks": _hand(
        "share", 0.375, replied=[100, 100, *[5] * 11, 17], documents=8, discussions=4, comments=6, others=2, replies=4
    ),
    "cross_silo_share_of_replied": _hand("share", 0.4, replied_cross_silo=2, replied=5),  # 2 / 5
    # (11 x 1 + 4) / (12 x 5) = 15 / 60
    "cross_silo_share_of_replied_12_weeks": _hand(
        "share", 0.25, replied_cross_silo=[100, 100, *[1] * 11, 4], replied=5
    ),
    # between silos 12 x 1, within them 12 x (4 - 1): (12 - 36) / 48; below 0 where people keep to themselves
    "ei_index_of_replies_12_weeks": _hand("index (-1 to 1)", -0.5, replied_cross_silo=1, replied_by_people=4),
    "contributors_ever": _hand("people", 10, contributors_ever=10),
    "contributors_ever_share_of_registered": _hand(  # 10 / (20 + 20 + the 10 before), leavers on both sides
        "share", 0.2, contributors_ever=10, new_registered=[20, *[0] * 12, 20], registered=[30, *[0] * 13], quits=0
    ),
    "contributions_ever": _hand("items", 200, contributions_ever=200),
    "top_1_share_of_contributions": _hand("share", 0.3, top_1_contributions=60, contributions_ever=200),  # 60 / 200
    "top_5_share_of_contributions": _hand("share", 0.5, top_5_contributions=100, contributions_ever=200),  # 100 / 200
    "top_10_share_of_contributions": _hand("share", 0.7, top_10_contributions=140, contributions_ever=200),
    "gini_of_contributors": _hand("1", 0.5, gini_area=_HALF, contributors_ever=10),  # the area as it stands
    # communities
    "communities": _hand("communities", 8, communities=8),
    "communities_open": _hand("communities", 2, communities_open=2),
    "open_share_of_communities": _hand("share", 0.25, communities_open=2, communities=8),  # 2 / 8
    "communities_live": _hand("communities", 6, live_communities=6),
    "live_share_of_communities": _hand("share", 0.75, live_communities=6, communities=8),  # 6 / 8
    "communities_founded": _hand("communities per week", 1, founded=[9, 1]),
    "communities_inception": _hand("communities", 4, stage_inception=4),
    "inception_share_of_communities": _hand("share", 0.5, stage_inception=4, communities=8),  # 4 / 8
    "communities_establishment": _hand("communities", 2, stage_establishment=2),
    "establishment_share_of_communities": _hand("share", 0.25, stage_establishment=2, communities=8),  # 2 / 8
    "communities_maturity": _hand("communities", 1, stage_maturity=1),
    "maturity_share_of_communities": _hand("share", 0.125, stage_maturity=1, communities=8),  # 1 / 8
    "communities_decline": _hand("communities", 3, stage_decline=3),
    "decline_share_of_communities": _hand("share", 0.375, stage_decline=3, communities=8),  # 3 / 8
    "communities_dead": _hand("communities", 5, stage_dead=5),
    "registered_per_community": _hand("people per community", 6.25, registered=50, communities=8),  # 50 / 8
    # culture: sums over 200 people
    "belief_mean": _hand("index (0 to 1)", 0.5, belief_sum=200 * _HALF, people=200),  # 200 x 1/2 / 200
    "anchor_mean": _hand("index (0 to 1)", 0.25, anchor_sum=100 * _HALF, people=200),  # 100 x 1/2 / 200
    "norm_mean": _hand("index (0 to 1)", 0.125, norm_sum=50 * _HALF, people=200),  # 50 x 1/2 / 200
    "expressed_mean": _hand("index (0 to 1)", 0.375, expressed_sum=150 * _HALF, people=200),  # 150 x 1/2 / 200
    # (100 - 25) / 200: above 0, people think that others want less sharing than they do
    "norm_belief_gap": _hand("index (0 to 1)", 0.375, belief_sum=200 * _HALF, norm_sum=50 * _HALF, people=200),
    "skill_mean": _hand("index (0 to 1)", 0.75, skill_sum=300 * _HALF, people=200),  # 300 x 1/2 / 200
    "habit_mean": _hand("index (0 to 1)", 0.05, habit_sum=20 * _HALF, people=200),  # 20 x 1/2 / 200
    # reach
    "talks": _hand("talks per week", 3, talks=[9, 3]),
    "talks_cumulative": _hand("talks", 32, talks=[4, *[2] * 12, 4]),  # 4 + 12 x 2 + 4
    "talks_per_push_registration": _hand(  # 14 x 3 / (14 x 2)
        "talks per registration", 1.5, talks=3, new_by_push=2
    ),
    "ambassadors_interested": _hand("people", 6, ambassadors_interested=6),
    "ambassadors_active": _hand("people", 3, ambassadors_active=3),
    "ambassadors_core": _hand("people", 1, ambassadors_core=1),
    "ambassadors_interested_share_of_ambassadors": _hand(  # 6 / (6 + 3 + 1)
        "share", 0.6, ambassadors_interested=6, ambassadors_active=3, ambassadors_core=1
    ),
    "ambassadors_active_share_of_ambassadors": _hand(
        "share", 0.3, ambassadors_interested=6, ambassadors_active=3, ambassadors_core=1
    ),
    "ambassadors_core_share_of_ambassadors": _hand(
        "share", 0.1, ambassadors_interested=6, ambassadors_active=3, ambassadors_core=1
    ),
    "tasks_done": _hand("tasks per week", 4, tasks_done=[9, 4]),
    "departments_supported": _hand("departments", 3, departments_supported=[9, 3]),
    "support_requests_cumulative": _hand("requests", 32, support_requests=[4, *[2] * 12, 4]),  # 4 + 12 x 2 + 4
    "support_newcomers_cumulative": _hand("people", 32, support_newcomers=[4, *[2] * 12, 4]),  # 4 + 12 x 2 + 4
    "external_posts": _hand("posts per week", 2, external_posts=[9, 2]),
    "external_impressions": _hand("impressions per week", 300, external_impressions=[900, 300]),
    "external_impressions_cumulative": _hand(  # 100 + 12 x 50 + 300
        "impressions", 1000, external_impressions=[100, *[50] * 12, 300]
    ),
    # cost
    "cost_hours": _hand("hours per week", 10, hours=[9, 10]),
    "cost_hours_cumulative": _hand("hours", 37, hours=[15, *[1] * 12, 10]),  # 15 + 12 x 1 + 10
    "cost_money_eur": _hand("EUR per week", 500, eur=[900, 500]),
    "cost_eur": _hand("EUR per week", 1100, eur=500, hours=10),  # 500 + 10 x 60
    "cost_eur_cumulative": _hand("EUR", 15_400, eur=500, hours=10),  # 14 x 1,100
    "cost_eur_cumulative_per_registered": _hand("EUR per person", 308, eur=500, hours=10, registered=50),  # 15,400/50
}


def record(recorded: Mapping[str, Numbers], fill: float) -> Trajectory:
    """A record of one silo and the total, in which what a measure must not look at holds ``fill`` and more."""
    counts = np.empty((WEEKS, 2, len(COUNTERS)), np.int64)
    booked = np.empty((WEEKS, 2, len(BOOKED)))
    for number, name in enumerate((*COUNTERS, *BOOKED)):
        values = recorded.get(name, fill + number)
        last = values if isinstance(values, Sequence) else [values] * WEEKS
        weekly = np.full(WEEKS, last[0])
        weekly[WEEKS - len(last) :] = last
        if name in INDEX:
            counts[:, :, INDEX[name]] = weekly[:, None]
        else:
            booked[:, :, BOOKING[name]] = weekly[:, None]
    roles = np.zeros((WEEKS, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    return Trajectory(0, counts, booked, roles, np.zeros((1, 1, 1), np.int64), {}, {}, {})
