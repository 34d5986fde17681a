"""One number for all that an organisation is: equal organisations have the same, wherever they come from."""

from __future__ import annotations

import hashlib
import json

import numpy as np

from simulation.organisation.organisation import Organisation

COLUMNS = ("silo", "country", "department", "team", "level", "function", "manager", "assistant", "broker", "desk")
NAMES = ("silo_names", "country_names", "function_names")


def digest_of(organisation: Organisation) -> str:
    """Return the SHA-256 over all columns, names and ties."""
    digest = hashlib.sha256(json.dumps([getattr(organisation, name) for name in NAMES]).encode())
    arrays = [getattr(organisation, name) for name in COLUMNS]
    arrays += [array for ties in organisation.layers for array in (ties.indptr, ties.indices)]
    for array in arrays:
        digest.update(np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
    return digest.hexdigest()
