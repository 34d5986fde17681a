"""Generated organisations on disk, so that a scenario's second run starts at once.

A file holds a line of JSON that says what follows, the arrays, and a SHA-256 over both. Its
name is a hash of the settings and of the generator's source files, so a changed generator
never serves an old organisation. Files are written beside their place and moved there in
one step; whatever is cut off or damaged fails the check and is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import cache_folder, source_hash
from simulation.organisation.organisation import LAYERS, Organisation, Ties
from simulation.organisation.settings import OrganisationSettings

_COLUMNS = ("silo", "country", "department", "team", "level", "function", "manager", "assistant", "broker", "desk")
_NAMES = ("silo_names", "country_names", "function_names")
_DIGEST = 32
SHAPING = ("organisation/", "portable/", "compiled.py")
"""Sources that an organisation depends on."""
_ALIGNED = 64
_ABANDONED_SECONDS = 3600

_log = logging.getLogger(__name__)


def load_or_generate(settings: OrganisationSettings, folder: Path | None = None) -> Organisation:
    """Return the organisation of the settings, from disk if it is there and sound.

    ``folder`` defaults to ``organisations`` in $WANDEL_CACHE, else in the user's cache
    folder. A folder that cannot be written only costs time: the organisation is returned.
    """
    path = cached_path(settings, folder)
    organisation = read(path)
    if organisation is None:
        from simulation.organisation.generator import generate

        organisation = generate(settings)
        try:
            write(organisation, path)
        except OSError as error:
            _log.warning("the organisation is not kept on disk: %s", error)
    return organisation


def cached_path(settings: OrganisationSettings, folder: Path | None = None) -> Path:
    """Return where the organisation of these settings is kept; the file need not exist."""
    described = settings.model_dump_json(exclude={"from"})  # the table is known by its content
    key = hashlib.sha256(described.encode() + source_hash(SHAPING).encode()).hexdigest()
    return (folder or cache_folder() / "organisations") / f"{key}.organisation"


def _arrays(organisation: Organisation) -> Iterator[NDArray[Any]]:
    for column in _COLUMNS:
        yield getattr(organisation, column)
    for ties in organisation.layers:
        yield ties.indptr
        yield ties.indices


def _padding(size: int) -> int:
    return -size % _ALIGNED


def write(organisation: Organisation, path: Path) -> None:
    """Write an organisation in one step: readers see all of it or nothing. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = [
        np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False) for array in _arrays(organisation)
    ]
    header = {
        "arrays": [[array.dtype.str, array.size] for array in arrays],
        **{names: getattr(organisation, names) for names in _NAMES},
    }
    first_line = json.dumps(header).encode()
    first_line += b" " * _padding(len(first_line) + 1) + b"\n"
    digest = hashlib.sha256(first_line)
    prefix = f"{path.stem[:16]}."
    _sweep(path.parent, prefix)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(first_line)
            for array in arrays:
                for part in (array.data.cast("B"), bytes(_padding(array.nbytes))):
                    file.write(part)
                    digest.update(part)
            file.write(digest.digest())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sweep(folder: Path, prefix: str) -> None:
    """Remove what killed writers left: unfinished files that nobody has touched for an hour."""
    for leftover in folder.glob(f"{prefix}*.part"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _ABANDONED_SECONDS:
                leftover.unlink()


def read(path: Path) -> Organisation | None:
    """Return the organisation in a file, or None if there is none or it is damaged."""
    try:
        content = np.fromfile(path, np.uint8)
    except OSError:
        return None
    body, digest = content[:-_DIGEST], content[-_DIGEST:]
    if hashlib.sha256(body.data).digest() != digest.tobytes():
        _log.warning("%s is damaged and is made again", path)
        return None
    return _decode(body)


def _decode(body: NDArray[np.uint8]) -> Organisation:
    """Return the organisation in a checked file; its arrays are views of one buffer, aligned and writable."""
    end = int(np.argmax(body == ord("\n"))) + 1
    header = json.loads(body[:end].tobytes())
    arrays = []
    for kind, size in header["arrays"]:
        dtype = np.dtype(kind)
        arrays.append(body[end : end + size * dtype.itemsize].view(dtype))
        end += size * dtype.itemsize + _padding(size * dtype.itemsize)
    columns: dict[str, Any] = dict(zip(_COLUMNS, arrays, strict=False))
    columns |= {field: tuple(header[field]) for field in _NAMES}
    rows = arrays[len(_COLUMNS) :]
    layers = tuple(Ties(name, rows[2 * i], rows[2 * i + 1]) for i, name in enumerate(LAYERS))
    return Organisation(**columns, layers=layers)
