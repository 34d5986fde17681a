"""What is declared makes sense: bounds hold defaults and priors, every source is known and used, units are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import simulation
from simulation.declare import ASSUMPTION, Prior, Role, prior_problem, role_of
from simulation.interventions import Intervention, all_kinds
from simulation.interventions.behaviour import all_behaviour
from simulation.interventions.registry import register
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import bounds_of, is_model, kind_of, options, unit_of
from simulation.scenario.schema import Scenario
from simulation.sources import SOURCES

PACKAGE = Path(simulation.__file__).parent


def settings_of(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every declared setting of a model and the models in it, by its key."""
    for name, declared in model.model_fields.items():
        yield f"{prefix}{name}", declared
        for choice in options(declared.annotation):
            for part in (choice, *(inner for each in getattr(choice, "__args__", ()) for inner in options(each))):
                if is_model(part):
                    yield from settings_of(part, f"{prefix}{name}.{kind_of(part) + '.' if kind_of(part) else ''}")


SETTINGS = {
    key: declared for key, declared in settings_of(Scenario) if not re.fullmatch(r"interventions\..*\.kind", key)
}


def failing(check: Callable[..., None], declared: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of many declarations: one test for all, which names every one that fails."""
    wrong = {}
    for name, one in declared.items():
        try:
            check(name, one)
        except AssertionError as error:
            wrong[name] = str(error)
    return wrong


def check_parameter(_name, parameter):
    low, high, prior = parameter.low, parameter.high, parameter.prior
    assert low < high
    assert low <= parameter.default <= high
    assert parameter.meaning
    assert parameter.unit
    assert parameter.symbol
    assert re.fullmatch(r"[a-z][a-z0-9_]*", parameter.name)
    assert parameter.source in SOURCES
    assert parameter.confidence in {"high", "medium", "low"}
    if not SOURCES[parameter.source].read:
        assert parameter.confidence != "high", "recalled, not read"
    quantiles = [prior.quantile(u, low, high) for u in (0.01, 0.25, 0.5, 0.75, 0.99)]
    assert quantiles == sorted(quantiles)
    assert low <= quantiles[0]
    assert quantiles[-1] <= high
    assert quantiles[0] <= parameter.default <= quantiles[-1]


def test_every_parameter_is_sane():
    assert failing(check_parameter, PARAMETERS) == {}


BEHAVIOUR = all_behaviour()
ROLES = {
    f"{kind_of(kind)}.{name}": role_of(field)
    for kind in all_kinds().values()
    for name, field in kind.model_fields.items()
    if name not in Intervention.model_fields or name == "target"
}
LEAST_CHANCE_OF_HARM = 0.05


def test_what_every_setting_of_an_intervention_is_is_declared():
    """A new number says what it is: uncertain, with a prior, or a role (`role_of`) in what is decided."""
    assert [name for name, role in ROLES.items() if role is None] == []
    assert all(role_of(field) for field in Intervention.model_fields.values())
    assert {name for name, role in ROLES.items() if role == "behaviour"} == set(BEHAVIOUR)
    assert set(filter(None, ROLES.values())) == set(get_args(Role))


def check_behaviour(_name, declared):
    low, high, prior = declared.low, declared.high, declared.prior
    assert prior_problem(declared, prior) == ""
    assert prior.kind != "fixed", "what it does to people is not certain"
    assert declared.source in SOURCES
    quantiles = [prior.quantile(u, low, high) for u in (0.01, 0.5, 0.99)]
    assert low <= quantiles[0] < declared.default < quantiles[2] <= high
    assert quantiles[1] == pytest.approx(declared.default, rel=0.15, abs=1e-6), "the value is the middle of the prior"


def test_every_behavioural_setting_is_sane():
    assert failing(check_behaviour, BEHAVIOUR) == {}


def test_signs_are_open_where_evidence_leaves_them_open():
    """Where a note says so, the prior gives harm a chance; elsewhere a number may not be below 0 by accident."""
    grid = [(k + 0.5) / 1000 for k in range(1000)]
    for name, each in BEHAVIOUR.items():
        below = sum(each.prior.quantile(u, each.low, each.high) < 0 for u in grid) / len(grid)
        if "sign open" in each.note:
            assert below > LEAST_CHANCE_OF_HARM, name
        elif name != "ambassador_programme.interest":  # log-odds of joining, no effect
            assert below == 0, name
    assert sum("sign open" in each.note for each in BEHAVIOUR.values()) >= 10


def check_cut(_name, parameter):
    lowest = float("-inf") if parameter.prior.kind == "normal" else 0.0
    assert parameter.low <= parameter.prior.quantile(0.05, lowest, 1e300)
    assert parameter.prior.quantile(0.95, lowest, 1e300) <= parameter.high


def test_bounds_cut_little_of_a_prior():
    cut = {name: p for name, p in (PARAMETERS | BEHAVIOUR).items() if p.prior.kind in ("normal", "lognormal")}
    assert failing(check_cut, cut) == {}


def test_symbols_are_unique():
    symbols = [parameter.symbol for parameter in PARAMETERS.values()]
    assert sorted(symbols) == sorted(set(symbols))


PRIORS = (Prior("uniform", 1, 3), Prior("normal", 2, 0.3), Prior("lognormal", 2, 0.3), Prior("fixed", 2))


@pytest.mark.parametrize("prior", PRIORS, ids=str)
def test_prior_median_is_in_the_middle(prior):
    assert prior.quantile(0.5, 0, 100) == pytest.approx(2)


def test_a_prior_is_cut_at_the_bounds():
    assert 0.9 <= Prior("normal", 0, 5).quantile(1e-9, 0.9, 1) <= Prior("normal", 0, 5).quantile(1 - 1e-9, 0.9, 1) <= 1


def check_setting(key, declared):
    extra = declared.json_schema_extra
    assert isinstance(extra, dict), "declare it by `setting()`"
    assert declared.description
    assert extra["source"] in SOURCES
    if {int, float} & set(options(declared.annotation)) and "week counted" not in declared.description:
        low, high = bounds_of(declared)
        assert low is not None, "a number needs bounds"
        assert high is not None
        assert low < high
        if isinstance(declared.default, int | float):
            assert low <= declared.default <= high
        if float in options(declared.annotation) and not key.startswith(("parameters.", "value.factors.")):
            assert unit_of(declared) or re.search(r"[Ff]actor|per |times", declared.description), (
                "a number needs a unit"
            )


def test_every_setting_is_sane():
    assert len(SETTINGS) > 300
    assert failing(check_setting, SETTINGS) == {}


@pytest.mark.parametrize("intervention", all_kinds().values(), ids=kind_of)
def test_intervention_is_declared(intervention):
    assert kind_of(intervention) == intervention.model_fields["kind"].default
    assert intervention.__doc__
    cited = re.findall(r"\b([A-Z][A-Za-z]*\d{2,4}|[A-Z]{3,}\d*)\b", intervention.evidence)
    assert {key for key in cited if key in SOURCES} or ASSUMPTION in intervention.evidence


def test_two_kinds_cannot_share_a_name():
    class KickOff(Intervention):
        kind: Literal["kick_off"] = "kick_off"

    with pytest.raises(ValueError, match="kick_off"):
        register(KickOff)
    assert all_kinds()["kick_off"] is not KickOff


def test_every_source_is_used():
    text = "\n".join(p.read_text(encoding="utf-8") for p in PACKAGE.rglob("*.py") if p.name != "sources.py")
    text += "\n".join(p.read_text(encoding="utf-8") for p in (PACKAGE.parent / "scenarios").glob("*.yaml"))
    unused = [key for key in SOURCES if not re.search(rf"\b{key}\b", text)]
    assert unused == []
    assert all(key == source.key and source.citation for key, source in SOURCES.items())
