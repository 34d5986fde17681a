"""What Mesa's data collector keeps: all counters of the whole organisation, and some state of every agent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import mesa

from simulation.engines.mesa.community import CommunityAgent
from simulation.model.record import COUNTERS, INDEX

if TYPE_CHECKING:
    from simulation.engines.mesa.model import WandelModel

EMPLOYEE_REPORTERS = {
    "silo": "silo",
    "has_account": "registered",
    "read": "attended",
    "spoke": "spoke",
    "belief": "belief",
    "norm": "norm",
    "skill": "skill",
    "contributions": "contributions",
}
"""Name and attribute; no name is a counter's, for `mesa.batch_run` writes both into one row."""
COMMUNITY_REPORTERS = {name: name for name in ("kind", "stage", "is_open", "members", "pull")}


def total(model: WandelModel, counter: str) -> int:
    """Return a counter of the last week, of the whole organisation."""
    return int(model.counts[-1, INDEX[counter]])


def state_of(agent: mesa.Agent, attribute: str) -> object:
    """Return a variable of an agent's state; None where its kind has none of that name."""
    return getattr(agent, attribute, None)


def data_collector() -> mesa.DataCollector:
    """Model reporters are the counters; agent reporters are None for the other kind of agent."""
    return mesa.DataCollector(
        model_reporters={name: partial(total, counter=name) for name in COUNTERS},
        agent_reporters={name: partial(state_of, attribute=held) for name, held in EMPLOYEE_REPORTERS.items()},
        agenttype_reporters={CommunityAgent: COMMUNITY_REPORTERS},
    )
