"""Write the made pages: python -m docs.made; with --check say which are not current, and change nothing."""

from __future__ import annotations

import sys

from docs.made.pages import PAGES, ROOT


def main(check: bool) -> int:
    """Write or check all pages; returns how many are not current, 0 after writing."""
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    print("\n".join(f"{name}: {'not current, run make docs' if check else 'written'}" for name in stale) or "current")
    return len(stale) if check else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
