"""How fields of scenarios, organisations and interventions are declared."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal, cast, get_args

from pydantic.fields import FieldInfo

from simulation.declare.belief import Believed, Uncertain
from simulation.declare.field import described
from simulation.declare.parameter import ASSUMPTION, Confidence, Parameter
from simulation.declare.prior import Prior

Role = Literal["behaviour", "cost", "time", "target", "design"]
"""What a setting of an intervention is: what it does to people (uncertain), what it takes, when it acts, whom it
reaches, or how else the company lays it out (all of these certain: they are decided)."""
Per = Literal["company", "one"]
"""What an amount is for: the whole company, so that a company of a tenth has a tenth of it, or one of whatever it
counts (a person, a community, a course), so that it is the same in a company of any size."""
RELATIVE: Final = frozenset(
    (
        "",
        "1",
        "share",
        "0-1",
        "0/1",
        "logit",
        "sd",
        "log-sd",
        "log-hazard",
        "weeks",
        "days",
        "per week",
        "per year",
        "points",
    )
)
"""Units that count nothing in the company: such numbers are the same in a company of any size."""
BEHAVIOUR: Final = "interventions"
"""The group of parameters that behavioural settings of interventions form."""


def setting(
    default: Any = ...,
    *,
    meaning: str,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    source: str = ASSUMPTION,
    prior: Prior | None = None,
    confidence: Confidence = "low",
    note: str = "",
    role: Role | None = None,
    per: Per | None = None,
) -> Any:
    """Declare one field of a scenario, organisation or intervention.

    Returns a pydantic field whose bounds validate and whose unit and source travel into
    the JSON Schema (keys ``unit`` and ``source``) and into ``wandel explain``. A number with a
    ``prior`` is behavioural: replicates draw it, and a scenario may give it another prior.
    ``role`` says what another setting of an intervention is where `role_of` cannot see it. ``per`` says whether an
    amount is that of the whole company or of one person, community, ...; a number must say so unless its unit
    is `RELATIVE`. What is of the whole company may be 0 in a small copy: whole numbers (``int``) are rounded there, up
    with the chance of their fraction; others stay fractions.
    """
    if per == "company" and prior is not None:
        raise ValueError("a number with a prior is the same in a company of any size: per='one'")
    more = {name: value for name, value in (("role", role), ("per", per)) if value}
    if prior is None:
        return described(default, meaning, unit, low, high, source, **more)
    if low is None or high is None:
        raise ValueError("a number with a prior needs bounds: low= and high=")
    declared = Parameter(
        "", "", meaning, unit, low, high, float(default), prior, source, confidence, BEHAVIOUR, note
    )  # fmt: skip
    field = described(Believed(default, prior), meaning, unit, low, high, source, **more)
    field.metadata.append(Uncertain(declared))
    return field


def parameter_of(field: FieldInfo | None) -> Parameter | None:
    """Return the declaration of a behavioural field, without a name; None for any other field."""
    found = [each.parameter for each in (field.metadata if field else ()) if isinstance(each, Uncertain)]
    return found[0] if found else None


def role_of(field: FieldInfo) -> Role | None:
    """Return what a setting of an intervention is; None where that must be declared.

    A prior makes it behavioural. Hours and money are costs, dates and whole weeks are time; what is
    no number is part of the design. Other numbers could be anything: they need a prior or a ``role``.
    """
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if parameter_of(field) is not None:
        return "behaviour"
    if "role" in extra:
        return cast("Role", extra["role"])
    unit, kinds = str(extra.get("unit", "")), _kinds(field.annotation)
    if unit.split(" ", maxsplit=1)[0] in ("hours", "EUR"):
        return "cost"
    if date in kinds or (unit == "weeks" and float not in kinds):
        return "time"
    if "Target" in {getattr(kind, "__name__", "") for kind in kinds}:
        return "target"
    return None if {int, float} & kinds else "design"


def per_of(field: FieldInfo) -> Per | None:
    """Return what an amount is for; None where that must be declared: a number whose unit is not `RELATIVE`."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if "per" in extra:
        return cast("Per", extra["per"])
    kinds = _kinds(field.annotation)
    if not {int, float} & kinds or date in kinds or extra.get("unit", "") in RELATIVE:
        return "one"
    return None


def _kinds(annotation: Any) -> set[Any]:
    """Return a type and those that it is made of."""
    return {annotation}.union(*map(_kinds, get_args(annotation)))
