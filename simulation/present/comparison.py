"""A comparison as a page and as one JSON document."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any, Final

from simulation.measures import MEASURES
from simulation.present.budget import budget_json, budget_sentences
from simulation.present.certainty import certainty_sentences
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.page import facts
from simulation.present.participation import HEAD, NOTE, cells, participation_json, remarks
from simulation.present.printed.tables import effect_cells
from simulation.present.survey import power_json, power_sentence
from simulation.present.theme import FigureAxis, Panel, band_traces, layout
from simulation.present.value import gain_json, gain_sentence
from simulation.present.words import few_replicates, label_with_unit, value
from simulation.results.compare import ComparedRuns, PlanEffects
from simulation.results.documents import plain, run_json
from simulation.results.participation import participation
from simulation.results.persons import STATES, Turned
from simulation.results.tables import TOTAL

_FOOT: Final = (
    "Effects are differences replicate by replicate: both runs share organisation, parameters and luck, person by "
    "person. An 80% band is the spread of the effect over replicates; ± is the standard error of its mean, which more "
    "replicates make smaller. “Up / equal / down” are shares of the replicates. “Pairing saved” says how many times "
    "more replicates runs that share nothing would need for the same precision. A person is a seat: a hire takes the "
    "leaver's."
)


def comparison_page(comparison: ComparedRuns) -> bytes:
    """Return the comparison as a self-contained page."""
    base = comparison.base.manifest
    title = (
        f"{base.title}: what the plan changes" if len(comparison.plans) == 1 else f"{base.title}: what the plans change"
    )
    head = (
        paragraph(
            f"Effects against the scenario “{base.scenario}” at week {comparison.week} "
            f"({comparison.base.dates()[comparison.week]})."
        )
        + paragraph(facts(base))
        + paragraph(few_replicates(base.replicates), "notice")
        + "".join(paragraph(each, "notice") for each in budget_sentences(comparison.budget, base.title))
    )
    sections = [section for i, plan in enumerate(comparison.plans) for section in _sections(comparison, plan, i)]
    return page(title, head, sections, f"{_FOOT} {pairing_sentence(comparison)}")


def _sections(comparison: ComparedRuns, plan: PlanEffects, index: int) -> list[Section]:
    name = plan.label
    words = "".join(paragraph(each, "notice") for each in budget_sentences(plan.budget))
    words += paragraph(cost_sentence(plan, comparison.week))
    words += paragraph(worth_sentence(plan, comparison.last_week))
    words += paragraph(power_sentence(comparison.base, plan.plan, comparison.week)) + paragraph(
        _changed(plan), "notice"
    )
    uncertainty = comparison.base.manifest.uncertainty
    words += paragraph(" ".join(certainty_sentences(plan.effects, uncertainty)))
    return [
        Section(f"{name}: effects at week {comparison.week}", html=words + effects_table(plan).html()),
        *_participation(plan, name),
        Section(f"{name}: week by week", [_over_time(comparison, plan, m, index) for m in plan.over_time]),
        Section(
            f"{name}: person by person, at the end of the run (week {comparison.last_week})", html=_people(plan.people)
        ),
    ]


def effects_table(plan: PlanEffects) -> HtmlTable:
    """Return the effects of a plan: bands over replicates, means with their errors, and what pairing saved."""
    head = (
        "effect on",
        "median",
        "80% band over replicates",
        "mean ± standard error",
        "up / equal / down",
        "pairing saved",
    )
    rows = [(label_with_unit(m), *effect_cells(m, effect, plan.saved[m])) for m, effect in plan.effects.items()]
    return HtmlTable(head, rows, wide=True)


def _participation(plan: PlanEffects, name: str) -> list[Section]:
    found = participation(plan.plan)
    html = paragraph(NOTE, "facts") + HtmlTable(HEAD, [cells(one) for one in found], wide=True).html()
    said = remarks(found, plan.plan.manifest.replicates)
    return [Section(f"{name}: who took part", html=html + "".join(map(paragraph, said)))] if found else []


def _over_time(comparison: ComparedRuns, plan: PlanEffects, measure: str, index: int) -> Panel:
    one = MEASURES[measure]
    axis = FigureAxis(f"difference ({one.unit})", "count" if one.unit == "people" else "index")
    traces = band_traces(comparison.base.dates(), plan.over_time[measure], "with the plan minus without", axis, index)
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
        parts.append(HtmlTable(head, cells).html())
    return "<br>".join(parts)


def _person_cells(row: Turned) -> tuple[str, ...]:
    def band(three: tuple[float, float, float]) -> tuple[str, str]:
        return value(three[0], "people"), f"{value(three[1], 'people')} to {value(three[2], 'people')}"

    silo = "whole organisation" if row.silo == TOTAL else row.silo
    return (silo, *band(row.only_with), *band(row.only_without), value(row.both, "people"))


def pairing_sentence(comparison: ComparedRuns) -> str:
    """Say what the runs share, and what of it saved how much, as far as that is known."""
    if comparison.base.manifest.uncertainty == "chance":
        return "Pairing saved: by shared luck alone, for parameters do not vary in these runs."
    if comparison.has_other_luck:
        return "Pairing saved: in all = by shared parameters · by shared luck (the base was run again with other luck)."
    return "Pairing saved: by shared parameters and shared luck together; --other-luck tells what each of them saved."


def worth_sentence(plan: PlanEffects, last_week: int) -> str:
    """Return the paired net value in words; nothing for runs of an older version."""
    return (
        "" if plan.value is None else gain_sentence(plan.value).replace("whole run", f"whole run (to week {last_week})")
    )


def cost_sentence(plan: PlanEffects, week: int) -> str:
    """Return extra cost and the cost of one additional active person, both up to a week, in words."""
    hours, euro, unit = plan.extra_hours.mean, plan.extra_eur.mean, plan.cost_per_active
    hourly = plan.plan.manifest.hourly_cost_eur
    money = value(round(euro - hours * hourly), "EUR")
    cost = (
        f"{value(hours, 'hours')} hours and {money} EUR of money, {value(euro, 'EUR')} EUR in all with the hours at "
        f"{value(hourly, 'EUR')} EUR"
    )
    text = f"Extra cost: {cost}, up to week {week} (mean over replicates). "
    people = MEASURES[plan.active].label.lower()
    what = f"additional active person in week {week} (extra cost over extra people in “{people}”)"
    if math.isnan(unit.value):
        return f"{text}Cost per {what}: not defined, for {unit.reason}."
    interval = f"{value(unit.low, 'EUR')} to {value(unit.high, 'EUR')}"
    return f"{text}Cost per {what}: {value(unit.value, 'EUR')} EUR ({interval})."


def _changed(plan: PlanEffects) -> str:
    if not plan.changed_parameters:
        return ""
    return f"The plan also states other values of {', '.join(plan.changed_parameters)}; its effect includes them."


def comparison_json(comparison: ComparedRuns) -> dict[str, Any]:
    """Return the comparison as a document; what is not defined is null."""
    plans = [_plan_json(plan) | power_json(comparison.base, plan.plan, comparison.week) for plan in comparison.plans]
    base = run_json(comparison.base) | budget_json(comparison.budget)
    document = {"base": base, "week": comparison.week, "last_week": comparison.last_week, "plans": plans}
    found_plain: dict[str, Any] = plain(document)
    return found_plain


def _plan_json(plan: PlanEffects) -> dict[str, Any]:
    effects = {
        name: {"unit": MEASURES[name].unit, **asdict(effect), "p_equal": effect.p_equal}
        for name, effect in plan.effects.items()
    }
    return {
        **run_json(plan.plan),
        "label": plan.label,
        "effects": effects,
        "pairing_saved": {name: asdict(saved) for name, saved in plan.saved.items()},
        **budget_json(plan.budget),
        "extra_hours": asdict(plan.extra_hours),
        "extra_eur": asdict(plan.extra_eur),
        "cost_per_additional_active_person_eur": {"active": plan.active, **asdict(plan.cost_per_active)},
        "value": gain_json(plan.value) if plan.value else None,
        "interventions": participation_json(participation(plan.plan)),
        "people": [asdict(row) for row in plan.people],
        "changed_parameters": plan.changed_parameters,
    }
