"""Fills docs/odd.template: every `@@part@@` of it becomes a table or list made from declarations."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from docs.made import tables
from docs.made.decisions import DECISIONS
from docs.made.tables import code, table, unit
from simulation import factors
from simulation.catalogue.equations import RULES_OF, rule_texts
from simulation.engines import initial
from simulation.interventions import Active, Intervention, Target, all_kinds
from simulation.measures import MEASURES
from simulation.model import draws
from simulation.model.effects import CHANNELS, LAYER_KINDS
from simulation.model.record import BOOKED
from simulation.model.state import Groups, People, described
from simulation.model.week import WEEK
from simulation.organisation.settings import CommunitySettings, OrganisationSettings
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import kind_of
from simulation.scenario.loading import load
from simulation.scenario.places import scenario_titles
from simulation.scenario.platform import PlatformSettings
from simulation.scenario.schema import Economics, ModelSettings, RunSettings
from simulation.survey.items import ITEMS
from simulation.survey.settings import SurveySettings

ROOT: Final = Path(__file__).parents[2]
TEMPLATE: Final = ROOT / "docs" / "odd.template"
_HOLE: Final = re.compile(r"@@(\w+)@@")


def page() -> str:
    """Return docs/odd.md.

    Raises:
        KeyError: the template asks for a part that nobody makes.
    """
    return _HOLE.sub(lambda hole: PARTS[hole[1]](), TEMPLATE.read_text(encoding="utf-8"))


def _observations() -> str:
    """Return every observed number once, with the scenarios that show it."""
    stating: dict[tuple[str, ...], list[str]] = {}
    for name in scenario_titles():
        for each in load(ROOT / "scenarios" / f"{name}.yaml").observations:
            weeks = f"{each.week}" if each.last_week is None else f"{each.week} to {each.last_week}"
            row = (each.label or each.measures[0], weeks, f"{each.value:,g}", f"{each.spread:g}",
                   ", ".join(map(code, each.measures)), each.source)  # fmt: skip
            stating.setdefault(row, []).append(code(name))
    head = ("observed", "week", "value", "error (log-sd)", "measures that may be meant", "source", "scenarios")
    return table(head, [(*row, ", ".join(names)) for row, names in stating.items()])


def _week() -> str:
    rows = [
        (str(place), code(phase.name), phase.does, ", ".join(map(code, phase.rules)))
        for place, phase in enumerate(WEEK, 1)
    ]
    return table(("", "phase", "does", "rules"), rows)


def _draws() -> str:
    """Return what is drawn; the comments beside the numbers say more."""
    comments = dict(re.findall(r"^    ([A-Z_]+) = \d+ +# (.*)$", inspect.getsource(draws.Decision), re.MULTILINE))
    rows = [(str(each.value), each.name.lower().replace("_", " "), comments.get(each.name, ""))
            for each in draws.Decision]  # fmt: skip
    return table(("number", "decision", "more"), rows)


def _rules() -> str:
    users: dict[str, list[str]] = {}
    for parameter, names in RULES_OF.items():
        for name in names:
            users.setdefault(name, []).append(parameter)
    texts = rule_texts()
    parts = []
    for phase in WEEK:
        rows = [(code(name), " ".join(filter(None, texts[name])), ", ".join(map(code, users.get(name, ()))))
                for name in phase.rules]  # fmt: skip
        parts.append(f"#### {phase.name.capitalize()}\n\n" + table(("rule", "says", "parameters"), rows))
    return "\n\n".join(parts)


def _parameters() -> str:
    groups = dict.fromkeys(each.group for each in PARAMETERS.values())
    return "\n\n".join(
        f"### Parameters of {group}\n\n" + tables.parameters(p for p in PARAMETERS.values() if p.group == group)
        for group in groups
    )


def _channels() -> str:
    acting = {kind: channels_of(each) for kind, each in all_kinds().items()}
    rows = [
        (code(name), each.meaning, each.scope, "pulse" if each.pulse else "lasting", each.combine,
         f"{each.neutral:g}", f"{each.low:g} to {each.high:g}", unit(each.unit), "yes" if each.dulls else "",
         ", ".join(code(kind) for kind, used in acting.items() if name in used))
        for name, each in CHANNELS.items()
    ]  # fmt: skip
    head = ("channel", "meaning", "of each", "acts", "combine", "neutral", "bounds", "unit", "needs attention",
            "used by")  # fmt: skip
    return table(head, rows)


def channels_of(kind: type[Intervention]) -> tuple[str, ...]:
    """Return the channels that an intervention's file, and the helpers that it imports, name in calls of ``add``."""
    own = inspect.getmodule(kind)
    assert own is not None
    seen, todo, found = {own.__name__}, [own.__name__], set[str]()
    while todo:
        tree = ast.parse(inspect.getsource(sys.modules[todo.pop()]))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add":
                found |= {str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)} & set(CHANNELS)
            elif isinstance(node, ast.ImportFrom) and _is_helper(node.module, seen):
                seen.add(str(node.module))
                todo.append(str(node.module))
    return tuple(name for name in CHANNELS if name in found)


