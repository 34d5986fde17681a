"""Measures whether each kind's effect is as unsure as its evidence, for a table of docs/kinds.md.

Usage: python -m docs.made.kinds_evidence [pairs]

A small, lively company of which everything else is known, each kind alone. What its evidence leaves open is moved: its
behavioural settings and the parameters in `RESTS_ON` that it works through, first one at a time to the 10% and the 90%
quantile of their priors (mean effects over the same luck), then all of them drawn at once. Writes
docs/made/kinds_evidence.json. It takes some minutes.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from docs.made.kinds import NEEDS, PLATFORM, SETTINGS
from docs.made.tables import code, table
from simulation.declare import Parameter
from simulation.engines.run import simulate
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import behaviour
from simulation.model.record import CONTENT_TYPES, INDEX
from simulation.parameters import PARAMETERS
from simulation.results.quantiles import BAND, quantiles
from simulation.scenario.schema import Scenario
from simulation.world import build

Floats = NDArray[np.float64]
DATA: Final = Path(__file__).parent / "kinds_evidence.json"
PAIRS: Final = 40
MORE: Final = {"campaign": 150}
"""Kinds whose effect is so skewed that the width of its band takes more pairs."""
PEOPLE, WEEKS, START = 400, 70, 10
TAILS: Final = (0.1, 0.9)
OFTEN: Final = 0.1
"""Probability from which on either sign counts as open."""
ENOUGH: Final = 0.8
"""Part of what the evidence moves that the band must be at least as wide as."""
LIVELY: Final = {"innovation_rate": 0.02, "read_intercept": -3.5, "contribute_intercept": -3.0}
"""Livelier than the defaults, so that effects show among few people within a year."""
RESTS_ON: Final[dict[str, tuple[str, ...]]] = {
    "community_manager": ("reply_by_management", "management_load", "management_seeding", "management_inviting"),
    "multipliers": ("management_load", "reply_by_management"),
    "manager_training": ("management_load", "training_time"),
    "manager_network": ("management_load", "training_time"),
    "open_groups": ("cost_open",),
    "country_roll_out": ("launch_hazard",),
    "mandate": ("crowding_out",),
    "ambassador_tasks": ("crowding_out", "extrinsic_half_life"),
    "role_modelling": ("read_manager", "contribute_manager", "injunctive_weight"),
    "reverse_mentoring": ("read_manager", "contribute_manager"),
    "workshops": ("contribute_skill", "training_time"),
    "working_out_loud": ("contribute_skill",),
    "onboarding": ("contribute_skill", "habit_loss"),
    "use_cases": ("use_case_gain",),
    "face_to_face": ("contribute_belief",),
}
"""Parameters of the model without which a kind does nothing: its evidence is theirs as well."""
SMALL: Final[dict[str, dict[str, Any]]] = {
    **SETTINGS,
    "community_manager": {"communities": 8},
    "ambassador_tasks": {"target": {"rank": "contributions", "count": 100}},
    "kick_off": {"target": {"count": 40}},
    "reverse_mentoring": {"target": {"role": "manager"}},
    "role_modelling": {"target": {"role": "manager"}},
    "workshops": {"target": {"count": 100}},
    "working_out_loud": {"target": {"count": 60}},
    "pilot_community": {"target": {"role": "assistant"}},
    "mandate": {"weeks": 4},
}
"""Settings for a company of this size."""
ORGANISATION: Final = {
    "people": PEOPLE,
    "countries": {"Germany": 0.8, "Hungary": 0.2},
    "divisions": {"Technology": 0.5, "Sales": 0.5},
}


def evidence(kind: str) -> dict[str, Parameter]:
    """Return what a kind's evidence leaves open: its behavioural settings, and parameters that it works through."""
    settings = dict(behaviour(all_kinds()[kind]))
    rests = {name: PARAMETERS[name] for name in RESTS_ON.get(kind, ())}
    return {name: p for name, p in (settings | rests).items() if p.prior.kind != "fixed"}


