"""The stored account of runs: table, bands, chance of a loss, drivers, paired gains; claims stay words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy.stats import spearmanr

from simulation.factors import FACTORS
from simulation.measures.base import of_trajectory
from simulation.results.effects import wilson
from simulation.results.errors import PairingError, ResultsError
from simulation.results.execute import execute
from simulation.results.reader import StoredRun
from simulation.results.value import (
    REDRAWS,
    drivers,
    has_value,
    negative,
    net_gain,
    rank_correlations,
    ranks,
    read_accounts,
    revalued,
    worth,
)
from simulation.scenario.schema import Scenario
from simulation.value import claims
from simulation.value.account import account
from simulation.value.columns import VALUE_COLUMNS
from simulation.value.drawing import valuation_of
from simulation.value.items import NAMES
from tests.results.standin import SILOS, Standin, scenario, trajectory
from tests.test_layers import GRAPH, IMPORTS


def executed(root: Path, name: str = "base", value: dict | None = None, **run) -> StoredRun:
    return execute(valued(name, value or {}, **run), Standin().options(root)).run


def valued(name: str, value: dict, **run) -> Scenario:
    data = scenario(name, **({"weeks": 60, "replicates": 8} | run)).model_dump(mode="json")
    return Scenario.model_validate(data | {"value": value})


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> StoredRun:
    """A run of 60 weeks and 8 replicates."""
    return executed(tmp_path_factory.mktemp("value"))


def test_table_holds_the_account_of_every_replicate(run: StoredRun) -> None:
    table = pq.read_table(run.folder / "value.parquet")
    assert table.column_names == ["replicate", "year", "silo", "item", "kind", *VALUE_COLUMNS]
    assert table.num_rows == 8 * 3 * (len(SILOS) + 1) * len(NAMES)
    one = scenario("base", weeks=60, replicates=8)
    frame = table.to_pandas()
    for replicate in (0, 5):
        factors = valuation_of(one).values(replicate)
        expected = account(of_trajectory(trajectory(one, replicate), 62.0), factors, 0.03)
        mine = frame[frame["replicate"] == replicate]
        for name in VALUE_COLUMNS:
            assert np.array_equal(mine[name].to_numpy(), getattr(expected, name).ravel())
        assert list(mine["item"][: len(NAMES)]) == list(NAMES)
        assert set(mine["kind"]) == {"hours in", "hours out", "money out", "net"}
    for name, (unit, _) in VALUE_COLUMNS.items():
        assert table.schema.field(name).metadata[b"unit"].decode() == unit


def test_drawn_factors_are_stored_beside_the_parameters(run: StoredRun) -> None:
    stored = run.table("parameters").to_pandas()
    drawn = valuation_of(run.scenario()).values(3)
    assert {name: stored[f"value.{name}"][3] for name in FACTORS} == drawn


def test_net_and_its_chance_of_a_loss_are_those_of_the_stored_rows(run: StoredRun) -> None:
    frame = run.table("value").to_pandas()
    net = frame[(frame["item"] == "net") & (frame["silo"] == "all") & (frame["year"] == 0)]["present_eur"].to_numpy()
    found = worth(run)
    assert found.lines[-1].item == "net"
    assert float(found.lines[-1].eur.median) == pytest.approx(np.median(net))
    assert found.loss_eur.share == (net < 0).mean()
    assert found.by_year.median.shape == (2,)


def test_chance_of_a_loss_by_hand() -> None:
    found = negative(np.array([-3.0, -0.1, 0.0, 0.1, 4.0]))
    assert found.share == pytest.approx(2 / 5)
    assert (found.low, found.high) == wilson(2, 5)


def test_ranks_and_correlations_are_those_of_scipy() -> None:
    rng = np.random.default_rng(3)
    net, other = rng.normal(size=60), rng.integers(0, 5, 60).astype(float)
    assert list(ranks(np.array([3.0, 1.0, 3.0, 2.0]))) == [2.5, 0, 2.5, 1]
    found = {d.factor: d for d in rank_correlations({"a": net**3, "b": other, "c": np.ones(60)}, net)}
    assert found["a"].correlation == pytest.approx(1)
    assert found["b"].correlation == pytest.approx(spearmanr(other, net).statistic)
    assert found["b"].low < found["b"].correlation < found["b"].high
    assert "c" not in found
    assert rank_correlations({"a": net}, np.zeros(60)) == ()


def test_intervals_of_correlations_cover_as_often_as_they_say() -> None:
    rng, truth, hits = np.random.default_rng(1), 0.5, 0
    expected = 6 / np.pi * np.arcsin(truth / 2)
    for _ in range(300):
        x = rng.normal(size=40)
        (one,) = rank_correlations({"x": x}, truth * x + np.sqrt(1 - truth**2) * rng.normal(size=40))
        hits += one.low < expected < one.high
    assert hits / 300 >= 0.95 - 4 * np.sqrt(0.95 * 0.05 / 300)


def test_drivers_find_the_only_factor_that_is_drawn(tmp_path: Path) -> None:
    fixed = {name: factor.default for name, factor in FACTORS.items() if name != "platform_eur"}
    found = drivers(executed(tmp_path, value={"factors": fixed}))
    assert [one.factor for one in found] == ["platform_eur"]
    assert found[0].correlation < -0.8
    assert drivers(executed(tmp_path, uncertainty="chance")) == ()


def test_use_valued_anew_is_what_the_account_gives_with_those_factors(run: StoredRun) -> None:
    valuation = valuation_of(run.scenario())
    factors, net = revalued(run, valuation)
    assert net.size == 8 * REDRAWS
    for replicate, again in ((0, 1), (2, 7), (7, REDRAWS)):
        drawn = valuation.values(replicate, again)
        place = replicate * REDRAWS + again - 1
        assert {name: values[place] for name, values in factors.items()} == drawn
        recorded = of_trajectory(trajectory(run.scenario(), replicate), 62.0)
        assert net[place] == pytest.approx(account(recorded, drawn, 0.03).present_eur[0, -1, -1])


def test_gain_is_paired(tmp_path: Path, run: StoredRun) -> None:
    plan = executed(tmp_path, "plan")
    ours, theirs = read_accounts(run), read_accounts(plan)
    factors = run.table("parameters").to_pandas().filter(like="value.")
    assert factors.equals(plan.table("parameters").to_pandas().filter(like="value."))
    found = net_gain(run, plan)
    difference = theirs.net(theirs.eur) - ours.net(ours.eur)
    assert found.eur.mean == pytest.approx(difference.mean())
    assert found.loss_eur.share == (difference < 0).mean() == 1  # the stand-in's plan costs and brings nobody to read
    assert found.hours.n == 8
    same = net_gain(run, run)
    assert same.eur.n_zero == 8
    assert same.loss_eur.share == 0


def test_runs_that_value_hours_differently_do_not_pair(tmp_path: Path, run: StoredRun) -> None:
    from simulation.results.compare import compare

    for value, words in (({"factors": {"answer_hours": 2}}, "answer_hours"), ({"discount_rate": 0}, "discount_rate")):
        with pytest.raises(PairingError, match=f"value differs in {words}"):
            compare(run, [executed(tmp_path, "plan", value)])


def test_value_changes_no_other_result(tmp_path: Path, run: StoredRun) -> None:
    other = executed(tmp_path, value={"factors": {"document_hours": 9}}).manifest.tables
    for name, record in run.manifest.tables.items():
        assert (record.digest == other[name].digest) == (name not in ("value", "parameters"))


def test_older_runs_without_an_account_say_so(run: StoredRun) -> None:
    tables = {name: record for name, record in run.manifest.tables.items() if name != "value"}
    old = StoredRun(run.folder, run.manifest.model_copy(update={"tables": tables}))
    assert not has_value(old)
    with pytest.raises(ResultsError, match="before there was a value account"):
        worth(old)


def test_claims_are_words_that_no_computation_sees() -> None:
    assert {type(value) for claim in claims.CLAIMS for value in (claim.text, claim.source)} == {str}
    users = {name for name, others in GRAPH.items() if "simulation.value.claims" in others}
    assert users == {"simulation.present.value", "simulation.present.printed.value"}
    assert IMPORTS["simulation.value.claims"] == [
        "__future__.annotations",
        "dataclasses.dataclass",
        "typing.Final",
    ]
