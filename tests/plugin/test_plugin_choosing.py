"""`chance differs`: chance that a plugin keys itself is found, a choice with a reason is none."""

from __future__ import annotations

import pytest

from simulation.plugin.checking import COMPANY, NAME, START
from simulation.plugin.contract import Broken, Trial, chance_differs
from simulation.plugin.loading import load
from simulation.scenario.schema import Scenario

CHOICE = "world.choose(self.target, self.name, view.people)"
EVERYBODY = "np.arange(world.organisation.n_people)"
BY_NAME = f"np.sort(sorted({EVERYBODY}, key=lambda k: hashlib.md5(f'gift {{k}}'.encode()).digest())[:30])"
KEYED_BY_ITSELF = {
    "by names": BY_NAME,
    "by names, without the world's": BY_NAME.replace("'gift {", "'{world.organisation.silo_names} {"),
    "by a seed of its own": "np.sort(np.random.default_rng(7).permutation(world.organisation.n_people)[:30])",
    "the first ones": f"{EVERYBODY}[:30]",
    "among staff": "np.flatnonzero(world.organisation.level == 0)[::3]",
    "kept": f"world.once('mine', lambda: {EVERYBODY}[::4])",
    "of a target": "world.choose(self.target, self.name)[::4]",
}
WITH_A_REASON = {
    "everybody": EVERYBODY,
    "nobody": f"{EVERYBODY}[:0]",
    "who leads": "np.flatnonzero(world.organisation.level > 0)",
    "a silo at a desk": "np.flatnonzero((world.organisation.silo == 1) & world.organisation.desk)",
    "who fits a target": CHOICE,
    "most colleagues": "np.sort(np.argsort(np.diff(world.organisation.layer('team').indptr), kind='stable')[-20:])",
    "most active": "np.sort(np.argsort(view.people.read_habit, kind='stable')[-20:])",
    "managers of communities": "world.manager_seats(np.arange(4))",
    "by the world's chance": f"np.sort(world.in_chance_order(self.luck, {EVERYBODY}, 30))",
    "by the seed": "np.sort(np.random.default_rng(world.seed).permutation(world.organisation.n_people)[:30])",
}


def trial(write, choice: str, **settings: object) -> Trial:
    load(write((CHOICE, choice), ("import numpy as np", "import hashlib\n\nimport numpy as np")))
    return Trial(
        Scenario.model_validate(COMPANY), {"kind": "gift", "name": NAME, "start": START, "weeks": 6, **settings}
    )


@pytest.mark.parametrize("choice", KEYED_BY_ITSELF.values(), ids=KEYED_BY_ITSELF)
def test_the_same_people_in_every_replicate_without_a_reason(write, choice):
    """Who is lucky would be in no band: the same people are, under every seed."""
    with pytest.raises(Broken, match=r"same people in every replicate, and never others .*world.in_chance_order"):
        chance_differs(trial(write, choice))


@pytest.mark.parametrize("choice", WITH_A_REASON.values(), ids=WITH_A_REASON)
def test_the_same_people_for_a_reason(write, choice):
    """Who are alike in all that it looks at are chosen together, or chance decides by the replicate's seed."""
    chance_differs(trial(write, choice))


def test_a_target_is_a_reason(write):
    chance_differs(trial(write, CHOICE, target={"role": "manager"}))
    chance_differs(trial(write, CHOICE, target={"share": 0.3}))
