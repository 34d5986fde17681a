"""Who works where and who knows whom: the organisation that a run takes place in.

`settings` declares the numbers, `generator.generate` builds an `Organisation` from them,
`cache.load_or_generate` keeps it on disk, `communities.generate_communities` adds the
potential memberships, `measures.measure` describes the network, `export` hands it to
networkx. Only the light modules are imported here; the others compile loops.
"""

from __future__ import annotations

from simulation.organisation.organisation import LAYERS, LEVELS, Organisation, Ties
from simulation.organisation.settings import CommunitySettings, OrganisationSettings

__all__ = ["LAYERS", "LEVELS", "CommunitySettings", "Organisation", "OrganisationSettings", "Ties"]
