"""The engines give the same bits on imported companies, as they do on generated ones."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.scenario.loading import load
from simulation.world import build

SPAN = "id,manager,unit\n0,,A\n" + "".join(f"{i},0,A\n" for i in range(1, 300))
ROOTS = "id,manager,unit,land\n" + "".join(
    f"{i},{'' if i < 3 else (i - 3) // 4},U{i % 7},L{i % 2}\n" for i in range(90)
)
TINY = "id,manager,unit\n1,,A\n2,1,B\n"


@pytest.mark.parametrize("text", [SPAN, ROOTS, TINY], ids=["300 reports", "roots and mixed countries", "two people"])
def test_engines_agree(table, text):
    columns = {"person": "id", "manager": "manager", "unit": "unit"} | ({"country": "land"} if text is ROOTS else {})
    found = table(text, {"columns": columns}, run={"weeks": 30})
    world = build(load(found.folder / "out" / "scenario.yaml"))
    kernel, mesa = (simulate(world, 0, engine=engine) for engine in ("kernel", "mesa"))
    for field in fields(kernel):
        one, other = getattr(kernel, field.name), getattr(mesa, field.name)
        if isinstance(one, np.ndarray):
            assert one.tobytes() == other.tobytes(), field.name
    assert all(kernel.people[name].tobytes() == mesa.people[name].tobytes() for name in kernel.people)
    assert kernel.counts[-1, -1].sum() > 0
