"""Makes docs/organisation.md: networks that were observed, and what the generator makes."""

from __future__ import annotations

from typing import Final

from docs.made.odd import ROOT
from docs.made.tables import table
from simulation.organisation import OrganisationSettings
from simulation.organisation.generator import generate
from simulation.organisation.measures import NetworkMeasures, measure

OBSERVED: Final = (
    ("e-mail, research institution (SNAP email-Eu-core)", "1,005", "32.0", "1.16", "28%", ".40"),
    ("the same, answered e-mail only", "1,005", "17.6", "1.33", "38%", ".29"),
    ("e-mail, manufacturer (Michalski et al. 2011)", "167", "38.9", ".81", "24%", ".59"),
    ("the same, five mails or more", "167", "18.8", ".91", "31%", ".37"),
    ("answered e-mail, university (Guimera et al. 2003), largest component", "1,133", "9.6", ".97", "24%", ".22"),
    ("friendship, faculty (Nepusz et al. 2008)", "81", "14.2", ".57", "2%", ".57"),
    ("advice, law firm (Lazega 2001)", "71", "20.2", ".41", "1%", ".52"),
    ("joint work, law firm (Lazega 2001)", "71", "20.5", ".41", "0%", ".51"),
    ("friendship, law firm (Lazega 2001)", "69", "11.6", ".56", "4%", ".50"),
    ("advice, managers (Krackhardt 1987)", "21", "13.8", ".25", "0%", ".77"),
    ("friendship, managers (Krackhardt 1987)", "21", "7.5", ".47", "0%", ".57"),
)
"""Networks that were measured: people, mean ties, coefficient of variation, share with few ties, clustering."""
COLUMNS: Final = ("people", "mean ties", "`degree_cv`", "`few_ties_share`", "`clustering`")
CASES: Final[tuple[tuple[str, dict[str, float]], ...]] = (
    ("default", {}),
    ("default, a small company", {"people": 1_000}),
    ("default, a large company", {"people": 100_000}),
    ("nobody in the periphery, even degrees", {"periphery_share": 0, "degree_cv": 0.4}),
    ("as in e-mail", {"periphery_share": 0.3, "degree_cv": 1.2}),
    ("as in questionnaires", {"periphery_share": 0.02, "degree_cv": 0.5}),
)
"""What is generated for the page, by name."""


def page() -> str:
    """Return docs/organisation.md."""
    text = (ROOT / "docs/organisation.template").read_text()
    settings = OrganisationSettings()
    blocks = {
        "observed": table(("network", *COLUMNS), OBSERVED),
        "generated": table(("settings", *COLUMNS, "`ei_index`"), [_row(name, changed) for name, changed in CASES]),
        "share": f"{settings.periphery_share:g}",
        "cv": f"{settings.degree_cv:g}",
        "degree": str(settings.periphery_degree),
        "interface": str(settings.interface_size),
    }
    for name, block in blocks.items():
        text = text.replace(f"@@{name}@@", block)
    return text


def _row(name: str, changed: dict[str, float]) -> tuple[str, ...]:
    found: NetworkMeasures = measure(generate(OrganisationSettings.model_validate(changed)), pivots=1)
    said = ", ".join(f"`{key}` {value:,g}" for key, value in changed.items() if key != "people")
    return (
        f"{name}: {said}" if said else name,
        f"{found.n_people:,}",
        f"{found.mean_degree:.1f}",
        f"{found.degree_cv:.2f}",
        f"{found.few_ties_share:.0%}",
        f"{found.clustering:.2f}",
        f"{found.ei_index:.2f}",
    )
