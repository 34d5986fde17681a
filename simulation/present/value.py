"""What a run is worth, in words and as a document for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from simulation.factors import FACTORS
from simulation.present.language import ENGLISH
from simulation.present.words import UNDEFINED, count, signed
from simulation.results.documents import run_json
from simulation.results.manifest import Manifest
from simulation.results.quantiles import Band
from simulation.results.reader import StoredRun
from simulation.results.value import REDRAWS, Driver, Gain, Negative, Worth
from simulation.value.claims import CLAIMS, LEFT_OUT
from simulation.value.items import LABELS, NET

if TYPE_CHECKING:
    from simulation.present.language import Language

TOP: Final = 3
"""Factors that are named."""


def prices(record: Manifest) -> str:
    """Return what an hour and a year's delay cost."""
    rate = f"discounted at {record.discount_rate:.1%} a year" if record.discount_rate else "not discounted"
    return f"EUR: hours at {record.hourly_cost_eur:g} EUR each, and money; {rate}."


def chance(negative: Negative, language: Language = ENGLISH) -> str:
    """Return a share with its interval."""
    share, low, high = (language.number(each, 0.01) for each in (negative.share, negative.low, negative.high))
    return language("{share} (95%: {low} to {high})", share=share, low=low, high=high)


def band_words(band: Band, unit: str) -> str:
    """Return median and 80% band of one number."""
    low, median, high = _rounded(band)
    return f"{median} {unit} ({low} to {high})"


def net_sentence(worth: Worth) -> str:
    """Return the headline: net in hours and EUR with bands, and the chance of a loss."""
    (net,) = (line for line in worth.lines if line.item == NET)
    return (
        f"Net over the whole run, median and 80% band: {band_words(net.hours, 'hours')}, P(net < 0) "
        f"{chance(worth.loss_hours)}; {band_words(net.eur, 'EUR')}, P(net < 0) {chance(worth.loss_eur)}."
    )


def line_cells(worth: Worth) -> list[tuple[str, ...]]:
    """Return the lines as rows: item, hours (10%, median, 90%), EUR (10%, median, 90%)."""
    return [
        (LABELS[line.item], *_numbers(line.hours, "hours", line.kind), *_numbers(line.eur, "EUR", line.kind))
        for line in worth.lines
    ]


def _numbers(band: Band, unit: str, kind: str) -> tuple[str, ...]:
    if kind == "money out" and unit == "hours":
        return (UNDEFINED,) * 3
    return _rounded(band)


def _rounded(band: Band) -> tuple[str, str, str]:
    """Return the ends and the middle of a band with their signs."""
    low, median, high = (amount(float(each)) for each in (band.low, band.median, band.high))
    return low, median, high


def amount(number: float, language: Language = ENGLISH) -> str:
    """Return hours or EUR with sign and three digits: more would pretend a precision that no factor has."""
    return signed(float(f"{number:.3g}"), "hours", language)


def driver_cells(driver: Driver) -> tuple[str, ...]:
    """Return a factor as a row: name, correlation, interval, meaning, source."""
    factor = FACTORS[driver.factor]
    interval = f"{driver.low:+.2f} to {driver.high:+.2f}"
    return (driver.factor, f"{driver.correlation:+.2f}", interval, factor.source, factor.meaning)


def drivers_note(drivers: Sequence[Driver], record: Manifest) -> str:
    """Return what the correlations are over, or why there are none."""
    if not drivers:
        return "No factor is drawn (run.uncertainty is chance, or all are fixed): the net depends on none of them."
    return (
        f"Rank correlation with the net in EUR over {count(record.replicates, 'replicate')}, the use of each valued "
        f"with {REDRAWS} draws of the factors. What the model's own parameters add to it is not among them."
    )


def gain_sentence(gain: Gain, last_week: int, language: Language = ENGLISH) -> str:
    """Return the paired net value of a plan in words; ``last_week`` is the run's."""
    hours, eur = gain.hours, gain.eur
    given = {
        "hours": amount(hours.median, language), "hours_low": amount(hours.low, language),
        "hours_high": amount(hours.high, language), "hours_loss": chance(gain.loss_hours, language),
        "eur": amount(eur.median, language), "eur_low": amount(eur.low, language),
        "eur_high": amount(eur.high, language), "mean": amount(eur.mean, language),
        "mean_low": amount(eur.mean_low, language), "mean_high": amount(eur.mean_high, language),
        "eur_loss": chance(gain.loss_eur, language),
    }  # fmt: skip
    return language(
        "Net value against the base over the whole run (to week {last}; median, 80% of replicates): {hours} hours "
        "({hours_low} to {hours_high}), P(gain < 0) {hours_loss}; {eur} EUR ({eur_low} to {eur_high}), mean {mean} "
        "({mean_low} to {mean_high}, 95% interval), P(gain < 0) {eur_loss}.",
        last=last_week, **given,
    )  # fmt: skip


def gain_json(gain: Gain) -> dict[str, Any]:
    """Return the paired net value of a plan as a document."""
    return {
        "net_hours": asdict(gain.hours),
        "net_eur": asdict(gain.eur),
        "p_negative_hours": asdict(gain.loss_hours),
        "p_negative_eur": asdict(gain.loss_eur),
    }


def value_json(run: StoredRun, worth: Worth, ranked: Sequence[Driver]) -> dict[str, Any]:
    """Return the account of a run as a document; claims stand apart and are used by nothing."""
    return {
        **run_json(run),
        "hourly_cost_eur": run.manifest.hourly_cost_eur,
        "discount_rate": run.manifest.discount_rate,
        "items": [
            {"item": line.item, "kind": line.kind, "hours": _band(line.hours), "eur": _band(line.eur)}
            for line in worth.lines
        ],
        "p_negative_hours": asdict(worth.loss_hours),
        "p_negative_eur": asdict(worth.loss_eur),
        "drivers": [asdict(one) for one in ranked],
        "claims_of_others_not_used": [asdict(claim) for claim in CLAIMS],
        "left_out": LEFT_OUT,
    }


def _band(band: Band) -> dict[str, float]:
    return {name: float(getattr(band, name)) for name in ("low", "median", "high")}
