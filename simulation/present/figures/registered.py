"""Registered people, and how they came to register."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    spec = over_time(run, {"registered": "registered (model)"}, FigureAxis("registered people"))
    causes = {
        "new_by_self": "by themselves",
        "new_by_peers": "through colleagues",
        "new_by_push": "by campaign or order",
    }
    weekly = over_time(run, causes, FigureAxis("people per week"))
    return (
        Panel(
            "registered",
            "Registered people",
            "People with an account at the end of each week: median of all replicates and the band that holds "
            "80% of them.",
            spec,
        ),
        Panel(
            "causes",
            "How they came to register",
            "New registrations by cause. Through colleagues: those who had registered before pulled them along.",
            weekly,
        ),
    )


REGISTERED: Final = Figure("Adoption", ("registered", "new_by_self", "new_by_peers", "new_by_push"), _draw)
