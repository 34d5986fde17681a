"""Explains what the model is made of: rules, phases of the week, state, effect channels, counters, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from simulation.catalogue.entry import Entry, filled
from simulation.catalogue.equations import RULES_OF, rule_texts
from simulation.declare import ASSUMPTION
from simulation.model.effects import CHANNELS, Channel
from simulation.model.record import COUNTERS
from simulation.model.state import Groups, People, described
from simulation.model.week import WEEK
from simulation.sources import SOURCES

_STATES: Final = {"state of a person": People, "state of a community": Groups}
_COMBINED: Final = {"add": "their sum", "multiply": "their product", "max": "the largest"}


def model_entries() -> Iterator[Entry]:
    """Yield an entry for every state variable, effect channel, phase of the week, rule and counter."""
    for what, kind in _STATES.items():
        for name, (symbol, unit, meaning) in described(kind).items():
            yield Entry(name, what, meaning, filled({"symbol": symbol, "unit": unit}))
    for name, channel in CHANNELS.items():
        yield Entry(name, "effect channel", channel.meaning, _channel(channel))
    for place, phase in enumerate(WEEK, 1):
        facts = {"order": f"{place} of {len(WEEK)}", "rules": ", ".join(phase.rules)}
        yield Entry(phase.name, "phase of the week", phase.does, facts)
    yield from _rules()
    for name, meaning in COUNTERS.items():
        yield Entry(name, "counter", meaning, {"recorded": "each week, for each silo and the whole organisation"})


def _channel(channel: Channel) -> dict[str, str]:
    return {
        "acts on": "the whole platform" if channel.scope == "platform" else f"each {channel.scope} that it is given to",
        "acts": "once, at the start of its week" if channel.pulse else "as long as it is given",
        "several effects": f"combine to {_COMBINED.get(channel.combine, channel.combine)}",
        "without effect": f"{channel.neutral:g}",
        "unit": channel.unit,
        "bounds": f"{channel.low:g} to {channel.high:g}",
    }


def _rules() -> Iterator[Entry]:
    """Yield every rule with its equation, the phases that call it and the parameters that stand in it."""
    for name, (equation, more) in rule_texts().items():
        calling = [
            f"{phase.name} ({place} of {len(WEEK)})" for place, phase in enumerate(WEEK, 1) if name in phase.rules
        ]
        facts = {
            "more": more,
            "called in": ", ".join(calling) or "no phase by name: arithmetic, or for what is counted",
            "parameters": ", ".join(parameter for parameter, rules in RULES_OF.items() if name in rules),
        }
        yield Entry(name, "rule", equation, filled(facts))


def source_entries(citing: Mapping[str, list[str]]) -> Iterator[Entry]:
    """Yield every source; ``citing`` says which names rest on it."""
    for key, source in SOURCES.items():
        read = "yes, in a public source" if source.read else "no: recalled from the literature, unverified"
        facts = {
            "read": "there is nothing to read" if key == ASSUMPTION else read,
            "cited by": ", ".join(citing.get(key, ())) or "texts of scenarios and documentation",
        }
        yield Entry(key, "source", source.citation, facts)
