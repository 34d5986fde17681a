"""Interventions: the explicit list of those that ship."""

from __future__ import annotations

from simulation.interventions.ambassador_tasks import AmbassadorTasks
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.community_manager import CommunityManager
from simulation.interventions.kick_off import KickOff
from simulation.interventions.legacy_retirement import LegacyRetirement
from simulation.interventions.multipliers import Multipliers
from simulation.interventions.registry import kinds, register
from simulation.interventions.reverse_mentoring import ReverseMentoring
from simulation.interventions.target import Target

for _kind in (
    CommunityManager,
    AmbassadorTasks,
    ReverseMentoring,
    KickOff,
    Multipliers,
    LegacyRetirement,
):
    register(_kind)

__all__ = ["Active", "Cost", "Intervention", "Target", "kinds"]
