"""The page on imports names every key of a mapping and every word that may stand there."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from simulation.importing import mapping

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "import.md").read_text(encoding="utf-8")
MODELS = [each for each in vars(mapping).values() if isinstance(each, type) and each.__module__ == mapping.__name__]


@pytest.mark.parametrize("model", MODELS, ids=lambda each: each.__name__)
def test_every_key_is_explained(model):
    keys = set(getattr(model, "model_fields", {})) - {"from"}
    assert [key for key in sorted(keys) if f"`{key}`" not in PAGE and f"`{key}:" not in PAGE] == []


def test_every_role_is_explained():
    roles = (*get_args(mapping.PeopleRole), *get_args(mapping.TieRole))
    assert [role for role in roles if f"`{role}`" not in PAGE] == []
