"""What changes to a scenario leave behind: what a shorter run leaves out, and counts that fit another size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.scenario.keys import Step, dotted
from simulation.scenario.scaling import amounts
from simulation.words.nearest import quoted

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


def consequences(before: Scenario, after: Scenario) -> list[str]:
    """Return in sentences what the author of some changes should know; nothing where they have no such effect."""
    return [*_left_out(before, after), *_unfitting(before, after)]


def _left_out(before: Scenario, after: Scenario) -> Iterator[str]:
    """Say what begins, or is from a time, after the end of a run that was made shorter."""
    if _days(after) >= _days(before):
        return
    end = f"the run ends with week {after.run.weeks - 1}"
    kept = {each.name for each in after.interventions}
    gone = [each for each in before.interventions if each.name not in kept and _is_late(after, each.start)]
    if gone:
        listed = ", ".join(f"{quoted(each.name)} (week {before.week_of(each.start)})" for each in gone)
        yield f"run.weeks: {end}; what would start later is left out: {listed}"
    if before.survey is not None and after.survey is None and _is_late(after, before.survey.start):
        yield f"run.weeks: {end}; the survey, which would start later, is left out"
    late = [each.label or each.measures[0] for each in after.observations if each.week >= after.run.weeks]
    if late:
        yield f"run.weeks: {end}; what was observed later cannot be compared: {', '.join(map(quoted, late))}"
    years = {each.year for each in before.economics.budget_years} - {each.year for each in after.economics.budget_years}
    if years:
        yield f"run.weeks: {end}; budgets of later years are left out: {', '.join(map(str, sorted(years)))}"


def _is_late(scenario: Scenario, start: date | int) -> bool:
    return scenario.week_of(start) >= scenario.run.weeks


def _days(scenario: Scenario) -> timedelta:
    return timedelta(weeks=scenario.run.weeks) + (scenario.run.start - scenario.run.start.min)


def _unfitting(before: Scenario, after: Scenario) -> Iterator[str]:
    """Say which amounts of the whole company stayed when the number of people changed."""
    people, others = after.organisation.people, before.organisation.people
    if people == others:
        return
    stated = dict(amounts(before))
    by_owner: dict[str, list[str]] = {}
    for place, value in amounts(after):
        if stated.get(place) == value and value:
            owner, key = _owner(after, place)
            by_owner.setdefault(owner, []).append(f"{key} {value:,.12g}")
    if not by_owner:
        return
    listed = "; ".join(f"{owner}: {', '.join(values)}" for owner, values in by_owner.items())
    advice = (
        f"; run.scale={people / others:.3g} instead makes a smaller copy, counts and all" if people < others else ""
    )
    yield (
        f"organisation.people: is {people:,} instead of {others:,}, and what is counted for the whole company stays, "
        f"{others / people:.3g} times as much for each person{advice}: {listed}"
    )


def _owner(scenario: Scenario, place: tuple[Step, ...]) -> tuple[str, str]:
    """Return the part of a scenario that an amount belongs to, by its name, and the key in it."""
    if place[0] == "interventions" and isinstance(place[1], int):
        return quoted(scenario.interventions[place[1]].name), dotted(place[2:])
    if place[:2] == ("platform", "pilots") and isinstance(place[2], int):
        return f"pilot {quoted(scenario.platform.pilots[place[2]].name)}", dotted(place[3:])
    return str(place[0]), dotted(place[1:])
