"""The questions that a survey can ask, each about one variable of the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

ItemName = Literal["attitude", "norm", "safety", "ease", "activity"]

LOWEST: Final = 1
HIGHEST: Final = 5
AGREE: Final = 4
"""Answers from here on count as agreement."""
N_CUTS: Final = HIGHEST - LOWEST


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """One statement that people agree with or not, from 1 to 5.

    ``variable`` is the column of `simulation.model.state.People`, from 0 to 1, that the
    answer tells of; ``number`` is part of the coordinates of draws and is never reused.
    """

    name: ItemName
    label: str
    statement: str
    variable: str
    number: int


ITEMS: Final[dict[str, SurveyItem]] = {
    item.name: item
    for item in (
        SurveyItem("attitude", "Attitude to open sharing", "Sharing openly what we know is right.", "belief", 0),
        SurveyItem("norm", "Perceived norm", "People around me share openly.", "norm", 1),
        SurveyItem("safety", "Psychological safety", "I can say here what I think.", "safety", 2),
        SurveyItem("ease", "Ease of use", "The platform is easy for me.", "skill", 3),
        SurveyItem("activity", "Activity", "I use the platform regularly.", "read_habit", 4),
    )
}
"""All items by name."""

ITEM_NAMES: Final[tuple[str, ...]] = get_args(ItemName)
"""Names of the items; codes of result tables count through them."""
