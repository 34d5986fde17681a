"""A picture's numbers as a table of PowerPoint, for what it has no chart for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from simulation.present.report.html import written

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.picture.scene import Picture
    from simulation.present.slides.charts import Box

_LINE: Final = 32
"""Letters from which on a cell takes several lines."""
_FEW_ROWS, _MOST_ROWS = 6, 12


def as_table(slide: Any, picture: Picture, place: Box, language: Language) -> None:
    """Put the first rows of a picture's table on a slide: as many as fit."""
    from pptx.util import Pt

    table = picture.table
    is_wordy = any(isinstance(cell, str) and len(cell) > _LINE for row in table.rows for cell in row)
    rows = table.rows[: _FEW_ROWS if is_wordy else _MOST_ROWS]
    shape = slide.shapes.add_table(len(rows) + 1, len(table.columns), *place)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", picture.alt)
    for j, column in enumerate(table.columns):
        for i, text in enumerate([column.name, *(written(row[j], column, language) for row in rows)]):
            cell = shape.table.cell(i, j)
            cell.text = text
            for paragraph in cell.text_frame.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(12)
