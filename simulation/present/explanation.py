"""Explanations in words and as documents: accounts of runs, of persons, and splits."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from simulation.attribution.account import Brought, Explanation, people_row, top_silos
from simulation.attribution.asked import WORDS
from simulation.attribution.cases import EVERYTHING, Setting
from simulation.measures import MEASURES
from simulation.present.certainty import shares
from simulation.present.words import UNDEFINED, change, count, label_with_unit, signed, size_of, suffix, unit_of, value
from simulation.results.documents import plain
from simulation.results.persons import STATES
from simulation.results.tables import TOTAL

if TYPE_CHECKING:
    from simulation.attribution.person import Chance, PersonExplanation
    from simulation.attribution.split import Share, Split
    from simulation.results.effects import Effect, UnitCost

CAUSE_WORDS: Final = {
    "none": "no account",
    "self": "by themselves",
    "peers": "through colleagues",
    "push": "by campaign or order",
    "pilot": "with a pilot",
    "gone": "account closed for ever",
}
"""Recorded causes of a registration, as figures name them."""
PER: Final = {"people": "person", "share": "pp", "items": "item", "communities": "community", "hours": "hour"}
"""One unit of a measure, as costs are stated for it; a share's is a percentage point."""
_WHOLE_FROM: Final = 10
NOT_ADDITIVE: Final = (
    "What single removals take away does not add up: influences work through each other, so two may bring together "
    "more or less than each alone. wandel split shares the whole out exactly."
)
SPLIT_WORDS: Final = (
    "The Shapley split gives each intervention the mean of what it adds over all orders in which the interventions "
    "could be added. Means add up to the total; medians need not."
)


def date_of(setting: Setting) -> str:
    """First day of the week that is looked at."""
    return (setting.scenario.run.start + timedelta(weeks=setting.week)).isoformat()


def title_of(setting: Setting) -> str:
    """Title of the scenario."""
    return setting.scenario.title or setting.scenario.name


def where(silo: str) -> str:
    """Return the silo in words."""
    return "the whole organisation" if silo == TOTAL else silo


def facts_line(setting: Setting, silo: str, replicates: int) -> str:
    """Return in one line what is explained."""
    run = setting.scenario.run
    drawn = "parameters drawn anew for each" if run.uncertainty == "parameters" else "the same parameters in each"
    return (
        f"{size_of(setting.scenario)}, week {setting.week} ({date_of(setting)}), {where(silo)}, "
        f"{count(replicates, 'replicate')} ({drawn}), seed {run.seed}"
    )


def interval(low: float, high: float, unit: str) -> str:
    """Return `+3 to +9`, of shares in percentage points."""
    return f"{signed(low, unit)} to {signed(high, unit)}{suffix(unit)}"


def probability(effect: Effect) -> str:
    """Return in how many replicates the effect is up, equal and down, or that there is no difference in any."""
    return "no difference" if effect.n and effect.n_zero == effect.n else shares(effect)


def because_sentence(brought: Brought, state: str, silo: str) -> str:
    """Return who is in a state only because of something: how many, in which silos most."""
    row = people_row(brought, state, silo)
    mean, low, high = row.only_with
    word, name = WORDS[state], brought.removal.name
    without = f"; {people_words(row.only_without[0])} only without" if row.only_without[0] else ""
    if mean == 0:
        return f"{word} only because of {name}: nobody{without}"
    noun = "person" if mean == 1 else "people"
    text = (
        f"{word} only because of {name}: {people_words(mean)} {noun} (80%: {people_words(low)} to {people_words(high)})"
    )
    if silo == TOTAL:
        text += (
            f", most in {', '.join(f'{r.silo} ({people_words(r.only_with[0])})' for r in top_silos(brought, state))}"
        )
    return text + without


def people_words(number: float) -> str:
    """Return a mean number of people: whole from 10 on, with one decimal below."""
    return f"{number:,.0f}" if number in (0, 1) or number >= _WHOLE_FROM else f"{number:.1f}"


def interaction_sentence(explanation: Explanation, measure: str) -> str:
    """Return how far single removals of interventions are from the removal of all; nothing where there is but one."""
    plans = [one for one in explanation.brought if one.removal.kind == "intervention"]
    whole = next((one for one in plans if one.removal.name == EVERYTHING), None)
    if whole is None:
        return ""
    unit = MEASURES[measure].unit
    single = sum(one.effects[measure].mean for one in plans if one is not whole)
    return (
        f"{label_with_unit(measure)}: single interventions taken out sum to {signed(single, unit)}{suffix(unit)}, all "
        f"of them together bring {signed(whole.effects[measure].mean, unit)}{suffix(unit)} (means)."
    )


def cost_words(unit: UnitCost) -> str:
    """Return the cost of one more unit with its interval, or why there is none."""
    if unit.reason:
        return UNDEFINED
    return f"{value(unit.value, 'EUR')} ({value(unit.low, 'EUR')} to {value(unit.high, 'EUR')})"


def error_words(error: float, split: Split) -> str:
    """Return the error of sampling in words."""
    unit = MEASURES[split.measure].unit
    return UNDEFINED if isnan(error) else f"± {100 * error:.2f} pp" if unit == "share" else f"± {value(error, unit)}"


def total_sentence(split: Split) -> str:
    """Return what is split: the measure without any intervention, and what all of them change."""
    unit, named = MEASURES[split.measure].unit, unit_of(split.measure)
    baseline = value(split.baseline, unit) + (f" {named}" if named else "")
    return (
        f"{MEASURES[split.measure].label} without any intervention: {baseline} (mean); "
        f"all together change it by {change(split.total.mean, unit)}."
    )


