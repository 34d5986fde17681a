"""What a page needs to simulate a plan by itself: the kernel, its replicates, and the texts of what came out."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.present.live.pictures import Shown, asked
from simulation.present.sentences import ENOUGH
from simulation.results.board import DOTS, EURO, HOURS
from simulation.wasm.module import SCRIPT, page_module

if TYPE_CHECKING:
    from simulation.studies.live.simulated import Simulated

_HERE: Final = Path(__file__).parent
_TAIL: Final = {"chance": "{chance}", "how_often": "{how_often}"}


@dataclass(frozen=True, slots=True)
class PageKernel:
    """The kernel in a page: what its script reads, the packed module, the packed replicates, and its thread."""

    data: dict[str, Any]
    code: str
    world: str
    worker: str


def page_kernel(at: Shown, plan: Simulated) -> PageKernel:
    """Return the kernel for a page.

    Raises:
        NoModuleError: there is no module of this kernel.
    """
    packed = plan.packed
    bytes_ = packed.shared + b"".join(packed.own)
    worker = SCRIPT.read_text("utf-8") + (_HERE / "worker.js").read_text("utf-8")
    return PageKernel(
        _data(at, plan), _letters(page_module().packed), _letters(gzip.compress(bytes_, 9, mtime=0)), worker
    )


def _letters(packed: bytes) -> str:
    return base64.b64encode(packed).decode()


def _data(at: Shown, plan: Simulated) -> dict[str, Any]:
    """Return levers, courses without the plan and as planned, and the texts, as the script reads them."""
    grid, packed = at.grid, plan.packed
    counts = next(each for each in packed.arguments[0] if each[0] == "counts")
    place = grid.place
    return {
        "arguments": packed.arguments,
        "sizes": [len(packed.shared), *map(len, packed.own)],
        "positions": plan.positions,
        "always": plan.always,
        "read": {
            "shape": counts[-1],
            "column": plan.column,
            "weight": plan.weight,
            "weeks": grid.weeks,
            "place": grid.week,
            "hourly": plan.hourly_cost_eur,
        },
        "place": place,
        "base": {
            "active": grid.base[grid.active].tolist(),
            "hours": grid.base[HOURS][:, place].tolist(),
            "eur": grid.base[EURO][:, place].tolist(),
        },
        "planned": grid.states[grid.planned][grid.active].tolist(),
        "factor": grid.factor or 1.0,
        "dots": DOTS,
        "least": ENOUGH,
        "texts": texts(at),
    }


def texts(at: Shown) -> dict[str, str]:
    """Return the texts of `simulation.present.sentences` with names in braces where numbers stand."""
    say, who = at.language, asked(at)
    given = {"plan": who.with_plan, "who": who.who, "day": say.month(who.day)}
    ends = {"low": "{low}", "high": "{high}"}
    return {
        "few": say("No headline: {n} pairs of courses are too few, at least {least} are needed.",
                   n="{n}", least="{least}"),
        "none": say("{plan}, there are as many {who} as without it ({day}): no course differs.", **given),
        "more": say("{plan}, there are about {middle} more {who} than without it ({day}; {low} to {high} in 8 of 10 "
                    "courses).", middle="{middle}", **ends, **given),
        "fewer": say("{plan}, there are about {middle} fewer {who} than without it ({day}; {high} to {low} in 8 of 10 "
                     "courses).", middle="{middle}", **ends, **given),
        "alike": say("{plan}, there are as many {who} as without it, give or take one ({day}; 8 of 10 courses).",
                     **given),
        "open": say("{plan}, it is open whether there are more {who} or fewer ({day}): between {low} fewer and {high} "
                    "more in 8 of 10 courses.", **ends, **given),
        "up to more": say("{plan}, there are as many {who} as without it or up to {n} more ({day}; 8 of 10 courses).",
                          n="{n}", **given),
        "up to fewer": say("{plan}, there are as many {who} as without it or up to {n} fewer ({day}; 8 of 10 courses).",
                           n="{n}", **given),
        "tail more": say("More than without it: {chance}, {how_often}.", **_TAIL),
        "tail fewer": say("Fewer than without it: {chance}, {how_often}.", **_TAIL),
        "all": say("in all {n} simulated courses", n="{n}"),
        "never": say("in none of {n} simulated courses", n="{n}"),
        "most": say("in more than 9 of 10 courses"),
        "rarely": say("in fewer than 1 of 10 courses"),
        "often": say("in {n} of 10 courses", n="{n}"),
        "certain": say("virtually certain"),
        "very": say("very likely"),
        "likely": say("likely"),
        "even": say("about as likely as not"),
        "unlikely": say("unlikely"),
        "million": say("{number} million EUR", number="{number}"),
        "cost": say("It costs about {eur} more, hours included ({hours} hours).", eur="{eur}", hours="{hours}"),
        "dots": say(
            "{who}: with the plan minus without it, in the same course. Dots: {n} equally likely outcomes in {day}; "
            "hollow ones lie below zero ({below} of {n}).",
            who=who.who[:1].upper() + who.who[1:], n=DOTS, below="{below}", day=say.month(who.day),
        ),
        "working": say("Simulated in this page: {n} of {all} courses so far.", n="{n}", all="{all}"),
        "beyond": say("Part of it lies beyond the picture."),
        "unlike": say("The page does not come to the numbers of the full engine here, so it shows those computed "
                      "beforehand only."),
        "absent": say("This browser cannot simulate in the page; it shows what was computed beforehand."),
    }  # fmt: skip


def packed(data: Any) -> str:
    """Return data as text that a page unpacks: JSON, compressed, in letters of base 64."""
    return _letters(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), 9, mtime=0))
