"""What an import says it did: counts of the whole, units large enough to be printed, how files were read, notes."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Any, Final

import numpy as np

from simulation.importing.observing import ImportedObservations
from simulation.importing.people import ImportedCompany
from simulation.importing.standing import DEPARTMENT_RULE, TEAM_RULE, Positions
from simulation.importing.tree import LEVEL_RULE, depths
from simulation.organisation.disclosure import named_sizes
from simulation.organisation.organisation import LEVELS
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.stored import Stored

FORMAT: Final = "wandel-import"
VERSION: Final = 1
MOST_UNITS: Final = 100
MOST_POINTS: Final = 12


def people_document(company: ImportedCompany, stored: Stored, standing: Positions) -> dict[str, Any]:
    """Return what is told of people, as plain values."""
    staff, outline = company.staff, stored.outline
    n, minimum = outline.people, outline.minimum_group
    manager = standing.manager
    spans = np.bincount(manager[manager < n], minlength=1)
    counted = np.bincount(standing.silo, minlength=len(outline.silo_names)).tolist()
    units = named_sizes(dict(zip(outline.silo_names, counted, strict=True)), minimum)
    levels = dict(zip(LEVELS, np.bincount(standing.level, minlength=len(LEVELS)).tolist(), strict=True))
    known_fte = not np.isnan(staff.fte).all()
    return {
        "people": n,
        "roots": int((manager == n).sum()),
        "units": len(outline.silo_names),
        "departments": int(standing.department[-1]) + 1,
        "teams": int(standing.team[-1]) + 1,
        "depth": int(depths(staff.manager).max()) + 1,
        "fte": round(fsum(stored.columns["fte"].tolist()), 3) if known_fte else None,
        "largest_span": int(spans.max()) if spans.max() >= minimum else None,
        "people_by_level": named_sizes(levels, minimum),
        "people_by_unit": units,
        "ties": {name: len(pairs) for name, pairs in stored.pairs.items()},
        "other_ties": "none" if outline.ties and outline.ties[2] else "generated",
        "countries": list(outline.country_names),
        "functions": list(outline.function_names) if "function" in outline.has else [],
        "named_departments": sorted(set(outline.department_names) - {""}),
        "minimum_group": minimum,
        "rules": {"levels": LEVEL_RULE if not company.settings.levels.by_column else "from the column",
                  "teams": TEAM_RULE,
                  "departments": "from the column" if outline.department_names else DEPARTMENT_RULE},
        "against_generated": _against_generated(standing, minimum),
        "files": company.used,
    }  # fmt: skip


def _against_generated(standing: Positions, minimum: int) -> list[str]:
    """Say in which numbers the tables differ from what would be generated without them."""
    defaults, n = OrganisationSettings(), standing.order.size
    spans = np.bincount(standing.manager[standing.manager < n], minlength=1)
    leads = spans[spans > 0]
    largest = f", the largest {int(leads.max())}" if leads.size and leads.max() >= minimum else ""
    departments, silos = int(standing.department[-1]) + 1, np.bincount(standing.silo)
    small = f"{int((silos < minimum).sum())} of {silos.size} units have fewer than {minimum}"
    return [
        f"who leads anybody leads {leads.sum() / max(1, leads.size):.1f} people{largest} "
        f"(generated: about {defaults.span_of_control:g})",
        f"a department has {n / departments:.1f} people (generated: about {defaults.department_size})",
        f"the largest unit has {silos.max() / n:.0%} of all people, {small} (generated: equal in each country)",
        "what people do changes results more than who they report to: counts of use, by unit, come first; units and "
        "levels second; ties last",
    ]


def observed_document(observed: ImportedObservations) -> dict[str, Any]:
    """Return what was observed: points of each measure, their silos and weeks, communities, answers."""
    curves: dict[str, dict[str, Any]] = {}
    for point in observed.points:
        one = curves.setdefault(point.measure, {"weeks": {}, "silos": set(), "evidence": 0})
        if point.silo:
            one["silos"].add(point.silo)
        else:
            one["weeks"][str(point.week)] = point.value
    for point in observed.chosen:
        curves[point.measure]["evidence"] += not point.shown
    observations = {name: {**one, "silos": len(one["silos"])} for name, one in curves.items()}
    return {"observations": observations, "communities": observed.communities, "surveys": observed.surveys}


def report_text(document: Mapping[str, Any]) -> str:
    """Return the report as Markdown."""
    lines = [f"# Import of {document['name']}", "", *(_people(document) if "people" in document else [])]
    lines += [document["own"], ""] if "own" in document else []
    lines += _observed(document)
    files = document["files"].items()
    if files:
        lines += ["## How files were read", ""]
        lines += [f"- {file}: {', '.join(f'{key} {_shown(to)}' for key, to in used.items())}" for file, used in files]
        lines.append("")
    if document["notes"]:
        lines += ["## What was decided", "", *(f"- {note}" for note in document["notes"]), ""]
    return "\n".join(lines)


def _people(document: Mapping[str, Any]) -> list[str]:
    """Say how many people there are, where, and by which rules."""
    fte = f", FTE {document['fte']:g}" if document["fte"] is not None else ""
    counted = ", ".join(_count(document[f"{what}s"], what) for what in ("unit", "department", "team"))
    lines = [
        f"{document['people']:,} people, {_count(document['roots'], 'root')} (people who report to nobody), {counted}, "
        f"{document['depth']} levels of reporting{fte}",
        "",
        f"Numbers of fewer than {document['minimum_group']} people are not printed (–), nor what would give them away.",
        "",
        *_table("unit", document["people_by_unit"]),
        *_table("level", document["people_by_level"]),
        *_ties(document),
        *(f"- {name}: {rule}" for name, rule in document["rules"].items()),
        "",
        "## Against a generated company",
        "",
        *(f"- {line}" for line in document["against_generated"]),
        "",
    ]
    for title, names in (("Countries", "countries"), ("Functions", "functions"), ("Departments", "named_departments")):
        if document[names]:
            lines += [f"{title}: {', '.join(document[names][:MOST_UNITS])}", ""]
    return lines


def _ties(document: Mapping[str, Any]) -> list[str]:
    """Say which ties are known beside the reporting lines."""
    if not document["ties"]:
        return []
    layers = ", ".join(f"{name} {n:,}" for name, n in document["ties"].items())
    others = "no others are drawn" if document["other_ties"] == "none" else "the others are generated"
    return [f"Ties by layer, beside the reporting lines: {layers}; {others}.", ""]


def _observed(document: Mapping[str, Any]) -> list[str]:
    """Say what was observed."""
    lines = []
    for measure, one in document["observations"].items():
        weeks = [f"{value:g} in week {week}" for week, value in one["weeks"].items()]
        shown = weeks if len(weeks) <= MOST_POINTS else [*weeks[:2], f"{len(weeks) - 3} more", weeks[-1]]
        silos = f"; by unit: {one['silos']}" if one["silos"] else ""
        lines.append(f"- {measure}: {', '.join(shown)}{silos} ({one['evidence']} points are evidence)")
    lines += [f"- {name} {value:g}" for name, value in document["communities"].items()]
    for file, said in document["surveys"].items():
        lines.append(f"- {file}: {', '.join(f'{name} {value:,}' for name, value in said.items())}")
    return ["## Observations", "", *lines, ""] if lines else []


def _table(what: str, sizes: Mapping[str, int | None]) -> list[str]:
    rows = [f"| {name} | {'–' if size is None else f'{size:,}'} |" for name, size in list(sizes.items())[:MOST_UNITS]]
    if len(sizes) > MOST_UNITS:
        rows.append(f"| and {len(sizes) - MOST_UNITS:,} more, in report.json | |")
    return [f"| {what} | people |", "| --- | --- |", *rows, ""]


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _shown(value: str) -> str:
    return {"\t": "tab", ",": "comma (,)", ";": "semicolon (;)", ".": "point (.)"}.get(value, value)
