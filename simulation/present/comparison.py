"""A comparison as a page and as one JSON document."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any, Final

from simulation.measures import MEASURES
from simulation.present.certainty import certainty_sentences
from simulation.present.console import effect_cells
from simulation.present.documents import plain, run_json
from simulation.present.html import Section, Table, page, paragraph
from simulation.present.page import facts
from simulation.present.survey import power_json, power_sentence
from simulation.present.theme import Axis, Panel, band_traces, layout
from simulation.present.value import gain_json, gain_sentence
from simulation.present.words import few_replicates, label_with_unit, value
from simulation.results.compare import Comparison, PlanEffects
from simulation.results.persons import STATES, Turned

_FOOT: Final = (
    "Effects are differences replicate by replicate: both runs share organisation, parameters and luck, person by "
    "person. An 80% band is the spread of the effect over replicates; ± is the standard error of its mean, which more "
    "replicates make smaller. “Up / equal / down” are shares of the replicates. “Pairing saved” says how many "
    "times more replicates unpaired runs would need for the same precision. A person is a seat: a hire takes the "
    "leaver's."
)


def comparison_page(found: Comparison) -> bytes:
    """Return the comparison as a self-contained page."""
    base = found.base.manifest
    title = f"{base.title}: what the plan changes" if len(found.plans) == 1 else f"{base.title}: what the plans change"
    head = (
        paragraph(
            f"Effects against the scenario “{base.scenario}” at week {found.week} ({found.base.dates()[found.week]})."
        )
        + paragraph(facts(base))
        + paragraph(few_replicates(base.replicates), "notice")
    )
    sections = [section for i, plan in enumerate(found.plans) for section in _sections(found, plan, i)]
    return page(title, head, sections, _FOOT)


def _sections(found: Comparison, plan: PlanEffects, index: int) -> list[Section]:
    name = plan.plan.manifest.title
    head = (
        "effect on",
        "median",
        "80% band over replicates",
        "mean ± standard error",
        "up / equal / down",
        "pairing saved",
    )
    rows = [(label_with_unit(m), *effect_cells(m, effect)) for m, effect in plan.effects.items()]
    words = paragraph(cost_sentence(plan)) + paragraph(gain_sentence(plan.value) if plan.value else "")
    words += paragraph(power_sentence(found.base, plan.plan, found.week)) + paragraph(_changed(plan), "notice")
    uncertainty = found.base.manifest.uncertainty
    words += paragraph(" ".join(certainty_sentences(plan.effects, uncertainty)))
    return [
        Section(name, html=words + Table(head, rows, wide=True).html()),
        Section(f"{name}: week by week", [_over_time(found, plan, m, index) for m in plan.over_time]),
        Section(f"{name}: person by person, at the end of the run", html=_people(plan.people)),
    ]


def _over_time(found: Comparison, plan: PlanEffects, measure: str, index: int) -> Panel:
    one = MEASURES[measure]
    axis = Axis(f"difference ({one.unit})", "count" if one.unit == "people" else "index")
    traces = band_traces(found.base.dates(), plan.over_time[measure], "with the plan minus without", axis, index)
    return Panel(
        f"effect_{index}_{measure}",
        f"Effect on: {one.label}",
        "With the plan minus without it, replicate by replicate: median and 80% band.",
        {"data": traces, "layout": layout(axis) | {"showlegend": False}},
    )


def _people(rows: list[Turned]) -> str:
    parts: list[str] = []
    for state, meaning in STATES.items():
        head = (f"{state}: {meaning}", "only with the plan", "80% band", "only without it", "80% band", "both")
        cells = [_person_cells(row) for row in rows if row.state == state]
        parts.append(Table(head, cells).html())
    return "<br>".join(parts)


def _person_cells(row: Turned) -> tuple[str, ...]:
    def band(three: tuple[float, float, float]) -> tuple[str, str]:
        return value(three[0], "people"), f"{value(three[1], 'people')} to {value(three[2], 'people')}"

    silo = "whole organisation" if row.silo == "all" else row.silo
    return (silo, *band(row.only_with), *band(row.only_without), value(row.both, "people"))


def cost_sentence(plan: PlanEffects) -> str:
    """Return extra cost and the cost of one additional active person in words."""
    hours, euro, unit = plan.extra_hours.mean, plan.extra_eur.mean, plan.cost_per_active
    text = f"Extra cost: {value(hours, 'hours')} hours, {value(euro, 'EUR')} EUR in all (mean over replicates). "
    what = f"additional active person (extra cost over extra people in “{MEASURES[plan.active].label.lower()}”)"
    if math.isnan(unit.value):
        return f"{text}Cost per {what}: not defined, for {unit.reason}."
    interval = f"{value(unit.low, 'EUR')} to {value(unit.high, 'EUR')}"
    return f"{text}Cost per {what}: {value(unit.value, 'EUR')} EUR ({interval})."


def _changed(plan: PlanEffects) -> str:
    if not plan.changed_parameters:
        return ""
    return f"The plan also states other values of {', '.join(plan.changed_parameters)}; its effect includes them."


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return the comparison as a document; what is not defined is null."""
    plans = [_plan_json(plan) | power_json(found.base, plan.plan, found.week) for plan in found.plans]
    document = {"base": run_json(found.base), "week": found.week, "plans": plans}
    found_plain: dict[str, Any] = plain(document)
    return found_plain


def _plan_json(plan: PlanEffects) -> dict[str, Any]:
    effects = {
        name: {"unit": MEASURES[name].unit, **asdict(effect), "p_equal": effect.p_equal}
        for name, effect in plan.effects.items()
    }
    return {
        **run_json(plan.plan),
        "effects": effects,
        "extra_hours": asdict(plan.extra_hours),
        "extra_eur": asdict(plan.extra_eur),
        "cost_per_additional_active_person_eur": {"active": plan.active, **asdict(plan.cost_per_active)},
        "value": gain_json(plan.value) if plan.value else None,
        "people": [asdict(row) for row in plan.people],
        "changed_parameters": plan.changed_parameters,
    }
