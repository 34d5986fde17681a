"""The scenario that an import writes: the organisation from its table, the run, the observations."""

from __future__ import annotations

from pathlib import Path

from simulation.importing.mapping import Mapping
from simulation.importing.observing import ImportedObservations
from simulation.importing.points import WHOLE, ObservedPoint
from simulation.scenario.yaml_text import text_in_yaml, text_of

YEAR = 52
TWO_YEARS = 104
LONGEST = 1040


def scenario_text(mapping: Mapping, table: tuple[Path, str] | None, observed: ImportedObservations) -> str:
    """Return a commented scenario file whose organisation comes from a table (path, SHA-256) beside it, if any."""
    barrier = "" if observed.barrier is None else f"  silo_barrier: {text_of(observed.barrier)}\n"
    people = "" if mapping.headcount is None else f"  people: {mapping.headcount}\n"
    organisation = people if table is None else f"  from: {table[0].name}\n  sha256: {table[1]}\n"
    start = f"\n  start: {mapping.run.start}" if mapping.run.start else ""
    communities = "".join(f"\n    {name}: {text_of(value)}" for name, value in observed.communities.items())
    return f"""\
# Written by `wandel import`. An organisation that comes from a table has its units, levels and reporting lines; who
# knows whom beyond them is generated (`wandel explain organisation` says how), differently with another seed.
name: {text_in_yaml(mapping.name)}
title: {text_in_yaml(mapping.title or mapping.name)}
organisation:
{organisation}  seed: 1
{barrier}run:{start}
  weeks: {_weeks(mapping, observed)}
{f"platform:{chr(10)}  communities:{communities}{chr(10)}" if communities else ""}{_observations(observed)}"""


def _weeks(mapping: Mapping, observed: ImportedObservations) -> int:
    """Return the length of the run: two years, or a year beyond the last observation."""
    last = max((point.week for point in observed.points), default=0)
    return mapping.run.weeks or min(LONGEST, max(TWO_YEARS, last + 1 + YEAR))


def _observations(observed: ImportedObservations) -> str:
    """Return the section of observations."""
    if not observed.chosen:
        return ""
    few = "# A few points of each curve are evidence, the others are drawn; series.parquet has all, by unit, too.\n"
    lines = [f"  - {{{_observation(point)}}}\n" for point in observed.chosen if point.week < LONGEST]
    return few + "observations:\n" + "".join(lines)


def _observation(point: ObservedPoint) -> str:
    entries = {"measure": point.measure, "week": point.week, "value": point.value, "spread": point.spread}
    if point.silo != WHOLE:
        entries["silo"] = point.silo
    if point.shown:
        entries["evidence"] = False
    entries["source"] = point.source
    return ", ".join(f"{name}: {text_of(value)}" for name, value in entries.items())
