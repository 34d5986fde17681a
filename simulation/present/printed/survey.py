"""What `wandel survey` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulation.present.facts import facts
from simulation.present.printed.block import Block
from simulation.present.survey import EXPLAINED, plan_table, survey_table
from simulation.present.words import few_replicates
from simulation.results.reader import StoredRun
from simulation.results.survey import Seen, SurveyRow
from simulation.results.tables import TOTAL


def survey_blocks(
    base: StoredRun, silo: str, rows: Sequence[SurveyRow], plan: StoredRun | None, seen: dict[int, list[Seen]]
) -> Iterator[Block]:
    """Yield the first, middle and last survey, then what the last one sees of a plan."""
    who = "the whole organisation" if silo == TOTAL else silo
    n_shown = min(row.n_shown for row in rows)
    yield f"{base.manifest.title}: {facts(base.manifest)}"
    yield survey_table(rows, f"Surveys of {who}")
    yield EXPLAINED
    if n_shown < base.manifest.replicates:
        yield (
            f"In some replicates this result is suppressed, because too few people answered or a smaller group could "
            f"be told from it: in the worst survey {n_shown} of {base.manifest.replicates} show it."
        )
    if plan is not None:
        week = max(seen)
        date = base.dates()[week]
        yield plan_table(seen[week], f"“{plan.manifest.title}” against “{base.manifest.title}”: survey of {date}")
    yield few_replicates(base.manifest.replicates)
