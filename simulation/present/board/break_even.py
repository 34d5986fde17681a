"""Break-even: what an hour must be worth for a plan to pay, all else as it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.present.sentences import frequency, rough
from simulation.results.board import fan

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board, Side
    from simulation.results.quantiles import Array


def break_even(side: Side, base: Side | None) -> Array:
    """Return the worth of an hour in EUR at which a run breaks even, or gains as much as its base, [replicates].

    The net is *h* times the hours gained plus the money gained, both discounted, so *h* is the money lost over the
    hours gained; 0 where no money is lost. NaN where no hours are gained: then no worth of an hour makes it pay.
    """
    rate = side.run.manifest.hourly_cost_eur
    net, money = side.net, side.money
    if base is not None:
        net, money = net - base.net, money - base.money
    hours = (net - money) / rate
    return np.where(hours > 0, np.maximum(-money, 0.0) / np.where(hours > 0, hours, 1.0), np.nan)


def break_even_sentence(board: Board, place: int | None, language: Language) -> str:
    """Return in words what an hour must be worth, in how many courses; nothing where hours are worth nothing here."""
    side = board.base if place is None else board.plans[place]
    if not side.run.manifest.hourly_cost_eur:
        return ""
    worth = break_even(side, None if place is None else board.base)
    paying = worth[~np.isnan(worth)]
    if paying.size == 0:
        return language("It takes more hours than it saves in every course: no worth of an hour makes it pay.")
    ends = fan(paying[:, None])
    low, middle, high = (float(end[0]) for end in (ends.low, ends.median, ends.high))
    step = rough(middle, low, high)
    texts = [language.money(each, step) for each in (low, middle, high)]
    said = language(
        "It pays where an hour is worth at least {middle} ({low} to {high} in 8 of 10 courses); {rate} are counted.",
        low=texts[0], middle=texts[1], high=texts[2],
        rate=language.money(side.run.manifest.hourly_cost_eur),
    )  # fmt: skip
    if paying.size == worth.size:
        return said
    never = frequency(1 - paying.size / worth.size, worth.size, language)
    return f"{said} {language('It never pays {how_often}: there it takes more hours than it saves.', how_often=never)}"
