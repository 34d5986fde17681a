"""Drawings as files; those that a browser makes are made by one, all of them."""

from __future__ import annotations

import asyncio
import base64
import shutil
from collections.abc import Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal

from simulation.results.errors import InputError, ResultsError
from simulation.system.writing import write_bytes

if TYPE_CHECKING:
    from simulation.present.alone.drawing import Drawing

Format = Literal["svg", "html", "png", "pdf"]
Order = tuple[str, dict[str, Any]]
"""A command of the browser's protocol."""
FINE: Final = 2
"""Pixels of a PNG for each unit of the drawing."""
SECONDS: Final = 120
"""Time that a browser may take to start and to draw, and one more for each drawing."""
_INCH: Final = 96.0
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def write(drawings: Mapping[str, Drawing], folder: Path, form: Format) -> list[Path]:
    """Write each drawing into a folder under its name.

    Raises:
        InputError: a PNG or PDF is wanted, and there is no browser, or the library that drives it is not installed.
        ResultsError: the browser does not start, does not answer, or ends before it has drawn.
    """
    if form in {"png", "pdf"}:
        orders = {
            name: (f'<body style="margin:0">{each.svg}</body>', _wanted(each, form)) for name, each in drawings.items()
        }
        content = _in_a_browser(orders, form)
    else:
        make = _page if form == "html" else _alone
        content = {name: make(each).encode() for name, each in drawings.items()}
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, each in content.items():
        paths.append(folder / f"{name}.{form}")
        write_bytes(paths[-1], each)
    return paths


def _alone(each: Drawing) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{each.svg}\n'


def _page(each: Drawing) -> str:
    """Return a page with nothing but the drawing, as wide as there is room."""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(each.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<style>body{margin:0}body>svg{display:block;width:100%;max-width:1200px;height:auto;margin:auto}</style>"
        f"</head><body>{each.svg}</body></html>\n"
    )


def page_as_pdf(content: bytes) -> bytes:
    """Return a page as its browser prints it, on sheets of the size that its style names.

    Raises:
        InputError: there is no browser, or the library that drives it is not installed.
        ResultsError: the browser fails.
    """
    orders = {"": (content.decode(), ("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True}))}
    return _in_a_browser(orders, "pdf")[""]


def _in_a_browser(orders: Mapping[str, tuple[str, Order]], form: Format) -> dict[str, bytes]:
    """Let one browser show each page, without a network, and return what it is ordered to make of it."""
    if find_spec("choreographer") is None:
        raise InputError(f"{form} needs a library for browsers: pip install 'wandel[report]'")
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        raise InputError(f"{form} needs Chromium or Chrome on the path; svg and html need none")
    began, most = monotonic(), SECONDS + len(orders)
    try:
        return asyncio.run(asyncio.wait_for(_drawn(path, orders), most))
    except Exception as error:  # whatever the library raises where a browser cannot start, is killed, or is left
        late = monotonic() - began >= most
        why = f"it does not answer within {most} seconds" if late else type(error).__name__
    raise ResultsError(f"{form}: the browser {path} fails ({why}); svg and html need none")


async def _drawn(path: str, orders: Mapping[str, tuple[str, Order]]) -> dict[str, bytes]:
    import choreographer

    found = {}
    browser = choreographer.Browser(path=path, headless=True, enable_sandbox=False)
    try:
        async with browser:
            tab: Any = await browser.create_tab("about:blank")
            tree = await tab.send_command("Page.getFrameTree")
            frame = tree["result"]["frameTree"]["frame"]["id"]
            for name, (page, order) in orders.items():
                await tab.send_command("Page.setDocumentContent", {"frameId": frame, "html": page})
                answer = await tab.send_command(*order)
                found[name] = base64.b64decode(answer["result"]["data"])
    finally:
        process = getattr(browser, "subprocess", None)
        if process is not None and process.poll() is None:
            process.kill()
    return found


def _wanted(each: Drawing, form: Format) -> Order:
    if form == "png":
        clip = {"x": 0, "y": 0, "width": each.width, "height": each.height, "scale": FINE}
        return "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True}
    margins = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
    size = {"paperWidth": each.width / _INCH, "paperHeight": (each.height + 1) / _INCH}
    return "Page.printToPDF", {"printBackground": True, "pageRanges": "1", **size, **margins}
