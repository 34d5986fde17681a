"""What other systems lack is asked for in one place only; commands work without it, and as a module."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.system import processes

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "simulation"
POSIX_MODULES = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_NAMES = {
    *("chown", "fork", "getgid", "geteuid", "getuid", "kill", "killpg", "mkfifo", "nice", "setsid", "wait"),
    *("sched_getaffinity", "sysconf", "uname", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY"),
}
AS_WINDOWS = """
import os, sys
GONE = {"fcntl", "pwd", "grp", "resource", "termios"}
class Block:
    def find_spec(self, name, path=None, target=None):
        if name in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Block())
for name in GONE:
    sys.modules.pop(name, None)
for name in NAMES:
    if hasattr(os, name):
        delattr(os, name)
import shutil
shutil._use_fd_functions = False  # as it finds for itself on such a system
import simulation.cli.main as main
sys.exit(main.run(sys.argv[1:]))
"""
PLAN = """\
schema_version: 1
name: plan
organisation: {people: 60}
run: {start: 2024-01-01, weeks: 4, replicates: 1, seed: 1}
"""


def test_only_one_part_asks_for_what_some_systems_lack() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / "system"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: set[str] = set()
            if isinstance(node, ast.Import):
                names = {each.name for each in node.names} & POSIX_MODULES
            elif isinstance(node, ast.ImportFrom):
                names = {node.module or ""} & POSIX_MODULES
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
                names = {node.attr} & POSIX_NAMES
            found += [f"{path.name}: {name}" for name in names]
    assert found == []


def test_commands_work_without_what_windows_lacks(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    gone = ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_DIRECTORY", "getuid", "sched_getaffinity", "sysconf", "fork")
    program = AS_WINDOWS.replace("NAMES", repr(gone))
    for words in (
        ["validate", "plan.yaml"],
        ["run", "plan.yaml", "--workers", "1", "--checkpoint", "2"],
        ["run", "plan.yaml", "--fresh", "--no-page"],
        ["value", "plan"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_cores_where_processes_are_bound_to_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert processes.cores() == 6


def test_the_package_is_the_command(tmp_path: Path) -> None:
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}

    def called(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "simulation", *words]
        return subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)

    assert "small-demo" in called("list").stdout
    assert "Usage: python -m simulation run" in called("run", "--help").stdout
    wrong = called("run", "nowhere.yaml")
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)
