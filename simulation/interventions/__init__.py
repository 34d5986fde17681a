"""Interventions: the explicit list of those that ship."""

from __future__ import annotations

from simulation.interventions.ambassador_programme import AmbassadorProgramme
from simulation.interventions.ambassador_tasks import AmbassadorTasks
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.campaign import Campaign
from simulation.interventions.community_manager import CommunityManager
from simulation.interventions.content_migration import ContentMigration
from simulation.interventions.country_roll_out import CountryRollOut
from simulation.interventions.face_to_face import FaceToFace
from simulation.interventions.kick_off import KickOff
from simulation.interventions.legacy_retirement import LegacyRetirement
from simulation.interventions.manager_network import ManagerNetwork
from simulation.interventions.manager_training import ManagerTraining
from simulation.interventions.mandate import Mandate
from simulation.interventions.multipliers import Multipliers
from simulation.interventions.onboarding import Onboarding
from simulation.interventions.open_groups import OpenGroups
from simulation.interventions.pilot_community import PilotCommunity
from simulation.interventions.registry import kinds, register
from simulation.interventions.reverse_mentoring import ReverseMentoring
from simulation.interventions.role_modelling import RoleModelling
from simulation.interventions.target import Target
from simulation.interventions.use_cases import UseCases
from simulation.interventions.working_out_loud import WorkingOutLoud
from simulation.interventions.workshops import Workshops

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

__all__ = ["Active", "Cost", "Intervention", "Target", "kinds"]
