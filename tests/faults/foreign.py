"""Comparisons, reports, stores and organisations that a stranger made in bad faith, with seals renewed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from simulation.organisation.stored import ABOUT, COLUMNS, FORMAT, VERSION, StoredError, read_stored
from simulation.present.language import LANGUAGES
from simulation.present.report.check import check_report
from simulation.present.report.page import report
from simulation.results.board import board
from simulation.results.chosen import chosen
from simulation.results.errors import InputError, ResultsError
from simulation.results.execute import execute
from simulation.results.files import sealed
from simulation.results.reader import StoredRun
from simulation.studies.store.keep import Layout
from simulation.studies.store.lines import written
from simulation.studies.store.store import RunStore
from simulation.words.nearest import STRANGE
from tests.faults.case import Case, is_clear, model_folder, require, small
from tests.faults.strangers import VALUES
from tests.results.standin import Standin, scenario

KIND = "foreign document"
MARK = "@@ here @@"
KEY = b"\x01" * 16
LAYOUT = Layout(("registered",), (0, 1), silos=False)
RUN = ("folder", "digest")
COMPARISON = ("week", "plans", "base", *(f"base.{key}" for key in RUN), "plans.cost_per_additional_active_person_eur")
RECORD = ("format", "language", "week", "active", "command", "runs", *(f"runs.{key}" for key in RUN), "live")
LIVE = ("people", "replicates", "levers", "store")
OUTLINE = (
    "silo_names", "country_names", "function_names", "department_names", "country_of_silos", "has", "private",
    "minimum_group", "ties", "told", "format", "version",
)  # fmt: skip
KEPT = ("measures", "weeks", "silos")


def cases(_random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module."""
    groups: list[tuple[str, tuple[str, ...], Callable[[str, str], Callable[[Path], None]]]] = [
        ("comparison", COMPARISON, _comparison),
        ("report", RECORD, _report),
        ("live report", LIVE, lambda key, text: _report(f"live.{key}", text)),
        ("organisation", OUTLINE, _organisation),
        ("what a study keeps", KEPT, _layout),
        ("line of a study", ("ok", "failed", "failed.error", "failed.trace"), _line),
    ]
    found = [
        Case(KIND, f"{name}, {key}: {what}", make(key, text))
        for name, keys, make in groups
        for key in keys
        for what, text in VALUES.items()
    ]
    yield from found[:: max(1, round(1 / share))]


def _clearly(work: Callable[[], object]) -> None:
    """Do something that ends well or with a clear sentence, without control characters once it is printed."""
    try:
        work()
    except (ResultsError, InputError, StoredError) as error:
        require(is_clear(str(error)), f"unclear: {str(error)[:300]}")
        require(len(STRANGE.findall(str(error))) == 0, f"control characters: {str(error)[:300]!r}")


def _with(document: Any, key: str, text: str) -> bytes:
    """Return a document as JSON with the value of a key, or of one within it, being a text of JSON."""
    document = json.loads(json.dumps(document))
    *way, last = key.split(".")
    place = document
    for step in way:
        place = place.setdefault(step, {})
        place = place[0] if isinstance(place, list) else place
    place[last] = MARK
    return json.dumps(document, indent=2).replace(f'"{MARK}"', text).encode("utf-8", "surrogatepass")


# --- comparisons and reports -----------------------------------------------------------------------------------------


@cache
def runs() -> tuple[StoredRun, StoredRun]:
    root = model_folder()
    base = small()
    plan = base.model_copy(update={"name": "plan", "interventions": scenario("plan").interventions})
    first, second = (execute(each, Standin().options(root, workers=1)).run for each in (base, plan))
    return first, second


def _stated(run: StoredRun) -> dict[str, Any]:
    return {"folder": str(run.folder), "digest": run.manifest.digest}


