"""Files beside a scenario file: `extends` and posteriors; shipped scenarios; the starter; memory."""

from __future__ import annotations

import pytest

from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.units import build_tree
from simulation.scenario import memory
from simulation.scenario.loading import load
from simulation.scenario.organisation_names import n_silos, silo_names
from simulation.scenario.places import find_scenarios, resolve_path, scenario_titles
from simulation.scenario.problems import ScenarioError
from simulation.scenario.starter import write_starter

BASE = """\
name: base
run: {weeks: 30, seed: 7}
measures: [people, registered]
interventions:
  - {kind: kick_off, start: 1}
"""


def refused(path, *parts):
    """Assert that a file is refused with one problem whose text has all the parts; return it."""
    with pytest.raises(ScenarioError) as caught:
        load(path)
    text = str(caught.value)
    assert all(part in text for part in parts), text
    return caught.value.problems


def test_extends_merges_tables_replaces_lists_and_adds_interventions(write):
    write(BASE, "base.yaml")
    top = write("extends: base.yaml\nname: top\nrun: {weeks: 40}\nmeasures: [quits]\n"
                "interventions: [{kind: community_manager, start: 2}]\n")  # fmt: skip
    scenario = load(top)
    assert (scenario.name, scenario.run.weeks, scenario.run.seed, scenario.measures) == ("top", 40, 7, ("quits",))
    assert [each.kind for each in scenario.interventions] == ["kick_off", "community_manager"]


def test_interventions_can_be_replaced(write):
    write(BASE, "base.yaml")
    assert load(write("extends: base.yaml\ninterventions_replace: true\ninterventions: []\n")).interventions == ()
    assert len(load(write("extends: base.yaml\ninterventions_replace: false\ninterventions: []\n")).interventions) == 1


def test_problems_name_the_file_that_they_are_in(write):
    write(BASE.replace("weeks: 30", "weeks: 0").replace("start: 1", "start: 99"), "base.yaml")
    found = refused(write("extends: base.yaml\nname: top\nrun: {seed: -1}\n"), "base.yaml:2: run.weeks", "case.yaml:3")
    assert len(found) == 2
    write(BASE.replace("start: 1", "start: 99"), "base.yaml")
    refused(write("extends: base.yaml\nname: top\n"), "base.yaml:5: interventions[0].start")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: ../base.yaml\n", "plain name"),
        ("extends: /etc/passwd\n", "plain name"),
        ("extends: base\n", "plain name"),
        ("extends: [base.yaml]\n", "plain name"),
        ("extends: .hidden.yaml\n", "plain name"),
        ("extends: other.yaml\n", "no file other.yaml"),
        ("extends: middle.yaml\n", "must not extend a third"),
        ("extends: case.yaml\n", "must not extend a third"),
        ("extends: base.yaml\ninterventions_replace: 1\n", "true or false"),
        ("name: a\ninterventions_replace: true\n", "only beside `extends`"),
    ],
)
def test_extends_stays_in_its_folder_and_one_level_deep(write, text, message):
    write(BASE, "base.yaml")
    write("extends: base.yaml\n", "middle.yaml")
    refused(write(text), message)


def test_posterior_file_is_read_inline(write):
    write("imitation_rate,belief_mean\n0.01,0.4\n\n2e-2, 0.5\n", "draws.csv")
    posterior = load(write("name: a\nposterior: draws.csv\n")).posterior
    assert posterior is not None
    assert posterior.names == ("imitation_rate", "belief_mean")
    assert posterior.rows == ((0.01, 0.4), (0.02, 0.5))


@pytest.mark.parametrize(
    ("csv", "parts"),
    [
        ("imitation_rat\n1\n", ["draws.csv:1:", "'imitation_rate'?"]),
        ("imitation_rate\n1\n7\n", ["draws.csv:3:", "between 0 and 2 per week, not 7"]),
        ("imitation_rate\nx\n", ["draws.csv:2:", "must be a number", "'x'"]),
        ("imitation_rate\nnan\n", ["draws.csv:2:", "must be a number"]),
        ("imitation_rate\n.inf\n", ["draws.csv:2:", "finite"]),
        ("imitation_rate\n1,2\n", ["draws.csv:2:", "2 values for 1 names"]),
        ("imitation_rate\n", ["draws.csv", "at least 1"]),
        ("", ["draws.csv", "at least 1"]),
        ("a" * 200_000 + "\n", ["draws.csv:1:"]),
        ("imitation_rate\n" + "1\n" * 600_000, ["draws.csv", "larger than"]),
    ],
)
def test_posterior_problems_name_the_line_of_the_csv(write, csv, parts):
    write(csv, "draws.csv")
    refused(write("name: a\nposterior: draws.csv\n"), *parts)


@pytest.mark.parametrize("name", ["../draws.csv", "/etc/passwd", "draws.txt", "5", "true"])
def test_posterior_stays_in_its_folder(write, name):
    refused(write(f"name: a\nposterior: {name}\n"), "plain name of a .csv file")


