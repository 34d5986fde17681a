"""Frozen baselines: what four small scenarios give, to the last bit; ``make freeze`` renews them on purpose.

``digests.json`` holds the digest of every table and the headline measures at the end (medians over replicates), as
they are now; ``ranges.json`` the sanity ranges of those measures, written by hand and never renewed with the digests:
1.4 times either way for amounts, .15 for shares of people and contributions, .05 for means of attitude and skill. A
change of a prior's spread moves them by a few percent, so what leaves them is a change of the model.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from simulation.measures import HEADLINES
from simulation.results.execute import execute
from simulation.results.manifest import versions
from simulation.results.options import Options
from simulation.results.reader import StoredRun
from simulation.scenario.loading import load

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in HERE.glob("*.yaml")))
DIGESTS, RANGES = HERE / "digests.json", HERE / "ranges.json"
MACHINES = ("x86_64", "AMD64")
"""Machines whose digests are frozen: x86-64, whatever its instructions."""


def run(name: str, root: Path, **options: Any) -> StoredRun:
    """Run a frozen scenario below a folder."""
    return execute(load(HERE / f"{name}.yaml"), Options(root=root, workers=1, **options)).run


def headlines(found: StoredRun) -> dict[str, float]:
    """Return the headline measures of the last week, each the median over replicates."""
    return {name: float(np.median(values[:, -1])) for name, values in found.totals(list(HEADLINES)).items()}


def record(found: StoredRun) -> dict[str, Any]:
    """Return what is frozen of a run."""
    tables = {name: table.digest for name, table in found.manifest.tables.items()}
    return {"digest": found.manifest.digest, "tables": tables, "headlines": headlines(found)}


def outside(values: dict[str, float], ranges: dict[str, list[float]]) -> list[str]:
    """Say which measures lie outside of their sanity ranges."""
    return [
        f"{name} is {values[name]:g}, sane is {low:g} to {high:g}"
        for name, (low, high) in ranges.items()
        if not low <= values[name] <= high
    ]


def main() -> int:
    """Renew the digests, show what moved, and refuse what is not sane."""
    if platform.machine() not in MACHINES:
        sys.stderr.write(f"digests are frozen on {MACHINES[0]}, this is {platform.machine()}\n")
        return 1
    before = json.loads(DIGESTS.read_text()) if DIGESTS.is_file() else {}
    ranges = json.loads(RANGES.read_text())
    after: dict[str, Any] = {"versions": versions()}
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            after[name] = record(run(name, Path(folder)))
            wrong += [f"{name}: {text}" for text in outside(after[name]["headlines"], ranges[name])]
            sys.stdout.write(f"{name}: {difference(before.get(name), after[name])}\n")
    if wrong:
        sys.stderr.write("\n".join(["nothing was renewed, for these are not sane:", *wrong, ""]))
        return 1
    DIGESTS.write_text(json.dumps(after, indent=2) + "\n")
    return 0


def difference(before: dict[str, Any] | None, after: dict[str, Any]) -> str:
    """Say what moved: which tables, and how far the headline measures."""
    if before is None:
        return "new"
    old, new = before["tables"], after["tables"]
    tables = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not tables:
        return "unchanged"
    moved = [
        f"{name} {before['headlines'].get(name, float('nan')):g} -> {value:g}"
        for name, value in after["headlines"].items()
        if before["headlines"].get(name) != value
    ]
    return f"other content in {', '.join(tables)}; {', '.join(moved) or 'the headline measures stay the same'}"


if __name__ == "__main__":
    sys.exit(main())
