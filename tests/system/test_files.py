"""No link is followed, nothing of another user is trusted, and what killed writers left is swept."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from simulation import compiled
from simulation.system import files
from simulation.system.files import is_own_folder, open_plainly, private_folder, read_own, sweep, temporary_beside
from simulation.system.processes import lives, user
from simulation.system.writing import write_bytes

needs_root = pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can make files of other users"
)
needs_links = pytest.mark.skipif(os.name == "nt", reason="making links takes rights there")
STRANGER = 54321


def dead() -> int:
    """Number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@needs_links
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT, os.O_WRONLY | os.O_CREAT | os.O_EXCL])
def test_links_and_pipes_are_not_opened(flags: int, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    (tmp_path / "link").symlink_to(mine)
    (tmp_path / "nowhere").symlink_to(tmp_path / "new.txt")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "nowhere", "pipe"):
        with pytest.raises(OSError, match=r"link|plain|exists"):
            open_plainly(tmp_path / name, flags)
    assert mine.read_text() == "precious"
    assert not (tmp_path / "new.txt").exists()


@needs_links
def test_links_are_not_opened_where_the_system_cannot_refuse_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    (tmp_path / "link").symlink_to("mine.txt")
    monkeypatch.setattr(files, "_NO_LINK", 0)
    with pytest.raises(OSError, match="link") as caught:
        open_plainly(tmp_path / "link", os.O_RDWR)
    assert caught.value.errno == errno.ELOOP


@needs_links
def test_a_link_in_the_place_of_a_temporary_file_is_removed_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    (tmp_path / f".table.{os.getpid()}.tmp").symlink_to(mine)
    write_bytes(tmp_path / "table", b"new")
    assert (mine.read_text(), (tmp_path / "table").read_text()) == ("precious", "new")
    assert sorted(os.listdir(tmp_path)) == ["mine.txt", "table"]


def test_leftovers_of_dead_writers_are_swept_everywhere(tmp_path: Path) -> None:
    deep = tmp_path / "explain" / "key" / "week-0005"
    deep.mkdir(parents=True)
    gone = [folder / f".x.values.{dead()}.tmp" for folder in (tmp_path, deep)]
    kept = [tmp_path / f".x.{os.getppid()}.tmp", deep / f".x.{os.getpid()}.tmp", deep / ".x.tmp", deep / "x.99.tmp"]
    for path in (*gone, *kept):
        path.write_text("half")
    sweep(tmp_path, below=False)
    assert [path.exists() for path in gone] == [False, True]
    sweep(tmp_path)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept)


def test_leftovers_of_a_day_are_swept_whoever_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / f".x.{os.getppid()}.tmp"
    path.write_text("half")
    os.utime(path, (0, 0))
    sweep(tmp_path)
    assert not path.exists()


def test_what_is_being_written_is_not_swept(tmp_path: Path) -> None:
    temporary = temporary_beside(tmp_path / "table")
    sweep(tmp_path)
    assert temporary.exists()


def test_processes_are_asked_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows `os.kill` would end the process that it is asked about."""
    assert lives(os.getppid())
    assert not lives(dead())
    assert lives(10**30)
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.delattr(os, "kill")
    assert lives(1)


def test_users_are_told_apart_where_they_have_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "DOMAIN\\Anna Ö")
    assert user() == "DOMAIN-Anna--"

    def nobody() -> str:
        raise ImportError("pwd")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert user() == "user"


@needs_root
def test_files_of_others_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "code"
    path.write_bytes(b"code")
    assert read_own(path) == b"code"
    path.chmod(0o646)  # anybody can have changed it
    assert read_own(path) is None
    path.chmod(0o600)
    os.chown(path, STRANGER, STRANGER)
    assert read_own(path) is None


@needs_root
def test_a_cache_that_a_stranger_made_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled code is loaded as a pickle, which can run anything."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("wandel-0", "wandel-compiled-0"):
        (tmp_path / name).mkdir()
        os.chown(tmp_path / name, STRANGER, STRANGER)
        (tmp_path / name).chmod(0o777)
    for name in ("wandel", "wandel-compiled"):
        found = private_folder(name)
        assert is_own_folder(found)
        assert found.name.startswith(f"{name}-0-")
        assert found == private_folder(name)  # one for the whole process


@needs_root
@pytest.mark.parametrize("owned", ["compiled", "compiled/STATE"])
def test_compiled_code_goes_elsewhere_if_its_folder_is_not_ones_own(
    owned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WANDEL_CACHE", str(tmp_path))
    folder = tmp_path / owned.replace("STATE", compiled.source_hash(compiled.COMPILED_PARTS)[:16])
    folder.mkdir(parents=True)
    os.chown(folder, STRANGER, STRANGER)
    monkeypatch.setenv("NUMBA_CACHE_DIR", os.environ["NUMBA_CACHE_DIR"])
    monkeypatch.setattr("numba.core.config.CACHE_DIR", os.environ["NUMBA_CACHE_DIR"])
    compiled.use_own_cache()
    assert not Path(os.environ["NUMBA_CACHE_DIR"]).is_relative_to(tmp_path)


@needs_root
def test_compiled_code_of_a_stranger_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    store = compiled.Store(len, "state")
    store.save("key", "code")
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert store.load("key") == "code"
    os.chown(path, STRANGER, STRANGER)
    assert store.load("key") is None


@pytest.mark.parametrize("through_a_link", [False, True], ids=["itself", "by a link"])
def test_no_file_comes_in_place_of_a_pipe_device_or_folder(tmp_path: Path, through_a_link: bool) -> None:
    """Root may replace names in /dev: `--to /dev/full` left a page there for everybody."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, message in (("pipe", "is no plain file"), ("folder", "Is a directory")):
        there = tmp_path / name
        if through_a_link:
            there = tmp_path / f"link-{name}"
            there.symlink_to(name)
        with pytest.raises(OSError, match=message):
            write_bytes(there, b"a page")
    assert (tmp_path / "pipe").is_fifo()
    with pytest.raises(OSError, match="is no plain file"):
        write_bytes(Path(os.devnull), b"a page")
    (tmp_path / "gone").symlink_to("nowhere")
    write_bytes(tmp_path / "gone", b"a page")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
