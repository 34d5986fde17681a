"""What a stranger made in bad faith, with seals renewed: documents, names and numbers built to hurt or to mislead."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from simulation.results.checkpoints import FILE as CHECKPOINT
from simulation.results.checkpoints import CheckpointRecord, read_record
from simulation.results.errors import InputError, ResultsError
from simulation.results.files import sealed, unsealed
from simulation.results.manifest import FILE as MANIFEST
from simulation.results.manifest import Manifest
from simulation.results.packing import read_tree, write_tree
from simulation.results.parts import read_part, seal_path
from simulation.results.reader import StoredRun, latest
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import resolved_yaml, scenario_hash
from simulation.studies.store.store import RunStore
from simulation.words.nearest import STRANGE
from tests.faults.case import Case, complete, folder_of, is_clear, model_folder, require
from tests.faults.hostile import NASTY, STARTER


def _deep(levels: int, start: str = "[", end: str = "]") -> str:
    return start * levels + end * levels


VALUES: Mapping[str, str] = {
    "null": "null", "true": "true",
    "a text": '"x"', "nothing": '""', "escape codes": '"\\u001b]0;x\\u0007\\u001b[31m"',
    "half a letter": '"\\ud800"', "a long text": json.dumps("x" * 100_000), "dots": '"../../.."', "zero": "0",
    "minus one": "-1", "too much": "1e400", "not a number": "NaN", "without end": "-Infinity", "tiny": "5e-324",
    "beyond 64 bits": str(2**64), "4,000 digits": "9" * 4000, "5,000 digits": "9" * 5000, "half": "0.5",
    "a list": "[]",
    "a table": "{}", "a list of lists": _deep(20), "deep": _deep(500), "deeper": _deep(5000),
    "far too deep": _deep(200_000),
    "deep keys": _deep(900, '{"a":', "}").replace(":}", ":1}", 1), "never closed": "[" * 3000,
    "wide": "[" + "[]," * 1_100_000 + "0]", "many": "[" + "0," * 50_000 + "0]",
    "keys": '{"a": 1, "a": 2, "": 3}',
    "cut off": '{"a": ', "two": "1 2", "junk": "\x00\x01",
}  # fmt: skip
"""Texts of JSON in place of a value."""
NUMBERS = (
    "120.000", "25.000", "1.234.567", "0,55", "55%", "1 000", "1'000", "1_000", "1e3", "1E+400", "-0", "+5",
    ".5", "5.",
    "0x10", "0b1", "0o7", "07", "1e-400", ".inf", "-.inf", ".nan", "NaN", "inf",
    "9" * 400, "1" + "0" * 30, "-1e308",
    "13.04.2026", "KW 38", "2026-W38", "12:30", "½", "١٢", "五", "1 e3", "[1]", "{a: 1}", "true", "null", "''",
    "'5'", "1,5e3",
    "2026-02-30", "-9223372036854775809", "9007199254740993",
)  # fmt: skip
KEYS = (
    "organisation: {people: %s}", "organisation: {people: 300, span_of_control: %s}",
    "organisation: {people: 300, seed: %s}",
    "organisation: {people: 300, desk_share: %s}", "organisation: {people: 300, divisions: {a: %s, b: 1}}",
    "run: {weeks: %s}", "run: {replicates: %s}", "run: {seed: %s}", "run: {start: %s}",
    "economics: {hourly_cost_eur: %s}", "economics: {budget_eur: %s}", "parameters: {imitation_rate: %s}",
    "platform: {started_share: %s}", "platform: {official_content: %s}",
    "interventions: [{kind: kick_off, start: %s}]", "interventions: [{kind: kick_off, start: 1, strength: %s}]",
)  # fmt: skip
NAMED = (
    "name: %s", "title: %s", "organisation: {people: 300, countries: {%s: 1, B: 1}}",
    "organisation: {people: 300, divisions: {%s: 1, B: 1}}",
    "interventions: [{kind: kick_off, start: 1, name: %s}]",
    "interventions: [{kind: kick_off, start: 1, target: {silos: [%s]}}]", "measures: [%s]", "posterior: %s",
    "extends: %s",
)  # fmt: skip
NAMES = (
    "all", "none", "'UK / Ireland'", "'A: B'", "'[red]x[/red]'", "'[/x]'", "'R&D'", "'<b>x</b>'", "'a|b'",
    "'a,b'", "'a;b'",
    "'=1+1'", "'-x'", "'--out'", "'a b'", "' '", "''", "'.'", "'..'", "'a/b'", "'a\\b'", "CON", "NUL.txt",
    "'a.'", "'~'",
    "'~root'", "'$HOME'", "'`x`'", "'%s'", "'{x}'", "'{0}'", "-10000", "'nan'", "'true'", "'\u202ea'",
    "'e\u0301'", "'\u00e9'",
    '"\\e[31m"', '"\\0"', '"\\u200b"', "'" + "x" * 81 + "'", "'" + "x" * 5000 + "'", "'漢字'", "'🙂'",
    "'a\u2028b'", "'ﬁ'",
)  # fmt: skip


def cases(_random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module."""
    step = max(1, round(1 / share))
    documents = {"manifest": (Manifest, _manifest), "checkpoint": (CheckpointRecord, _checkpoint)}
    found = [
        Case("hostile JSON", f"{name}, {key}: {what}", check(key, text))
        for name, (model, check) in documents.items()
        for key in model.model_fields
        for what, text in VALUES.items()
    ]
    for name, place in PLACES.items():
        found += [Case("hostile JSON", f"{name}: {what}", _in_place(place, text)) for what, text in VALUES.items()]
    for key in KEYS:
        found += [Case("hostile number", f"{key.replace('%s', text[:40])}", _number(key, text)) for text in NUMBERS]
    for key in NAMED:
        given = dict.fromkeys((*NAMES, *(text for text in NASTY if "\n" not in text)))
        found += [Case("hostile name", f"{key}, {n}", _name(key, text)) for n, text in enumerate(given)]
    for what, text in VALUES.items():
        found.append(Case("bad run beside a good one", what, _beside(text)))
    yield from found[::step]


