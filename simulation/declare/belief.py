"""What a scenario believes about a number: its value, and the distribution that replicates draw it from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from simulation.declare.field import described
from simulation.declare.parameter import Parameter
from simulation.declare.prior import Prior, PriorKind
from simulation.settings import Settings

LARGEST = 1e12
LARGEST_SPREAD = 1e6


class PriorSetting(Settings):
    """What is believed about one number before data, cut at its bounds."""

    kind: PriorKind = described(..., "form of the distribution")
    a: float = described(
        ...,
        "the fixed value; lower end (uniform), mean (normal) or median (lognormal, logitnormal)",
        low=-LARGEST,
        high=LARGEST,
    )
    b: float = described(
        0.0,
        "upper end (uniform) or standard deviation (normal; lognormal: of the logarithm; logitnormal: of the log-odds)",
        low=-LARGEST,
        high=LARGEST,
    )

    def prior(self) -> Prior:
        """Return the distribution."""
        return Prior(self.kind, self.a, self.b)


class ParameterSetting(Settings):
    """One behavioural number in a scenario: its value, and what is believed about it.

    In a file a number alone is certain (a fixed prior), and so is a value without a prior;
    a prior alone has its median as value.
    """

    value: float = described(..., "value used when nothing is drawn", low=-LARGEST, high=LARGEST)
    prior: PriorSetting = described(..., "distribution that replicates draw from")


class Believed(float):
    """A number with the prior that replicates draw it from; it counts as its value."""

    prior: Prior

    def __new__(cls, value: float, prior: Prior) -> Believed:
        """Make it of value and prior."""
        made = super().__new__(cls, value)
        made.prior = prior
        return made

    def __reduce__(self) -> tuple[type[Believed], tuple[float, Prior]]:
        """Return what a copy is made of."""
        return Believed, (float(self), self.prior)

    def __eq__(self, other: object) -> bool:
        """Equal values, and equal priors where both have one."""
        return float(self) == other and (not isinstance(other, Believed) or self.prior == other.prior)

    __hash__ = float.__hash__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Write it as it stands in a file, as the default of a field, say."""
        del source, handler
        return core_schema.is_instance_schema(cls, serialization=_WRITTEN)


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Marks a field whose number is uncertain: in a file it may be a number, or value and prior."""

    parameter: Parameter
    """Its declaration; the name is given by whoever knows the kind that it belongs to."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate a number as declared, and a table as value and prior; what they must keep is checked with others."""
        return core_schema.no_info_wrap_validator_function(self._believed, handler(source), serialization=_WRITTEN)

    def _believed(self, given: Any, number: Any) -> Believed:
        if isinstance(given, Believed):
            return Believed(number(float(given)), given.prior)
        if isinstance(given, dict):
            chosen = ParameterSetting.model_validate(completed(self.parameter, given), strict=True)
            return Believed(chosen.value, chosen.prior.prior())
        value = number(given)
        return Believed(value, Prior("fixed", value))


def _written(value: float) -> Any:
    """Return a number as it stands in a file: alone where it is certain."""
    if isinstance(value, Believed) and value.prior.kind != "fixed":
        return _plain(value, value.prior)
    return float(value)


_WRITTEN = core_schema.plain_serializer_function_ser_schema(_written)


def spelled_out(given: Any, table: Mapping[str, Parameter]) -> Any:
    """Spell every parameter of a table out: what ``given`` leaves out gets its declared default and prior.

    What cannot be a parameter setting is returned as it is, for validation to name.
    """
    if not isinstance(given, dict):
        return given
    declared = {name: _plain(parameter.default, parameter.prior) for name, parameter in table.items()}
    unknown_names = {name: _plain(0, Prior("fixed", 0)) for name in given if name not in table}
    settings = {name: completed(table[name], entry) for name, entry in given.items() if name in table}
    return declared | settings | unknown_names


def _plain(value: float, prior: Prior) -> dict[str, Any]:
    return {"value": float(value), "prior": {"kind": prior.kind, "a": float(prior.a), "b": float(prior.b)}}


def completed(parameter: Parameter, entry: Any) -> Any:
    """Return value and prior of what a scenario says of a parameter, which may lack either, or be a number."""
    if _is_number(entry):
        return _plain(entry, Prior("fixed", entry))
    if not isinstance(entry, dict):
        return entry
    if "prior" not in entry:
        value = entry.get("value", parameter.default)
        prior = Prior("fixed", value) if _is_number(value) and "value" in entry else parameter.prior
        return {"value": value} | entry | {"prior": _plain(0, prior)["prior"]}
    return {"value": _median(parameter, entry["prior"])} | entry


def _median(parameter: Parameter, prior: Any) -> float:
    try:
        checked = PriorSetting.model_validate(prior).prior()
    except ValueError:
        return parameter.default
    if prior_problem(parameter, checked):
        return parameter.default
    return checked.quantile(0.5, parameter.low, parameter.high)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def bounds(parameter: Parameter) -> str:
    """Return the range of a parameter with its unit, in words."""
    return f"between {parameter.low:g} and {parameter.high:g} {parameter.unit}"


def prior_problem(parameter: Parameter, prior: Prior) -> str:
    """Return what is wrong with a prior of that parameter; empty if nothing is."""
    low, high = parameter.low, parameter.high
    if not low <= prior.a <= high:
        return f"a of the prior must be {bounds(parameter)}, not {prior.a:g}"
    if prior.kind == "uniform" and not prior.a < prior.b <= high:
        return f"a uniform prior needs a < b, both {bounds(parameter)}, not {prior.a:g} and {prior.b:g}"
    if prior.kind in ("normal", "lognormal", "logitnormal") and not 0 < prior.b <= LARGEST_SPREAD:
        return f"b of a {prior.kind} prior is its spread and must be above 0 and at most 1e6, not {prior.b:g}"
    if prior.kind == "lognormal" and not prior.a > 0:
        return f"a of a lognormal prior is its median and must be above 0, not {prior.a:g}"
    if prior.kind == "logitnormal" and not 0 < prior.a < 1:
        return f"a of a logitnormal prior is its median, a share above 0 and below 1, not {prior.a:g}"
    return ""
