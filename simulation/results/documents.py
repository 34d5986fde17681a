"""Documents for programs: what identifies a run, and numbers as JSON has them."""

from __future__ import annotations

import math
from typing import Any

from simulation.results.manifest import exact
from simulation.results.reader import StoredRun


def run_json(run: StoredRun) -> dict[str, Any]:
    """Return what identifies a run."""
    record = run.manifest
    return {
        "scenario": record.scenario,
        "title": record.title,
        "folder": str(run.folder),
        "digest": record.digest,
        "plugins": {plugin.name: plugin.sha256 for plugin in record.plugins},
        "replicates": record.replicates,
        "weeks": record.weeks,
        "seed": exact(record.seed),
    }


def plain(value: Any) -> Any:
    """Return a document in which every number is exact for its reader.

    Infinite and undefined ones are null, for JSON has neither; very large whole ones are text.
    """
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return exact(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value