class Tried:
    """One kind in the company: effects on contributions over the same luck."""

    def __init__(self, kind: str, pairs: int) -> None:
        self.kind, self.pairs = kind, pairs
        self.open = evidence(kind)
        self.base: dict[str, Floats] = {}

    def effects(self, moved: dict[str, float] | None) -> Floats:
        """Further contributions [pairs] where some of its evidence is moved; None: all of it is drawn."""
        settings = {n: p for n, p in self.open.items() if n not in PARAMETERS}
        plan: dict[str, Any] = {"kind": self.kind, "start": START, **SMALL.get(self.kind, {})}
        known: dict[str, Any] = {name: p.default for name, p in PARAMETERS.items()} | LIVELY
        for name in RESTS_ON.get(self.kind, ()):
            known[name] = PARAMETERS[name].default if moved is not None else None
        if moved is not None:
            plan |= {name: p.default for name, p in settings.items()}
            for name, value in moved.items():
                (plan if name in settings else known)[name] = value
        known = {name: value for name, value in known.items() if value is not None}
        return self._run([*NEEDS.get(self.kind, []), plan], known) - self._without(known)

    def _without(self, known: dict[str, Any]) -> Floats:
        key = json.dumps(known, sort_keys=True)
        if key not in self.base:
            self.base[key] = self._run(list(NEEDS.get(self.kind, [])), known)
        return self.base[key]

    def _run(self, plans: list[dict[str, Any]], known: dict[str, Any]) -> Floats:
        island = [{"name": "Wiki", "users_share": 0.2, "attention": 0.3}] if self.kind == "legacy_retirement" else []
        small = {"people_per_community": 30}
        scenario = Scenario.model_validate({
            "name": "evidence", "organisation": ORGANISATION, "interventions": plans, "parameters": known,
            "platform": {"started_share": 0.5, "communities": small, "legacy": island, **PLATFORM.get(self.kind, {})},
            "run": {"weeks": WEEKS, "replicates": self.pairs, "uncertainty": "parameters", "seed": 3},
        })  # fmt: skip
        world, columns = build(scenario), [INDEX[each] for each in CONTENT_TYPES]
        return np.array([float(simulate(world, r).counts[:, -1, columns].sum()) for r in range(self.pairs)])

    def found(self) -> dict[str, Any]:
        """Move the evidence, and say what the effect does."""
        fixed, drawn = self.effects({}), self.effects(None)
        moves = {}
        for name, p in self.open.items():
            low, high = (p.prior.quantile(u, p.low, p.high) for u in TAILS)
            moves[name] = [rounded(self.effects({name: value}).mean()) for value in (low, high)]
        return {
            "fixed": [rounded(fixed.mean()), rounded(fixed.std(ddof=1) / math.sqrt(self.pairs))],
            "luck": [rounded(q) for q in quantiles(fixed, BAND)],
            "band": [rounded(q) for q in quantiles(drawn, BAND)],
            "moves": moves,
            "up": float((drawn > 0).mean()),
            "down": float((drawn < 0).mean()),
        }


def reflects(found: dict[str, Any]) -> bool:
    """Whether the band is wide enough for what the evidence alone moves, and for luck alone."""
    width, luck = (found[name][2] - found[name][0] for name in ("band", "luck"))
    return bool(width >= ENOUGH * max(evidence_width(found), luck))


def evidence_width(found: dict[str, Any]) -> float:
    """Return how far the evidence moves the mean effect from 10% to 90%: the root of the single widths' squares."""
    return math.sqrt(sum((high - low) ** 2 for low, high in found["moves"].values()))


def is_open(found: dict[str, Any]) -> bool:
    """Whether the evidence leaves the sign of the mean effect open: half its width reaches beyond none."""
    return bool(evidence_width(found) / 2 > abs(found["fixed"][0]))


