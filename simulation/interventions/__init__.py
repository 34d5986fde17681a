"""Interventions: the explicit list of those that ship."""

from __future__ import annotations

from simulation.interventions.ambassador_tasks import AmbassadorTasks
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.community_manager import CommunityManager
from simulation.interventions.kick_off import KickOff
from simulation.interventions.multipliers import Multipliers
from simulation.interventions.reverse_mentoring import ReverseMentoring
from simulation.interventions.target import Target

INTERVENTIONS: tuple[type[Intervention], ...] = (
    CommunityManager,
    AmbassadorTasks,
    ReverseMentoring,
    KickOff,
    Multipliers,
)

__all__ = ["INTERVENTIONS", "Active", "Cost", "Intervention", "Target"]
