"""Signing in: who takes part in something on the platform gets an account there and then, and uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.model.effects import EffectBuilder


def sign_in(effects: EffectBuilder, people: Any) -> None:
    """Let people open an account if they have none, and read this week for certain: a guided session."""
    effects.add("register_now", people, 1.0)
    effects.add("visit", people, 1.0)
