"""Interventions of one's own: what a plugin's file imports (docs/plugins.md).

A plugin is one Python file with a decorated class, given by ``--plugin FILE`` or `load`. Its
interventions are explained, validated, run and recorded like those that ship.
"""

from __future__ import annotations

from simulation.declare import setting
from simulation.interventions.base import Active, Cost, Intervention, Turnout, communities_of
from simulation.interventions.select import STATE_RANKS, chance_order, fitting
from simulation.interventions.signing import sign_in
from simulation.interventions.target import Target
from simulation.plugin.loading import Plugin, PluginError, load, loaded, unload
from simulation.plugin.marking import intervention

__all__ = [
    "STATE_RANKS",
    "Active",
    "Cost",
    "Intervention",
    "Plugin",
    "PluginError",
    "Target",
    "Turnout",
    "chance_order",
    "communities_of",
    "fitting",
    "intervention",
    "load",
    "loaded",
    "setting",
    "sign_in",
    "unload",
]
