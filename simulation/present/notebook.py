"""What a notebook shows of a run and of a comparison: a table and a picture, without scripts."""

from __future__ import annotations
