"""The command line with a stand-in for the simulation; the first argument is its pause per week in seconds."""

from __future__ import annotations

import sys

try:
    import simulation.engines.run as engine
    from simulation import world
    from simulation.cli import main
    from tests.results.standin import Standin, StoppedError

    standin = Standin(pause_s=float(sys.argv[1]))
    engine.simulate, engine.Interrupted, world.build = standin.simulate, StoppedError, standin.build
except KeyboardInterrupt:  # as the command itself does while it loads
    sys.exit(130)
main(sys.argv[2:])
