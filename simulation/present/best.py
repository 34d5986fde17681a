"""The best plan in words, in tables and on a page: what was asked, what is best, how sure that is, what more brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.present.amounts import amount, difference, plainly
from simulation.present.doubts import doubts
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.studies.best.verdict import SURE
from simulation.studies.design.changing import intervention_of

if TYPE_CHECKING:
    from simulation.engines.limits import Limit
    from simulation.present.language import Language
    from simulation.studies.best.goal import Goal
    from simulation.studies.best.levers import Choice, Levers
    from simulation.studies.best.optimise import Best
    from simulation.studies.best.verdict import Further, Rated

_NORMAL: Final = 1.96
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table: its title, its head, its lines; the first column is text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plan_words(levers: Levers, choice: Choice, language: Language) -> str:
    """Return what a plan consists of: interventions, each with its settings."""
    parts: dict[str, list[str]] = {}
    for place, (lever, number) in enumerate(zip(levers.all, choice, strict=True)):
        if not levers.is_in(choice, place):
            continue
        if lever.is_presence:
            if number:
                parts.setdefault(lever.of, [])
            continue
        name = lever.of or intervention_of(lever.key) or lever.key
        own = lever.key.rpartition(name)[2].strip("'\".")
        what = lever.values[number]
        said = str(what) if isinstance(what, str | bool) else plainly(what, language)
        start = language("from week {week}", week=said)
        parts.setdefault(name, []).append(start if own == "start" else f"{own} {said}")
    found = "; ".join(f"{name} ({', '.join(said)})" if said else name for name, said in parts.items())
    return found or language("nothing new")


def goal_words(goal: Goal, language: Language) -> str:
    """Return what is wanted, in words."""
    label = language.quoted(language.known(MEASURES[goal.measure].label))
    if goal.target is None:
        return language("as much as possible of {what} in week {week}", what=label, week=goal.week)
    text = "{what} of at least {n} in week {week}"
    return language(text, what=label, n=_of_people(goal.target, goal, language), week=goal.week)


def _of_people(number: float, goal: Goal, language: Language) -> str:
    said = amount(number, MEASURES[goal.measure].unit, language)
    if not goal.people:
        return said
    return language("{n} ({share} of all people)", n=said, share=language.share(number / goal.people, 0.001))


def best_lines(chosen: Best, language: Language) -> list[str]:
    """Say what was asked, how it was looked for, what is best and how sure that is."""
    company, best, goal = chosen.company, chosen.best, chosen.company.goal
    unit = MEASURES[goal.measure].unit
    brings = (
        "It brings {n} in the mean, {lead} against doing nothing (± {half}), and at most {worst} in the worst tenth of "
        "the futures."
    )
    lines = [
        language("Wanted: {goal}, within {limits}.", goal=goal_words(goal, language), limits=_limits(chosen, language)),
        language("Best plan: {plan}.", plan=plan_words(company.levers, best.choice, language)),
        language(
            brings,
            n=_of_people(best.mean, goal, language),
            lead=difference(best.lead, unit, language),
            half=_half(best.lead_error, unit, language),
            worst=amount(best.worst, unit, language),
        ),
    ]
    if best.p_goal is not None:
        chance, without = (language.share(each or 0.0, 0.01) for each in (best.p_goal, chosen.nothing.p_goal))
        text = "It reaches the goal in {share} of the futures, doing nothing new in {without}."
        lines.append(language(text, share=chance, without=without))
    if ties := sum(each.is_tied for each in chosen.plans) - 1:
        text = "{n} of the other plans cannot be told from it: a difference would show with more runs only."
        lines.append(language(text, n=ties))
    return [*lines, *doubts(chosen, language), *_search_lines(chosen, language)]


def _search_lines(chosen: Best, language: Language) -> list[str]:
    unit = MEASURES[chosen.company.goal.measure].unit
    promised, shown, optimism = (
        difference(each, unit, language)
        for each in (chosen.promised, chosen.promised - chosen.optimism, chosen.optimism)
    )
    text = (
        "The search had promised {promised} for its first choice; fresh luck shows {shown} (optimism {optimism}). All "
        "numbers here are from fresh luck."
    )
    lines = [language(text, promised=promised, shown=shown, optimism=optimism)]
    if chosen.company.scale != 1:
        text = "Searched on companies of {share} of the size; runs at full size in the same luck correct it."
        lines.append(language(text, share=language.share(chosen.company.scale, 0.001)))
    text = "{tried} plans were tried in {runs} runs; {left} were never clearly behind."
    tried, runs, left = map(language.number, (chosen.tried, chosen.runs, chosen.is_behind_none))
    return [*lines, language(text, tried=tried, runs=runs, left=left)]


def more_lines(chosen: Best, language: Language) -> list[str]:
    """Say what reaches the goal for the least, what more would bring, and what should not be done."""
    lines = _smallest_lines(chosen, language) if chosen.company.goal.target is not None else []
    lines += [_further_line(chosen, each, language) for each in chosen.further]
    harmful = [part.name for part in chosen.parts if part.should_not_be_done]
    idle = [part.name for part in chosen.parts if part.shows_nothing and not part.should_not_be_done]
    if harmful:
        lines.append(language("Should not be done, for it lowers the result: {names}.", names=", ".join(harmful)))
    if idle:
        lines.append(language("No sign that it helps this goal: {names}.", names=", ".join(idle)))
    return lines


def _further_line(chosen: Best, further: Further, language: Language) -> str:
    unit, n = MEASURES[chosen.company.goal.measure].unit, language.number(further.amount)
    is_money = further.what == "eur"
    if further.choice == chosen.best.choice or further.lead <= 0:  # it still pays for the best plan
        if is_money:
            return language("A further {n} EUR would bring nothing: the best plan stays the same.", n=n)
        return language("A further {n} hours would bring nothing: the best plan stays the same.", n=n)
    given = {
        "n": n, "lead": difference(further.lead, unit, language),
        "half": amount(further.half_width * (100 if unit == "share" else 1), "", language),
        "plan": plan_words(chosen.company.levers, further.choice, language),
        "doubt": "" if abs(further.lead) > further.half_width else language(", which may be chance"),
    }  # fmt: skip
    if is_money:
        return language("A further {n} EUR would bring {lead} (± {half}{doubt}): {plan}.", **given)
    return language("A further {n} hours would bring {lead} (± {half}{doubt}): {plan}.", **given)


def _smallest_lines(chosen: Best, language: Language) -> list[str]:
    if not chosen.smallest:
        text = "No plan within the budget reaches the goal in {sure} of the futures; the best chance is {top}."
        top = max((each.p_goal or 0.0) for each in chosen.plans)
        return [language(text, sure=language.share(SURE), top=language.share(top))]
    text = "Reaches the goal in {share} of the futures for {eur} EUR and {hours} hours: {plan}."
    return [
        language(
            text,
            share=language.share(each.p_goal or 0.0),
            eur=language.number(each.cost.eur),
            hours=language.number(each.cost.hours),
            plan=plan_words(chosen.company.levers, each.choice, language),
        )
        for each in chosen.smallest
    ]


def plans_table(chosen: Best, language: Language, top: int = _MOST) -> PlanTable:
    """Return the first plans, from best to worst."""
    unit, has_goal = MEASURES[chosen.company.goal.measure].unit, chosen.company.goal.target is not None
    names = ["plan", "brings", "± 95%", *(["P(goal)"] if has_goal else []), "P(best)", "regret", "worst tenth"]
    rows = [
        (
            f"{'= ' if each.is_tied else ''}{plan_words(chosen.company.levers, each.choice, language)}",
            amount(each.mean, unit, language),
            _half(each.lead_error, unit, language),
            *([language.share(each.p_goal or 0.0)] if has_goal else []),
            language.share(each.p_best),
            amount(each.regret, unit, language),
            amount(each.worst, unit, language),
            *_costs(each, language),
        )
        for each in chosen.plans[:top]
    ]
    title = language("Plans within the budget, from fresh runs (= cannot be told from the first)")
    return PlanTable(title, (*map(language, names), *_cost_head(language)), tuple(rows))


def front_table(chosen: Best, language: Language) -> PlanTable:
    """Return the plans that no other one beats in everything at once: the goal's measure, further ones, costs."""
    goal, also = chosen.company.goal, chosen.company.also
    unit = MEASURES[goal.measure].unit
    rows = [
        (
            plan_words(chosen.company.levers, each.choice, language),
            amount(each.mean, unit, language),
            *(amount(each.also[name], MEASURES[name].unit, language) for name in also),
            *_costs(each, language),
        )
        for each in chosen.front
    ]
    labels = tuple(language.known(MEASURES[name].label) for name in (goal.measure, *also))
    title = language("What can be had for how much: no other plan is better in all of this at once")
    return PlanTable(title, (language("plan"), *labels, *_cost_head(language)), tuple(rows))


