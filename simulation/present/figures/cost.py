"""What interventions cost."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    rate = run.manifest.hourly_cost_eur
    return (
        Panel(
            "hours",
            "Hours of interventions",
            "Person-hours since the start of the run.",
            over_time(run, {"cost_hours_cumulative": "hours"}, FigureAxis("hours since the start")),
        ),
        Panel(
            "euro",
            "Cost of interventions",
            f"Money spent plus hours at {rate:g} EUR each, since the start of the run.",
            over_time(run, {"cost_eur_cumulative": "cost"}, FigureAxis("EUR since the start")),
        ),
    )


COST: Final = Figure("Cost", ("cost_hours_cumulative", "cost_eur_cumulative"), _draw)
