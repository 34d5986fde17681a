"""How much memory a run takes, and how much there is, so that too large a run is refused before it starts."""

from __future__ import annotations

import os
from pathlib import Path

from simulation.model.record import COUNTERS
from simulation.organisation.settings import OrganisationSettings
from simulation.scenario.organisation_names import n_silos

BYTES_PER_PERSON = 300
BYTES_PER_TIE_END = 9
"""Of a layer, and of the kernel's copy with the layer's number; shared by all replicates."""
LAYERS = 6
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
CGROUP_USED = Path("/sys/fs/cgroup/memory.current")


def ties_per_person(organisation: OrganisationSettings) -> float:
    """Return about how many ties a person has in all layers: team, department, beyond, line."""
    team = organisation.span_of_control * organisation.team_density
    return team + organisation.department_degree + organisation.cross_silo_degree + 2


def needed_bytes(organisation: OrganisationSettings, weeks: int, workers: int = 1) -> int:
    """Return about how many bytes a run takes with so many replicates at a time."""
    shared = BYTES_PER_TIE_END * ties_per_person(organisation) + 8 * LAYERS
    record = weeks * (n_silos(organisation) + 1) * len(COUNTERS) * 8
    return int(organisation.people * (shared + workers * BYTES_PER_PERSON) + workers * record)


def available_bytes() -> int | None:
    """Return the memory that this process could take now; None where the system does not say."""
    free = _free_pages()
    try:
        inside = int(CGROUP_LIMIT.read_text()) - int(CGROUP_USED.read_text())
    except (OSError, ValueError):
        return free
    return inside if free is None else min(free, inside)


def _free_pages() -> int | None:
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def memory_problem(organisation: OrganisationSettings, weeks: int, workers: int = 1) -> str:
    """Return why a run of that size cannot start on this machine; empty if it can."""
    available = available_bytes()
    needed = needed_bytes(organisation, weeks, workers)
    if available is None or needed <= available:
        return ""
    return (
        f"{organisation.people} people in {n_silos(organisation)} silos over {weeks} weeks need about "
        f"{needed / 2**30:.1f} GiB with {workers} replicate(s) at a time, available are {available / 2**30:.1f} GiB; "
        "take fewer people, silos, weeks or workers"
    )
