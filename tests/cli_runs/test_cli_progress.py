"""Progress where there is no terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from simulation.cli import progress as module
from simulation.cli.progress import progress


def told(monkeypatch: pytest.MonkeyPatch, steps: list[tuple[float, int, int]], quiet: bool = False) -> list[str]:
    """What is printed when (seconds, replicate, weeks done) are noted of a run of 2 replicates and 100 weeks."""
    clock = [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    written = io.StringIO()
    with progress(Console(file=written, width=80, quiet=quiet), "a_run [1]", 2, 100) as note:
        for seconds, replicate, weeks in steps:
            clock[0] = 1000 + seconds
            note(replicate, weeks)
    return written.getvalue().splitlines()


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, [(0.1 * week, 0, week) for week in range(1, 99)]) == []


def test_a_fast_run_has_a_line_each_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(monkeypatch, [(week / 2, week % 2, week) for week in range(1, 101)])
    assert lines[0] == "a_run [1]: 20% done after 10 s"
    assert [line.split(" after ")[1] for line in lines] == ["10 s", "20 s", "30 s", "40 s", "50 s"]


def test_a_slow_run_has_a_line_each_minute_and_each_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = told(monkeypatch, [(20.0 * week, 0, week) for week in range(1, 10)])
    assert [line.split(": ")[1] for line in slow] == [
        "2% done after 60 s",
        "3% done after 120 s",
        "4% done after 180 s",
    ]
    tenths = told(monkeypatch, [(2.0 * week, 0, week) for week in range(1, 101)])
    assert [line.split(": ")[1] for line in tenths[:2]] == ["10% done after 40 s", "20% done after 80 s"]


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, [(1000.0 * week, 0, week) for week in range(1, 101)], quiet=True) == []
