"""Every name that a user meets is explained, and so are the field's words; the page of the glossary is current."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from typer.main import get_command

from simulation.catalogue.entry import UnknownNameError
from simulation.catalogue.equations import RULES_FILE, RULES_OF
from simulation.catalogue.explaining import TERM, every_entry, explained
from simulation.cli.entries import command_entries
from simulation.cli.main import build, run
from simulation.declare import Parameter, Prior
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import all_behaviour
from simulation.interventions.target import Rank, Role
from simulation.measures import ACTIVE_DEFINITIONS, MEASURES
from simulation.model.effects import CHANNELS, LAYER_KINDS, Channel
from simulation.model.record import CAUSES, CONTENT_TYPES, COUNTERS, STAGES
from simulation.model.state import Groups, People
from simulation.model.week import WEEK
from simulation.organisation.communities import COMMUNITY_TYPES
from simulation.organisation.organisation import LEVELS
from simulation.parameters import PARAMETERS
from simulation.results.reader import StoredRun, latest
from simulation.scenario.loading import load
from simulation.scenario.places import find_scenarios
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import json_schema
from simulation.sources import SOURCES, Source
from simulation.words.glossary import TERMS, THEMES
from simulation.words.nearest import fold

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = every_entry(command_entries(typer.Context(get_command(build()))))
SOFTWARE = {entry.name for entry in ENTRIES if entry.what != TERM}
SHORT = {entry.short for entry in ENTRIES if entry.what != TERM}
SYMBOLS = {entry.facts["symbol"] for entry in ENTRIES if "symbol" in entry.facts}


def missing(names: Any, known: set[str] = SOFTWARE) -> list[str]:
    """Names that have no entry."""
    return sorted(set(names) - known)


# --- every name ---------------------------------------------------------------------------


def test_every_declared_name_has_an_entry() -> None:
    declared = {
        "parameters": PARAMETERS,
        "measures": MEASURES,
        "counters": COUNTERS,
        "effect channels": CHANNELS,
        "state of people": People._fields,
        "state of communities": Groups._fields,
        "phases of the week": [phase.name for phase in WEEK],
        "rules": re.findall(r"^def (\w+)", RULES_FILE.read_text(encoding="utf-8"), re.MULTILINE),
        "sources": SOURCES,
        "stages, causes, types, levels, layers": (
            *STAGES,
            *CAUSES,
            *COMMUNITY_TYPES,
            *CONTENT_TYPES,
            *LEVELS,
            *LAYER_KINDS,
        ),
        "roles and ranks": (*get_args(Role), *get_args(Rank)),
        "scenarios": find_scenarios(),
    }
    assert {what: missing(names) for what, names in declared.items() if missing(names)} == {}
    symbols = {parameter.symbol for parameter in PARAMETERS.values()}
    assert missing(symbols, SYMBOLS) == []


def test_every_name_that_commands_list_has_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert missing(name for names in listed.values() for name in names) == []
    assert missing(get_command(build()).commands) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Columns of everything that a real run and a real organisation store, by table."""
    import pyarrow.parquet as pq

    root = tmp_path_factory.mktemp("names")
    size = ("--people", "80", "--out", str(root / "results"))
    assert (
        run(["run", "small-demo", *size, "--weeks", "12", "--replicates", "1", "--events", "--no-page", "--json"]) == 0
    )
    assert run(["organisation", "small-demo", "--people", "80", "--out", str(root / "organisation"), "--json"]) == 0
    made: StoredRun = latest("small-demo", root / "results")
    columns = {name: made.table(name).column_names for name in made.manifest.tables}
    changed = ("--group", "culture", "--week", "3", "--replicates", "1", "--no-page", "--json")
    assert run(["tornado", "small-demo", *size, *changed]) == 0
    (table,) = (root / "results" / "small-demo").glob("tornado-*/*.csv")
    columns["tornado"] = table.read_text(encoding="utf-8").splitlines()[0].split(",")
    for path in (root / "organisation").glob("*.parquet"):
        columns[f"organisation/{path.stem}"] = pq.read_schema(path).names
    return columns


