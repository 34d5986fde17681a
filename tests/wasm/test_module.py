"""The module counts what the engine counts, bit for bit, and is refused where it is not that of this kernel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.model.draws import replicate_seed
from simulation.model.record import BOOKING
from simulation.model.state import FLAGS, TRAITS, WEEKS, Groups
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.wasm import module
from simulation.wasm.blind import NeedsRunError
from simulation.wasm.module import NoModuleError, page_module
from simulation.wasm.recording import recorded, recorded_platform
from simulation.wasm.replayed import replayed
from simulation.wasm.sample import started
from simulation.wasm.start import start
from simulation.world import World, build
from tests.interventions.plans import MANAGERS, NEEDS, PLANS, company, plan
from tests.wasm.node import needs_node, run

SCENARIOS = Path(__file__).parents[2] / "scenarios"
KNOWN = {
    "campaign", "community_manager", "content_migration", "country_roll_out", "kick_off", "legacy_retirement",
    "pilot_community", "workshops",
}  # fmt: skip
"""Kinds of which it is known before the run what they do, as far as it does not hang on their posts."""


def agree(world: World, replicates: int, folder: Path) -> None:
    """Every counter, and every field of people and communities at the end, has the bits of the engine's."""
    for number, found in enumerate(run([started(world, each) for each in range(replicates)], folder)):
        whole = simulate(world, number)
        assert np.array_equal(found["counts"], whole.counts)
        assert np.array_equal(found["roles"], whole.roles)
        assert np.array_equal(found["lists.replies"], whole.replies)
        matrices = {"people.traits": TRAITS, "people.flags": FLAGS, "people.weeks": WEEKS}
        for matrix, names in matrices.items():
            for row, name in zip(found[matrix], names, strict=True):
                assert row.tobytes() == whole.people[name].tobytes(), name
        assert np.array_equal(found["people.contributions"], whole.people["contributions"])
        for name in Groups._fields:
            assert found["groups"][name].tobytes() == whole.communities[name].tobytes(), name
        spent = whole.booked[:, -1, [BOOKING["hours"], BOOKING["eur"]]]
        assert np.allclose(found["costs"], spent, rtol=1e-9, atol=1e-9)


def test_the_module_that_ships_is_of_this_kernel() -> None:
    """After a change of the kernel: make browser-kernel."""
    assert len(page_module().packed) < 60_000


def test_a_module_of_another_kernel_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "sources", lambda: "another")
    with pytest.raises(NoModuleError, match="from other sources than this kernel's: run make browser-kernel"):
        page_module()
    monkeypatch.setattr(module, "FILE", tmp_path / "missing")
    with pytest.raises(NoModuleError, match="was not built"):
        page_module()


@needs_node
def test_plans_that_are_known_beforehand_run_alike(tmp_path: Path) -> None:
    """Those whose effects are known, all together: also dulled by too little attention, and with leaving managers."""
    kinds = sorted(KNOWN - {"country_roll_out"})
    plans = [plan(kind, name=f"the {kind}") for kind in kinds]
    later = plan("community_manager", name="more", start=7, ramp_weeks=4, replace_per_week=1, strength=0.5)
    crowded = company(*plans, later, economics={"attention_hours": 1.0}, parameters={"turnover_rate": 0.8})
    agree(build(crowded), 2, tmp_path)


@pytest.mark.parametrize("kind", sorted(PLANS))
def test_what_hangs_on_the_run_is_not_recorded(kind: str) -> None:
    """So that no kind is simulated in a page as if it were blind."""
    world = build(company(plan(kind), **NEEDS.get(kind, {})))
    if kind in KNOWN:
        assert started(world, 0).turns.ends.size > 1
    else:
        with pytest.raises(NeedsRunError):
            started(world, 0)


@needs_node
def test_what_hangs_on_the_run_is_replayed_alike(tmp_path: Path) -> None:
    """Every kind at once, those that look at the run as they did in it, until some of them have ended."""
    kinds = sorted(PLANS.keys() - {"country_roll_out"})
    plans = [plan(kind, name=f"the {kind}") for kind in kinds if kind != "community_manager"]
    mixed = company(MANAGERS, *plans, economics={"attention_hours": 3.0}, parameters={"turnover_rate": 0.8})
    world = build(mixed)
    own = world.replicate(int(replicate_seed(mixed.run.seed, 0)))
    values = parameter_values(mixed, 0)
    hanging = {each.name for each in own.interventions if each.kind not in KNOWN}
    again = replayed(own, values, hanging)
    assert again.keys() == hanging
    every = [
        again[each.name] if each.name in again else recorded(own, each, values)
        for each in sorted(own.interventions, key=lambda each: each.luck)
    ]
    variants = [recorded_platform(own), *every]
    (found,) = run([start(own, values, variants, range(len(variants)))], tmp_path)
    whole = simulate(world, 0)
    assert np.array_equal(found["counts"], whole.counts)
    assert np.array_equal(found["roles"], whole.roles)
    spent = whole.booked[:, -1, [BOOKING["hours"], BOOKING["eur"]]]
    assert np.allclose(found["costs"], spent, rtol=1e-9, atol=1e-9)


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("people", [2_000, 10_000])
def test_a_company_of_full_length_runs_alike(people: int, tmp_path: Path) -> None:
    scenario = override(load(SCENARIOS / "small-demo.yaml"), [f"organisation.people={people}", "run.weeks=298"])
    agree(build(scenario), 2, tmp_path)
