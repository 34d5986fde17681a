"""What `wandel best` prints: ranked plans, what each intervention adds, what more would bring, one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from simulation.measures import MEASURES
from simulation.present.printed.block import Block
from simulation.present.words import change, count, signed, value
from simulation.results.documents import plain
from simulation.studies.best.verdict import SURE

if TYPE_CHECKING:
    from simulation.studies.best.levers import Choice, Levers
    from simulation.studies.best.optimise import Best
    from simulation.studies.best.verdict import Rated, VerdictPart

_NORMAL: Final = 1.96
_NOTHING: Final = "nothing new"


def best_blocks(best: Best, base: str, file: Path, top: int) -> Iterator[Block]:
    """Yield what is said about the best plan of a scenario and the file that it stands in, in order."""
    yield from best_lines(best)
    yield from (plans_table(best, top), parts_table(best), front_table(best))
    yield from more_lines(best)
    yield f"Plan: {file}"
    seed = best.company.scenario.run.seed
    yield f"To confirm it with other luck: wandel compare {base} {file} --seed {seed + 1}"


def plan_words(levers: Levers, choice: Choice) -> str:
    """Return what a plan consists of: interventions, each with its settings."""
    parts: dict[str, list[str]] = {}
    for place, (lever, number) in enumerate(zip(levers.all, choice, strict=True)):
        if not levers.is_in(choice, place):
            continue
        if lever.is_presence:
            if number:
                parts.setdefault(lever.of, [])
            continue
        own = lever.key.rpartition(lever.of)[2].strip("'\".") if lever.of else lever.key
        what = lever.values[number]
        said = (
            f"from week {what}" if own == "start" else f"{own} {what:g}" if isinstance(what, float) else f"{own} {what}"
        )
        parts.setdefault(lever.of or lever.key, []).append(said)
    return "; ".join(f"{name} ({', '.join(said)})" if said else name for name, said in parts.items()) or _NOTHING


def best_lines(chosen: Best) -> list[str]:
    """Say what was asked, how it was looked for, what is best and how sure that is."""
    company, best = chosen.company, chosen.best
    unit = MEASURES[company.goal.measure].unit
    lines = [
        f"Wanted: {company.goal.words}, within {_budget(chosen)}.",
        f"Best plan: {plan_words(company.levers, best.choice)}.",
        f"It brings {value(best.mean, unit)}{_share(chosen, best.mean)} in the mean, "
        f"{change(best.lead, unit)} against doing nothing (± {value(best.lead_error, unit)}), and "
        f"at most {value(best.worst, unit)} in the worst tenth of the futures.",
    ]
    if best.p_goal is not None:
        chance, without = value(best.p_goal, "share"), value(chosen.nothing.p_goal or 0.0, "share")
        lines.append(f"It reaches the goal in {chance} of the futures, doing nothing new in {without}.")
    ties = sum(each.is_tied for each in chosen.plans) - 1
    if ties:
        lines.append(
            f"{count(ties, 'other plan')} cannot be told from it: a difference would show with more runs only."
        )
    lines.append(
        f"The search had promised {signed(chosen.promised, unit)} for its first choice; fresh luck shows "
        f"{signed(chosen.promised - chosen.optimism, unit)} (optimism {signed(chosen.optimism, unit)}). "
        "All numbers here are from fresh luck."
    )
    if company.scale != 1:
        lines.append(
            f"Searched on companies of {company.scale:.1%} of the size; runs at full size in the same luck correct it."
        )
    lines.append(
        f"{chosen.tried:,} plans were tried in {chosen.runs:,} runs; {chosen.is_behind_none} were never clearly behind."
    )
    return lines


def more_lines(best: Best) -> list[str]:
    """Say what reaches the goal for the least, what more would bring, and what should not be done."""
    company = best.company
    unit = MEASURES[company.goal.measure].unit
    lines = []
    if company.goal.target is not None:
        lines += _smallest_lines(best)
    for each in best.further:
        if each.choice == best.best.choice:
            lines.append(f"{each.what[0].upper()}{each.what[1:]} would bring nothing: the best plan stays the same.")
            continue
        sure = "" if abs(each.lead) > each.half_width else ", which may be chance"
        lines.append(
            f"{each.what[0].upper()}{each.what[1:]} would bring {signed(each.lead, unit)} "
            f"(± {value(each.half_width, unit)}{sure}): {plan_words(company.levers, each.choice)}."
        )
    harmful = [part.name for part in best.parts if part.should_not_be_done]
    idle = [part.name for part in best.parts if part.shows_nothing and not part.should_not_be_done]
    if harmful:
        lines.append(f"Should not be done, for it lowers the result: {', '.join(harmful)}.")
    if idle:
        lines.append(f"No sign that it helps this goal: {', '.join(idle)}.")
    return lines


def _smallest_lines(best: Best) -> list[str]:
    if not best.smallest:
        top = max((each.p_goal or 0.0) for each in best.plans)
        return [
            f"No plan within the budget reaches the goal in {SURE:.0%} of the futures; the best chance is {top:.0%}."
        ]
    return [
        f"Reaches the goal in {each.p_goal:.0%} of the futures for {value(round(each.cost.eur), 'EUR')} EUR and "
        f"{value(round(each.cost.hours), 'hours')} hours: {plan_words(best.company.levers, each.choice)}."
        for each in best.smallest
    ]


def plans_table(best: Best, top: int) -> Table:
    """Return the first plans, from best to worst."""
    unit, has_goal = MEASURES[best.company.goal.measure].unit, best.company.goal.target is not None
    head = ["plan", "brings", "± 95%", *(["P(goal)"] if has_goal else []), "P(best)", "regret", "worst tenth", "EUR",
            "hours", "of team"]  # fmt: skip
    table = _table("Plans within the budget, from fresh runs (= cannot be told from the first)", head)
    for each in best.plans[:top]:
        table.add_row(
            f"{'= ' if each.is_tied else ''}{plan_words(best.company.levers, each.choice)}",
            value(each.mean, unit),
            value(_NORMAL * each.lead_error, unit),
            *([value(each.p_goal or 0.0, "share")] if has_goal else []),
            value(each.p_best, "share"),
            value(each.regret, unit),
            value(each.worst, unit),
            *_costs(each),
        )
    return table


def front_table(best: Best) -> Table:
    """Return the plans that no other one beats in result, money and hours at once."""
    unit = MEASURES[best.company.goal.measure].unit
    table = _table("What can be had for how much: no plan is better in result, money and hours at once", (
        "plan", "brings", "EUR", "hours", "of team"))  # fmt: skip
    for each in best.front:
        table.add_row(plan_words(best.company.levers, each.choice), value(each.mean, unit), *_costs(each))
    return table


def parts_table(best: Best) -> Table:
    """Return what each intervention adds, alone and in the best plan."""
    unit = MEASURES[best.company.goal.measure].unit
    table = _table("What each intervention adds (± 95%)", ("intervention", "alone", "in the best plan", "EUR alone",
                   "hours alone"))  # fmt: skip
    for part in sorted(best.parts, key=lambda each: -each.alone[0]):
        alone, inside = (_with_error(each, unit) for each in (part.alone, part.in_best))
        cost = part.cost
        table.add_row(part.name, alone, inside, *(("", "") if cost is None else _whole(cost.eur, cost.hours)))
    return table


def best_json(best: Best) -> dict[str, Any]:
    """Return everything as a document."""
    company = best.company
    document = {
        "scenario": company.scenario.name,
        "goal": asdict(company.goal),
        "limits": [asdict(limit) for limit in company.limits],
        "scale": company.scale,
        "plans": [_rated_json(best, each) for each in best.plans],
        "front": [_rated_json(best, each) for each in best.front],
        "smallest_budgets": [_rated_json(best, each) for each in best.smallest],
        "further": [asdict(each) | {"plan": company.levers.values(each.choice)} for each in best.further],
        "interventions": [_part_json(part) for part in best.parts],
        "promised": best.promised,
        "optimism": best.optimism,
        "plans_tried": best.tried,
        "runs": best.runs,
    }
    made: dict[str, Any] = plain(document)
    return made


def _rated_json(best: Best, each: Rated) -> dict[str, Any]:
    levers = best.company.levers
    return asdict(each) | {"plan": levers.values(each.choice), "words": plan_words(levers, each.choice)}


def _part_json(part: VerdictPart) -> dict[str, Any]:
    return asdict(part) | {"should_not_be_done": part.should_not_be_done, "shows_nothing": part.shows_nothing}


def _budget(best: Best) -> str:
    said = [f"{value(limit.amount, '')} {limit.of_what}" for limit in best.company.limits]
    return " and ".join(said) if said else "no limit"


def _share(best: Best, number: float) -> str:
    people = best.company.goal.people
    return f" ({number / people:.1%} of all people)" if people else ""


def _with_error(interval: tuple[float, float] | None, unit: str) -> str:
    return "–" if interval is None else f"{signed(interval[0], unit)} ± {value(interval[1], unit)}"


def _costs(each: Rated) -> tuple[str, ...]:
    return _whole(each.cost.eur, each.cost.hours, each.cost.team_hours)


def _whole(*numbers: float) -> tuple[str, ...]:
    return tuple(value(round(number), "") for number in numbers)


def _table(title: str, head: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(name, justify="right" if place else "left", overflow="fold")
    return table
