"""What a scenario believes about the behavioural parameters: values, priors, joint draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simulation.declare import Parameter, Prior, PriorKind, setting
from simulation.parameters import PARAMETERS
from simulation.scenario.names import unknown

MOST_POSTERIOR_NUMBERS = 25_000
LARGEST = 1e12
LARGEST_SPREAD = 1e6


def _known(name: str) -> str:
    if name not in PARAMETERS:
        raise ValueError(unknown("parameter", name, PARAMETERS))
    return name


ParameterName = Annotated[str, AfterValidator(_known)]


class PriorSetting(BaseModel):
    """What is believed about one parameter before data, cut at the parameter's bounds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: PriorKind = setting(meaning="form of the distribution")
    a: float = setting(
        meaning="the fixed value; lower end (uniform), mean (normal) or median (lognormal)",
        low=-LARGEST,
        high=LARGEST,
    )
    b: float = setting(
        0.0,
        meaning="upper end (uniform) or standard deviation (normal; lognormal: of the logarithm)",
        low=-LARGEST,
        high=LARGEST,
    )

    def prior(self) -> Prior:
        """Return the distribution."""
        return Prior(self.kind, self.a, self.b)


class ParameterSetting(BaseModel):
    """One parameter in a scenario: its value, and what is believed about it.

    In a file a number alone is certain (a fixed prior), and so is a value without a prior;
    a prior alone has its median as value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float = setting(meaning="value used when nothing is drawn", low=-LARGEST, high=LARGEST)
    prior: PriorSetting = setting(meaning="distribution that replicates draw from")


class Posterior(BaseModel):
    """Joint draws of some parameters, from a calibration: replicate r uses row r modulo their number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: Annotated[tuple[ParameterName, ...], Field(min_length=1)] = setting(meaning="parameters, one per column")
    rows: Annotated[tuple[tuple[float, ...], ...], Field(min_length=1)] = setting(meaning="one joint draw per row")


def complete(given: Any, table: Mapping[str, Parameter] = PARAMETERS) -> Any:
    """Spell every parameter of a table out: what ``given`` leaves out gets its declared default and prior.

    What cannot be a parameter setting is returned as it is, for validation to name.
    """
    if not isinstance(given, dict):
        return given
    declared = {name: _plain(parameter.default, parameter.prior) for name, parameter in table.items()}
    unknown_names = {name: _plain(0, Prior("fixed", 0)) for name in given if name not in table}
    settings = {name: _complete_one(table[name], entry) for name, entry in given.items() if name in table}
    return declared | settings | unknown_names


def _plain(value: float, prior: Prior) -> dict[str, Any]:
    return {"value": float(value), "prior": {"kind": prior.kind, "a": float(prior.a), "b": float(prior.b)}}


def _complete_one(parameter: Parameter, entry: Any) -> Any:
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
        checked = PriorSetting.model_validate(prior)
    except ValueError:
        return parameter.default
    if prior_problem(parameter, checked):
        return parameter.default
    return checked.prior().quantile(0.5, parameter.low, parameter.high)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def bounds(parameter: Parameter) -> str:
    """Return the range of a parameter with its unit, in words."""
    return f"between {parameter.low:g} and {parameter.high:g} {parameter.unit}"


def prior_problem(parameter: Parameter, prior: PriorSetting) -> str:
    """Return what is wrong with a prior of that parameter; empty if nothing is."""
    low, high = parameter.low, parameter.high
    if not low <= prior.a <= high:
        return f"a of the prior must be {bounds(parameter)}, not {prior.a:g}"
    if prior.kind == "uniform" and not prior.a < prior.b <= high:
        return f"a uniform prior needs a < b, both {bounds(parameter)}, not {prior.a:g} and {prior.b:g}"
    if prior.kind in ("normal", "lognormal") and not 0 < prior.b <= LARGEST_SPREAD:
        return f"b of a {prior.kind} prior is its spread and must be above 0 and at most 1e6, not {prior.b:g}"
    if prior.kind == "lognormal" and not prior.a > 0:
        return f"a of a lognormal prior is its median and must be above 0, not {prior.a:g}"
    return ""


def declaration(name: str, chosen: ParameterSetting) -> Parameter:
    """Return the parameter's declaration with the scenario's value and prior in place of its own."""
    return replace(PARAMETERS[name], default=chosen.value, prior=chosen.prior.prior())
