"""What `wandel value` says."""

from __future__ import annotations

from simulation.cli.console import say, say_json
from simulation.cli.running import say_if, show
from simulation.present.console import drivers_table, value_table
from simulation.present.documents import plain
from simulation.present.page import facts
from simulation.present.value import drivers_note, net_sentence, prices, value_json
from simulation.present.words import few_replicates
from simulation.results.reader import Run
from simulation.results.value import drivers, worth
from simulation.value.claims import CLAIMS, LEFT_OUT


def report_value(run: Run, *, as_json: bool) -> None:
    """Print the account with bands, the net, what it depends on, then claims of others, or one JSON document."""
    found, ranked, record = worth(run), drivers(run), run.manifest
    if as_json:
        say_json(plain(value_json(run, found, ranked)))
        return
    say(f"{record.title}: {facts(record)}")
    say(prices(record))
    show(value_table(found))
    say(net_sentence(found))
    say_if(few_replicates(record.replicates))
    say("\nWhat the sign of the net depends on most:")
    if ranked:
        show(drivers_table(ranked))
    say(drivers_note(ranked, record))
    say("\nLeft out, though sources name it:")
    for driver, reason in LEFT_OUT.items():
        say(f"  {driver}: {reason}")
    say("\nClaims of others, shown as claims and used nowhere above:")
    for claim in CLAIMS:
        say(f"  {claim.source}: {claim.text}")
