"""Results that somebody else made or damaged: refused in a sentence, and never in the way of those that are sound."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.cli.main import run as wandel
from simulation.results import execute as executing
from simulation.results import packing
from simulation.results.checkpoints import FILE as CHECKPOINT
from simulation.results.checkpoints import read_record
from simulation.results.errors import InputError, ResultsError
from simulation.results.execute import execute
from simulation.results.files import sealed, sha256_of, unsealed
from simulation.results.json_reading import DEEPEST, parse_json, read_bytes
from simulation.results.manifest import FILE
from simulation.results.packing import read_tree, write_tree
from simulation.results.parts import read_part, seal_path
from simulation.results.reader import StoredRun, find, latest
from simulation.studies.store.store import RunStore
from tests.results.standin import Standin, scenario

DEEP = b"[" * 200_000
"""More levels than Python's own reader can take."""
HOSTILE = {
    "deep": b'{"schema_version": 1, "seal": ' + DEEP,
    "deep and whole": b'{"schema_version": 1, "people": ' + b"[" * 500 + b"]" * 500 + b"}",
    "deep keys": b'{"schema_version": 1, "a": ' * 900 + b"1" + b"}" * 900,
    "wide": b'{"schema_version": 1, "silos": [' + b"[]," * 1_100_000 + b"1]}",
    "no version": b'{"a": ' * 300 + b"1" + b"}" * 300,
    "a list": b"[" * 90 + b"]" * 90,
    "a number without end": b'{"schema_version": ' + b"9" * 5000 + b"}",
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_manifest_built_to_hurt_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ResultsError, match=r"is not a readable manifest|newer version") as refused:
        StoredRun.open(tmp_path)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_checkpoint_built_to_hurt_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CHECKPOINT).write_bytes(content)
    with pytest.raises(ResultsError, match=r"is not a readable checkpoint|newer version"):
        read_record(tmp_path)
    (tmp_path / "replicate.json").write_bytes(content)
    with pytest.raises(ResultsError, match="is damaged"):
        read_tree(tmp_path / "replicate")


def test_file_larger_than_any_that_is_written_is_not_read(tmp_path: Path) -> None:
    """A hole of a terabyte takes no disk, and would take all memory."""
    with (tmp_path / FILE).open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(ResultsError, match="larger than"):
        StoredRun.open(tmp_path)
    with pytest.raises(ValueError, match="larger than 10 bytes"):
        read_bytes(_written(tmp_path / "x", b"x" * 11), 10)


def test_pipe_in_place_of_a_manifest_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(ResultsError, match="pipe or device"):
        StoredRun.open(tmp_path)


def test_depth_is_counted_as_it_is_written() -> None:
    """What the program writes itself is far from the bound; one level beyond it is refused."""
    whole = b"[" * DEEPEST + b"]" * DEEPEST
    assert parse_json(whole) is not None
    with pytest.raises(ValueError, match="nested more than"):
        parse_json(b"[" + whole + b"]")
    with pytest.raises(ValueError, match="nested more than"):
        parse_json(b'{"a": ' * 150 + b"{}" + b"}" * 150)


def test_seal_of_a_replicate_built_to_hurt_means_that_it_is_done_again(tmp_path: Path) -> None:
    path = seal_path(tmp_path, 0)
    path.parent.mkdir()
    for text in ('{"digests": ' + "[" * 900 + "]" * 900 + "}", '{"digests": ' + "[" * 200_000 + "}"):
        path.write_bytes(sealed(text))
        assert read_part(tmp_path, 0) is None


def test_arrays_that_unpack_to_more_than_memory_holds_are_refused(tmp_path: Path, monkeypatch: Any) -> None:
    """A file of a few kilobytes can unpack to any size; its seal can be renewed."""
    stem = tmp_path / "replicate"
    write_tree(stem, {"a": np.zeros(1 << 20)})
    assert (tmp_path / "replicate.npz").stat().st_size < 1 << 14
    monkeypatch.setattr(packing, "available_bytes", lambda: 1 << 20)
    with pytest.raises(ResultsError, match=r"when it is unpacked, available are 0\.0 GiB"):
        read_tree(stem)


def test_arrays_whose_head_lies_are_refused(tmp_path: Path) -> None:
    """The head of an array may say a shape that no memory holds."""
    stem = tmp_path / "replicate"
    write_tree(stem, {"a": np.zeros(3)})
    head = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000000,), }"
    member = b"\x93NUMPY\x01\x00" + (len(head) + 1).to_bytes(2, "little") + head + b"\n"
    with zipfile.ZipFile(tmp_path / "replicate.npz", "w") as packed:
        packed.writestr("a0.npy", member)
    document = unsealed((tmp_path / "replicate.json").read_bytes())
    document["arrays_sha256"] = sha256_of(tmp_path / "replicate.npz")
    (tmp_path / "replicate.json").write_bytes(sealed(json.dumps(document)))
    with pytest.raises(ResultsError, match="is damaged"):
        read_tree(stem)


def test_points_built_to_hurt_do_not_count(tmp_path: Path) -> None:
    lines = [
        DEEP,
        b"{" * 5000,
        b'{"sha256": ' + b"[" * 950 + b"]" * 950 + b"}",
        b"[1]",
        b"1",
        b"null",
        b"x" * 3_000_000,
    ]
    store = RunStore(tmp_path)
    store.begin()
    (store.folder / "stranger.runs").write_bytes(b"\n".join(lines))
    store.refresh()
    assert store.count() == 0


