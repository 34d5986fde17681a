"""What information is worth, in sentences and tables: which measurement would change the decision, at which cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.measures import MEASURES
from simulation.present.amounts import amount
from simulation.present.best import PlanTable, goal_words
from simulation.studies.information.decision import ALL

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.information.decision import InformationAnswer
    from simulation.studies.information.value import InformationWorth


def information_lines(answer: InformationAnswer, language: Language) -> list[str]:
    """Say what is decided, what is chosen without measuring, and which measurement is worth its cost."""
    plans = [str(name) for name in answer.benefits]
    chosen = answer.chosen
    text = "Decision: {plans}, for {goal}; {n} futures (draws of what is uncertain, and luck)."
    listed = ", ".join(map(language.quoted, plans))
    n = language.number(len(answer.benefits))
    lines = [language(text, plans=listed, goal=goal_words(answer.goal, language), n=n)]
    if answer.in_eur:
        lines.append(language("What it brings is counted in EUR, and what plans cost is taken off."))
    text = "Without measuring, {plan} is chosen: it brings {n} in the mean, and is the best in {share} of the futures."
    brings, p = _worth(answer, float(answer.means[chosen]), language), language.share(float(answer.p_best[chosen]))
    lines.append(language(text, plan=language.quoted(chosen), n=brings, share=p))
    if answer.worth:
        lines.append(_verdict(answer, answer.worth[0], language))
    if answer.everything <= 0:
        return [*lines, language("The decision is clear: in none of the futures would another plan bring more.")]
    text = "To know everything, luck too, would be worth {n}: no measurement can be worth more."
    return [*lines, language(text, n=_worth(answer, answer.everything, language))]


def _verdict(answer: InformationAnswer, first: InformationWorth, language: Language) -> str:
    """Say in one sentence whether measuring is worth it, and what first."""
    given = {
        "name": language.quoted(language.known(first.name)), "share": language.share(first.changes),
        "n": _worth(answer, first.value, language), "half": _worth(answer, first.half, language),
        "cost": language.money(first.cost),
    }  # fmt: skip
    if answer.in_eur and answer.is_worth_measuring:
        text = (
            "Measure first: {name} would change the decision in {share} of the futures; that is worth {n} (± {half}), "
            "{net} more than it costs ({cost})."
        )
        return language(text, net=language.money(first.net), **given)
    if answer.in_eur:
        text = (
            "No measurement is sure to be worth its cost: even {name}, the first of them, is worth {n} (± {half}) and "
            "costs {cost}."
        )
    elif answer.is_worth_measuring:
        text = (
            "Measure first: {name} would change the decision in {share} of the futures, which brings {n} (± {half}) "
            "more in the mean; it costs {cost}."
        )
    else:
        text = "No measurement is sure to change the decision for the better: even {name} brings {n} (± {half}) only."
    needed = {key: value for key, value in given.items() if f"{{{key}}}" in text}
    return language(text, **needed)


def worth_table(answer: InformationAnswer, language: Language) -> PlanTable:
    """Return what each measurement is worth, the best one first."""
    head = [
        "measurement",
        "week",
        "changes the decision",
        "worth",
        "± 95%",
        "costs",
        *(["left"] if answer.in_eur else []),
    ]
    rows = [
        (
            language.known(each.name),
            "" if each.name == ALL else language.number(answer.weeks[each.name]),
            language.share(each.changes),
            _worth(answer, each.value, language),
            _worth(answer, each.half, language),
            language.money(each.cost),
            *([language.money(each.net)] if answer.in_eur else []),
        )
        for each in answer.worth
    ]
    return PlanTable(language("What measuring before deciding is worth"), tuple(map(language, head)), tuple(rows))


def options_table(answer: InformationAnswer, language: Language) -> PlanTable:
    """Return what each plan brings without measuring."""
    means, p_best = answer.means, answer.p_best
    rows = [
        (str(name), _worth(answer, float(means.loc[str(name)]), language), language.share(float(p_best.loc[str(name)])))
        for name in answer.benefits
    ]
    head = ("plan", "brings", "P(best)")
    return PlanTable(language("Plans, without measuring"), tuple(map(language, head)), tuple(rows))


def information_json(answer: InformationAnswer, language: Language) -> dict[str, Any]:
    """Return everything as a document."""
    return {
        "goal": {"measure": answer.goal.measure, "week": answer.goal.week, "target": answer.goal.target},
        "unit": unit_of(answer),
        "sentences": information_lines(answer, language),
        "futures": len(answer.benefits),
        "plans": [
            {"plan": name, "brings": float(answer.means.loc[name]), "p_best": float(answer.p_best.loc[name])}
            for name in map(str, answer.benefits)
        ],
        "chosen": answer.chosen,
        "everything": answer.everything,
        "measurements": [
            {
                "name": each.name, "week": answer.weeks.get(each.name), "value": each.value, "half_width": each.half,
                "changes": each.changes, "cost_eur": each.cost, "net": each.net if answer.in_eur else None,
            }
            for each in answer.worth
        ],
        "is_worth_measuring": answer.is_worth_measuring,
    }  # fmt: skip


def unit_of(answer: InformationAnswer) -> str:
    """Return the unit of what plans bring: EUR, the chance of the goal, or that of the measure."""
    if answer.in_eur:
        return "EUR"
    return "share" if answer.goal.target is not None else MEASURES[answer.goal.measure].unit


def _worth(answer: InformationAnswer, number: float, language: Language) -> str:
    return language.money(number) if answer.in_eur else amount(number, unit_of(answer), language)
