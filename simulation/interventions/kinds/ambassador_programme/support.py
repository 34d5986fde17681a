"""Departments that ask an ambassador programme for support, as far as its lead has hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import keys_of
from simulation.interventions.remembering import Remembering

if TYPE_CHECKING:
    from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
    from simulation.model.view import View
    from simulation.organisation.organisation import Organisation

Places = NDArray[np.int64]


class Support(Remembering):
    """Which departments are supported, and until which week of the programme (``until``); this week's ``requests``."""

    def __init__(self, plan: AmbassadorProgramme, people: Places, organisation: Organisation) -> None:
        """Begin with none; ``people`` is the programme's pool, in rising order."""
        self.plan = plan
        self.pool = people
        self.department = organisation.department.astype(np.int64)
        self.n_departments = int(organisation.department[-1]) + 1
        self.until: dict[int, int] = {}
        self.requests = 0

    def answer(self, age: int, active: Places, view: View) -> None:
        """End what is over, and begin with new ones: a department asks with hazard rate x its active members.

        ``active`` are in rising order, and so are their departments.
        """
        from simulation.model.ambassadors import ask_for_support  # here, for it loads the compiler

        plan = self.plan
        self.until = {department: end for department, end in self.until.items() if end > age}
        room = plan.support_places - len(self.until)
        asking, draws = np.empty(active.size, np.int64), np.empty(active.size)
        keys = keys_of(view.seed, view.week, f"{plan.luck} demand")
        n = ask_for_support(keys, self.department, active, float(plan.demand_rate), asking, draws)
        in_turn = asking[np.argsort(draws[:n], kind="stable")] if n > 1 else asking[:n]
        new = [department for department in in_turn.tolist() if department not in self.until]
        self.requests = len(new)
        self.until |= dict.fromkeys(new[: max(room, 0)], age + plan.support_weeks)

    def people(self) -> list[slice]:
        """Return the people of each supported department: neighbouring numbers."""
        return [slice(*np.searchsorted(self.department, [d, d + 1]).tolist()) for d in self.until]

    def reached(self, wave: Places) -> tuple[Places, NDArray[np.float64]]:
        """Return the places of this week's wave and of supported departments, with their bonus in log-odds."""
        if not self.until:
            return wave, np.zeros(wave.size)
        is_supported, is_reached = np.zeros(self.pool.size, np.bool_), np.zeros(self.pool.size, np.bool_)
        for one in self.people():
            is_supported[slice(*np.searchsorted(self.pool, [one.start, one.stop]).tolist())] = True
        is_reached[wave] = True
        places = np.flatnonzero(is_reached | is_supported)
        return places, np.where(is_supported[places], self.plan.support_interest, 0.0)
