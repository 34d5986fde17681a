"""The cache of compiled code must change whenever code that is compiled changes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numba.core.config

from simulation import compiled


def test_every_compiled_file_is_part_of_the_key():
    """A stale cache once served an old kernel: 1,561 adopters where the truth was 23."""
    for path in compiled.PACKAGE.rglob("*.py"):
        if re.search(r"^@(loop|part|rule|njit)", path.read_text(encoding="utf-8"), re.MULTILINE):
            name = path.relative_to(compiled.PACKAGE).as_posix()
            assert name.startswith(compiled.COMPILED_PARTS), f"{name} compiles code but is not in COMPILED_PARTS"


def test_compiled_parts_import_only_each_other():
    """A constant imported from elsewhere would be frozen into compiled code without being part of the key."""
    allowed = {
        *("simulation.compiled", "simulation.declare", "simulation.parameters", "simulation.interventions.select"),
        *("simulation.portable.elementary", "simulation.portable.normal"),
    }
    for path in compiled.PACKAGE.rglob("*.py"):
        name = path.relative_to(compiled.PACKAGE).as_posix()
        text = path.read_text(encoding="utf-8")
        if not re.search(r"^@(rule\(|loop|part|array_maker)", text, re.MULTILINE):
            continue
        for found, names in re.findall(r"^from (simulation[\w.]*) import (.*)", text, re.MULTILINE):
            inside = found.removeprefix("simulation.").replace(".", "/")
            known = any(each.startswith(compiled.COMPILED_PARTS) for each in (f"{inside}.py", f"{inside}/"))
            modules = {f"{found}.{each.strip()}" for each in names.split(",")}
            assert known or found in allowed or modules <= allowed, f"{name} imports {found}"


def test_the_hash_sees_every_change(tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    rules = tmp_path / "model" / "rules.py"
    rules.write_text("a = 1\n")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    before = compiled.source_hash.__wrapped__(compiled.COMPILED_PARTS)
    rules.write_text("a = 2\n")
    changed = compiled.source_hash.__wrapped__(compiled.COMPILED_PARTS)
    rules.rename(tmp_path / "model" / "rule.py")
    renamed = compiled.source_hash.__wrapped__(compiled.COMPILED_PARTS)
    (tmp_path / "README.py").write_text("")
    assert len({before, changed, renamed}) == 3
    assert compiled.source_hash.__wrapped__(compiled.COMPILED_PARTS) == renamed


def test_read_only_cache_folder(tmp_path, monkeypatch):
    """Compiled code then goes to a temporary folder (checked by name, for root may write everywhere)."""
    monkeypatch.setenv("WANDEL_CACHE", str(tmp_path))
    monkeypatch.setenv("NUMBA_CACHE_DIR", os.environ["NUMBA_CACHE_DIR"])
    monkeypatch.setattr(numba.core.config, "CACHE_DIR", numba.core.config.CACHE_DIR)
    monkeypatch.setattr(os, "access", lambda path, _mode: not Path(path).is_relative_to(tmp_path))
    compiled.use_own_cache()
    assert os.environ["NUMBA_CACHE_DIR"]
    assert not Path(os.environ["NUMBA_CACHE_DIR"]).is_relative_to(tmp_path)
    assert os.environ["NUMBA_CACHE_DIR"] == numba.core.config.CACHE_DIR


USES_A_RULE = """
import numpy as np
from simulation.engines.kernel.decide import _access
out = np.zeros(1, np.float32)
_access(out, np.ones(1, np.float32), np.full(1, 0.25, np.float32))
print(out[0])
"""


def test_changed_rules_are_never_served_by_old_code(tmp_path):
    """A loop in one file calls a rule in another one: numba itself would not notice that the rule has changed."""
    package = tmp_path / "simulation"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(compiled.PACKAGE, package, ignore=ignored)
    rules = package / "model" / "rules.py"
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "WANDEL_CACHE": str(tmp_path / "cache")}

    def access_left() -> float:
        words = [sys.executable, "-c", USES_A_RULE]
        return float(subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, check=True).stdout)

    assert access_left() == 0.75
    text = rules.read_text(encoding="utf-8")
    before, after = "return access * (ONE - barred)", "return access * barred"
    assert text.count(before) == 1
    rules.write_text(text.replace(before, after), encoding="utf-8")
    assert access_left() == 0.25


def test_compiled_code_that_is_damaged_or_of_another_function_is_not_used(tmp_path, monkeypatch):
    """A changed bit of machine code would give wrong numbers."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    key, code = (("int64",), ("processor",), "body"), (b"machine code", 1)
    store = compiled.Store(len, "state")
    store.save(key, code)
    (path,) = tmp_path.iterdir()
    content = path.read_bytes()
    assert store.load(key) == code
    assert store.load((("float64",), *key[1:])) is None
    assert compiled.Store(len, "other state").load(key) is None
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert store.load(key) is None
        path.write_bytes(content[:at])
        assert store.load(key) is None


def test_loops_are_kept_and_used_again(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(numba.core.config, "CACHE_DIR", str(tmp_path))

    def double(number):
        return 2 * number

    assert compiled.loop(double)(4) == 8
    assert len(list(tmp_path.glob("*.compiled"))) == 1
    again = compiled.loop(double)
    assert again(4) == 8
    assert sum(again.stats.cache_hits.values()) == 1
