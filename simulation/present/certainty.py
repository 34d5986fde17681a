"""What is not certain about an effect, and whether more replicates would help: in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.present.language import ENGLISH
from simulation.present.words import UNDEFINED

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.effects import Effect

MOST_NEEDED: Final = 10_000
"""Replicates beyond which an effect is called too small to be told from 0."""
_COSTS: Final = "cost_"
"""Costs follow from the plan: nothing about them is to be settled."""


def shares(effect: Effect, language: Language = ENGLISH) -> str:
    """Return in how many replicates the effect is up, equal to 0, and down."""
    if effect.n == 0:
        return UNDEFINED
    return " / ".join(language.share(each) for each in (effect.p_positive, effect.p_equal, effect.p_negative))


def certainty_sentences(effects: Mapping[str, Effect], uncertainty: str, language: Language = ENGLISH) -> list[str]:
    """Say of which measures the sign of the mean is settled, what the spread is, and what more replicates would cure.

    ``uncertainty`` is that of the runs: *parameters* where replicates differ in what is drawn, or *chance*.
    """
    asked = {name: each for name, each in effects.items() if each.n > 1 and not name.startswith(_COSTS)}
    moved = {name: each for name, each in asked.items() if each.n_zero < each.n}
    settled = {name: each for name, each in moved.items() if abs(each.mean) > each.mean_high - each.mean}
    either = [name for name, each in settled.items() if each.low < 0 < each.high]
    open_ones = {name: each for name, each in moved.items() if name not in settled}
    curable = {name: each.n_needed for name, each in open_ones.items() if each.n_needed <= MOST_NEEDED}
    said = []
    if settled:
        said.append(
            language(
                "The sign of the mean is settled for {names}: more replicates would only make the standard error of "
                "the mean smaller.",
                names=_listed(settled, language),
            )
        )
    if moved:
        said.append(_spread(uncertainty, language))
    if either:
        said.append(language("In that band the effect goes either way for {names}.", names=_listed(either, language)))
    if curable:
        named = [
            language("{name} ({n} replicates)", name=_label(name, language), n=language.number(n))
            for name, n in curable.items()
        ]
        text = "Not settled, but more replicates may: {names}, if mean and spread stay as they are."
        said.append(language(text, names=", ".join(named)))
    if too_small := [name for name in open_ones if name not in curable]:
        text = "Too small against its spread for any sensible number of replicates: {names}."
        said.append(language(text, names=_listed(too_small, language)))
    if still := [name for name in asked if name not in moved]:
        said.append(language("No replicate differs at all: {names}.", names=_listed(still, language)))
    return said


def _spread(uncertainty: str, language: Language) -> str:
    """Say what the 80% band is a spread of, and what would narrow it."""
    if uncertainty == "chance":
        return language("The 80% band is the spread of luck, which more replicates show better and do not narrow.")
    return language(
        "The 80% band is the spread of the effect over parameters, effects of interventions and luck: more replicates "
        "show it better and do not narrow it; better evidence would."
    )


def _listed(names: Mapping[str, Effect] | list[str], language: Language) -> str:
    return ", ".join(_label(name, language) for name in names)


def _label(name: str, language: Language) -> str:
    return language.quoted(language.known(MEASURES[name].label))
