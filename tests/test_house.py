"""The house: packaging, pinned versions and the Makefile say the same."""

import re
import tomllib
from pathlib import Path

import pytest

import simulation

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
    assert [pin for pin in pins() if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", pin)] == []


def test_constraints_pin_every_dependency() -> None:
    pinned = {canonical(pin.split("==")[0]) for pin in pins()}
    wanted = [*PROJECT["dependencies"], *(line for name, lines in EXTRAS.items() if name != "all" for line in lines)]
    names = {canonical(re.split(r"[<>=\[ ;]", line)[0]) for line in wanted}
    assert names - pinned == set()


def test_constraints_leave_out_torch() -> None:
    assert not any(canonical(pin).startswith(("torch", "nvidia")) for pin in pins())


def test_version_is_the_same_everywhere() -> None:
    assert PROJECT["version"] == simulation.__version__


def test_all_holds_every_extra() -> None:
    (line,) = EXTRAS["all"]
    assert set(line.removeprefix("wandel[").removesuffix("]").split(",")) == set(EXTRAS) - {"all"}


@pytest.mark.parametrize("target", ["demo", "test", "test-slow", "lint", "bench", "constraints", "clean"])
def test_makefile_has_target(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert target in re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    assert f"`make {target}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8") or target == "clean"


def test_continuous_integration_runs_what_contributors_run() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make .*$", script, re.MULTILINE) == ["make lint", "make test"]
