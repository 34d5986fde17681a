"""The panels of a run by name, and one of them as a figure of plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.errors import InputError
from simulation.present import figures
from simulation.results.summary import summarise
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from simulation.present.theme import Panel
    from simulation.results.reader import StoredRun

_ROOM_FOR_TITLE = 48


def panels(run: StoredRun) -> dict[str, Panel]:
    """Return everything that is drawn on the page of a run, by name."""
    summary = summarise(run, figures.MEASURES)
    return {panel.name: panel for figure in figures.FIGURES for panel in figure.draw(summary)}


def plotted(run: StoredRun, name: str = "registered") -> go.Figure:
    """Return a figure of a run's page by name, to show, change or write.

    Raises:
        InputError: there is no such figure; the message has the nearest names.
    """
    import plotly.graph_objects as go

    found = panels(run)
    if name not in found:
        raise InputError(unknown("figure", str(name), found))
    figure = go.Figure(found[name].spec)
    return figure.update_layout(title=found[name].title, margin={"t": _ROOM_FOR_TITLE})
