"""The house: packaging, pinned versions and the Makefile say the same; the benchmarks still run and agree."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

import simulation
from benchmarks import best_kernel, check, gather, workload
from benchmarks.peers import mesa_idiomatic, scipy_sparse
from tests.test_layers import LAYERS

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def pins() -> list[str]:
    """The lines of the constraints file that are not comments."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def canonical(name: str) -> str:
    """A distribution's name as an index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_are_names_and_versions_only() -> None:
    """Each with the Pythons and systems that it is for; no addresses, options or files."""
    pin = r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+"
    where = r"(?:python_full_version|sys_platform|implementation_name|platform_python_implementation)"
    condition = rf"{where} (?:<|>=|==|!=) '[A-Za-z0-9.]+'"
    pattern = rf"{pin}(?: ; {condition}(?: (?:and|or) {condition})*)?"
    assert [line for line in pins() if not re.fullmatch(pattern, line)] == []


def test_constraints_pin_every_dependency() -> None:
    pinned = {canonical(pin.split("==")[0]) for pin in pins()}
    wanted = [*PROJECT["dependencies"], *(line for name, lines in EXTRAS.items() if name != "all" for line in lines)]
    names = {canonical(re.split(r"[<>=\[ ;]", line)[0]) for line in wanted} - {"wandel"}
    assert names - pinned == set()


def test_constraints_leave_out_torch() -> None:
    assert not any(canonical(pin).startswith(("torch", "nvidia")) for pin in pins())


def test_version_is_the_same_everywhere() -> None:
    assert PROJECT["version"] == simulation.__version__


def test_all_holds_every_extra() -> None:
    (line,) = EXTRAS["all"]
    assert set(line.removeprefix("wandel[").removesuffix("]").split(",")) == set(EXTRAS) - {"all"}


@pytest.mark.parametrize(
    "target",
    [
        "demo",
        "test",
        "test-slow",
        "verify",
        "referees",
        "planted",
        "matrix",
        "lint",
        "bench",
        "faults",
        "docs",
        "constraints",
        "clean",
    ],
)
def test_makefile_has_target(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert target in re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    assert f"`make {target}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8") or target == "clean"


def test_continuous_integration_runs_what_contributors_run() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make .*$", script, re.MULTILINE) == ["make lint", "make test"]


def test_contributing_lists_the_layers_that_are_tested() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## The direction of imports")[1].split("##")[0]
    listed = [set(line.strip().split(", ")) for line in text.splitlines() if line.startswith("    ")]
    assert listed == list(LAYERS)


def test_benchmark_network_is_simple_and_of_the_stated_degree() -> None:
    net = workload.network(5000)
    first, second = net.pairs()
    within = first // workload.SILO_SIZE == second // workload.SILO_SIZE
    assert (first < second).all()
    assert np.unique(first * net.n + second).size == first.size
    assert net.degrees.mean() == pytest.approx(20, rel=0.03)
    assert within.mean() == pytest.approx(0.7, abs=0.02)


@pytest.mark.slow
def test_gathers_sum_the_same_words() -> None:
    net = workload.network(1300)
    words = np.random.default_rng(1).integers(0, 2**32, net.n + 1, dtype=np.uint32)
    words[net.n] = 0
    plain, lanes = np.zeros(net.n, np.uint64), np.zeros(1304, np.uint64)
    gather.csr_gather(net.indptr.astype(np.uint32), net.indices.astype(np.uint32), words, plain)
    rows = gather.sell8(net.indptr, net.indices)
    gather.sell8_gather(rows.starts, rows.ties, words, lanes)
    chunk = np.arange(1304) // gather.CHUNK * gather.CHUNK
    taken = rows.slots < gather.CHUNK
    assert (lanes[taken] == plain[(chunk + rows.slots)[taken]]).all()
    assert plain[7] == words[net.indices[net.indptr[7] : net.indptr[8]]].sum(dtype=np.uint64)


@pytest.mark.slow
def test_benchmark_peers_agree() -> None:
    engines = {"kernel": best_kernel.simulate, "mesa": mesa_idiomatic.simulate}
    found = check.compare(scipy_sparse.simulate, engines, n=500, weeks=52, seeds=range(12))
    assert [agreement for agreement in found if not agreement.agrees] == []
    assert len(found) == 14
