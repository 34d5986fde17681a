"""The state of the model: a hash of the sources that the numbers of a run depend on, and which of them changed."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Final

from simulation.compiled import PACKAGE

PARTS: Final = (
    "compiled.py", "declare/", "engines/", "interventions/", "measures/", "model/", "organisation/", "parameters.py",
    "portable/", "scenario/", "settings.py", "shared_company.py", "studies/design/changing.py",
    "studies/running/worlds.py", "studies/store/keep.py", "survey/", "world.py",
)  # fmt: skip
"""Sources that numbers depend on; texts, pages and the command line are not among them."""
BESIDE: Final = (
    "engines/mesa/", "scenario/ambiguous.py", "scenario/memory.py", "scenario/messages.py", "scenario/problems.py",
    "scenario/remarks.py", "scenario/starter.py", "scenario/value.py",
)  # fmt: skip
"""Sources among these that change no number: the Mesa engine, which studies do not run, and messages of errors."""
_ID: Final = 12


@cache
def sources() -> dict[str, str]:
    """Return the SHA-256 of every file that the numbers of a run depend on, by its place in the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(PARTS) and not name.startswith(BESIDE):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@cache
def model_id() -> str:
    """Return the name of this state of the model."""
    text = "\n".join(f"{name} {digest}" for name, digest in sources().items())
    return hashlib.sha256(text.encode()).hexdigest()[:_ID]


def changed_since(before: dict[str, str]) -> list[str]:
    """Return the files that differ from those of another state, in the order of their names."""
    now = sources()
    return sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))
