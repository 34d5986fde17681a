"""Plugins for tests: one that is sound, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from simulation.plugin import loaded, unload

SOUND = '''\
from typing import ClassVar, Literal

import numpy as np

from simulation.plugin import Active, Cost, Intervention, intervention, setting


@intervention
class Gift(Intervention):
    """Everybody gets a gift, every week."""

    evidence: ClassVar[str] = "None was looked for: an assumption."
    kind: Literal["gift"] = "gift"
    reward: float = setting(1.0, meaning="pull of the gift", unit="logit", low=0, high=5)

    def activate(self, world, view):
        return _Gift(self, world.choose(self.target, self.name, view.people))


class _Gift(Active):
    def __init__(self, plan, people):
        self.plan, self.people = plan, people

    def apply(self, age, strength, view, effects):
        effects.add("extrinsic", self.people, strength * self.plan.reward)

    def cost(self, age):
        return Cost(0.1 * self.people.size)
'''
"""A plugin that keeps to every rule."""
REWARD = "    reward: float = setting("


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    """Forget every plugin after a test."""
    yield
    for plugin in loaded():
        unload(plugin)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a plugin, the sound one with some texts replaced, and return its path."""

    def _write(*replaced: tuple[str, str], source: str = SOUND, name: str = "gift.py") -> Path:
        for old, new in replaced:
            assert old in source, old
            source = source.replace(old, new)
        path = tmp_path / name
        path.write_text(dedent(source), encoding="utf-8")
        return path

    return _write
