"""Makes docs/assumptions.md from the assumptions and what their switches were measured to do."""

from __future__ import annotations

import json
import math
from typing import Any, Final

from docs.made.ablations import DATA, MEASURES
from docs.made.assumptions import ALL, ASSUMPTIONS, Assumption
from docs.made.tables import code, table

HEAD: Final = ("registered", "active (read within 4 weeks)", "contributions", "belief, in 1/1000")
CLEAR: Final = 3.0
"""Standard errors from which on a difference is printed bold: among some 140 numbers about one in 370 by chance."""


ALL_DIGITS: Final = 10.0
"""Standard errors from which on no decimals are printed."""


def page() -> str:
    """Return docs/assumptions.md."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    base, n = data["base"], data["replicates"]
    parts = [
        "# Assumptions, and what changes without them",
        f"Every model leaves things out. This page lists what this one takes for granted in its structure: "
        f"{len(ALL)} assumptions, {len(data['differences'])} of them with a switch. Numbers are parameters and stand "
        f"in the [model](odd.md#parameters); which of those matter says `wandel tornado`.",
        f"Each switch was thrown in a small invented company (`docs/made/ablations.yaml`: {data['people']} people, "
        f"{data['weeks']} weeks, eight interventions) in {n} replicates, which draw all other parameters from their "
        f"priors. Both runs of a pair share draws and luck. The table says what the switch changes in the last week: "
        f"mean of the paired differences ± its standard error, **bold** where that is more than {CLEAR:g} standard "
        f"errors from 0. With the assumptions as they are, the company ends with "
        f"{_number(base, 0)} registered, {_number(base, 1)} active, {_number(base, 2)} contributions and a mean "
        f"belief of {_number(base, 3)} (in 1/1000).",
        "Read with care: this is one company, at prior values and over two years, with small communities. A difference "
        "near 0 says that the assumption does not matter *there*. A switch replaces one assumption by another, which "
        "may be no truer. `wandel run FILE --set ...` throws the same switches in any scenario; "
        "`python -m docs.made.ablations` measures all of them anew.",
        "## What the switches change",
        _measured(data["differences"]),
        "## All assumptions",
        *[text for heading, group in ASSUMPTIONS.items() for text in (f"### {heading}", _listed(group))],
    ]
    return "\n\n".join(parts) + "\n"


def _number(values: dict[str, list[float]], k: int, *, bold: bool = False) -> str:
    """Return mean and standard error of one measure; belief in thousandths; two digits of the error."""
    mean, error = (each * (1000 if MEASURES[k] == "belief_mean" else 1) for each in values[MEASURES[k]])
    if mean == error == 0:
        return "0"
    digits = max(0, 1 - math.floor(math.log10(error))) if error < ALL_DIGITS else 0
    rounded = round(mean, digits) + 0.0  # no -0
    text = f"{rounded:{'+' if bold else ''}.{digits}f} ± {error:.{digits}f}"
    return f"**{text}**" if bold and abs(mean) > CLEAR * error else text


def _measured(found: dict[str, Any]) -> str:
    rows = [
        (each.name, each.instead, *[_number(found[each.name], k, bold=True) for k in range(len(MEASURES))])
        for each in ALL.values()
        if each.without
    ]
    return table(("without", "instead", *HEAD), rows)


def _listed(group: tuple[Assumption, ...]) -> str:
    rows = [
        (
            f"**{each.name}**",
            each.statement,
            each.why,
            ", ".join(map(code, each.rules)),
            "<br>".join(map(code, each.without)) or "none",
        )
        for each in group
    ]
    return table(("assumption", "what is taken for granted", "why", "rules", "switch (`--set`)"), rows).replace(
        "&lt;br>", "<br>"
    )
