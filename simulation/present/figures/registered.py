"""Registered people, with what was observed."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import INK, Axis, Panel, Spec
from simulation.results.summary import RunSummary


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    spec = over_time(run, {"registered": "registered (model)"}, Axis("registered people"))
    observed = _observed(run, "registered")
    spec["data"] += observed
    spec["layout"]["showlegend"] = bool(observed)
    causes = {
        "new_by_self": "by themselves",
        "new_by_peers": "through colleagues",
        "new_by_push": "by campaign or order",
    }
    weekly = over_time(run, causes, Axis("people per week"))
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


def _observed(run: RunSummary, measure: str) -> list[Spec]:
    """Points that were observed, where the scenario states any."""
    points = [o for o in run.manifest.observations if o.measure == measure and 0 <= o.week < len(run.dates)]
    if not points:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "observed",
            "x": [run.dates[o.week] for o in points],
            "y": [o.value for o in points],
            "text": [f"{o.label} {o.source}".strip() for o in points],
            "hovertemplate": "observed: %{y:,}<br>%{text}<br>%{x|%d %b %Y}<extra></extra>",
            "marker": {"symbol": "diamond", "size": 12, "color": INK, "line": {"color": "#ffffff", "width": 1.5}},
        }
    ]


REGISTERED: Final = Figure("Adoption", ("registered", "new_by_self", "new_by_peers", "new_by_push"), _draw)