# --- documents -------------------------------------------------------------------------------------------------------


@cache
def _finished() -> Path:
    """Return a folder of results with one run, made once."""
    root = model_folder()
    complete(root)
    return root


def _spoiled(record: dict[str, Any], key: str, text: str) -> bytes:
    """Return a document in which the value of a key is a text of JSON, sealed as if it had been written so."""
    mark = "@@ here @@"
    return sealed(json.dumps(record | {key: mark}, indent=2).replace(f'"{mark}"', text))


def _manifest(key: str, text: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        shutil.copytree(_finished(), root, dirs_exist_ok=True)
        folder = folder_of(root)
        record = unsealed((folder / MANIFEST).read_bytes())
        (folder / MANIFEST).write_bytes(_spoiled(record, key, text))
        _clearly(lambda: _all_of(folder))

    return check


def _all_of(folder: Path) -> None:
    """Open a run and read what most commands read."""
    run = StoredRun.open(folder)
    run.dates()
    run.totals(["registered"])
    latest("small", folder.parents[1])


def _checkpoint(key: str, text: str) -> Callable[[Path], None]:
    record = dict.fromkeys(CheckpointRecord.model_fields) | {
        "format": "wandel-checkpoint", "schema_version": 1, "week": 3, "scenario": "a", "scenario_hash": "0",
        "sources": "0", "engine": "kernel", "replicates": 1, "ends": {}, "written": "now", "files": {},
    }  # fmt: skip

    def check(root: Path) -> None:
        (root / CHECKPOINT).write_bytes(_spoiled(record, key, text))
        _clearly(lambda: read_record(root))

    return check


def _in_place(read: Callable[[Path, bytes], object], text: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        for content in (
            text.encode("utf-8", "surrogatepass"),
            _spoiled({}, "tree", text),
            _spoiled({}, "digests", text),
        ):
            _clearly(lambda content=content: read(root, content))

    return check


def _clearly(work: Callable[[], object]) -> None:
    """Do something that ends well or with a clear sentence."""
    try:
        work()
    except (ResultsError, InputError) as error:
        require(is_clear(str(error)), f"unclear: {str(error)[:300]}")


def _tree(root: Path, content: bytes) -> None:
    write_tree(root / "replicate", {"a": 1})
    (root / "replicate.json").write_bytes(content)
    read_tree(root / "replicate")


def _seal(root: Path, content: bytes) -> None:
    path = seal_path(root, 0)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    require(read_part(root, 0) is None, "a replicate without any table counts as finished")


def _point(root: Path, content: bytes) -> None:
    store = RunStore(root)
    store.begin()
    (store.folder / "stranger.runs").write_bytes(content + b"\n")
    store.refresh()
    require(store.count() == 0, "it counts as a run")


def _whole(root: Path, content: bytes) -> None:
    (root / MANIFEST).write_bytes(content)
    try:
        StoredRun.open(root)
    except ResultsError:
        return
    raise AssertionError("it counts as a run")


PLACES: Mapping[str, Callable[[Path, bytes], None]] = {
    "state of a checkpoint": _tree,
    "seal of a replicate": _seal,
    "points of a study": _point,
    "all of a manifest": _whole,
}


def _beside(text: str) -> Callable[[Path], None]:
    """A run that cannot be read does not hide one that can."""

    def check(root: Path) -> None:
        shutil.copytree(_finished(), root, dirs_exist_ok=True)
        other = folder_of(root).with_name("other")
        other.mkdir()
        (other / MANIFEST).write_bytes(text.encode("utf-8", "surrogatepass"))
        require(latest("small", root).folder == folder_of(root), "the good run is not found")

    return check


# --- scenarios -------------------------------------------------------------------------------------------------------


def _loaded(root: Path, line: str) -> Scenario | None:
    """Load the starter with another line; None if it was refused, which has to be clear."""
    key = line.split(":", maxsplit=1)[0]
    lines = [each for each in STARTER.splitlines() if not each.startswith(f"{key}:")]
    path = root / "case.yaml"
    path.write_bytes("\n".join([*lines, line, ""]).encode("utf-8", "surrogatepass"))
    try:
        return load(path)
    except ScenarioError as error:
        text = str(error)
        require(text.strip() and "Traceback" not in text and len(text) < 20_000, "no clear refusal")
        require(not STRANGE.search(text.replace("\n", "")), f"control characters in {text[:80]!r}")
        return None


def _number(key: str, text: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        found = _loaded(root, key % text)
        if found is not None:
            numbers = [*_numbers(found.model_dump(mode="json"))]
            require(all(math.isfinite(each) for each in numbers), "a number of the scenario is none")
            require("," not in text and "%" not in text, "it means another number to some")

    return check


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _numbers(each)
    elif isinstance(value, int | float):
        yield value


def _name(key: str, text: str) -> Callable[[Path], None]:
    """A name is refused, or comes back as it was when the scenario is written and read again."""

    def check(root: Path) -> None:
        found = _loaded(root, key.replace("%s", text))
        if found is None:
            return
        written = resolved_yaml(found)
        require(not STRANGE.search(written.replace("\n", "")), "control characters in what is written")
        (root / "again.yaml").write_text(written, encoding="utf-8")
        require(scenario_hash(load(root / "again.yaml")) == scenario_hash(found), "it is read as another scenario")

    return check
