"""Interventions: the explicit list of those that ship."""

from __future__ import annotations

from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
from simulation.interventions.kinds.ambassador_tasks import AmbassadorTasks
from simulation.interventions.kinds.campaign import Campaign
from simulation.interventions.kinds.content_migration import ContentMigration
from simulation.interventions.kinds.country_roll_out import CountryRollOut
from simulation.interventions.kinds.face_to_face import FaceToFace
from simulation.interventions.kinds.kick_off import KickOff
from simulation.interventions.kinds.legacy_retirement import LegacyRetirement
from simulation.interventions.kinds.managers.community_manager import CommunityManager
from simulation.interventions.kinds.managers.manager_network import ManagerNetwork
from simulation.interventions.kinds.managers.manager_training import ManagerTraining
from simulation.interventions.kinds.mandate import Mandate
from simulation.interventions.kinds.multipliers import Multipliers
from simulation.interventions.kinds.onboarding import Onboarding
from simulation.interventions.kinds.open_groups import OpenGroups
from simulation.interventions.kinds.pilot_community.plan import PilotCommunity
from simulation.interventions.kinds.reverse_mentoring import ReverseMentoring
from simulation.interventions.kinds.role_modelling import RoleModelling
from simulation.interventions.kinds.use_cases import UseCases
from simulation.interventions.kinds.working_out_loud import WorkingOutLoud
from simulation.interventions.kinds.workshops import Workshops
from simulation.interventions.registry import all_kinds, register
from simulation.interventions.target import Target

for _kind in (
    CommunityManager,
    AmbassadorTasks,
    ReverseMentoring,
    KickOff,
    Multipliers,
    LegacyRetirement,
    AmbassadorProgramme,
    FaceToFace,
    UseCases,
    RoleModelling,
    Workshops,
    WorkingOutLoud,
    Onboarding,
    # the platform and its communities
    ManagerTraining,
    ManagerNetwork,
    OpenGroups,
    PilotCommunity,
    ContentMigration,
    Campaign,
    Mandate,
    CountryRollOut,
):
    register(_kind)

__all__ = ["Active", "Cost", "Intervention", "Target", "all_kinds"]
