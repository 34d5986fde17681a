"""The command line: output, exit codes, no traceback for a user's mistake, no heavy import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from simulation.cli.main import run

HEAVY = ("numba", "pandas", "plotly", "mesa", "networkx", "scipy", "pyarrow")


@pytest.fixture
def wandel(capsys):
    """Run a command; return exit code, output and errors."""

    def _wandel(*arguments):
        code = run(arguments)
        streams = capsys.readouterr()
        assert "Traceback" not in streams.err
        return code, streams.out, streams.err

    return _wandel


def test_help_names_the_commands(wandel):
    code, out, _ = wandel("--help")
    assert code == 0
    assert all(name in out for name in ("validate", "schema", "new", "list", "explain"))


def test_version(wandel):
    assert wandel("--version")[1].startswith("wandel 0.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), ""),
        (("validat",), "Did you mean 'validate'"),
        (("validate",), "Missing argument"),
        (("list", "--bad"), "--bad"),
    ],
)
def test_wrong_usage_is_2(wandel, arguments, message):
    code, out, err = wandel(*arguments)
    assert code == 2
    assert message in out + err


def test_validate_shipped(wandel):
    code, out, err = wandel("validate", "small-demo", "telekom-2012")
    assert (code, err) == (0, "")
    assert "telekom-2012: valid: telekom-2012, 120,000 people, 298 weeks" in out


def test_validate_names_problems_and_gives_2(wandel, write):
    code, out, err = wandel("validate", str(write("name: a\nrun: {weeks: 0}\n")), "small-demo")
    assert code == 2
    assert "case.yaml:2: run.weeks: must be a whole number between 1 and 1040 weeks, not 0" in err
    assert "small-demo: valid" in out


def test_validate_with_changes(wandel):
    assert wandel("validate", "small-demo", "--set", "run.weeks=30")[0] == 0
    code, _, err = wandel("validate", "small-demo", "--set", "run.weeks=0", "--set", "rum=3")
    assert code == 2
    assert "--set: run.weeks" in err
    assert "did you mean 'run'?" in err


def test_validate_for_programs(wandel, write):
    code, out, _ = wandel("validate", "--json", str(write("name: a\nrun: {weeks: 0}\n")), "small-demo", "nothing")
    bad, good, missing = json.loads(out)
    assert code == 2
    assert bad["problems"][0]["line"] == 2
    assert bad["problems"][0]["key"] == "run.weeks"
    assert good == {"file": "small-demo", "valid": True, "problems": [], "notes": []}
    assert "small-demo" in missing["problems"][0]["message"]


def test_validate_resolved_can_be_read_again(wandel, write):
    _, out, _ = wandel("validate", "small-demo", "--resolved")
    assert wandel("validate", str(write(out)))[0] == 0


def test_schema(wandel, tmp_path):
    assert json.loads(wandel("schema")[1])["title"] == "Scenario"
    assert wandel("schema", "--out", str(tmp_path / "schema.json"))[0] == 0
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))["title"] == "Scenario"
    code, _, err = wandel("schema", "--out", str(tmp_path / "no" / "schema.json"))
    assert code == 1
    assert "No such file" in err


def test_new(wandel, tmp_path):
    path = str(tmp_path / "mine.yaml")
    assert wandel("new", path)[0] == 0
    assert wandel("validate", path)[0] == 0
    code, _, err = wandel("new", path)
    assert code == 2
    assert "exists already" in err
    assert wandel("new", str(tmp_path / "top.yaml"), "--extends", "mine")[0] == 0
    assert wandel("validate", str(tmp_path / "top.yaml"))[0] == 0


def test_list(wandel):
    code, out, _ = wandel("list")
    assert code == 0
    assert all(name in out for name in ("telekom-2012", "kick_off", "imitation_rate"))
    assert "kick_off" in json.loads(wandel("list", "--json")[1])["interventions"]


def test_explain(wandel):
    code, out, _ = wandel("explain", "imitation_rate")
    assert code == 0
    assert all(
        part in out for part in ("hazard", "per week", "0 to 2", "CompanyNetworks", "low", "lognormal, median 0.04")
    )
    assert json.loads(wandel("explain", "imitation_rate", "--json")[1])[0]["symbol"] == "q"
    code, _, err = wandel("explain", "imitation_rat")
    assert code == 2
    assert "did you mean 'imitation_rate'?" in err


def test_explain_never_passes_escape_codes_on(wandel):
    code, out, err = wandel("explain", "\x1b[31mred")
    assert code == 2
    assert "\x1b" not in out + err


def test_interrupt_is_130(monkeypatch, wandel):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("simulation.scenario.loading.load", interrupt)
    assert wandel("validate", "small-demo")[0] == 130


def test_faults_of_the_program_are_not_hidden(monkeypatch):
    def fail(*_arguments, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr("simulation.scenario.loading.load", fail)
    with pytest.raises(ZeroDivisionError):
        run(["validate", "small-demo"])


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "small-demo"], ["explain", "imitation_rate"]])
def test_light_commands_import_nothing_heavy(arguments):
    code = (
        "import sys, simulation; before = set(sys.modules)\n"  # what the package itself imports is not ours to judge
        f"from simulation.cli.main import run; assert run({arguments!r}) == 0\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules and name not in before]\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
