"""A comparison in sentences and as one JSON document."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulation.measures import MEASURES
from simulation.present.budget import budget_json
from simulation.present.language import ENGLISH
from simulation.present.participation import participation_json
from simulation.present.survey import power_json
from simulation.present.value import gain_json, gain_sentence
from simulation.present.words import value
from simulation.results.documents import plain, run_json
from simulation.results.participation import participation

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.compare import ComparedRuns, PlanEffects


def pairing_sentence(comparison: ComparedRuns, language: Language = ENGLISH) -> str:
    """Say what the runs share, and what of it saved how much, as far as that is known."""
    if comparison.base.manifest.uncertainty == "chance":
        return language("Pairing saved: by shared luck alone, for parameters do not vary in these runs.")
    if comparison.has_other_luck:
        return language(
            "Pairing saved: in all = by shared parameters · by shared luck (the base was run again with other luck)."
        )
    return language(
        "Pairing saved: by shared parameters and shared luck together; --other-luck tells what each of them saved."
    )


def worth_sentence(plan: PlanEffects, last_week: int, language: Language = ENGLISH) -> str:
    """Return the paired net value in words; nothing for runs of an older version."""
    return "" if plan.value is None else gain_sentence(plan.value, last_week, language)


def cost_sentence(plan: PlanEffects, week: int, language: Language = ENGLISH) -> str:
    """Return extra cost and the cost of one additional active person, both up to a week, in words."""
    hours, euro, unit = plan.extra_hours.mean, plan.extra_eur.mean, plan.cost_per_active
    hourly = plan.plan.manifest.hourly_cost_eur
    text = language(
        "Extra cost: {hours} hours and {money} EUR of money, {whole} EUR in all with the hours at {rate} EUR, up to "
        "week {week} (mean over replicates).",
        hours=value(hours, "hours", language),
        money=value(round(euro - hours * hourly), "EUR", language),
        whole=value(euro, "EUR", language),
        rate=value(hourly, "EUR", language),
        week=week,
    )
    who = language.quoted(language.known(MEASURES[plan.active].label))
    if math.isnan(unit.value):
        why = language(unit.reason)
        per = language(
            "Cost per additional active person in week {week} (extra cost over extra people in {who}): not defined, "
            "for {why}.",
            week=week, who=who, why=why,
        )  # fmt: skip
        return f"{text} {per}"
    per = language(
        "Cost per additional active person in week {week} (extra cost over extra people in {who}): {value} EUR ({low} "
        "to {high}).",
        week=week, who=who, value=value(unit.value, "EUR", language), low=value(unit.low, "EUR", language),
        high=value(unit.high, "EUR", language),
    )  # fmt: skip
    return f"{text} {per}"


def changed_sentence(plan: PlanEffects, language: Language = ENGLISH) -> str:
    """Say which numbers a plan states otherwise than its base; nothing where it states none."""
    if not plan.changed_parameters:
        return ""
    names = ", ".join(plan.changed_parameters)
    return language("The plan also states other values of {names}; its effect includes them.", names=names)


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
