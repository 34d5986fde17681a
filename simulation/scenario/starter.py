"""A commented scenario file to start from."""

from __future__ import annotations

import re
from pathlib import Path

from simulation.interventions import Intervention, all_kinds
from simulation.interventions.registry import origin_of
from simulation.scenario.document import parse, read_text
from simulation.scenario.inheritance import EXTENDS, PLAIN_FILE
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.yaml_text import text_in_yaml, text_of
from simulation.words.nearest import quoted, unknown

_HEAD = """\
# A scenario of Wandel. `wandel validate FILE` checks it, `wandel explain NAME` explains any
# name in it, `wandel list` shows all parameters and interventions. What is left out has a
# documented default; `wandel validate FILE --resolved` spells every default out.
"""
_FULL = """\
schema_version: 1
name: {name}
title: A first scenario
description: >-
  What happens, to whom, and where the numbers come from.

organisation:
  people: 5000
  countries: {{Germany: 0.7, Hungary: 0.3}} # shares; divided by their sum
  divisions: {{Technology: 0.4, Sales: 0.3, Service: 0.3}}
  silo_level: division # a silo is a division within a country
  silo_barrier: 0.5 # share of the would-be ties across silos that do not come about

platform:
  started_share: 0.15 # share of the communities that run at the launch
  # legacy: # older platforms that hold attention until an intervention `legacy_retirement` retires them
  #   - {{name: Wiki, users_share: 0.2, attention: 0.5}}

parameters: # a number alone is certain; with a prior, replicates draw from it
  imitation_rate: {{value: 0.02, prior: {{kind: uniform, a: 0, b: 0.06}}}}

interventions: # start: a date, or a week counted from the start of the run
  - kind: kick_off
    name: kick-off event
    start: 4
    target: {{role: manager, share: 0.2}}
  - kind: community_manager
    start: 6

run:
  start: 2024-01-01
  weeks: 104
  replicates: 20
  seed: 1

# economics: # what may be spent on all interventions together; no limit where left out
#   budget_hours: 800
#   budget_eur: 20000
#   over_budget: refuse # or cut: interventions end when they cannot be paid any longer

# survey: # a pulse survey beside the run; `wandel survey` shows what it would see and miss
#   every_weeks: 13
#   sample: {{share: 0.25}}
"""
_EXTENDING = """\
extends: {base}
# Tables are merged with those of {base}, lists are replaced. Interventions are added to its
# interventions; with `interventions_replace: true` they take their place.
name: {name}
title: A variant of {base}

# interventions_replace: true
interventions: []

# economics: {{budget_hours: 800, budget_eur: 20000, over_budget: refuse}} # what a plan may take; or over_budget: cut
"""


def write_starter(path: Path, extends: str | None = None) -> None:
    """Write a starter scenario, alone or on top of a file in the same folder; never overwrites.

    Raises `ScenarioError` if the file exists, its name is not that of a YAML file, or the base
    is missing or extends a file itself.
    """
    shown = str(path)
    if path.suffix not in (".yaml", ".yml"):
        raise _error(shown, "the name of a scenario file must end in .yaml")
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-_")[:80] or "scenario"
    body = (
        _EXTENDING.format(name=text_in_yaml(name), base=_base(path, extends))
        if extends
        else _FULL.format(name=text_in_yaml(name))
    )
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(_HEAD + body + _own_kinds())
    except FileExistsError:
        raise _error(shown, "exists already and is left as it is; choose another name") from None
    except (OSError, ValueError) as error:
        raise _error(shown, f"cannot be written: {getattr(error, 'strerror', None) or error}") from None


def _own_kinds() -> str:
    """Return commented interventions of the plugins that are loaded, with all their settings."""
    own = {name: kind for name, kind in all_kinds().items() if origin_of(name)}
    lines = ["# Interventions of your own, to be put under `interventions`:"] if own else []
    for name, kind in own.items():
        lines += [f"#  - kind: {name} # needs --plugin {origin_of(name)}", "#    start: 8"]
        for key, declared in kind.model_fields.items():
            if key not in Intervention.model_fields:
                missing = declared.is_required()
                value = "..." if missing else text_of(declared.get_default())
                lines.append(f"#    {key}: {value} # {declared.description}{' (must be given)' if missing else ''}")
    return "".join(f"{line}\n" for line in ["", *lines] if own)


def _base(path: Path, extends: str) -> str:
    """Return the plain name of the base file, checked."""
    name = extends if extends.endswith((".yaml", ".yml")) else f"{extends}.yaml"
    if not PLAIN_FILE.fullmatch(name):
        raise _error("--extends", f"must be the plain name of a file in the same folder, not {quoted(extends)}")
    base = path.parent / name
    if not base.is_file():
        beside = [each.name for each in sorted(path.parent.glob("[!.]*.yaml"))]
        raise _error("--extends", f"{unknown('file', name, beside)} (a base must be in the same folder)")
    if EXTENDS in parse(read_text(base, name), name, []).entries:
        raise _error("--extends", f"{name} extends a file itself; a base must not")
    return name


def _error(shown: str, message: str) -> ScenarioError:
    return ScenarioError([Problem(shown, 0, 0, "", message)])
