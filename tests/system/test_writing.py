"""Files and folders are whole or not there, whatever ends the process that writes them."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from simulation.compiled import PACKAGE
from simulation.system.writing import replace_folder, write_text
from tests.faults.spy import Spy, full_from, killed_at, watching

WRITES = re.compile(r"\.write_(?:text|bytes)\(|\.open\(\"[wxa]|[( ]open\([^)\n]*\"[wxa]b?\"")
"""What makes a file in place."""
IN_PLACE = {
    "compiled.py": "through a temporary file",
    "system/writing.py": "the one that does it",
    "wasm/building.py": "a tool of developers",
    "wasm/module.py": "a tool of developers",
    "attribution/store.py": "as the filling of a temporary file",
    "importing/importing.py": "into a temporary folder",
    "results/packing.py": "as the filling of a temporary file",
    "results/parts.py": "with a seal, without which it does not count",
    "scenario/starter.py": "refused where anything is there",
    "studies/store/parts.py": "a file of its own, put in place by a link",
}


def test_files_are_written_in_one_way() -> None:
    """A kill or a full disk would leave half of any other."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(IN_PLACE)


def fill(text: str, folder: Path) -> None:
    (folder / "a").write_text(text)
    (folder / "b").write_text(text)


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def in_a_process(spy: Spy, folder: Path) -> int:
    """Replace a folder in a forked process under a spy; returns how it ended."""
    pid = os.fork()
    if pid == 0:
        try:
            with watching(spy):
                replace_folder(folder, lambda into: fill("new", into))
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_folder_is_replaced_wherever_it_is_killed(tmp_path: Path) -> None:
    """After each single step either content is there as a whole once the next one has come, and nothing else."""
    whole = ({"a": "old", "b": "old"}, {"a": "new", "b": "new"})
    for step in range(1, 40):
        folder = tmp_path / str(step) / "result"
        replace_folder(folder, lambda into: fill("old", into))
        ended = in_a_process(killed_at(step), folder)
        left = [path for path in folder.parent.iterdir() if path == folder or path.suffix == ".old"]
        assert any(content(path) in whole for path in left), step
        replace_folder(folder, lambda into: fill("last", into))
        assert content(folder) == {"a": "last", "b": "last"}
        assert [path.name for path in folder.parent.iterdir()] == ["result"]
        if ended == 0:
            return
        assert ended == -signal.SIGKILL
    raise AssertionError("it never came to its end")


def test_a_folder_stays_where_the_disk_is_full(tmp_path: Path) -> None:
    for step in range(1, 40):
        folder = tmp_path / str(step) / "result"
        replace_folder(folder, lambda into: fill("old", into))
        ended = in_a_process(full_from(step), folder)
        replace_folder(folder.with_name("other"), lambda into: fill("", into))
        found = content(folder if folder.is_dir() else folder.with_name(".result.old"))
        assert found in [{"a": each, "b": each} for each in (("old", "new") if ended else ("new",))]
        if ended == 0:
            return
    raise AssertionError("it never came to its end")


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    """Nobody knows the temporary file beside it."""
    for path in (tmp_path / ("x" * 250), tmp_path / "none" / "a"):
        with pytest.raises(OSError, match=re.escape(str(path))) as raised:
            write_text(path, "")
        assert raised.value.filename == str(path)
