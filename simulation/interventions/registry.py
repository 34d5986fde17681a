"""Kinds of interventions by name: those that ship, and those of a researcher's own file."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from simulation.interventions.base import Intervention

_KINDS: dict[str, type[Intervention]] = {}
_ORIGINS: dict[str, str] = {}


def register(kind: type[Intervention], origin: str = "") -> None:
    """Make a kind known; ``origin`` is the file of one that does not ship. `ValueError` if another class has its name.

    Scenarios take notice after `simulation.scenario.loading.refresh`.
    """
    (name,) = get_args(kind.model_fields["kind"].annotation)
    if _KINDS.setdefault(name, kind) is not kind:
        from_file = f" (from {_ORIGINS[name]})" if name in _ORIGINS else ""
        raise ValueError(f"there is an intervention of the kind {name!r} already{from_file}")
    if origin:
        _ORIGINS[name] = origin


def forget(name: str) -> None:
    """Take a kind away again."""
    _KINDS.pop(name, None)
    _ORIGINS.pop(name, None)


def origin_of(name: str) -> str:
    """Return the file that a kind came from; empty for those that ship."""
    return _ORIGINS.get(name, "")


def all_kinds() -> dict[str, type[Intervention]]:
    """Return all kinds by name, the shipped ones first."""
    return dict(_KINDS)


class OneOfKinds:
    """Marks a field that holds an intervention of any known kind, told apart by ``kind``."""

    def choices(self) -> tuple[type[Intervention], ...]:
        """Return the classes that may stand there."""
        return tuple(_KINDS.values())

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate by the class of the kind."""
        del source
        return handler.generate_schema(Annotated[reduce(or_, self.choices()), Field(discriminator="kind")])
