"""What `wandel information` prints: the decision, the verdict, what each plan brings and each measurement is worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.present.information import information_lines, options_table, worth_table
from simulation.present.printed.best import printed
from simulation.present.printed.block import Block

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.information.decision import InformationAnswer


def information_blocks(answer: InformationAnswer, language: Language) -> Iterator[Block]:
    """Yield what is said, in order."""
    yield from information_lines(answer, language)
    yield printed(options_table(answer, language))
    yield printed(worth_table(answer, language))
