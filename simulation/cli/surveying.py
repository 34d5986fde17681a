"""What `wandel survey` says."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.cli.console import say
from simulation.cli.running import say_if, show
from simulation.present.page import facts
from simulation.present.survey import EXPLAINED, plan_table, survey_table
from simulation.present.words import few_replicates
from simulation.results.reader import Run
from simulation.results.survey import Row, Seen
from simulation.results.tables import TOTAL


def report_surveys(base: Run, silo: str, rows: Sequence[Row], plan: Run | None, seen: dict[int, list[Seen]]) -> None:
    """Print the first, middle and last survey, then what the last one sees of a plan."""
    who = "the whole organisation" if silo == TOTAL else silo
    n_shown = min(row.n_shown for row in rows)
    say(f"{base.manifest.title}: {facts(base.manifest)}")
    show(survey_table(rows, f"Surveys of {who}"))
    say(EXPLAINED)
    if n_shown < base.manifest.replicates:
        say(
            f"In some replicates this result is suppressed, because too few people answered or a smaller group could "
            f"be told from it: in the worst survey {n_shown} of {base.manifest.replicates} show it."
        )
    if plan is not None:
        week = max(seen)
        date = base.dates()[week]
        show(plan_table(seen[week], f"“{plan.manifest.title}” against “{base.manifest.title}”: survey of {date}"))
    say_if(few_replicates(base.manifest.replicates))