def method_sentence(split: Split) -> str:
    """Return how a split was made and how exactly it adds up."""
    unit = MEASURES[split.measure].unit
    how = (
        f"exact over all {count(split.n_sets, 'set')} of players"
        if split.method == "exact"
        else f"{split.samples} orders sampled in antithetic pairs, {split.n_sets:,} sets of players; "
        "“sampling” is the standard error of the mean from that"
    )
    text = f"{how[0].upper()}{how[1:]}. Largest gap between parts and total in any replicate: {split.residue:.1g}"
    return f"{text} {'' if unit == 'share' else unit}".rstrip() + "."


def percent(chance: Chance) -> str:
    """Return a share of replicates with its standard error, in percent."""
    return f"{100 * chance.share:.0f}% (± {100 * chance.error:.0f})"


def person_sentence(explanation: PersonExplanation) -> str:
    """Return what a person is."""
    ties = ", ".join(f"{layer.replace('_', ' ')} {n}" for layer, n in explanation.ties.items() if n)
    roles = ", ".join(explanation.traits)
    return (
        f"Person {explanation.person}: {explanation.silo}, {explanation.level.replace('_', ' ')}, "
        f"{explanation.function}, {explanation.country}, "
        f"{roles}; {count(sum(explanation.ties.values()), 'tie')}" + (f" ({ties})" if ties else "")
    )


def decision_sentence(explanation: PersonExplanation) -> str:
    """Return what decides for a person."""
    word = WORDS[explanation.state]
    clear = [one for one in explanation.decisions if one.clear]
    if not clear:
        return (
            f"No single removal changes P({word}) by more than two standard errors; "
            "more replicates (--replicates) tell more."
        )
    first = clear[0]
    others = f" Also clear: {', '.join(one.removal.name for one in clear[1:])}." if clear[1:] else ""
    return (
        f"What decides most is {first.removal.name}: "
        f"P({word}) is {explanation.chances[explanation.state].share:.2f}, and "
        f"{first.without.share:.2f} without it (difference {first.difference:+.2f}, standard error {first.error:.2f})."
        + others
    )


def _setting_json(setting: Setting) -> dict[str, Any]:
    scenario = setting.scenario
    return {
        "scenario": scenario.name,
        "title": title_of(setting),
        "week": setting.week,
        "date": date_of(setting),
        "seed": scenario.run.seed,
        "uncertainty": scenario.run.uncertainty,
    }


def _effect_json(effect: Effect) -> dict[str, Any]:
    return {key: number for key, number in asdict(effect).items() if key != "pairing_gain"}


def account_json(explanation: Explanation) -> dict[str, Any]:
    """Return an account as a document; what is not defined is null."""
    document = {
        **_setting_json(explanation.setting),
        "silo": explanation.silo,
        "replicates": explanation.replicates,
        "levels": {name: {"unit": MEASURES[name].unit, **asdict(level)} for name, level in explanation.levels.items()},
        "registered_by_cause": {name: asdict(level) for name, level in explanation.causes.items()},
        "states": STATES,
        "removals": [_brought_json(one) for one in explanation.brought],
    }
    document_plain: dict[str, Any] = plain(document)
    return document_plain


def _brought_json(brought: Brought) -> dict[str, Any]:
    return {
        "name": brought.removal.name,
        "kind": brought.removal.kind,
        "meaning": brought.removal.meaning,
        "parameters": dict(brought.removal.case.held),
        "effects": {name: {"unit": MEASURES[name].unit, **asdict(found)} for name, found in brought.effects.items()},
        "people": [asdict(row) for row in brought.people],
    }


def split_json(split: Split) -> dict[str, Any]:
    """Return a split as a document; what is not defined is null."""
    document = {
        **_setting_json(split.setting),
        "silo": split.silo,
        "replicates": split.replicates,
        "measure": split.measure,
        "unit": MEASURES[split.measure].unit,
        "method": split.method,
        "sets": split.n_sets,
        "orders": split.samples,
        "without_interventions": split.baseline,
        "total": _effect_json(split.total),
        "cost_eur": split.eur,
        "cost_per_unit_eur": asdict(split.cost_per_unit),
        "shares": [_share_json(share) for share in split.shares],
        "residue": split.residue,
    }
    document_plain: dict[str, Any] = plain(document)
    return document_plain


def _share_json(share: Share) -> dict[str, Any]:
    return {
        "name": share.player.name,
        "interventions": share.player.interventions,
        "effect": _effect_json(share.effect),
        "sampling_error": share.sampling_error,
        "alone": share.alone,
        "last": share.last,
        "cost_eur": share.eur,
        "cost_per_unit_eur": asdict(share.cost_per_unit),
    }


def person_json(explanation: PersonExplanation) -> dict[str, Any]:
    """Return a person's account as a document."""
    decisions = [
        {
            "name": one.removal.name,
            "kind": one.removal.kind,
            "meaning": one.removal.meaning,
            "without": asdict(one.without),
            "difference": one.difference,
            "error": one.error,
            "clear": one.clear,
        }
        for one in explanation.decisions
    ]
    facts = ("person", "silo", "level", "function", "country", "traits", "ties", "replicates", "state")
    document = {
        **_setting_json(explanation.setting),
        **{name: getattr(explanation, name) for name in facts},
        "chances": {name: asdict(one) for name, one in explanation.chances.items()},
        "causes": {name: asdict(one) for name, one in explanation.causes.items()},
        "decisions": decisions,
    }
    document_plain: dict[str, Any] = plain(document)
    return document_plain
