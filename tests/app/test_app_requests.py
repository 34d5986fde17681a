"""Requests: the last wish alone is worked on and answered, whatever came before, and however late."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest

from simulation.app.limits import OWN, Limits
from simulation.app.pairs import Pair
from simulation.app.pictured import Pictured
from simulation.app.requests import FAULT, LatestRequests
from simulation.app.steps import Step
from simulation.results.errors import InputError, RunInterrupted
from tests.studies.company import company

SMALL = company(run={"weeks": 16, "replicates": 3})


def pair(name: str) -> Pair:
    return Pair(SMALL, SMALL.model_copy(update={"name": name}))


@dataclass
class FakePairs:
    """Takes a moment for each step, and says whose it was."""

    pause_s: float = 0.002
    limits: Limits = OWN
    error: Exception | None = None
    begun: list[str] = field(default_factory=list)

    def shown(self, pair: Pair, step: Step, stop: Event, tell: Callable[[int, int], None]) -> Pictured:
        self.begun.append(pair.plan.name)
        if self.error:
            raise self.error
        for done in range(3):
            if stop.wait(self.pause_s):
                raise RunInterrupted(done, 3, "")
            tell(done, 3)
        return Pictured(pair.plan.name, str(step.replicates), {}, "")


@pytest.fixture
def requests() -> Iterator[LatestRequests]:
    made = LatestRequests(FakePairs())
    yield made
    made.close()


def finished(requests: LatestRequests, visitor: str, seconds: float = 5) -> Any:
    end = time.monotonic() + seconds
    while not requests.answer(visitor).is_last and time.monotonic() < end:
        time.sleep(0.002)
    return requests.answer(visitor)


def test_every_step_is_shown_in_its_order(requests: LatestRequests) -> None:
    assert requests.ask("a", 1, pair("one"))
    found = finished(requests, "a")
    assert (found.place, found.shown.head, found.shown.figures) == (1, "one", "3")
    assert [step.replicates for step in found.steps] == [2, 3]


def test_the_last_of_a_hundred_wishes_wins_in_whatever_order_they_come(requests: LatestRequests) -> None:
    draw = random.Random(8)
    order = list(range(1, 101))
    draw.shuffle(order)
    for number in order:
        requests.ask("a", number, pair(str(number)))
        if draw.random() < 0.1:
            time.sleep(0.004)
    found = finished(requests, "a")
    assert (found.number, found.shown.head) == (100, "100")
    time.sleep(0.05)
    assert requests.answer("a").shown.head == "100"


def test_an_earlier_wish_that_comes_late_is_not_taken(requests: LatestRequests) -> None:
    requests.ask("a", 5, pair("late"))
    assert not requests.ask("a", 4, pair("early"))
    assert not requests.ask("a", 5, pair("again"))
    assert finished(requests, "a").shown.head == "late"


def test_superseded_work_stops_in_the_midst_of_a_step() -> None:
    pairs = FakePairs(pause_s=30)
    requests = LatestRequests(pairs)
    requests.ask("a", 1, pair("long"))
    while not pairs.begun:
        time.sleep(0.001)
    pairs.pause_s = 0.001
    requests.ask("a", 2, pair("short"))
    assert finished(requests, "a").shown.head == "short"
    assert pairs.begun.count("long") == 1
    requests.close()


def test_visitors_do_not_disturb_each_other(requests: LatestRequests) -> None:
    for visitor in "abc":
        requests.ask(visitor, 1, pair(visitor))
    assert [finished(requests, visitor).shown.head for visitor in "abc"] == ["a", "b", "c"]


def test_no_more_is_worked_on_at_once_than_the_limits_say_and_visitors_are_forgotten() -> None:
    pairs = FakePairs(pause_s=30, limits=Limits(10**6, 10**12, 2, 3, 10**6))
    requests = LatestRequests(pairs)
    for visitor in range(9):
        requests.ask(str(visitor), 1, pair(str(visitor)))
    time.sleep(0.1)
    assert len(requests._visits) == 3
    assert requests.answer("0").number == 0, "forgotten"
    running = [visit for visit in requests._visits.values() if visit.future and visit.future.running()]
    assert len(running) <= 2
    requests.close()


@pytest.mark.parametrize(
    ("error", "said"), [(InputError("too large"), "too large"), (ZeroDivisionError("secret path"), FAULT)]
)
def test_what_goes_wrong_is_told_and_nothing_of_the_program(
    error: Exception, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    requests = LatestRequests(FakePairs(error=error))
    requests.ask("a", 1, pair("one"))
    assert finished(requests, "a").problem == said
    assert ("ZeroDivisionError" in capsys.readouterr().err) == (said == FAULT)
    requests.close()