def parts_table(chosen: Best, language: Language) -> PlanTable:
    """Return what each intervention adds, alone and in the best plan."""
    unit = MEASURES[chosen.company.goal.measure].unit
    rows = [
        (
            part.name,
            *(_with_half(each, unit, language) for each in (part.alone, part.in_best)),
            *(("", "") if part.cost is None else map(language.number, (part.cost.eur, part.cost.hours))),
        )
        for part in sorted(chosen.parts, key=lambda each: -each.alone[0])
    ]
    head = ("intervention", "alone", "in the best plan", "EUR alone", "hours alone")
    return PlanTable(language("What each intervention adds (± 95%)"), tuple(map(language, head)), tuple(rows))


def best_page(chosen: Best, language: Language) -> bytes:
    """Return a page about the best plan."""
    said, more = best_lines(chosen, language), more_lines(chosen, language)
    sections = [
        Section(table.title, html=HtmlTable(table.head, [list(row) for row in table.rows]).html(language))
        for table in (plans_table(chosen, language), parts_table(chosen, language), front_table(chosen, language))
    ]
    sections.insert(1, Section(language("What a little more or less would change"), html="".join(map(paragraph, more))))
    scenario = chosen.company.scenario
    head = "".join(paragraph(line) for line in said)
    title = language("Best plan of {name}", name=scenario.title or scenario.name)
    return page(title, head, sections, language("Scenario {name}", name=scenario.name), language)


