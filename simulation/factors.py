"""Every number that turns use of the platform into hours and money, each declared once.

No source measures what an internal network saves; only Leonardi2015 says how much better its
users know who knows what. So priors are wide, and what reading brings for each hour that it takes
has the median 1: the largest item does not decide the sign of the net in advance. An hour is an
hour in both directions: that saved minutes may not become work holds for spent ones too. A
scenario overrides any factor under ``value.factors``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.declare import ASSUMPTION, Confidence, Parameter, Prior


@dataclass(frozen=True, slots=True)
class Factor(Parameter):
    """One number of the value model; ``counters`` are those of `COUNTERS` that it multiplies, none for costs."""

    counters: tuple[str, ...] = ()


def _f(
    name: str,
    symbol: str,
    meaning: str,
    unit: str,
    high: float,
    default: float,
    prior: Prior,
    counters: tuple[str, ...],
    source: str = ASSUMPTION,
    confidence: Confidence = "low",
    note: str = "",
) -> Factor:
    """Declare one factor; none is below 0."""
    return Factor(name, symbol, meaning, unit, 0, high, default, prior, source, confidence, "", note, counters)


def _uniform(a: float, b: float) -> Prior:
    return Prior("uniform", a, b)


def _lognormal(median: float, log_sd: float) -> Prior:
    return Prior("lognormal", median, log_sd)


REPLIES = ("replied", "replied_cross_silo")
REGULARS = ("segment_habitual", "segment_power")
CONTRIBUTIONS = ("documents", "discussions", "comments", "others")

# fmt: off
_DECLARED: dict[str, tuple[Factor, ...]] = {
    "saved": (
        _f("question_share", "q_a", "share of the contributions replied to that are questions with a useful answer",
           "share", 1, 0.2, _uniform(0.05, 0.35), REPLIES,
           "KT13", note="11,300 of 83,900 contributions (13%) were discussions; others may hold questions too"),
        _f("answer_hours", "h_a", "hours that a useful answer from the own silo saves the one who asked",
           "hours per answer", 40, 1, _lognormal(1, 0.7), REPLIES),
        _f("cross_silo_worth", "w_x", "worth of an answer from another silo against one from the own",
           "share", 2, 0.7, _uniform(0.4, 1), ("replied_cross_silo",),
           note="it brings what the own silo lacks, but fits less; below 1 to be careful"),
        _f("reading_return", "r_l", "hours that content saves its reader for each additional hour of reading, answers "
           "to own questions left out", "hours per hour", 20, 1, _lognormal(1, 0.7), ("readers_7",),
           note="1 on purpose: people read of their own will, but no source says that it pays"),
        _f("search_hours", "h_s", "hours a week in which a regular reader looks for who knows something, or for a way "
           "to that person", "hours per person and week", 10, 0.5, _lognormal(0.5, 0.6), REGULARS),
        _f("search_whom_share", "s_w", "share of that time that goes into finding a way to the person",
           "share", 1, 0.5, _uniform(0.2, 0.8), REGULARS),
        _f("knows_what_gain", "g_k", "how much better a regular reader knows who knows what",
           "share", 1, 0.19375, _uniform(0.0775, 0.31), REGULARS,
           "Leonardi2015", "medium", note="+31% in 6 months in a quasi-experiment in one firm, shrunk by 0.25 to 1"),
        _f("knows_whom_gain", "g_w", "how much better a regular reader knows who knows whom",
           "share", 2, 0.55, _uniform(0.22, 0.88), REGULARS,
           "Leonardi2015", "medium", note="+88% in 6 months in a quasi-experiment in one firm, shrunk by 0.25 to 1"),
    ),
    "spent": (
        _f("document_hours", "h_d", "hours that sharing a document takes, beyond the work that it comes from",
           "hours per item", 40, 0.3, _lognormal(0.3, 0.7), ("documents",)),
        _f("discussion_hours", "h_t", "hours that starting a discussion takes", "hours per item",
           10, 0.25, _lognormal(0.25, 0.5), ("discussions",)),
        _f("comment_hours", "h_c", "hours that a comment on a document takes", "hours per item",
           10, 0.1, _lognormal(0.1, 0.5), ("comments",)),
        _f("other_hours", "h_o", "hours that another contribution takes", "hours per item",
           10, 0.1, _lognormal(0.1, 0.5), ("others",)),
        _f("reading_hours", "h_l", "hours that a reader reads in a week with reading", "hours per reader and week",
           10, 0.25, _lognormal(0.25, 0.5), ("readers_7",)),
        _f("registration_hours", "h_n", "hours until somebody new has an account and a profile", "hours per person",
           10, 0.3, _lognormal(0.3, 0.5), ("new_registered",)),
        _f("additional_share", "a_s", "share of the hours of use that e-mail and older platforms would not have taken",
           "share", 1, 0.75, _uniform(0.5, 1), (*CONTRIBUTIONS, "readers_7"),
           note="what only moved from there neither saves nor costs anything"),
        _f("platform_eur", "c_p", "money for licence and operation", "EUR per registered person and year",
           500, 24, _lognormal(24, 0.6), ("registered",)),
    ),
}
# fmt: on

FACTORS: dict[str, Factor] = {
    factor.name: replace(factor, group=group) for group, declared in _DECLARED.items() for factor in declared
}
"""All value factors by name."""