def test_manifest_with_numbers_that_no_run_has_is_refused(finished: StoredRun) -> None:
    """Somebody can renew a seal; sizes beyond all bounds would take all memory when tables are read."""
    path = finished.folder / FILE
    for name, value in {"weeks": 10**12, "replicates": 10**9, "start": "someday"}.items():
        record = unsealed(path.read_bytes())
        content, record[name] = path.read_bytes(), value
        path.write_bytes(sealed(json.dumps(record)))
        with pytest.raises(ResultsError, match="is not a readable manifest"):
            StoredRun.open(finished.folder)
        path.write_bytes(content)


def test_table_that_does_not_fit_its_manifest_is_refused(finished: StoredRun) -> None:
    record = finished.manifest.model_copy(update={"weeks": finished.manifest.weeks - 1})
    with pytest.raises(ResultsError, match="does not fit the run's manifest"):
        StoredRun(finished.folder, record).totals(["registered"])
    with pytest.raises(InputError, match="unknown measure 'no_measure'"):
        finished.totals(["no_measure"])


BAD = {
    "damaged": lambda path: path.write_bytes(path.read_bytes().replace(b'"people": 400', b'"people": 500')),
    "deep": lambda path: path.write_bytes(HOSTILE["deep"]),
    "newer": lambda path: path.write_bytes(b'{"schema_version": 99}'),
    "empty": lambda path: path.write_bytes(b""),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a link to itself": lambda path: (path.unlink(), path.symlink_to(path.name)),
}


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD)
def test_bad_run_does_not_hide_the_good_ones(
    tmp_path: Path, standin: Standin, finished: StoredRun, capsys: pytest.CaptureFixture[str], spoil: Any
) -> None:
    other = execute(scenario(seed=4), standin.options(tmp_path)).run
    spoil(other.folder / FILE)
    assert latest("small", tmp_path).folder == finished.folder
    assert wandel(["value", "small", "--out", str(tmp_path)]) == 0
    err = capsys.readouterr().err
    assert "Traceback" not in err
    if (other.folder / FILE).is_file():  # else there is no manifest at all
        (reason,) = find("small", tmp_path)[1]
        assert str(other.folder) in reason
        assert str(other.folder) in err


def test_where_all_runs_are_bad_each_is_named(tmp_path: Path, finished: StoredRun) -> None:
    (finished.folder / FILE).write_bytes(b"{}")
    with pytest.raises(ResultsError, match=f"(?s)no complete run.*{finished.folder.name}"):
        latest("small", tmp_path)


# --- where nothing can be written -----------------------------------------------------------------------------------


def _read_only(*_arguments: Any, **_more: Any) -> Any:
    raise OSError(errno.EROFS, "Read-only file system", "somewhere")


@pytest.fixture
def unwritable(finished: StoredRun, monkeypatch: pytest.MonkeyPatch) -> StoredRun:
    """Return a finished run, since when no file can be written (root may write anywhere: modes do not help)."""
    real = Path.open

    def opened(path: Path, mode: str = "r", *arguments: Any, **more: Any) -> Any:
        return real(path, mode, *arguments, **more) if set(mode) <= set("rbt") else _read_only()

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(executing, "locked", _read_only)
    for name in ("mkdir", "rename", "replace", "unlink", "write_text", "write_bytes"):
        monkeypatch.setattr(Path, name, lambda path, *a, **k: None if path.exists() else _read_only())
    return finished


def test_finished_run_is_used_where_nothing_can_be_written(
    tmp_path: Path, unwritable: StoredRun, standin: Standin
) -> None:
    again = execute(scenario(), standin.options(tmp_path))
    assert (again.reused, again.run.manifest.digest) == (True, unwritable.manifest.digest)


def test_what_is_not_finished_is_refused_where_nothing_can_be_written(
    tmp_path: Path, unwritable: StoredRun, standin: Standin
) -> None:
    with pytest.raises(ResultsError, match="cannot write results to"):
        execute(scenario(), standin.options(tmp_path, fresh=True))
    with pytest.raises(ResultsError, match="cannot write results to"):
        execute(scenario(seed=9), standin.options(tmp_path))
    content = (unwritable.folder / "value.parquet").read_bytes()
    with open(unwritable.folder / "value.parquet", "wb") as file:
        file.write(content[:-1])
    with pytest.raises(ResultsError, match="altered after the run"):
        execute(scenario(), standin.options(tmp_path))


def test_page_that_cannot_be_written_does_not_hide_the_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from simulation.cli.pages import written_if_possible

    assert written_if_possible(_read_only) is None
    assert "not written: somewhere (Read-only file system)" in capsys.readouterr().err

    def full() -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", "somewhere")

    with pytest.raises(OSError, match="No space left"):
        written_if_possible(full)


# --- a fresh run beside its explanation -------------------------------------------------------------------------------


def test_fresh_run_keeps_what_explains_it(
    tmp_path: Path, finished: StoredRun, standin: Standin, digest_of: Any
) -> None:
    values = finished.folder / "explain" / "key" / "week-0005" / "none" / "00000.values"
    values.parent.mkdir(parents=True)
    values.write_bytes(b"values")
    (finished.folder / "explain.html").write_bytes(b"page")
    execute(scenario(), standin.options(tmp_path, fresh=True))
    assert values.read_bytes() == b"values"
    assert (finished.folder / "explain.html").read_bytes() == b"page"
    assert digest_of(finished.folder) == finished.manifest.digest


def test_replacement_cut_off_before_explanations_moved_is_finished(
    tmp_path: Path, finished: StoredRun, standin: Standin
) -> None:
    old = finished.folder.with_name(finished.folder.name + ".old")
    shutil.copytree(finished.folder, old)
    (old / "explain").mkdir()
    assert execute(scenario(), standin.options(tmp_path)).reused
    assert (finished.folder / "explain").is_dir()
    assert not old.exists()


@pytest.fixture
def digest_of() -> Any:
    """Return the digest of the run in a folder."""
    return lambda folder: StoredRun.open(folder).manifest.digest


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