def _limits(chosen: Best, language: Language) -> str:
    said = [_limit(each, language) for each in chosen.company.limits]
    return language.listed(said) if said else language("no limit")


def _limit(limit: Limit, language: Language) -> str:
    texts = {
        "eur": "{n} EUR", "hours": "{n} hours", "team_hours": "{n} hours of the team",
        "participant_hours": "{n} hours of participants",
    }  # fmt: skip
    said = language(texts[limit.what], n=language.number(limit.amount))
    return said if not limit.year else language("{what} in {year}", what=said, year=str(limit.year))


def _half(error: float, unit: str, language: Language) -> str:
    """Return half of a 95% interval; of shares in percentage points."""
    return amount(_NORMAL * error * (100 if unit == "share" else 1), "", language)


def _with_half(interval: tuple[float, float] | None, unit: str, language: Language) -> str:
    if interval is None:
        return "–"
    half = amount(interval[1] * (100 if unit == "share" else 1), "", language)
    return f"{difference(interval[0], unit, language, bare=True)} ± {half}"


def _cost_head(language: Language) -> tuple[str, ...]:
    return ("EUR", language("hours"), language("of team"))


def _costs(each: Rated, language: Language) -> Sequence[str]:
    return tuple(map(language.number, (each.cost.eur, each.cost.hours, each.cost.team_hours)))
