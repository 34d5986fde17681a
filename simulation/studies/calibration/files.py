"""What a calibration leaves behind: a posterior that scenarios name, its summary, and all weighed runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.studies.calibration.company import DIGITS
from simulation.system.writing import write_bytes, write_text

if TYPE_CHECKING:
    from simulation.scenario.uncertainty import Posterior
    from simulation.studies.calibration.calibrate import Calibration

FOLDER: Final = "calibrations"


@dataclass(frozen=True)
class Written:
    """Where the files are."""

    posterior: Path
    summary: Path
    draws: Path


def write(calibration: Calibration, folder: Path) -> Written:
    """Write posterior, summary and weighed runs into a folder, called by the scenario's name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = calibration.scenario.name
    posterior = folder / f"{name}.posterior.csv"
    write_text(posterior, posterior_text(calibration.posterior))
    summary = folder / f"{name}.posterior.json"
    write_text(summary, json.dumps(summary_json(calibration), indent=2) + "\n")
    draws, packed = folder / f"{name}.draws.parquet", io.BytesIO()
    calibration.draws().to_parquet(packed, index=False)
    write_bytes(draws, packed.getvalue())
    return Written(posterior, summary, draws)


def posterior_text(posterior: Posterior) -> str:
    """Return a posterior as a scenario's ``posterior:`` reads it: CSV, names in the first line."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(posterior.names)
    writer.writerows([f"{value:.{DIGITS}g}" for value in row] for row in posterior.rows)
    return lines.getvalue()


def summary_json(calibration: Calibration) -> dict[str, Any]:
    """Return what is said of a calibration, for programs."""
    learned = calibration.learned()
    return {
        "effective_number": round(calibration.effective, 1),
        "rows": len(calibration.posterior.rows),
        "different_rows": calibration.different,
        "runs": {"quick": len(calibration.reached.runs), "weighed": len(calibration.weighed.runs)},
        "waves": [str(each) for each in calibration.reached.waves],
        "definitions": {
            label: {name: round(share, 4) for name, share in each.items()}
            for label, each in calibration.meanings().items()
        },
        "informed": {
            each.name: {"mean": round(each.mean, 3), "sd": round(each.sd, 3), "shrinkage": round(each.shrinkage, 3)}
            for each in learned
            if each.is_informed
        },
        "decided_by_the_prior": [each.name for each in learned if not each.is_informed],
        "directions": [str(each) for each in calibration.directions()],
        "predicted": [
            {
                "label": each.label,
                "value": each.value,
                "low": each.low,
                "median": each.median,
                "high": each.high,
                "held_out": each.is_held_out,
            }
            for each in calibration.predicted
        ],
        "second_opinion": [
            {"name": name, "here": round(here, 3), "there": round(there, 3), "error": round(error, 3)}
            for name, here, there, error in calibration.disagreements()
        ],
        "ranks": None
        if calibration.ranks is None
        else {
            "truths": len(calibration.ranks.ranks),
            "evenness": {name: round(p, 4) for name, p in calibration.ranks.evenness().items()},
            "coverage_80": {name: round(p, 3) for name, p in calibration.ranks.coverage(0.8).items()},
            "coverage_95": {name: round(p, 3) for name, p in calibration.ranks.coverage(0.95).items()},
        },
        "rivals": [
            {
                "name": each.name,
                "log_evidence": round(each.together, 2),
                "share": round(each.share, 4),
                "left_out": {label: round(score, 2) for label, score in each.left_out.items()},
            }
            for each in calibration.rivals
        ],
    }
