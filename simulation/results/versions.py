"""Stored documents of older versions: brought up to the present one, step by step, before they are read.

When the format of a document changes so that one of today would no longer be understood, raise its ``schema_version``
and add the step from the old version to its table of migrations. Samples of old versions stay in ``tests/samples``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from simulation.results.errors import ResultsError
from simulation.results.files import unsealed
from simulation.results.json_reading import parse_json, read_bytes

Document = dict[str, Any]
Migrations = Mapping[int, Callable[[Document], Document]]
"""From a version to what makes a document of the next version of one of that version."""
MOST_VERSIONS: Final = 1_000_000
_Model = TypeVar("_Model", bound=BaseModel)


def read_versioned(path: Path, kind: type[_Model], newest: int, migrations: Migrations) -> _Model:
    """Return the document in a JSON file, sealed or older than seals, brought up to version ``newest`` and validated.

    Raises:
        ResultsError: the program is too old for it.
        OSError: it cannot be read.
        ValueError: it is not such a document, or was altered after it was written.
    """
    content = read_bytes(path)
    document = parse_json(content)
    version = document.get("schema_version") if isinstance(document, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        return kind.model_validate_json(json.dumps(document))
    if version > MOST_VERSIONS:
        raise ValueError("it states a version that there will never be")
    if version > newest:
        raise ResultsError(
            f"{path} was written by a newer version of the program (format {version}; this one reads up to {newest}); "
            "open it with that version"
        )
    if "seal" in document:
        document = unsealed(content)
    while version in migrations and version < newest:
        document = migrations[version](document)
        version += 1
        document["schema_version"] = version
    return kind.model_validate_json(json.dumps(document))
