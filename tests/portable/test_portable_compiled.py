"""Compiled code rounds each operation, whatever it is compiled for: nothing is fused or added up in another order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.portable.arm import FUSED
from tests.portable.grid import RULES, worked_out

ROOT = Path(__file__).resolve().parents[2]


def printed(program: str, **environment: str) -> Any:
    """What a program of this folder prints; None if it could not."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.portable.{program}"],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(done.stdout) if done.returncode == 0 else None


def test_rules_give_the_same_bits_for_any_processor() -> None:
    """Every kind of rule over a grid, compiled for this processor and for the least of its kind."""
    here = {name: worked_out(name)[1] for name in RULES}
    assert printed("grid", NUMBA_CPU_NAME="generic") == here


def test_fusing_would_be_noticed() -> None:
    """With leave to fuse, the same loop gives other bits where the processor can fuse."""
    over, fused = worked_out("read_logit", fastmath={"contract"})
    (code,) = over.inspect_asm().values()
    assert (fused != worked_out("read_logit")[1]) == bool(FUSED.search(code))


def test_rules_are_not_fused_on_arm() -> None:
    """Every ARM processor has fused multiply-add; the compiler takes it where it may, and it may not."""
    counts = printed("arm")
    if counts is None:
        pytest.skip("this LLVM makes no code for ARM")
    assert {name: as_it_is for name, (as_it_is, _) in counts.items()} == dict.fromkeys(RULES, 0)
    assert sum(with_leave for _, with_leave in counts.values()) > 100
