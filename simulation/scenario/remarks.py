"""What in a valid scenario may be meant otherwise than it is written: told beside its results, never refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum, isclose
from typing import TYPE_CHECKING

from simulation.scenario.keys import dotted
from simulation.words.nearest import quoted

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

_ROUNDING = 1e-6
_PERCENT, _LIKE_PERCENT = 100, (90, 110)


def remarks(scenario: Scenario) -> list[str]:
    """Return in sentences what the author of a scenario should look at."""
    organisation = scenario.organisation
    shared = () if organisation.source else ("countries", "divisions", "functions")
    tables: dict[tuple[str, ...], Mapping[str, float]] = {
        ("organisation", name): getattr(organisation, name) for name in shared
    }
    tables[("platform", "communities", "types")] = {
        str(name): share for name, share in scenario.platform.communities.types.items()
    }
    people = organisation.people
    found = [f"{dotted(key)}: {remark}" for key, shares in tables.items() for remark in _of_shares(shares, people)]
    return [*found, *_of_targets(scenario)]


def _of_targets(scenario: Scenario) -> Iterator[str]:
    """Say where people are chosen in an order that no company could follow."""
    for index, plan in enumerate(scenario.interventions):
        if plan.target.is_latent:
            key = dotted(("interventions", index, "target", "rank"))
            yield (
                f"{key}: {quoted(plan.name)} chooses by {plan.target.rank}, which is latent: nobody can observe it, "
                "and its effect is what perfect knowledge would bring; contributions, replies, reads, registered and "
                "degree can be observed"
            )


def _of_shares(shares: Mapping[str, float], people: int) -> Iterator[str]:
    """Say where shares or percentages do not add up, and where some look like shares and others like people."""
    given = {name: share for name, share in shares.items() if share > 0}
    total = fsum(given.values())
    name = min(given, key=lambda each: given[each])
    one = f"({name} gets {given[name] / total:.1%})"
    if all(share == 1 for share in given.values()):
        return  # equal weights
    if max(given.values()) <= 1:
        if not isclose(total, 1, abs_tol=_ROUNDING):
            yield f"the shares add to {total:.4g}, not to 1; each is divided by that sum {one}"
    elif given[name] < 1:
        yield f"some are below 1 like shares, others above; all are divided by their sum, {total:.6g} {one}"
    elif _LIKE_PERCENT[0] <= total <= _LIKE_PERCENT[1] and total not in (_PERCENT, people):
        yield f"if these are percentages, they add to {total:.4g}, not to 100; each is divided by that sum {one}"
