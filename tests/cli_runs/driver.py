"""The command line with a stand-in for the simulation.

The first argument is its pause per week in seconds; several by comma are those of replicates 0, 1, ..., and the last
one is that of all further ones.
"""

from __future__ import annotations

import sys

try:
    import simulation.engines.run as engine
    from simulation import world
    from simulation.cli import main
    from tests.results.standin import Standin, StoppedError

    pauses = [float(pause) for pause in sys.argv[1].split(",")]
    standin = Standin(pause_s=pauses[-1], pauses=dict(enumerate(pauses)))
    engine.simulate, engine.Interrupted, world.build = standin.simulate, StoppedError, standin.build
except KeyboardInterrupt:  # as the command itself does while it loads
    sys.exit(130)
main(sys.argv[2:])
