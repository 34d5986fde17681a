"""A calibration in words, in tables and on a page: what the data taught, what they did not, and what checks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.words import count
from simulation.studies.calibration.learned import INFORMED
from simulation.system.writing import write_bytes

if TYPE_CHECKING:
    from simulation.studies.calibration.calibrate import Calibration

SUFFIX: Final = ".calibration.html"
PREDICTED_HEAD: Final = ("observation", "observed", "10%", "median", "90%", "used")
LEARNED_HEAD: Final = ("number", "mean", "sd", "variance gone")
_EVEN: Final = 0.01
_SHOWN: Final = 0.005
"""Least share of a meaning that is not written as 0%."""
FEW: Final = 100
LARGEST: Final = 0.1
EDGE: Final = 0.01
"""When a posterior is not to be trusted: effective draws, weight of one draw, rank of a number that was used."""


def head_lines(calibration: Calibration) -> list[str]:
    """Return how much was run and what it is worth."""
    runs = len(calibration.weighed.runs)
    return [
        *warnings(calibration),
        f"{runs:,} runs at full size are worth {calibration.effective:,.0f} even draws of the posterior "
        f"(after {len(calibration.reached.runs):,} runs that led there).",
        f"The posterior has {count(len(calibration.posterior.rows), 'row')}, "
        f"{calibration.different:,} of them different.",
    ]


def warnings(calibration: Calibration) -> list[str]:
    """Return why the posterior should not be trusted; nothing where there is no such reason."""
    lines = []
    effective, heaviest = calibration.effective, float(calibration.weighed.weights.max())
    if effective < FEW or heaviest > LARGEST:
        lines.append(
            f"Too little is known: the weighed runs are worth {effective:.0f} even draws, the heaviest alone "
            f"{heaviest:.0%}. Raise `most`, or look whether the observations can be met at all."
        )
    missed = [each.label for each in calibration.predicted if not each.is_held_out and not EDGE < each.rank < 1 - EDGE]
    if missed:
        lines.append(f"Not met by the posterior's own runs: {', '.join(missed)}. The model, or the number, is wrong.")
    return lines


def predicted_rows(calibration: Calibration) -> list[list[str]]:
    """Return each observation beside what the posterior's runs, with fresh luck, say would be published."""
    return [
        [
            each.label,
            f"{each.value:,.4g}",
            f"{each.low:,.4g}",
            f"{each.median:,.4g}",
            f"{each.high:,.4g}",
            "held out" if each.is_held_out else "yes",
        ]
        for each in calibration.predicted
    ]


def learned_rows(calibration: Calibration, most: int) -> list[list[str]]:
    """Return the numbers that the data informed: on the scale on which the prior has mean 0 and spread 1."""
    return [
        [each.name, f"{each.mean:+.2f}", f"{each.sd:.2f}", f"{max(each.shrinkage, 0):.0%}"]
        for each in calibration.learned()[:most]
        if each.is_informed
    ]


def taught_lines(calibration: Calibration) -> list[str]:
    """Return in words what was decided by the data, together or alone, and what by the prior."""
    learned = calibration.learned()
    prior = sorted(each.name for each in learned if not each.is_informed)
    lines = [f"Narrowed together: {direction}." for direction in calibration.directions()]
    lines.append(
        f"Decided by the prior: {len(prior)} of {len(learned)} numbers; less than {INFORMED:.0%} of their variance is "
        f"gone, or not more than the number of draws could feign: {', '.join(prior)}."
    )
    return lines


def check_lines(calibration: Calibration) -> list[str]:
    """Return what checks the posterior: meanings, the second opinion, known truths, rivals."""
    lines = []
    for label, each in calibration.meanings().items():
        shares = sorted(each.items(), key=lambda one: -one[1])
        lines.append(f"What '{label}' meant: {', '.join(f'{name} {p:.0%}' for name, p in shares if p >= _SHOWN)}.")
    far = calibration.disagreements()
    told = ", ".join(f"{name} ({here:+.2f} here, {there:+.2f} there)" for name, here, there, _ in far)
    lines.append(
        f"Second opinion (regression ABC, worth {calibration.opinion.effective:.0f} draws): "
        + (f"differs by more than .3 prior spreads in {told}." if far else "agrees within .3 prior spreads throughout.")
    )
    if calibration.ranks is not None:
        uneven = [name for name, p in calibration.ranks.evenness().items() if p < _EVEN]
        covered = list(calibration.ranks.coverage(0.8).values())
        verdict = f"uneven in {', '.join(uneven)}" if uneven else "even in all that was looked at"
        lines.append(
            f"Known truths from the bank ({len(calibration.ranks.ranks)}): ranks {verdict}; 80% intervals held "
            f"{min(covered):.0%} to {max(covered):.0%} of them."
        )
    lines += [_rival_line(calibration, i) for i in range(len(calibration.rivals))]
    return lines


def _rival_line(calibration: Calibration, i: int) -> str:
    each = calibration.rivals[i]
    left_out = ", ".join(f"{label} {score:+.1f}" for label, score in each.left_out.items())
    who = "This scenario" if each.name == calibration.scenario.name else f"Rival '{each.name}'"
    return (
        f"{who}: log density of all numbers {each.together:+.1f}, share {each.share:.0%} where all models were equally "
        f"likely before; of each number given the others: {left_out}."
    )


def write_calibration_page(calibration: Calibration, folder: Path) -> Path:
    """Write the page and return its path."""
    target = folder / f"{calibration.scenario.name}{SUFFIX}"
    write_bytes(target, calibration_page(calibration))
    return target


def calibration_page(calibration: Calibration) -> bytes:
    """Return a page about a calibration."""
    said = "Median and 80% band of what runs with draws of the posterior and fresh luck say would be published."
    scale = "On the scale on which the prior of each number is normal with mean 0 and standard deviation 1."
    waves = [[str(i + 1), str(each)] for i, each in enumerate(calibration.reached.waves)]
    sections = [
        Section(
            "What was observed, and what would be",
            html=paragraph(said) + _table(PREDICTED_HEAD, predicted_rows(calibration)),
        ),
        Section("What the data taught", html=paragraph(scale) + _table(LEARNED_HEAD, learned_rows(calibration, 40))),
        Section("What they did not", html="".join(map(paragraph, taught_lines(calibration)))),
        Section("Checks", html="".join(map(paragraph, check_lines(calibration)))),
        Section("How it came about", html=_table(("wave", "what it showed"), waves)),
    ]
    title = f"Calibration of {calibration.scenario.title or calibration.scenario.name}"
    head = "".join(paragraph(line, "facts") for line in head_lines(calibration))
    return page(title, head, sections, f"Scenario {calibration.scenario.name}")


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    return HtmlTable(head, rows).html()