def test_every_column_of_every_stored_table_has_an_entry(small: dict[str, list[str]]) -> None:
    stored = {f"{table}.{column}" for table, columns in small.items() for column in columns}
    tables = {entry.name.rpartition(".")[0].split(".")[0] for entry in ENTRIES if entry.what.startswith("column of")}
    assert {name.split(".")[0] for name in stored} == tables
    assert missing(stored) == []
    explained_ones = {entry.name for entry in ENTRIES if entry.what.startswith("column of")}
    added = {f"people.{name}" for kind in all_kinds().values() for name in kind.adds_columns}
    drawn = {f"parameters.{name}" for name in all_behaviour()}
    assert missing(explained_ones, stored | added | drawn) == [], "explained, but not stored"


def test_every_measure_of_a_network_has_an_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["organisation", "small-demo", "--people", "80", "--out", str(tmp_path), "--json"]) == 0
    assert missing(json.loads(capsys.readouterr().out)["measures"]) == []


def keys_of(schema: Any) -> Iterator[str]:
    """All keys that a JSON Schema names, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)


def test_every_key_of_scenario_files_has_an_entry() -> None:
    assert missing(keys_of(json_schema()), SHORT) == []


@pytest.mark.parametrize("name", find_scenarios())
def test_every_key_of_the_shipped_scenarios_has_an_entry(name: str) -> None:
    def walk(value: Any, key: str) -> Iterator[str]:
        if isinstance(value, dict):
            kind = value.get("kind", "") if key == "interventions" else ""
            for each, below in value.items():
                if key in free:
                    yield from walk(below, "parameters") if key in ("parameters", "value.factors") else ()
                    continue
                own = f"{kind}.{each}" in SOFTWARE
                inner = f"{kind if own else 'intervention'}.{each}" if kind else f"{key}.{each}" if key else each
                inner = f"target.{each}" if key.endswith(".target") else inner
                yield inner
                yield from walk(below, "parameters" if inner in all_behaviour() else inner)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each, key)

    free = {
        *("organisation.countries", "organisation.divisions", "organisation.functions"),
        *("platform.communities.types", "parameters", "posterior.rows", "value.factors"),
    }
    document = load(find_scenarios()[name]).model_dump(mode="json")
    assert set(document["parameters"]) <= SOFTWARE
    assert missing(walk(document, "")) == []


def test_what_is_declared_later_is_covered_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHANNELS, "new_channel", Channel("person", "add", True, 0, 0, 1, "share", "something new"))
    monkeypatch.setitem(COUNTERS, "new_counter", "counted anew")
    monkeypatch.setitem(SOURCES, "Nobody2030", Source("Nobody2030", "A book to come.", read=False))
    prior = Prior("uniform", 0.2, 0.8)
    made = Parameter("new_parameter", "nu_new", "a new one", "share", 0, 1, 0.5, prior, "Nobody2030", "low", "culture")
    monkeypatch.setitem(PARAMETERS, "new_parameter", made)
    monkeypatch.setitem(RULES_OF, "new_parameter", ("toward_one",))
    assert explained("new_channel").entries[0].facts["acts"] == "once, at the start of its week"
    assert explained("new_counter").entries[0].meaning == "counted anew"
    assert explained("nu_new").entries[0].name == "new_parameter"
    assert explained("Nobody2030").entries[0].facts == {
        "read": "no: recalled from the literature, unverified",
        "cited by": "new_parameter",
    }
    assert "new_parameter" in explained("toward_one").entries[0].facts["parameters"]


def test_every_entry_means_something_and_is_found() -> None:
    assert [entry.name for entry in ENTRIES if not entry.meaning] == []
    for entry in ENTRIES[:: len(ENTRIES) // 25]:
        if entry.what != "command":
            found = [each.name for each in explained(entry.name).entries]
            assert entry.name in found


# --- what is said of a name ------------------------------------------------------------------


def test_a_name_with_several_meanings_shows_all() -> None:
    assert [entry.what for entry in explained("registered").entries] == [
        *("term", "value of target.rank", "measure", "state of a person", "counter")
    ]
    kinds = {entry.what for entry in explained("communities").entries}
    assert {"measure", "counter", "phase of the week"} <= kinds
    assert [entry.what for entry in explained("clustering").entries] == ["term", "measure of a network"]


def test_a_rule_says_when_it_is_called_and_with_what() -> None:
    (entry,) = explained("registration_hazard").entries
    assert entry.meaning == "Hazard (p + q S) exp(beta u) g + push, per week."
    assert entry.facts["called in"] == "decide (4 of 9)"
    assert (
        entry.facts["parameters"]
        == "innovation_rate, imitation_rate, launch_hazard, register_propensity, register_ease"
    )
    for phase in WEEK:
        for rule in phase.rules:
            (called,) = [one for one in ENTRIES if (one.name, one.what) == (rule, "rule")]
            assert f"{phase.name} (" in called.facts["called in"]


def test_columns_codes_and_sources_say_where_they_stand() -> None:
    (column,) = explained("communities.content_documents").entries
    assert column.facts["unit"] == "items"
    assert "empty where that never happened" in explained("people.last_read").entries[0].meaning
    assert explained("people.hired_week").entries[0].meaning == "week of hiring; empty for the first staff"
    assert {entry.facts.get("stands in") for entry in explained("staff").entries} == {"target.role", "people.level"}
    assert "threshold_mean" in explained("Granovetter1978").entries[0].facts["cited by"]
    assert "model.contagion" in explained("Bass1969").entries[0].facts["cited by"]
    assert "kick_off" in explained("KT13").entries[0].facts["cited by"]


def test_names_of_the_software_say_which_words_they_belong_to() -> None:
    (entry,) = explained("norm_belief_gap").entries
    assert (
        entry.facts["glossary"]
        == "culture of sharing (Kultur des Teilens), pluralistic ignorance (pluralistische Ignoranz)"
    )


# --- the glossary ----------------------------------------------------------------------------


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_term_is_sane(term: Any) -> None:
    assert term.german
    assert re.fullmatch(r"[A-Z].*\.", term.definition)
    assert ". " not in term.definition, "one sentence"
    assert missing(term.names) == []


def test_terms_have_words_of_their_own() -> None:
    assert len(TERMS) == sum(map(len, THEMES.values()))
    owner: dict[str, str] = {}
    for term in TERMS.values():
        for word in {fold(each) for each in (term.name, term.german, *term.also)}:
            assert owner.setdefault(word, term.name) == term.name, word


def test_active_lists_every_measure_that_can_stand_for_it() -> None:
    assert TERMS["active"].names == ACTIVE_DEFINITIONS
    assert "many definitions" in TERMS["active"].definition


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Verstärker", "multiplier"),
        ("Verstaerker", "multiplier"),
        ("VERSTÄRKER", "multiplier"),
        ("botschafter", "ambassador"),
        ("Psychologische Sicherheit", "psychological safety"),
        ("überzeugung", "belief"),
        ("ueberzeugung", "belief"),
        ("Gewohnheit", "habit"),
        ("lurker", "reader"),
        ("working-out-loud", "Working Out Loud"),
        ("community_manager", "community manager"),
        ("geschlossene  Gruppe", "closed group"),
        ("geaeusserte Meinung", "expressed belief"),
        ("geäußerte Meinung", "expressed belief"),
    ],
)
def test_terms_are_found_in_both_languages(word: str, term: str) -> None:
    assert explained(word).entries[0].name == term
    assert explained(word).entries[0].what == TERM


def test_unknown_words_offer_the_nearest_in_both_languages() -> None:
    for wrong, right in (("Botschaftr", "Botschafter"), ("registred", "registered"), ("ei_indexx", "ei_index")):
        with pytest.raises(UnknownNameError, match=f"did you mean .*{right}"):
            explained(wrong)


def test_page_of_the_glossary_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["glossary", "--markdown"]) == 0
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert page == capsys.readouterr().out, "make it anew: wandel glossary --markdown > docs/glossary.md"


def test_glossary_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["glossary"]) == 0
    out = capsys.readouterr().out
    assert all(theme in out for theme in THEMES)
    assert run(["glossary", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {each["term"] for each in listed} == set(TERMS)
    (multiplier,) = [each for each in listed if each["term"] == "multiplier"]
    assert multiplier["german"] == "Multiplikator"
    assert "multipliers" in multiplier["names"]


def test_explain_takes_several_words_and_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "psychologische", "Sicherheit"]) == 0
    assert "psychological safety (term)" in capsys.readouterr().out
    assert run(["explain", "persuasion"]) == 0
    assert "see also: " in capsys.readouterr().out
    assert run(["explain", "verify", "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["what"] == "command"
    assert "--replicates" in entry


def test_default_scenario_is_explained_down_to_its_last_key() -> None:
    sections = {entry.name for entry in ENTRIES if entry.what == "setting"}
    assert set(Scenario.model_fields) <= sections


def test_words_like_no_other_say_where_to_look() -> None:
    with pytest.raises(UnknownNameError, match="`wandel glossary` the words of the field"):
        explained("xqzzyvwk")
