"""The columns of survey results: what a company would be shown, and the truth beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

POINTS: Final = "points (1 to 5)"


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """One column: unit and definition, for each survey, silo (or the whole organisation) and item."""

    unit: str
    definition: str


SHOWN: Final[dict[str, SurveyColumn]] = {
    "mean": SurveyColumn(POINTS, "mean of the answers"),
    "sd": SurveyColumn(POINTS, "standard deviation of the answers (divisor: answers minus 1)"),
    "standard_error": SurveyColumn(
        POINTS, "standard error of that mean, sd / sqrt(answered), as survey tools state it: the size of the "
        "organisation is left out of account"
    ),
    "agree_share": SurveyColumn("share", "share of the answers that are 4 or 5"),
}  # fmt: skip
"""Results that are shown only where enough people answered; not defined (NaN) where ``suppressed``."""

COLUMNS: Final[dict[str, SurveyColumn]] = {
    "invited": SurveyColumn("people", "people who were invited"),
    "answered": SurveyColumn("people", "people who answered; they answer all items"),
    "response_rate": SurveyColumn("share", "answered, divided by invited (not defined where that is 0)"),
    **SHOWN,
    "suppressed": SurveyColumn(
        "",
        "the result is not shown, for fewer people answered than the survey's minimum_group, or because a smaller "
        "group's result could be computed from it",
    ),
    "true_mean": SurveyColumn(
        POINTS, "mean over everybody in the group of the answer without noise; no survey knows it"
    ),
    "true_value": SurveyColumn("index (0 to 1)", "mean over everybody in the group of the variable behind the item"),
    "nonresponse_bias": SurveyColumn(
        POINTS,
        "expected error of the mean because some of the invited answer less often than others: mean of their answers "
        "without noise, weighted by their chances of answering, minus that mean without weights",
    ),
    "noise_bias": SurveyColumn(
        POINTS,
        "expected error of the mean because answers stray and the scale ends at 1 and 5, among those who answer",
    ),
    "expected_sd": SurveyColumn(
        POINTS, "standard deviation that the answers have on average; `sd` is that of the answers that were given"
    ),
}
"""All columns of results, in the order in which they are stored, behind replicate, week, date, silo and item."""
