"""A browser without a window, for tests that look at a page as it is drawn."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--dump-dom"),
)
needs_browser = pytest.mark.skipif(
    BROWSER is None, reason="no chromium here: make test installs it where it may (Debian, root)"
)


def drawn(address: str, profile: Path, milliseconds: int = 5_000) -> str:
    """Open a page, let its scripts run for so long on the page's own clock, and return what stands in it then."""
    command = [str(BROWSER), *FLAGS, f"--virtual-time-budget={milliseconds}", f"--user-data-dir={profile}", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
