"""A study in words, in tables and on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.measures import MEASURES
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.information import information_lines, options_table, worth_table
from simulation.present.language import LANGUAGES
from simulation.present.words import UNDEFINED, count, signed, suffix, value
from simulation.studies.file.information import information_of
from simulation.studies.file.summary import AtPoint, Mean, last_week, summary
from simulation.system.writing import write_bytes

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.design.changing import Value
    from simulation.studies.file.estimate import Estimate
    from simulation.studies.file.study import Study
    from simulation.studies.store.lines import Failure
    from simulation.studies.store.store import Other

FILE: Final = "report.html"
MOST_POINTS: Final = 300
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_KILO: Final = 1000
_MOST_FILES: Final = 5


def duration(seconds: float) -> str:
    """Return a time in words, in one unit."""
    if seconds < 2 * _MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h" if seconds < 2 * _DAY else f"{seconds / _DAY:.1f} days"


def size(n_bytes: float) -> str:
    """Return a size in words, in one unit."""
    for unit in ("bytes", "kB", "MB"):
        if n_bytes < _KILO:
            return f"{n_bytes:.0f} {unit}"
        n_bytes /= _KILO
    return f"{n_bytes:.1f} GB"


def head_lines(study: Study) -> list[str]:
    """Return what a study is about: scenarios, what is varied, what is kept."""
    keep, asked = study.keep, study.settings
    weeks = "every week" if keep.weeks is None else f"week {', '.join(map(str, keep.weeks))}"
    lines = [f"Scenarios: {', '.join(study.space.scenarios)}"]
    lines += [f"Varied: {each.key} ({each.words})" for each in study.space.dimensions]
    if asked.against is not None:
        pair = ", ".join(f"{key} = {shown(each)}" for key, each in asked.against.items()) or "the same"
        lines.append(f"Effects: against the same point with {pair}, under the same luck")
    whom = " of each silo, too" if keep.silos else ""
    lines.append(f"Kept: {', '.join(keep.measures)}; {weeks}{whom}")
    return lines


def estimate_lines(estimate: Estimate, workers: int) -> list[str]:
    """Return what a study will take."""
    each = f"{count(estimate.points, 'point')}, {count(estimate.replicates, 'replicate')} each"
    lines = [f"Runs: {estimate.runs:,} ({each}); {estimate.there:,} are there, {estimate.missing:,} are missing"]
    if estimate.failed:
        lines.append(f"Failed before: {estimate.failed:,}; `wandel study run --retry` tries them again")
    seconds, n_bytes = estimate.seconds(workers), estimate.bytes
    if seconds is not None and n_bytes is not None and estimate.run_s is not None:
        lines.append(
            f"Time: about {duration(seconds)} with {count(workers, 'worker')} ({estimate.run_s * 1000:.0f} ms a run)"
        )
        lines.append(f"Disk: about {size(n_bytes)}")
    return lines


def estimate_json(estimate: Estimate, workers: int) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "points": estimate.points,
        "replicates": estimate.replicates,
        "runs": estimate.runs,
        "there": estimate.there,
        "failed": estimate.failed,
        "missing": estimate.missing,
        "workers": workers,
        "seconds": estimate.seconds(workers),
        "bytes": estimate.bytes,
        "seconds_per_run": estimate.run_s,
    }


def failure_lines(failures: Sequence[tuple[int, int, Failure]], most: int = 10) -> list[str]:
    """Return why runs failed: each cause once, with how many it ended and where to see it again."""
    causes = Counter((why.error, why.message) for _, _, why in failures)
    first = {(why.error, why.message): (point, replicate) for point, replicate, why in reversed(failures)}
    lines = []
    for (error, message), n in causes.most_common(most):
        point, replicate = first[error, message]
        lines.append(f"{count(n, 'run')} failed ({error}): {message} First at point {point}, replicate {replicate}.")
    return lines + ([f"... and {len(causes) - most} other causes"] if len(causes) > most else [])


def other_lines(others: Sequence[Other]) -> list[str]:
    """Return which runs of other states of the model are kept apart, and what is different."""
    lines = []
    for other in others:
        files = ", ".join(other.changed[:_MOST_FILES])
        more = f" and {len(other.changed) - _MOST_FILES} more" if len(other.changed) > _MOST_FILES else ""
        what = f"changed since: {files}{more}" if files else "what changed is not known"
        lines.append(f"Runs of another state of the model are kept apart in {other.folder} ({what}).")
    return lines


def shown(value: Value) -> str:
    """Return a value of a point, short."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def cells(at_point: AtPoint, names: Sequence[str], measures: Sequence[str], *, effects: bool) -> list[str]:
    """Return a line of the table of points: values, replicates, mean and half of its 95% interval."""
    line = [
        str(at_point.point),
        *(shown(at_point.values[name]) if name in at_point.values else UNDEFINED for name in names),
    ]
    line.append(str(at_point.replicates))
    for name in measures:
        one = at_point.levels.get(name)
        line.append(UNDEFINED if one is None else _with_half(one, name))
        if effects:
            effect = at_point.effects.get(name)
            line.append(UNDEFINED if effect is None else _effect(effect, name))
    return line


