import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simulation.organisation import Organisation, OrganisationSettings, cache, generator
from simulation.organisation.cache import cached_path, load_or_generate, read, write

SETTINGS = OrganisationSettings(people=500)


def same(a: Organisation, b: Organisation) -> bool:
    columns = ("silo", "country", "department", "team", "level", "function", "manager", "assistant", "broker", "desk")
    arrays = [(getattr(a, name), getattr(b, name)) for name in columns]
    for x, y in zip(a.layers, b.layers, strict=True):
        assert x.name == y.name
        arrays += [(x.indptr, y.indptr), (x.indices, y.indices)]
    for x, y in arrays:
        assert x.dtype == y.dtype
        assert np.array_equal(x, y)
    return (a.silo_names, a.country_names, a.function_names) == (b.silo_names, b.country_names, b.function_names)


def test_second_time_comes_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_or_generate(SETTINGS, tmp_path)
    monkeypatch.setattr(generator, "generate", None)
    assert same(first, load_or_generate(SETTINGS, tmp_path))
    assert [path.suffix for path in tmp_path.iterdir()] == [".organisation"]


def test_arrays_from_disk_are_of_the_generated_kind(tmp_path: Path) -> None:
    """Compiled loops are specialised on these flags: a difference would compile them twice."""
    for _ in range(2):
        organisation = load_or_generate(SETTINGS, tmp_path)
        arrays = [organisation.silo, organisation.desk, organisation.manager]
        arrays += [array for ties in organisation.layers for array in (ties.indptr, ties.indices)]
        for array in arrays:
            assert type(array) is np.ndarray
            assert (array.flags.c_contiguous, array.flags.aligned, array.flags.writeable) == (True, True, True)


@pytest.mark.parametrize("where", [0, 30, 0.5, -40, -1])
def test_damage_is_noticed_and_mended(where: float, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    sound = load_or_generate(SETTINGS, tmp_path)
    path = cached_path(SETTINGS, tmp_path)
    content = bytearray(path.read_bytes())
    content[int(where * len(content)) if isinstance(where, float) else where] ^= 1
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert same(sound, load_or_generate(SETTINGS, tmp_path))
    assert "is damaged" in caplog.text
    assert same(sound, read(path))


@pytest.mark.parametrize("length", [0, 10, 1000])
def test_cut_off_files_are_made_again(length: int, tmp_path: Path) -> None:
    sound = load_or_generate(SETTINGS, tmp_path)
    path = cached_path(SETTINGS, tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    assert read(path) is None
    assert same(sound, load_or_generate(SETTINGS, tmp_path))


def test_settings_and_source_decide_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {cached_path(OrganisationSettings(people=500, seed=seed), tmp_path) for seed in range(3)}
    order = [{"A": 1.0, "B": 1.0}, {"B": 1.0, "A": 1.0}]
    names |= {cached_path(OrganisationSettings(people=500, countries=countries), tmp_path) for countries in order}
    assert len(names) == 5
    before = cached_path(SETTINGS, tmp_path)
    monkeypatch.setattr(cache, "source_hash", lambda _: "other source")
    assert cached_path(SETTINGS, tmp_path) != before


def test_default_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("WANDEL_CACHE", str(tmp_path / "own"))
    assert cached_path(SETTINGS).is_relative_to(tmp_path / "own")
    monkeypatch.delenv("WANDEL_CACHE")
    assert cached_path(SETTINGS).is_relative_to(tmp_path / "xdg" / "wandel")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cached_path(SETTINGS).is_relative_to(Path.home() / ".cache" / "wandel")


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with caplog.at_level(logging.WARNING):
        assert load_or_generate(SETTINGS, blocked).n_people == 500
    assert "not kept on disk" in caplog.text


def test_interrupted_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Organisation
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(small, tmp_path / "x.organisation")
    assert list(tmp_path.iterdir()) == []


def test_killed_writer_leaves_no_half_organisation(tmp_path: Path) -> None:
    """A process killed just before the file is moved into place; the next one generates and keeps it."""
    program = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from simulation.organisation import OrganisationSettings\n"
        "from simulation.organisation.cache import load_or_generate\n"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"load_or_generate(OrganisationSettings(people=500), Path({str(tmp_path)!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    sound = load_or_generate(SETTINGS, tmp_path)
    assert same(sound, read(cached_path(SETTINGS, tmp_path)))


def test_leftovers_of_killed_writers_are_swept(tmp_path: Path) -> None:
    path = cached_path(SETTINGS, tmp_path)
    old, young = (tmp_path / f"{path.stem[:16]}.{age}.part" for age in ("old", "young"))
    for leftover in (old, young):
        leftover.touch()
    os.utime(old, (0, 0))
    load_or_generate(SETTINGS, tmp_path)
    assert not old.exists()
    assert young.exists()  # its writer may still be at work
