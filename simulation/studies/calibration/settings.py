"""What a study file says of a calibration."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from simulation.declare import setting
from simulation.settings import Settings
from simulation.studies.calibration.calibrate import MOST_ROWS, QUICK_PEOPLE, CalibrationQuestion
from simulation.studies.calibration.waves import CalibrationEffort

_EFFORT = CalibrationEffort()


class CalibrationSettings(Settings):
    """What is asked of a calibration, and with how much effort."""

    seed: int = setting(1, meaning="seed of draws and luck", low=0, high=2**31 - 1)
    hold_out: tuple[str, ...] = setting((), meaning="labels of observations that are not used, but foretold")
    quick_people: int = setting(
        QUICK_PEOPLE, meaning="size of the company in runs that only lead the way", unit="people", low=1000, high=10**7
    )
    bank: int = setting(_EFFORT.bank, meaning="runs over the prior", unit="runs", low=20, high=10_000)
    wave: int = setting(_EFFORT.wave, meaning="runs of each wave", unit="runs", low=10, high=1_000)
    most_waves: int = setting(_EFFORT.most_waves, meaning="waves at most", low=1, high=20)
    effective: int = setting(
        int(_EFFORT.effective), meaning="effective number of weighed runs to reach", unit="runs", low=10, high=50_000
    )
    most: int = setting(_EFFORT.most, meaning="weighed runs at most", unit="runs", low=20, high=50_000)
    rows: int = setting(MOST_ROWS, meaning="draws that the scenario's posterior gets", low=1, high=50_000)
    checks: int = setting(100, meaning="runs that foretell what was observed", unit="runs", low=0, high=10_000)
    truths: int = setting(100, meaning="known truths that are recovered, to check the method", low=0, high=10_000)
    rivals: Annotated[dict[str, dict[str, Any]], Field(max_length=20)] = setting(
        {}, meaning="other models by name: changes to the scenario, keys as --set takes them"
    )

    def question(self) -> CalibrationQuestion:
        """Return it as `calibrate` takes it."""
        effort = CalibrationEffort(
            bank=self.bank,
            wave=self.wave,
            most_waves=self.most_waves,
            effective=float(self.effective),
            most=self.most,
            batch=min(_EFFORT.batch, self.most),
        )
        return CalibrationQuestion(
            effort, self.seed, self.hold_out, self.quick_people, self.rows, self.checks, self.truths, self.rivals
        )
