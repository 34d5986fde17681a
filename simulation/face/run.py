"""`Run`: the stored results of a scenario as Python and a notebook see them."""

from __future__ import annotations

from simulation.face.shallow import shallow
from simulation.present.facts import facts
from simulation.present.plotted import pictured, plotted
from simulation.results import reader


class Run(reader.StoredRun):
    """The stored results of a scenario: tables, bands over replicates, figures; `run` makes one, `Run.open` finds it.

    >>> run = wandel.run("small-demo", scale=0.2, weeks=30, replicates=3)
    >>> run.frame("people", ["silo", "registered"]).shape
    (600, 2)
    >>> run.weekly("registered", silo="all").shape
    (90, 5)
    >>> run.figure("registered").layout.title.text
    'Registered people, July 2024: 760'
    """

    __slots__ = ()

    frame = shallow(reader.StoredRun.frame)
    table = shallow(reader.StoredRun.table)
    weekly = shallow(reader.StoredRun.weekly)
    totals = shallow(reader.StoredRun.totals)
    by_silo = shallow(reader.StoredRun.by_silo)
    bands = shallow(reader.StoredRun.bands)
    scenario = shallow(reader.StoredRun.scenario)
    figure = shallow(plotted)

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that the run has."""
        return tuple(pictured(self))

    def _repr_html_(self) -> str:
        from simulation.present.notebook import run_html

        return run_html(self)

    def __repr__(self) -> str:
        return f"Run of {self.manifest.scenario}: {facts(self.manifest)}; {self.folder}"