def is_told_open(found: dict[str, Any]) -> bool:
    """Whether the effect goes either way in the runs, each in a tenth of them at least."""
    return bool(min(found["up"], found["down"]) >= OFTEN)


def section() -> str:
    """Return the part of docs/kinds.md that holds each kind's band against its evidence."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    head = (
        "kind", "all known", "most by", "evidence alone", "luck alone", "80% band", "as unsure", "adds / takes",
        "sign: evidence", "sign: model",
    )  # fmt: skip
    more = ", ".join(f"{code(kind)} {pairs}" for kind, pairs in MORE.items())
    sizes = {name: data[name] for name in ("people", "weeks", "pairs")}
    text = TEXT.format(**sizes, often=OFTEN, enough=ENOUGH, more=more)
    rows = [_row(kind, found) for kind, found in data["kinds"].items()]
    return "\n\n".join([text, table(head, rows), _channels(data)])


TEXT: Final = """\
## Is a kind's effect as unsure as its evidence?

The same kinds in a small, lively company ({people} people, {weeks} weeks from the start, {pairs} pairs; {more}) of
which everything else is known, so that only what the evidence of the kind itself leaves open moves: its behavioural
settings, and the parameters that it works through (`python -m docs.made.kinds_evidence` measures them anew). *All
known*: mean further contributions with all of it at its middle. *Most by*: the number of it that moves this mean
most, from its 10% to its 90% quantile. *Evidence alone*: how wide the mean's 80% range is for all numbers together.
*Luck alone*: width of the 80% band with all numbers known. *80% band*: of the effect with all of them drawn; it is
*as unsure* if at least {enough} times as wide as either. The evidence leaves the sign of the whole open if its
range reaches beyond none; the model says so if {often:.0%} of the pairs go either way."""


def _row(kind: str, found: dict[str, Any]) -> tuple[str, ...]:
    most = max(found["moves"], key=lambda name: abs(np.subtract(*found["moves"][name])), default="")
    moved = f"{code(most)} {_to(found['moves'][most])}" if most else "nothing is open"
    low, _, high = found["band"]
    signs = ["open" if each else "known" for each in (is_open(found), is_told_open(found))]
    return (
        code(kind), f"{found['fixed'][0]:,.0f} ± {found['fixed'][1]:,.0f}", moved, f"{evidence_width(found):,.0f}",
        f"{found['luck'][2] - found['luck'][0]:,.0f}", _to([low, high]), "yes" if reflects(found) else "no",
        f"{found['up']:.0%} / {found['down']:.0%}", *signs,
    )  # fmt: skip


def _channels(data: dict[str, Any]) -> str:
    """Say of the single numbers whose sign is open where the effect turns with them."""
    said = []
    for kind, found in data["kinds"].items():
        for name, (low, high) in found["moves"].items():
            p = evidence(kind)[name]
            if p.prior.quantile(OFTEN, p.low, p.high) < 0 < p.prior.quantile(1 - OFTEN, p.low, p.high):
                middle = found["fixed"][0]
                said.append(f"{code(f'{kind}: {name}')} {low - middle:+,.0f} to {high - middle:+,.0f}")
    return (
        "Numbers whose own sign is open (a tenth of their prior lies below 0), and what they add to the effect at "
        f"their 10% and 90%: {'; '.join(said)}."
    )


def _to(values: list[float]) -> str:
    return " to ".join(f"{value:,.0f}" for value in values)


def rounded(value: float) -> float:
    """Return a number to four digits."""
    return float(f"{value:.4g}")


def main(pairs: int) -> None:
    """Try every kind that ships and write what came out."""
    found = {}
    for kind in all_kinds():
        found[kind] = Tried(kind, max(pairs, MORE.get(kind, 0))).found()
        print(kind, found[kind], flush=True)
        document = {"people": PEOPLE, "weeks": WEEKS - START, "pairs": pairs, "kinds": found}
        DATA.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
