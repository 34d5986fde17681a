"""The table of docs/experiences.md: ``python -m tests.experiences.table > docs/experiences.md`` writes it anew."""

from __future__ import annotations

from tests.experiences import communities, community_types, people
from tests.experiences.pattern import Experience, Pattern

EXPERIENCES: tuple[Experience, ...] = (
    communities.BUILDING, communities.REMOVED, communities.MULTIPLIERS, people.CULTURE, communities.SILO,
    people.MENTORING, communities.START_SMALL, people.EARLY_MOVERS, people.SKILL, community_types.TYPES, people.NETWORK,
    people.CONVICTION,
)  # fmt: skip
"""The twelve experiences in the order of the sources."""

HEAD = """\
# Experiences

Patterns that people who built such networks report, and whether the model shows them. Each comparison runs a small,
lively company (400 people unless said otherwise, about a year) with and without one thing, for 40 replicates under the
same luck. "±" is the standard error of the mean difference over these replicates, with the parameters fixed: it says
how sure the sign is in this company, not how unsure the model's numbers are. A pattern counts as seen if the mean is
more than 4 standard errors above 0 (a false alarm about once in 30,000), if it is 0 to the bit, or, where a bound is
stated, if mean and 4 standard errors stay within it. "Not shown" marks what the source reports and the model does not
do.

Sources: KT13 (talk on Deutsche Telekom, 2013), SMA (article on SMA's network), BOT19 (article on brand ambassadors).

This page is written by `python -m tests.experiences.table > docs/experiences.md` and checked by `tests/experiences`.
"""


def row(pattern: Pattern, mean: float, error: float) -> str:
    """Return one line of a table."""
    return f"| {pattern.says} | {number(mean, error)} | {pattern.unit} |"


def number(mean: float, error: float) -> str:
    """Mean and standard error, the error with two digits."""
    if mean == 0 and error == 0:
        return "0 (exactly)"
    digits = max(0, 1 - int(f"{error:.1e}".split("e")[1])) if error > 0 else 2
    return f"{mean:,.{digits}f} ± {error:.{digits}f}"


def cost_line() -> str:
    """Return the line that reports hours per convert."""
    return f"Hours per convert: {communities.hours_per_convert():.1f}, booked hours over further accounts at the end."


def care_line() -> str:
    """Return the line that compares a type's own care with that of the other type."""
    channel, practice = (
        number(*community_types.own_care_less_other(*types))
        for types in (("information", "practice"), ("practice", "information"))
    )
    return (
        f"Weeks of reading by their own care less those by the care of the other type: {channel} (information "
        f"channels), {practice} (communities of practice)."
    )


def _section(place: int, experience: Experience) -> list[str]:
    lines = [
        f"## {place}. {experience.says}", "", f"Source {experience.source}. Simulated: {experience.simulated}.", "",
        "| pattern | measured | unit |", "| --- | --- | --- |",
        *(row(pattern, *pattern.measure()) for pattern in experience.patterns), "",
    ]  # fmt: skip
    if experience is communities.BUILDING:
        lines += [cost_line(), ""]
    if experience is community_types.TYPES:
        lines += [care_line(), ""]
    return [*lines, f"Shown: {experience.shown}. {experience.remark}", ""]


def page() -> str:
    """Return the whole page; this runs everything."""
    lines = [HEAD, "| | experience | source | shown |", "| --- | --- | --- | --- |"]
    lines += [f"| {k} | {one.says} | {one.source} | {one.shown} |" for k, one in enumerate(EXPERIENCES, 1)] + [""]
    for k, experience in enumerate(EXPERIENCES, 1):
        lines += _section(k, experience)
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
