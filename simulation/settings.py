"""What all settings have in common: they are frozen, know no other keys, and read no value otherwise than it was meant.

Files are read strictly. In Python pydantic would take the text "120.000" for 120, True for 1, a number for a day of
1970, and NaN for a number; here each is refused with how to write it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from simulation.words.numerals import date_advice, number_advice

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Settings(BaseModel):
    """Settings of one part of a scenario; equal settings give equal results, in whatever Unicode form texts are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate files as they are, strictly; look at what comes from Python first, where pydantic is lenient."""
        schema = handler(source)
        if schema["type"] == "lax-or-strict":  # made before
            return schema
        name = cast("dict[str, Any]", schema).pop("ref", None)
        looked_at = core_schema.no_info_before_validator_function(cls._as_meant, schema)
        return core_schema.lax_or_strict_schema(lax_schema=looked_at, strict_schema=schema, ref=name)

    @classmethod
    def _as_meant(cls, given: Any) -> Any:
        """Bring texts to one form; refuse values of another kind than that of their field."""
        if not isinstance(given, dict):
            return given
        found = [
            f"{name}: {problem}"
            for name, value in given.items()
            if name in cls.model_fields and (problem := misread(value, cls.model_fields[name].annotation))
        ]
        if found:
            raise ValueError("; ".join(found))
        return composed(given)


def composed(value: Any) -> Any:
    """Return a value with all texts in it in Unicode's composed form (NFC)."""
    if isinstance(value, str):
        return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        made = {composed(key): composed(each) for key, each in value.items()}
        if len(made) < len(value):
            raise ValueError("two of its names differ only in how their letters are encoded (Unicode)")
        return made
    if isinstance(value, list | tuple) and any(isinstance(each, str | dict | list | tuple) for each in value):
        return [composed(each) for each in value] if isinstance(value, list) else tuple(map(composed, value))
    return value


def misread(value: Any, annotation: Any) -> str:
    """Return why a value from Python is not of the kind that is declared, and how to write it; empty if it may be."""
    kinds = _kinds(annotation)
    if isinstance(value, dict):
        inside = [(each, args[1]) for args in _arguments(kinds, dict) for each in value.values()]
    elif isinstance(value, list | tuple):
        inside = [(each, args[0]) for args in _arguments(kinds, tuple) for each in value]
    else:
        return _misread_text(value, kinds) if isinstance(value, str) else _misread_number(value, kinds)
    return next((problem for each, kind in inside if (problem := misread(each, kind))), "")


def _misread_text(text: str, kinds: tuple[Any, ...]) -> str:
    is_number, is_day = not {int, float}.isdisjoint(kinds), date in kinds
    takes_words = str in kinds or any(get_origin(kind) is Literal for kind in kinds)
    if takes_words or not (is_number or is_day) or (is_day and _ISO_DAY.fullmatch(text)):
        return ""
    advice = (date_advice(text) if is_day else "") or (number_advice(text) if is_number else "")
    what = "a day (year-month-day)" if is_day else "a number"
    return f"must be {what}, not the text {text[:60]!r}{'; ' if advice else ''}{advice}"


def _misread_number(value: Any, kinds: tuple[Any, ...]) -> str:
    is_number, is_day = not {int, float}.isdisjoint(kinds), date in kinds
    if isinstance(value, bool) and (is_number or is_day) and bool not in kinds:
        return f"must be {'a number' if is_number else 'a day'}, not {value}"
    if isinstance(value, int | float) and is_day and not is_number:
        return f"must be a day (year-month-day), not the number {value}"
    if isinstance(value, float) and is_number and not math.isfinite(value):
        return f"must be a finite number, not {value}"
    return ""


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """Return the alternatives of a type without None and without what `Annotated` adds."""
    if get_origin(annotation) is Annotated:
        return _kinds(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(kind for part in get_args(annotation) if part is not NoneType for kind in _kinds(part))
    return (annotation,)


def _arguments(kinds: tuple[Any, ...], container: type) -> list[tuple[Any, ...]]:
    return [get_args(kind) for kind in kinds if get_origin(kind) is container and get_args(kind)]
