"""An organisation measured, and stored as two tables and one document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation import __version__
from simulation.compiled import source_hash
from simulation.organisation.cache import SHAPING
from simulation.organisation.digest import digest_of
from simulation.organisation.disclosure import named_sizes
from simulation.organisation.export import write_graphml
from simulation.organisation.measures import DEFAULT_PIVOTS, NetworkMeasures, measure
from simulation.organisation.organisation import LEVELS, Organisation
from simulation.results.documents import plain
from simulation.results.organisation_tables import people_table, ties_table, write_table
from simulation.scenario.source_file import without_place
from simulation.shared_company import organisation_of
from simulation.system.writing import write_atomically, write_text

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

EXACT: Final = 2_000
"""People up to whom shortest paths are followed from everybody; with more, from a sample."""


@dataclass(frozen=True, slots=True)
class Described:
    """A scenario's organisation and the measures of its network."""

    scenario: Scenario
    organisation: Organisation
    measures: NetworkMeasures


def measured(scenario: Scenario) -> Described:
    """Make the organisation of a scenario, or find it on disk, and measure its network."""
    organisation = organisation_of(scenario)
    pivots = organisation.n_people if organisation.n_people <= EXACT else DEFAULT_PIVOTS
    return Described(scenario, organisation, measure(organisation, pivots))


def store_graphml(described: Described, path: Path) -> None:
    """Write the people and ties as a GraphML file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, lambda temporary: write_graphml(described.organisation, temporary))


def store(described: Described, folder: Path, graphml: Path | None = None) -> dict[str, Any]:
    """Write people.parquet, ties.parquet and, last, organisation.json, whose content is returned.

    Of a private company neither people nor ties are written, and no count of too few people.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / f"{name}.parquet" for name in ("people", "ties")} | {
        "organisation": folder / "organisation.json"
    }
    if is_private(described.scenario):
        files = {"organisation": files["organisation"]}
    else:
        write_table(people_table(described.organisation), files["people"])
        write_table(ties_table(described.organisation), files["ties"])
    files |= {} if graphml is None else {"graphml": graphml}
    document = plain(organisation_document(described) | {"files": {name: str(path) for name, path in files.items()}})
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    write_text(files["organisation"], text + "\n")
    return dict(document)


def is_private(scenario: Scenario) -> bool:
    """Whether a scenario's people are real, so that nobody may be told apart."""
    outline = scenario.organisation.outline
    return outline is not None and outline.private


def organisation_document(described: Described) -> dict[str, Any]:
    """Everything that is known about the organisation as a whole."""
    o, scenario = described.organisation, described.scenario
    return {
        "format": "wandel-organisation",
        "schema_version": 1,
        "scenario": scenario.name,
        "title": scenario.title or scenario.name,
        "version": __version__,
        "source_hash": source_hash(SHAPING),
        "settings": without_place({"organisation": scenario.organisation.model_dump(mode="json")})["organisation"],
        "people": o.n_people,
        "digest": digest_of(o),
        "silos": _counts(o.silo, o.silo_names, scenario),
        "countries": _counts(o.country, o.country_names, scenario),
        "functions": _counts(o.function, o.function_names, scenario),
        "levels": _counts(o.level, LEVELS, scenario),
        "roles": {"assistants": int(o.assistant.sum()), "brokers": int(o.broker.sum()), "desks": int(o.desk.sum())},
        "units": {"departments": int(o.department[-1]) + 1, "teams": int(o.team[-1]) + 1},
        "layers": {ties.name: {"ties": ties.n_ties, "mean_degree": 2 * ties.n_ties / o.n_people} for ties in o.layers},
        "measures": {
            name: {"value": value, "unit": unit, "meaning": meaning}
            for name, value, unit, meaning in described.measures.table()
        },
    }


def _counts(
    codes: NDArray[np.unsignedinteger[Any]], names: tuple[str, ...], scenario: Scenario
) -> dict[str, int | None]:
    """Return people by name; nothing in place of a count that may not be printed."""
    sizes = dict(zip(names, np.bincount(codes, minlength=len(names)).tolist(), strict=True))
    outline = scenario.organisation.outline
    return named_sizes(sizes, outline.minimum_group) if outline is not None and outline.private else {**sizes}
