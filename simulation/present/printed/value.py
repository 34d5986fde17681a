"""What `wandel value` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulation.present.facts import facts
from simulation.present.printed.block import Block
from simulation.present.printed.tables import drivers_table, value_table
from simulation.present.value import drivers_note, net_sentence, prices, value_json
from simulation.present.words import few_replicates
from simulation.results.documents import plain
from simulation.results.reader import StoredRun
from simulation.results.value import drivers, worth
from simulation.value.claims import CLAIMS, LEFT_OUT


def value_document(run: StoredRun) -> Any:
    """Return the account of a run and what its net depends on as one document."""
    return plain(value_json(run, worth(run), drivers(run)))


def value_blocks(run: StoredRun) -> Iterator[Block]:
    """Yield the account with bands, the net, what it depends on, then claims of others."""
    found, ranked, record = worth(run), drivers(run), run.manifest
    yield f"{record.title}: {facts(record)}"
    yield prices(record)
    yield value_table(found)
    yield net_sentence(found)
    yield few_replicates(record.replicates)
    yield "\nWhat the sign of the net depends on most:"
    if ranked:
        yield drivers_table(ranked)
    yield drivers_note(ranked, record)
    yield "\nLeft out, though sources name it:"
    for driver, reason in LEFT_OUT.items():
        yield f"  {driver}: {reason}"
    yield "\nClaims of others, shown as claims and used nowhere above:"
    for claim in CLAIMS:
        yield f"  {claim.source}: {claim.text}"
