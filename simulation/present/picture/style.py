"""The one theme of pictures and pages: colours after Okabe and Ito for light and dark, dashes, hatches, sizes of type.

Colours of lines have at least 3:1 against the ground, those of text at least 4.5:1 (tested). A picture that stands
alone holds the colours themselves, for not every program knows variables.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Theme = Literal["light", "dark"]
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "page": "#f4f6f8", "paper": "#ffffff", "ink": "#1b2631", "quiet": "#4d5b68", "grid": "#e3e8ed",
        "edge": "#c3ccd5", "ground": "#eef1f4", "notice": "#fff6e0", "warn": "#8a5a00",
        "base": "#5f6b76", "first": "#0072b2", "second": "#b84a00", "third": "#007a59", "fourth": "#9b4086",
        "loss": "#b84a00", "measured": "#0072b2", "literature": "#007a59", "assumed": "#b84a00",
    },
    "dark": {
        "page": "#12181e", "paper": "#1a222a", "ink": "#edf1f5", "quiet": "#b3bec9", "grid": "#2d3843",
        "edge": "#4a5866", "ground": "#222c36", "notice": "#332a14", "warn": "#f2c15a",
        "base": "#a9b4bf", "first": "#56b4e9", "second": "#ff9d5c", "third": "#3ecf9f", "fourth": "#e08fcb",
        "loss": "#ff9d5c", "measured": "#56b4e9", "literature": "#3ecf9f", "assumed": "#ff9d5c",
    },
}  # fmt: skip
"""Colours by theme and by what they are for."""
TONES: Final = ("base", "first", "second", "third", "fourth", "loss", "ink", "measured", "literature", "assumed")
_DASHES: Final = {"base": "7 4", "second": "10 3 2 3", "third": "3 3", "fourth": "12 4"}
"""Lines differ by their dash, too: the first plan's is solid."""


def _marks() -> str:
    tones = "".join(f".t-{tone}{{color:var(--{tone})}}" for tone in TONES)
    dashes = "".join(f".line.t-{tone}{{stroke-dasharray:{dash}}}" for tone, dash in _DASHES.items())
    return (
        f"{tones}.line{{fill:none;stroke:currentColor;stroke-width:2.4;stroke-linejoin:round}}"
        f".thin{{fill:none;stroke:currentColor;stroke-width:1;opacity:.45}}{dashes}"
        ".outer{fill:currentColor;opacity:.14}.inner{fill:currentColor;opacity:.26}"
        ".edge{fill:none;stroke:currentColor;stroke-width:1}"
        ".bar{fill:currentColor;fill-opacity:.8}.hatched{stroke:currentColor;stroke-width:1.5}"
        ".hollow{fill:var(--paper);stroke:currentColor;stroke-width:1.8}"
        ".dot{fill:currentColor;stroke:var(--paper);stroke-width:.6}"
        ".whisker{stroke:currentColor;stroke-width:2.2}.range{stroke:var(--ink);stroke-width:1.6}"
        ".event{fill:currentColor;fill-opacity:.55}.heat{fill:currentColor}.cell{fill:var(--ground)}"
        ".grid{stroke:var(--grid)}.axis{stroke:var(--edge)}.zero{stroke:var(--quiet);stroke-width:1.2}"
        ".bold{stroke:var(--ink);stroke-width:2}.rule{stroke:var(--quiet);stroke-dasharray:3 3}"
        ".ground{fill:var(--ground)}.hit{fill:transparent}"
    )


_TEXT: Final = (
    f"text{{font-family:{FONT};font-size:13px;fill:var(--ink)}}"
    ".tick,.note{fill:var(--quiet);font-size:12.5px}.small{font-size:12px}.strong{font-weight:600}"
    ".value{font-variant-numeric:tabular-nums}"
    ".label{font-weight:600;fill:currentColor}"
    ".label,.note,.halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}"
    ".note{stroke:var(--ground)}"
)
PICTURE: Final = _marks() + "".join(f".picture {rule}" for rule in re.findall(r"[^}]+\}", _TEXT))
"""Rules for pictures; colours are variables."""


def variables(theme: Theme) -> str:
    """Return the colours of a theme as declarations of variables."""
    return "".join(f"--{name}:{colour};" for name, colour in COLOURS[theme].items())


def standing_alone(theme: Theme) -> str:
    """Return the rules for a picture in a file of its own, with the colours in the place of variables."""
    return re.sub(r"var\(--(\w+)\)", lambda found: COLOURS[theme][found.group(1)], PICTURE)
