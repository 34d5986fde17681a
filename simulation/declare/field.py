"""A pydantic field whose unit, source and bounds travel with it."""

from __future__ import annotations

from typing import Any, cast

from pydantic import Field

from simulation.declare.parameter import ASSUMPTION


def described(
    default: Any,
    meaning: str,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    source: str = ASSUMPTION,
    **more: str,
) -> Any:
    """Return a field whose bounds validate; unit, source and ``more`` stand in the JSON Schema."""
    extra = cast(Any, {"unit": unit, "source": source, **more})
    return Field(
        default,
        description=meaning,
        ge=low,
        le=high,
        allow_inf_nan=None if low is None and high is None else False,
        validate_default=True,
        json_schema_extra=extra,
    )
