"""The site holds together: every page is in the navigation, every link and anchor leads somewhere within."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from docs.made.odd import ROOT
from docs.made.site import NAVIGATION, config

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*PAGES, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
PARSER = MarkdownIt("commonmark").enable("table")


def tokens(text: str) -> Iterator[Any]:
    """Every token of a text, inline ones too."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def links(text: str) -> list[str]:
    """Where the links and pictures of a text lead."""
    return [
        str(token.attrs.get("href") or token.attrs["src"])
        for token in tokens(text)
        if token.type in ("link_open", "image")
    ]


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors of a page's headings, as Markdown's table of contents makes them."""
    flat = PARSER.parse(path.read_text(encoding="utf-8"))
    titles = [inline.content for opened, inline in pairwise(flat) if opened.type == "heading_open"]
    slugs = [re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower()) for title in titles]
    return frozenset(slugs)


def broken(path: Path) -> list[str]:
    """Links of a page that lead nowhere."""
    wrong = []
    for link in links(path.read_text(encoding="utf-8")):
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    assert broken(path) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_link_to_nothing_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [link for link in links(text) if ":" in link] == []
    assert "<script" not in text
    outside = [
        link
        for link in links(text)
        if link and not (path.parent / link.partition("#")[0]).resolve().is_relative_to(DOCS)
    ]
    assert outside == [], "a page of the site cannot link to a file that is not in it"


def test_broken_links_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# A title (of it)\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md#a-title-of-it) [b](there.md#b) [c](not.md) `[d](code.md)`\n\n| t |\n|---|\n| [e](e.md) |\n"
    )
    assert broken(page) == ["there.md#b", "not.md", "e.md"]


def test_every_page_is_in_the_navigation_once() -> None:
    listed = [page for pages in NAVIGATION.values() for page in pages.values()]
    assert len(set(listed)) == len(listed)
    assert {str(path.relative_to(DOCS)) for path in PAGES} <= set(listed), "add it to docs/made/site.py"


def test_configuration_is_read_as_meant() -> None:
    read = YAML(typ="safe").load(config())
    shown = re.findall(r"[\w/-]+\.md", str(read["nav"]))
    assert all((DOCS / page).is_file() for page in shown)
    assert {DOCS / page for page in shown} == set(PAGES)
    assert [next(iter(entry)) for entry in read["nav"]][:2] == ["Wandel", "Tutorial"]
    assert read["theme"]["font"] is False, "fonts would be fetched from elsewhere"
