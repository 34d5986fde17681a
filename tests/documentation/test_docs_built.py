"""The built site: every link, anchor, script and style leads to something in it, and its pages fit a screen."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from docs.made.odd import ROOT
from docs.made.site import config
from tests.browser import drawn, needs_browser

ALLOWED_OUTSIDE = {"https://zensical.org/"}
"""The builder's own credit at the foot of each page."""
MOST_SIDEWAYS = 60
"""Pixels by which the widest table may exceed its place: it scrolls by itself."""


class Page(HTMLParser):
    """The links of one page and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and anchors."""
        found = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := found.get(name))}
        for name in ("href", "src"):
            if (value := found.get(name)) is not None and tag not in ("base",):
                self.links.append(value)


def broken(site: Path) -> list[str]:
    """Links of a built site that lead nowhere, as page: link."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme == "data" or link in ALLOWED_OUTSIDE:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            # 404.html is served for any address, so its links begin at the root of the site
            if parts.path.startswith("/"):
                target = (site / unquote(parts.path).lstrip("/")).resolve()
            target = target / "index.html" if target.is_dir() else target
            there = target.is_file() and target.is_relative_to(site.resolve())
            anchored = not parts.fragment or target not in pages or unquote(parts.fragment) in pages[target].anchors
            if parts.scheme or parts.netloc or not there or not anchored:
                wrong.append(f"{path.name}: {link}")
    return wrong


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from a copy of its sources."""
    folder = tmp_path_factory.mktemp("documentation")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "mkdocs.yml").write_text(config(), encoding="utf-8")
    build = [sys.executable, "-m", "zensical", "build", "--strict", "-f", "mkdocs.yml"]
    done = subprocess.run(build, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_every_page_is_built(site: Path) -> None:
    made = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert {path.relative_to(site) for path in site.rglob("*.html")} == made | {Path("404.html")}


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert broken(site) == []


def test_broken_links_and_anchors_would_be_found(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    page = copy / "index.html"
    text = page.read_text(encoding="utf-8")
    bad = '<a href="odd.html#not-there">a</a> <a href="no.html">b</a> <img src="//elsewhere.example/c.png">'
    page.write_text(text.replace("</article>", f"{bad}</article>"), encoding="utf-8")
    links = ("odd.html#not-there", "no.html", "//elsewhere.example/c.png")
    assert broken(copy) == [f"index.html: {link}" for link in links]


def test_site_asks_nothing_of_the_network(site: Path) -> None:
    for path in [*site.rglob("*.css"), *site.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(['\"]?(https?:)?//", text), path.name
        assert not re.search(r"<(link|script|img|iframe)[^>]+(href|src)=['\"]?(https?:)?//", text), path.name


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


MEASURE = """<pre id="out"></pre><script>(async () => {
  const found = {};
  for (const page of %s) {
    const frame = document.createElement('iframe');
    frame.style = 'width: 1280px; height: 900px'; frame.src = page; document.body.append(frame);
    await new Promise(done => frame.onload = done); await new Promise(done => setTimeout(done, 500));
    const seen = frame.contentDocument, over = [0];
    seen.querySelectorAll('article table').forEach(table => {
      const place = table.closest('.md-typeset__scrollwrap'); over.push(place.scrollWidth - place.clientWidth);
    });
    found[page] = [seen.documentElement.scrollWidth, Math.max(...over), seen.querySelectorAll('nav a').length];
  }
  document.getElementById('out').textContent = JSON.stringify(found);
})()</script>"""


@pytest.mark.slow
@needs_browser
def test_pages_fit_a_screen_1280_wide(site: Path, address: str, tmp_path: Path) -> None:
    names = sorted(str(path.relative_to(site)) for path in site.rglob("*.html") if path.name != "404.html")
    (site / "measure.html").write_text(MEASURE % json.dumps(names), encoding="utf-8")
    printed = drawn(f"{address}/measure.html", tmp_path / "profile", 60_000)
    found = json.loads(re.search(r'<pre id="out">(.*?)</pre>', printed)[1])
    assert set(found) == set(names)
    assert {page: width for page, (width, _, _) in found.items() if width > 1280} == {}
    assert {page: over for page, (_, over, _) in found.items() if over > MOST_SIDEWAYS} == {}
    assert min(links for _, _, links in found.values()) > 10
