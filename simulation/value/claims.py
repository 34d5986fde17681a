"""What others claim, and what the account leaves out: words for reports, never numbers of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a source claims about the value of such a network, without data that could be checked."""

    text: str
    source: str


CLAIMS: Final[tuple[Claim, ...]] = (
    Claim("More than EUR 100 million saved by one company's network; how it was counted is not said.", "CMT14"),
    Claim("Ideas are seven times as likely to succeed; against what is not said.", "CMT14"),
)
"""Shown apart from results and used by nothing."""

LEFT_OUT: Final[dict[str, str]] = {
    "visibility": "being seen is a means; what it brings is counted where it saves hours",
    "employer branding": "no number was found that ties use of an internal network to applications",
    "sales": "revenue depends on much else; no effect was found that could be told from it",
    "recruiting cost": "the model has one rate of leaving for all, so that use keeps nobody",
    "lead time": "projects and their length are not in the model",
    "customer satisfaction": "customers are not in the model",
}
"""Drivers of value that CMT14 names, and why none of them is quantified."""
