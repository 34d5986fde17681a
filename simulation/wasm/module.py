"""The module that a page runs: the kernel as WebAssembly, made by `make browser-kernel`, shipped with the package."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulation.compiled import source_hash

PARTS: Final = ("compiled.py", "model/", "engines/kernel/")
"""Sources of which the module is made."""
FILE: Final = Path(__file__).parent / "kernel.wasm.gz"
SCRIPT: Final = Path(__file__).parent / "kernel.js"
"""What a page runs the module with."""
_STATED: Final = Path(__file__).parent / "kernel.json"


class NoModuleError(Exception):
    """There is no module of this kernel; the text says why, and what helps."""


@dataclass(frozen=True, slots=True)
class PageModule:
    """The module: packed code, the name of its function, and the hash of the sources that it was made of."""

    packed: bytes
    sources: str

    @property
    def code(self) -> bytes:
        """The code itself."""
        return gzip.decompress(self.packed)


def sources() -> str:
    """Return the hash of the sources of which a module of this kernel is made."""
    return source_hash(PARTS)


def stored(packed: bytes) -> None:
    """Keep a module as that of this kernel."""
    FILE.write_bytes(packed)
    _STATED.write_text(json.dumps({"sources": sources()}) + "\n", encoding="utf-8")


def page_module() -> PageModule:
    """Return the module of this kernel.

    Raises:
        NoModuleError: there is none, or it was made of other sources.
    """
    try:
        stated, packed = json.loads(_STATED.read_text(encoding="utf-8"))["sources"], FILE.read_bytes()
    except (OSError, ValueError, KeyError):
        raise NoModuleError("the kernel was not built for web pages: run make browser-kernel") from None
    if stated != sources():
        raise NoModuleError(
            "the kernel for web pages was built from other sources than this kernel's: run make browser-kernel"
        )
    return PageModule(packed, stated)
