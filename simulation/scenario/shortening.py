"""A run that is made shorter than its scenario: what begins after its end is left out, and said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from simulation.scenario.schema import RunSettings
from simulation.scenario.tree import Leaf, Listing, Node, Table, plain

_DEFAULTS = RunSettings()
_START, _WEEKS = _DEFAULTS.start.isoformat(), _DEFAULTS.weeks


def leave_out(tree: Table, before: Mapping[str, Any]) -> None:
    """Take out of a changed scenario what lay inside of its run and lies behind the end of a shorter one.

    Those are interventions, the survey and budgets of years. What was given another start, or lay outside before,
    stays, to be refused as in a file. ``before`` holds the plain values of the scenario without the changes.
    """
    was, now = _End.of(before), _End.of(plain(tree))
    if was is None or now is None or now.day >= was.day:
        return

    def goes(node: Node | None, stated: Any, key: str) -> bool:
        start = plain(node).get(key) if isinstance(node, Table) else None
        return start is not None and start in stated and now.lies_behind(key, start) and not was.lies_behind(key, start)

    interventions, survey = tree.get("interventions"), tree.get("survey")
    if isinstance(interventions, Listing):
        stated = _tables(before.get("interventions"))
        starts = {each.get("name") or each.get("kind"): each.get("start") for each in stated}
        interventions.items[:] = [
            each for each in interventions.items if not goes(each, (starts.get(_name(each)),), "start")
        ]
    if goes(survey, tuple(each.get("start") for each in _tables([before.get("survey")])), "start"):
        tree.entries["survey"] = (tree.mark, Leaf(tree.mark, None))
    economics = tree.get("economics")
    years = economics.get("budget_years") if isinstance(economics, Table) else None
    if isinstance(years, Listing):
        economic = before.get("economics")
        listed = _tables(economic.get("budget_years") if isinstance(economic, dict) else None)
        years.items[:] = [each for each in years.items if not goes(each, [old.get("year") for old in listed], "year")]


class _End:
    """The end of a run: the day after its last."""

    def __init__(self, start: date, weeks: int) -> None:
        self.weeks, self.day = weeks, start + timedelta(weeks=weeks)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> _End | None:
        """Return the end that plain values state; None where they are none."""
        run = data.get("run", {})
        try:
            return cls(date.fromisoformat(run.get("start", _START)), int(run.get("weeks", _WEEKS)))
        except (AttributeError, TypeError, ValueError, OverflowError):
            return None

    def lies_behind(self, key: str, start: Any) -> bool:
        """Whether a year, a week of the run or a day lies behind it."""
        if key == "year":
            return isinstance(start, int) and start > (self.day - timedelta(weeks=1)).year
        if isinstance(start, str):
            try:
                return date.fromisoformat(start) >= self.day
            except ValueError:
                return False
        return isinstance(start, int) and start >= self.weeks


def _name(node: Node) -> Any:
    """Return what an intervention is called: its kind where it has no name."""
    known = plain(node) if isinstance(node, Table) else {}
    return known.get("name") or known.get("kind")


def _tables(values: Any) -> list[dict[str, Any]]:
    """Return those of some plain values that are tables; what else stands there is named elsewhere."""
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