def test_posterior_that_is_not_there(write):
    refused(write("name: a\nposterior: draws.csv\n"), "case.yaml:2: posterior: there is no file draws.csv")


def test_shipped_scenarios_are_found_by_name_and_load():
    shipped = find_scenarios()
    assert {"small-demo", "telekom-2012"} <= set(shipped)
    for name, path in shipped.items():
        assert load(path).name == name
        assert resolve_path(name) == path
        assert scenario_titles()[name] == load(path).title


def test_names_that_are_not_there_list_what_is(tmp_path):
    with pytest.raises(ScenarioError, match="did you mean 'telekom-2012'"):
        resolve_path("telekom-2013")
    (tmp_path / "mine.yaml").write_text("name: a\n")
    with pytest.raises(ScenarioError, match=r"did you mean 'mine\.yaml'"):
        resolve_path(str(tmp_path / "mien.yaml"))
    with pytest.raises(ScenarioError, match="is a folder"):
        resolve_path(str(tmp_path))
    for odd in ("", "a\0b", "\x1b[31m", "x" * 5000):
        with pytest.raises(ScenarioError) as caught:
            resolve_path(odd)
        assert "\x1b" not in str(caught.value)


def test_installed_package_brings_its_scenarios(tmp_path, monkeypatch):
    (tmp_path / "_scenarios").mkdir()
    (tmp_path / "_scenarios" / "one.yaml").write_text("name: one\n")
    monkeypatch.setattr("simulation.scenario.places.PACKAGE", tmp_path)
    assert list(find_scenarios()) == ["one"]


def test_starter_loads_and_is_never_overwritten(tmp_path):
    write_starter(tmp_path / "my first.yaml")
    assert load(tmp_path / "my first.yaml").name == "my-first"
    write_starter(tmp_path / "second.yaml", extends="small")
    with pytest.raises(ScenarioError, match="exists already"):
        write_starter(tmp_path / "second.yaml")


@pytest.fixture(autouse=True)
def _small_base(tmp_path):
    (tmp_path / "small.yaml").write_text(BASE)


def test_starter_on_top_of_a_file(tmp_path):
    write_starter(tmp_path / "top.yaml", extends="small")
    assert load(tmp_path / "top.yaml").run.seed == 7
    for wrong in ("../small", "smal", "top"):
        with pytest.raises(ScenarioError, match=r"plain name|did you mean|extends a file"):
            write_starter(tmp_path / "new.yaml", extends=wrong)
    for path in (tmp_path / "new.txt", tmp_path / "no" / "new.yaml"):
        with pytest.raises(ScenarioError, match=r"must end in|cannot be written"):
            write_starter(path)


@pytest.mark.parametrize("level", ["country", "division"])
@pytest.mark.parametrize("countries", [{"A": 1.0}, {"A": 0.3, "B": 0.0, "C": 0.7}])
def test_silo_names_are_those_of_the_generator(level, countries):
    settings = OrganisationSettings(silo_level=level, countries=countries)
    assert silo_names(settings) == build_tree(settings).silo_names
    assert n_silos(settings) == len(silo_names(settings))


def test_a_run_that_does_not_fit_is_refused_with_both_numbers(write, monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 2**28)
    problem, *rest = refused(write("name: a\norganisation:\n  people: 2e6\n"), "need about", "available are 0.2 GiB")
    assert (problem.line, problem.key, rest) == (3, "organisation.people", [])
    monkeypatch.setattr(memory, "available_bytes", lambda: None)
    assert load(write("name: a\norganisation:\n  people: 2e6\n")).organisation.people == 2_000_000


def test_memory_grows_with_people_silos_and_workers():
    small, large = OrganisationSettings(people=1000), OrganisationSettings(people=100_000)
    assert memory.needed_bytes(large, 100) > 300 * 100_000
    one, four = (memory.needed_bytes(small, 100, workers=workers) for workers in (1, 4))
    assert 2 * one < four < 4 * one  # ties are shared by all replicates
    assert memory.needed_bytes(small, 200) > memory.needed_bytes(small, 100)
    available = memory.available_bytes()
    assert available is None or available > 2**20


@pytest.mark.parametrize("extends", [None, "base"])
def test_what_a_starter_says_of_budgets_can_be_taken(tmp_path, write, extends):
    write(BASE, "base.yaml")
    write_starter(tmp_path / "new.yaml", extends)
    text = (tmp_path / "new.yaml").read_text()
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("# economics:"))
    for i in range(first, len(lines)):
        if not lines[i].startswith("#"):
            break
        lines[i] = lines[i].removeprefix("# ").removeprefix("#")
    economics = load(write("\n".join(lines), "taken.yaml")).economics
    assert (economics.budget_hours, economics.budget_eur, economics.over_budget) == (800, 20_000, "refuse")
