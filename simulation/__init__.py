"""Wandel: a simulation engine for adoption and culture change in large companies."""

from __future__ import annotations

from simulation import compiled as _compiled

__version__ = "0.1.0"

_compiled.use_own_cache()
