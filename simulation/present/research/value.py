"""What use of the platform is worth, line by line and year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.model.record import WEEKS_PER_YEAR
from simulation.present.research.ranges import Ends, Ranges, ranges
from simulation.value.items import LABELS, NET

if TYPE_CHECKING:
    from simulation.present.picture.scene import Picture
    from simulation.present.research.sides import Research
    from simulation.results.quantiles import Band
    from simulation.results.value import Worth


def values(shown: Research) -> list[Picture]:
    """Return the lines of the account, and its net by year; nothing for runs of an older version, which have none."""
    worths = [side.summary.value for side in shown.sides]
    known = [each for each in worths if each is not None]
    return [_lines(shown, known), _years(shown, known)] if len(known) == len(worths) else []


def _ends(band: Band, i: int | None = None) -> Ends:
    low, middle, high = (each if i is None else each[i] for each in (band.low, band.median, band.high))
    return float(low), float(middle), float(high)


def _lines(shown: Research, worths: list[Worth]) -> Picture:
    language, record = shown.language, shown.board.base.run.manifest
    lines = list(worths[-1].lines)
    rows = [
        (language(LABELS[line.item]), [_ends(each.lines[i].eur) for each in worths]) for i, line in enumerate(lines)
    ]
    inner = [i for i, line in enumerate(lines) if line.item != NET]
    largest = max(inner, key=lambda i: abs(float(lines[i].eur.median)))
    loss = worths[-1].loss_eur
    notes = (
        language(
            "Chance that the net is below 0: {share} ({low} to {high}, 95% interval). Most factors are assumptions "
            "with wide ranges.",
            share=language.share(loss.share), low=language.share(loss.low), high=language.share(loss.high),
        ),
    )  # fmt: skip
    subtitle = language(
        "EUR over the whole run, hours at {rate} each; discounted at {discount} a year.",
        rate=language.money(record.hourly_cost_eur, 0.01 if record.hourly_cost_eur % 1 else 1.0),
        discount=language.share(record.discount_rate, 0.001),
    )
    title = language("The largest line is {name}", name=language.quoted(language(LABELS[lines[largest].item])))
    return ranges(shown, Ranges("value-lines", title, subtitle, language("line"), rows, axis="EUR", notes=notes))


def _years(shown: Research, worths: list[Worth]) -> Picture:
    language, net = shown.language, worths[-1].by_year
    dates = shown.sides[-1].summary.dates
    from datetime import date

    names = [
        language("from {day}", day=language.date(date.fromisoformat(dates[WEEKS_PER_YEAR * i])))
        for i in range(net.median.size)
    ]
    rows = [(name, [_ends(each.by_year, i) for each in worths]) for i, name in enumerate(names)]
    positive = int((net.median > 0).sum())
    title = language("Net above 0 in {n} of {all} years, in the middle course", n=positive, all=net.median.size)
    subtitle = language(
        "Hours saved minus hours and money spent in each 52 weeks of the run, in EUR; the last year may be shorter."
    )
    return ranges(shown, Ranges("value-years", title, subtitle, language("year from"), rows, axis="EUR"))
