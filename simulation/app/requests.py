"""Who asked for what: each visitor's last wish alone is worked on, step by step, and only its answers are shown."""

from __future__ import annotations

import sys
import traceback
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from simulation.app.steps import Step, steps
from simulation.errors import WandelError
from simulation.results.errors import RunInterrupted

if TYPE_CHECKING:
    from simulation.app.pairs import Pair, PairedRuns
    from simulation.app.pictured import Pictured

FAULT: Final = "the program failed; what it said stands where it was started"


@dataclass(frozen=True, slots=True)
class Answer:
    """How far a wish is: its last step that is finished, the one at work and its courses, or what is wrong.

    ``number`` is the wish's, ``place`` that of the finished step among ``steps``, -1 before the first.
    """

    number: int
    steps: tuple[Step, ...] = ()
    place: int = -1
    shown: Pictured | None = None
    done: int = 0
    of: int = 0
    problem: str = ""

    @property
    def is_last(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.problem) or self.place == len(self.steps) - 1


@dataclass
class Visit:
    """What is known of a visitor: the number of the last wish, its answer, and how to stop the work on it."""

    number: int = 0
    answer: Answer = field(default_factory=lambda: Answer(0))
    stop: Event = field(default_factory=Event)
    future: Future[None] | None = None


class LatestRequests:
    """Takes wishes in the order of their numbers: a later one stops the work on an earlier one, never the reverse."""

    def __init__(self, pairs: PairedRuns) -> None:
        """Work for as many visitors at a time as the limits allow; others wait for their turn."""
        self._pairs = pairs
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(pairs.limits.runs, thread_name_prefix="requests")

    def ask(self, visitor: str, number: int, pair: Pair | None) -> bool:
        """Take a wish, unless a later one is there already; without a pair nothing is worked on any longer."""
        with self._lock:
            visit = self._visit(visitor)
            if number <= visit.number:
                return False
            self._drop(visit)
            visit.number, visit.stop = number, Event()
            made = steps(pair.plan, self._pairs.limits) if pair else ()
            visit.answer = Answer(number, made)
            if pair is not None:
                visit.future = self._threads.submit(self._work, visit, visit.answer, pair, visit.stop)
            return True

    def answer(self, visitor: str) -> Answer:
        """Return how far the last wish is."""
        with self._lock:
            return self._visit(visitor).answer

    def close(self) -> None:
        """Stop all work."""
        with self._lock:
            for visit in self._visits.values():
                self._drop(visit)
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _visit(self, visitor: str) -> Visit:
        found = self._visits.pop(visitor, None) or Visit()
        self._visits[visitor] = found
        while len(self._visits) > self._pairs.limits.visitors:
            self._drop(self._visits.popitem(last=False)[1])
        return found

    @staticmethod
    def _drop(visit: Visit) -> None:
        visit.stop.set()
        if visit.future is not None:
            visit.future.cancel()

    def _tell(self, visit: Visit, answer: Answer) -> None:
        """Put an answer down, unless its wish is superseded."""
        with self._lock:
            if answer.number == visit.number:
                visit.answer = answer

    def _work(self, visit: Visit, first: Answer, pair: Pair, stop: Event) -> None:
        """Make one step after the other until the work is superseded."""
        number, shown = first.number, None
        for place, step in enumerate(first.steps):
            before = Answer(number, first.steps, place - 1, shown, 0, 2 * step.replicates)
            self._tell(visit, before)

            def note(done: int, of: int, before: Answer = before) -> None:
                self._tell(visit, Answer(number, before.steps, before.place, before.shown, done, of))

            try:
                shown = self._pairs.shown(pair, step, stop, note)
            except RunInterrupted:
                return
            except WandelError as error:
                self._tell(visit, Answer(number, first.steps, place - 1, shown, problem=str(error)))
                return
            except Exception:
                traceback.print_exc(file=sys.stderr)
                self._tell(visit, Answer(number, first.steps, place - 1, shown, problem=FAULT))
                return
            self._tell(visit, Answer(number, first.steps, place, shown))