def _comparison(key: str, text: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        base, plan = map(_stated, runs())
        path = root / "compare.json"
        path.write_bytes(_with({"week": 1, "base": base, "plans": [plan]}, key, text))

        def work() -> None:
            found = chosen([str(path)], lambda folder: StoredRun.open(Path(folder)))
            board(found.base, list(found.plans), found.week, found.active)

        _clearly(work)

    return check


@cache
def _page() -> bytes:
    base, plan = runs()
    return report(board(base, [plan], 3), LANGUAGES["en"], "wandel report", None)


_RECORD = re.compile(rb'(<script type="application/json" id="record">)(.*?)(</script>)', re.S)


def _report(key: str, text: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        ((_, text_of_record, _),) = _RECORD.findall(_page())
        record = json.loads(text_of_record)
        if key.startswith("live."):
            record["live"] = {"people": 100, "replicates": 2, "levers": ["kick"], "store": str(root)}
        path = root / "report.html"
        spoiled = _with(record, key, text)
        path.write_bytes(_RECORD.sub(lambda found: found[1] + spoiled + found[3], _page()))

        def work() -> None:
            require(not check_report(path).holds or spoiled == json.dumps(record, indent=2).encode(), "it is believed")

        _clearly(work)

    return check


# --- organisations ---------------------------------------------------------------------------------------------------


def _organisation(key: str, text: str) -> Callable[[Path], None]:
    n = 6
    about = {
        "silo_names": ["A"], "country_names": ["B"], "function_names": ["C"], "department_names": ["D"],
        "country_of_silos": [0], "has": ["function"], "private": True, "minimum_group": 5, "ties": None, "told": [],
        "format": FORMAT, "version": VERSION,
    }  # fmt: skip

    def check(root: Path) -> None:
        import pyarrow.parquet as pq

        columns = {name: pa.array(np.zeros(n, kind)) for name, kind in COLUMNS.items()}
        columns["manager"] = pa.array([None, *[0] * (n - 1)], "uint32")
        table = pa.table(columns).replace_schema_metadata({ABOUT: _with(about, key, text)})
        pq.write_table(table, root / "organisation.parquet")
        _clearly(lambda: read_stored(root / "organisation.parquet", None))

    return check


# --- studies ---------------------------------------------------------------------------------------------------------


@cache
def _stored() -> Path:
    """Return a store with one run, made once."""
    root = model_folder()
    store = RunStore(root)
    store.begin()
    store.keep_layout(LAYOUT)
    with store.adding() as add:
        add(KEY, LAYOUT, np.ones((1, 2, 1)))
    return root


def _read(root: Path) -> None:
    store = RunStore(root)
    store.refresh()
    list(store.read([KEY], LAYOUT))
    if store.is_failed(KEY):
        store.failure(KEY)


def _layout(key: str, text: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        shutil.copytree(_stored(), root, dirs_exist_ok=True)
        path = RunStore(root).folder / "kept" / f"{LAYOUT.id}.json"
        path.write_bytes(sealed(_with(json.loads(LAYOUT.text()), key, text).decode("utf-8", "replace")))
        _clearly(lambda: _read(root))

    return check


def _line(key: str, text: str) -> Callable[[Path], None]:
    state, _, inner = key.partition(".")
    whole = {"error": "a", "message": "b", "trace": "c", "is_passing": False}
    content = _with(whole, inner, text) if inner else text.encode("utf-8", "surrogatepass")
    packed = zlib.compress(content + b"\n") if state == "ok" else content

    def check(root: Path) -> None:
        shutil.copytree(_stored(), root, dirs_exist_ok=True)
        (part,) = RunStore(root).folder.glob("*.runs")
        escaped = packed.replace(b"\x1b", b"\x1be").replace(b"\n", b"\x1bn")
        body = b" ".join((state.encode(), KEY.hex().encode(), LAYOUT.id.encode(), escaped))
        seal = hashlib.sha256(body).hexdigest()[:16].encode()
        require(len(written(KEY, LAYOUT.id, np.ones((1, 2, 1))).split(b" ")[-1]) == len(seal) + 1, "another seal")
        part.write_bytes(body + b" " + seal + b"\n")
        _clearly(lambda: _read(root))

    return check
