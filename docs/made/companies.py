"""Makes docs/companies.md: levels that differ between companies, and each company left out in turn."""

from __future__ import annotations

import csv
import json
from typing import Any, Final

import numpy as np

from docs.made.odd import ROOT
from docs.made.tables import code, table
from simulation.parameters import PARAMETERS

FOLDER: Final = ROOT / "experiments" / "companies"
SPREADS: Final = (1.5, 0.75)
DRAWS, MIXTURES = 10_000, 4_000
QUANTILES: Final = (0.1, 0.25, 0.5, 0.75, 0.9)


def page() -> str:
    """Return docs/companies.md."""
    text = (ROOT / "docs" / "companies.template").read_text(encoding="utf-8")
    estimate = json.loads((FOLDER / "estimate.json").read_text(encoding="utf-8"))
    left_out, use = estimate["adoption"]["left_out"], estimate["use"]["left_out"]
    kernel, emulator = np.hsplit(np.loadtxt(FOLDER / "kernel.csv", delimiter=",", skiprows=1), 2)
    off = np.abs(np.log(emulator / kernel))
    with (FOLDER / "bank.csv").open(encoding="utf-8") as file:
        n_bank = sum(1 for _ in csv.reader(file)) - 1
    parts = {
        "priors": _priors([*estimate["adoption"]["priors"], *estimate["use"]["priors"]]),
        "left_out": adopted(left_out),
        "verdict": verdict(left_out),
        "use": table(("company", "shown", "counted", "median", "80% band", ""), map(_used, use)),
        "spread_adoption": f"{SPREADS[0]:g}",
        "spread_use": f"{SPREADS[1]:g}",
        "draws": f"{DRAWS:,}",
        "mixtures": f"{MIXTURES:,}",
        "n_kernel": str(len(kernel)),
        "n_bank": str(n_bank),
        "emulator_middle": f"{np.median(off):.0%}",
        "emulator_most": f"{off.max():.0%}",
    }
    for name, part in parts.items():
        text = text.replace(f"@@{name}@@", part)
    return text


def counted_later() -> list[dict[str, Any]]:
    """Return the counts that nothing was estimated from, beside what the priors say."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "estimate.json").read_text(encoding="utf-8"))["later"]
    return found


def adopted(rows: list[dict[str, Any]]) -> str:
    """Return a table of counts of users beside their bands."""
    return table(("company", "network", "weeks", "counted", "median", "80% band", ""), map(_adopted, rows))


def place(row: dict[str, Any]) -> str:
    """Say where a count lies: within the band, or on which side of it."""
    if row["observed"] < row["low"]:
        return "below"
    return "above" if row["observed"] > row["high"] else "within"


def verdict(rows: list[dict[str, Any]]) -> str:
    """Count the points within their bands and on either side."""
    places = [place(row) for row in rows]
    return (
        f"{places.count('within')} of {len(rows)} counts lie within their bands, {places.count('below')} below and "
        f"{places.count('above')} above."
    )


def _priors(names: list[str]) -> str:
    head = ("parameter", "unit", "prior", *(f"{q:.0%}" for q in QUANTILES))
    rows = []
    for name in names:
        p = PARAMETERS[name]
        rows.append(
            (code(name), p.unit, str(p.prior), *(f"{p.prior.quantile(q, p.low, p.high):.2g}" for q in QUANTILES))
        )
    return table(head, rows)


def _adopted(row: dict[str, Any]) -> tuple[str, ...]:
    first, last = row["weeks"]
    weeks = f"{first}" if first == last else f"{first} to {last}"
    return (row["company"], row["network"], weeks, *_band(row, share=True))


def _used(row: dict[str, Any]) -> tuple[str, ...]:
    words = {
        "read_week_19": "read in week 19",
        "read_month_130": "read within 4 weeks, week 130",
        "few_130+many_130": "contributed within 4 weeks, week 130",
        "contributions_85": "contributions per registered person, week 85",
    }
    return (row["company"], words[row["shown"]], *_band(row, share=row["shown"] != "contributions_85"))


def _band(row: dict[str, Any], *, share: bool) -> tuple[str, ...]:
    def said(x: float) -> str:
        return f"{x:.1%}" if share else f"{x:.2g}"

    return said(row["observed"]), said(row["median"]), f"{said(row['low'])} to {said(row['high'])}", place(row)
