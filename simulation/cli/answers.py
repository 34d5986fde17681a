"""What commands do with the answer of a search: write its files, then print it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.scenario.schema import Scenario
    from simulation.studies.best.optimise import Best
    from simulation.studies.calibration.calibrate import Calibration
    from simulation.studies.file.study import Study


def report_calibration(fitted: Calibration, folder: Path, *, page: bool, as_json: bool, **more: Any) -> None:
    """Write posterior, summary, weighed runs and a page into a folder, then say what came out."""
    from simulation.cli.console import say, say_json, table
    from simulation.present import calibration as told
    from simulation.studies.calibration.files import summary_json, write

    files = write(fitted, folder)
    written = told.write_calibration_page(fitted, folder) if page else None
    if as_json:
        paths = {
            "posterior": str(files.posterior),
            "draws": str(files.draws),
            "page": str(written) if written else None,
        }
        say_json(summary_json(fitted) | {"files": paths} | more)
        return
    for line in told.head_lines(fitted):
        say(line)
    table("What would be published (80% band)", list(told.PREDICTED_HEAD), told.predicted_rows(fitted))
    table("What the data taught (prior: mean 0, sd 1)", list(told.LEARNED_HEAD), told.learned_rows(fitted, 15))
    for line in [*told.taught_lines(fitted), *told.check_lines(fitted)]:
        say(line)
    say(f"Posterior: {files.posterior}; a scenario beside it takes it as `posterior: {files.posterior.name}`")
    say(f"All weighed runs: {files.draws}")
    if written is not None:
        say(f"Page: {written}")


def report_best(
    best: Best, base: Scenario, shown: str, folder: Path, top: int, language: Language, *, as_json: bool, **more: Any
) -> None:
    """Write the plan as a scenario file into a folder, then print sentences and tables, or one JSON document."""
    from simulation.cli.console import say_json, show
    from simulation.present.printed.best import best_blocks, best_json

    file = _written(best, base, folder)
    if as_json:
        say_json(best_json(best, language) | {"file": str(file)} | more)
    else:
        show(best_blocks(best, shown, file, top, language))


def _written(best: Best, base: Scenario, folder: Path) -> Path:
    """Write the best plan; it has the scenario's name with what it is the best for."""
    from simulation.scenario.writing import resolved_yaml
    from simulation.system.writing import write_text

    title = f"{base.title or base.name}: best plan"[:200]
    plan = best.scenario.model_copy(update={"name": f"{base.name[:70]}-best", "title": title})
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{plan.name}.yaml"
    write_text(path, resolved_yaml(plan))
    return path


def report_information(study: Study, language: Language, *, as_json: bool) -> None:
    """Print what information is worth for the decision that a study is about."""
    from simulation.cli.console import say_json, show
    from simulation.present.information import information_json
    from simulation.present.printed.information import information_blocks
    from simulation.studies.file.information import information_of

    answer = information_of(study)
    if as_json:
        say_json(information_json(answer, language))
    else:
        show(information_blocks(answer, language))