def _is_helper(module: str | None, seen: set[str]) -> bool:
    """Tell whether an imported module may act for an intervention and was not looked at yet."""
    return str(module).startswith("simulation.interventions.") and module not in seen and module in sys.modules


def _interventions() -> str:
    return "\n\n".join(_intervention(kind) for kind in all_kinds().values())


def _intervention(kind: type[Intervention]) -> str:
    own = [name for name in Intervention.model_fields if name not in ("target",)]
    if kind.model_fields["target"].default == Target():
        own.append("target")
    active = [each for each in vars(sys.modules[kind.__module__]).values()
              if inspect.isclass(each) and issubclass(each, Active) and each is not Active]  # fmt: skip
    costs = " ".join(_text(each.cost.__doc__) for each in active)
    channels = ", ".join(map(code, channels_of(kind)))
    return "\n\n".join(
        [
            f"### {kind_of(kind)}",
            _text(kind.__doc__),
            f"*Acts on* {channels}. *Cost:* {costs}",
            f"*Evidence:* {kind.evidence}",
            tables.settings(kind, without=own),
        ]
    )


def _text(docstring: str | None) -> str:
    """Return a docstring as one paragraph each, with code in single quotes."""
    paragraphs = inspect.cleandoc(docstring or "").replace("``", "`").split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def _measures() -> str:
    better = {"up": "more", "down": "less", "none": ""}
    rows = [(code(each.name), each.label, unit(each.unit), better[each.direction], each.definition)
            for each in MEASURES.values()]  # fmt: skip
    return table(("measure", "label", "unit", "better", "definition"), rows)


def _initial() -> str:
    steps = (initial.initial_state, initial._start_communities, initial._start_pilots, initial._train)
    return "\n".join(f"{k}. {_text(each.__doc__)}" for k, each in enumerate(steps, 1))


def _input() -> str:
    parts: dict[str, type[BaseModel]] = {"model": ModelSettings, "run": RunSettings, "economics": Economics}
    return "\n\n".join(tables.settings(model, prefix=name) for name, model in parts.items())


def _survey_items() -> str:
    rows = [(code(each.name), each.statement, code(each.variable)) for each in ITEMS.values()]
    return table(("item", "statement", "variable"), rows)


def _target() -> str:
    return f"{_text(Target.__doc__)}\n\n{tables.settings(Target)}"


PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "observations": _observations,
    "people": lambda: tables.states(described(People)),
    "groups": lambda: tables.states(described(Groups)),
    "layers": lambda: ", ".join(each.replace("_", " ") for each in LAYER_KINDS),
    "week": _week,
    "draws": _draws,
    "decisions": lambda: table(("question of ODD+D", "answer"), DECISIONS),
    "rules": _rules,
    "parameters": _parameters,
    "channels": _channels,
    "common": lambda: tables.settings(Intervention),
    "target": _target,
    "interventions": _interventions,
    "measures": _measures,
    "booked": lambda: "; ".join(f"`{name}` ({meaning})" for name, meaning in BOOKED.items()),
    "survey_items": _survey_items,
    "survey": lambda: tables.settings(SurveySettings),
    "initial": _initial,
    "organisation": lambda: tables.settings(OrganisationSettings),
    "communities": lambda: tables.settings(CommunitySettings),
    "platform": lambda: tables.settings(PlatformSettings, without=("communities",)),
    "input": _input,
    "factors": lambda: tables.parameters(factors.FACTORS.values()),
}
"""What may stand between ``@@`` in the template."""
