"""Makes docs/evidence.md: every source, and what rests on it."""

from __future__ import annotations

import re
from typing import Final

from docs.made.tables import code, table
from simulation.declare import ASSUMPTION, Parameter
from simulation.factors import FACTORS
from simulation.interventions import Intervention, all_kinds
from simulation.interventions.behaviour import all_behaviour
from simulation.parameters import PARAMETERS
from simulation.sources import SOURCES, Source

TEXT: Final = """# Evidence

Every behavioural number names a source, or the word *assumption*. This page lists the sources and what rests on each. A
number may be that of the source, follow from it by a stated derivation, or have only its direction from there; the note
says so. Effects from other settings transfer weakly, so priors are wide. Sources marked *recalled* come from memory of
the literature and were not read again."""


def page() -> str:
    """Return docs/evidence.md."""
    sections = [_section(each) for key, each in SOURCES.items() if key != ASSUMPTION]
    return "\n\n".join([TEXT, *sections, "## Assumptions without a source", _assumed()]) + "\n"


def _section(source: Source) -> str:
    rows = [
        (code(p.name), p.meaning, f"{p.default:g}", str(p.prior), p.confidence, p.note)
        for p in numbers()
        if p.source == source.key
    ]
    named = ", ".join(f"[`{kind}`](odd.md#{kind})" for kind, each in all_kinds().items() if cites(each, source.key))
    parts = [f"## {source.key}", source.citation if source.read else f"{source.citation} *(recalled, unverified)*"]
    if rows:
        parts.append(table(("number", "meaning", "default", "prior", "confidence", "note"), rows))
    parts.append(f"Interventions that cite it: {named}." if named else "")
    if not rows and not named:
        parts.append("Cited in scenarios, settings and the text of the documentation.")
    return "\n\n".join(filter(None, parts))


def cites(kind: type[Intervention], key: str) -> bool:
    """Tell whether an intervention's evidence or one of its settings names a source."""
    own = [field.json_schema_extra for field in kind.model_fields.values()]
    return bool(re.search(rf"\b{key}\b", kind.evidence)) or any(
        isinstance(extra, dict) and extra.get("source") == key for extra in own
    )


def numbers() -> tuple[Parameter, ...]:
    """Return every uncertain number: parameters, value factors, behavioural settings of interventions."""
    return (*PARAMETERS.values(), *FACTORS.values(), *all_behaviour().values())


def _assumed() -> str:
    names = [code(p.name) for p in numbers() if p.source == ASSUMPTION]
    return f"{len(names)} numbers: {', '.join(names)}."
