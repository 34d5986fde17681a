"""The answer of a search as a table: a row for each plan, or for each weighed run of a calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from simulation.studies.calibration.calibrate import Calibration

if TYPE_CHECKING:
    from simulation.studies.best.optimise import Best
    from simulation.studies.file.searches import Answer


def answer_frame(answer: Answer) -> pd.DataFrame:
    """Return the plans from best to worst with their values, or the weighed runs of a calibration."""
    return answer.draws() if isinstance(answer, Calibration) else _plans(answer)


def _plans(best: Best) -> pd.DataFrame:
    levers = best.company.levers
    rows = [
        {key: value if levers.is_in(each.choice, place) else None
         for place, (key, value) in enumerate(levers.values(each.choice).items())}
        | {
            "brings": each.mean, "lead": each.lead, "lead_error": each.lead_error, "p_best": each.p_best,
            "p_goal": each.p_goal, "regret": each.regret, "worst_regret": each.worst_regret, "worst": each.worst,
            **each.also, "eur": each.cost.eur, "hours": each.cost.hours, "team_hours": each.cost.team_hours,
            "is_tied": each.is_tied,
        }
        for each in best.plans
    ]  # fmt: skip
    return pd.DataFrame(rows)