def _with_half(mean: Mean, name: str) -> str:
    unit = MEASURES[name].unit
    return value(mean.mean, unit) if mean.n <= 1 else f"{value(mean.mean, unit)} ± {value(mean.half, unit)}"


def _effect(mean: Mean, name: str) -> str:
    unit = MEASURES[name].unit
    half = "" if mean.n <= 1 else f" ± {signed(mean.half, unit).lstrip('+')}"
    return f"{signed(mean.mean, unit)}{half}{suffix(unit)}"


def head(names: Sequence[str], measures: Sequence[str], *, effects: bool) -> list[str]:
    """Return the first line of the table of points."""
    columns = ["point", *names, "runs"]
    for name in measures:
        columns += [name, "effect"] if effects else [name]
    return columns


def points_table(study: Study, week: int, most: int) -> tuple[list[str], list[list[str]]]:
    """Return head and lines of the table of points."""
    names, measures = _columns(study), study.keep.measures[:6]
    lines = [cells(each, names, measures, effects=study.has_pairs) for each in summary(study, week, most)]
    return head(names, measures, effects=study.has_pairs), lines


def _columns(study: Study) -> list[str]:
    """Return the keys that the points of a study say something about."""
    names = dict.fromkeys(study.space.names)
    for number in range(min(MOST_POINTS, len(study.points))):
        if isinstance(study.points[number], dict):
            names |= dict.fromkeys(study.points[number])
    return list(names)


def study_page(study: Study, week: int | None = None, language: Language | None = None) -> bytes:
    """Return the page of a study: what was asked, what is missing, what came out at each point."""
    at = last_week(study) if week is None else week
    columns, lines = points_table(study, at, MOST_POINTS)
    total = len(study.points)
    asked = "".join(paragraph(line) for line in (study.settings.description, *head_lines(study)))
    said = "Means over replicates, ± half of their 95% interval (Student's t)."
    rest = f" The first {MOST_POINTS} of {total:,} points; the table has all." if total > MOST_POINTS else ""
    failed = "".join(paragraph(line, "notice") for line in failure_lines(study.failures()))
    came_out = failed + paragraph(said + rest) + HtmlTable(columns, lines).html()
    sections = [
        Section("What was asked", html=asked),
        Section(f"What came out in week {at}", html=came_out),
    ]
    if study.settings.information is not None:
        sections[1:1] = _information(study, language or LANGUAGES["en"])
    facts = f"{count(total, 'point')}, {count(study.replicates(), 'replicate')} each; digest {study.digest()[:16]}"
    title = study.settings.title or study.settings.name
    return page(title, paragraph(facts, "facts"), sections, f"Study {study.path.name}")


def _information(study: Study, language: Language) -> list[Section]:
    """Return what information is worth for the decision that a study is about."""
    answer = information_of(study)
    said = "".join(map(paragraph, information_lines(answer, language)))
    tables = [options_table(answer, language), worth_table(answer, language)]
    drawn = [HtmlTable(each.head, [list(row) for row in each.rows]).html() for each in tables]
    return [Section(tables[0].title, html=said + drawn[0]), Section(tables[1].title, html=drawn[1])]


def write_study_page(study: Study, week: int | None = None, language: Language | None = None) -> Path:
    """Write the page into the study's folder and return its path."""
    study.folder.mkdir(parents=True, exist_ok=True)
    target = study.folder / FILE
    write_bytes(target, study_page(study, week, language))
    return target
