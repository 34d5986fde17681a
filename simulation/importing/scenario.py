"""The scenario that an import writes: the organisation from its table, the run, the observations."""

from __future__ import annotations

from simulation.importing.mapping import Mapping
from simulation.scenario.writing import text_in_yaml


def scenario_text(mapping: Mapping, file: str, sha256: str) -> str:
    """Return a commented scenario file whose organisation comes from a table beside it."""
    title = mapping.title or mapping.name
    start = f"\n  start: {mapping.run.start}" if mapping.run.start else ""
    return f"""\
# Written by `wandel import`. The organisation has the true units, levels and reporting lines; who knows whom
# beyond them is generated (`wandel explain organisation` says how), differently with another seed.
name: {text_in_yaml(mapping.name)}
title: {text_in_yaml(title)}
organisation:
  from: {file}
  sha256: {sha256}
  seed: 1
run:{start}
  weeks: {mapping.run.weeks}
"""
