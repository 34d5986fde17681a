"""Builds the command line from its commands, and turns errors into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.console import complain, say, settle, tolerate
from simulation.system.memory import use_one_thread_of_blas, was_lacking

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
COMMANDS = (
    "validate", "schema", "new", "list", "explain", "glossary", "import_", "organisation", "run", "compare", "verify",
    "cost", "survey", "value", "explain_run", "split", "check_plugin", "tornado", "study", "calibrate",
    "forecast", "backtest", "best", "information", "report",
    "slides", "figure", "app",
)  # fmt: skip
"""Modules of `simulation.cli.commands`, in the order in which help shows them.

Each has the function ``command``, called as its module, or ``add_commands(app)`` for a group of commands. They
import what they need inside their functions.
"""


def build() -> typer.Typer:
    """Return the app with every command."""
    app = typer.Typer(
        name="wandel",
        help="Simulate how new ways of working, and the culture behind them, spread through a large company.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in COMMANDS:
        module = import_module(f"simulation.cli.commands.{name}")
        if hasattr(module, "add_commands"):
            module.add_commands(app)
        else:
            app.command(name.replace("_", "-"))(module.command)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from simulation import __version__

        say(f"wandel {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. Mistakes of the user end in a message, never in a traceback."""
    tolerate()
    use_one_thread_of_blas()
    code = _run(arguments)
    try:
        settle()
    except OSError as error:
        complain(f"cannot print: {error.strerror or error}")
        return code or FAILED
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        build()(args=None if arguments is None else list(arguments), prog_name=_called())
    except SystemExit as leaving:
        if said := _fault_of_a_plugin(leaving):
            complain(said)
            return FAILED
        return leaving.code if isinstance(leaving.code, int) else DONE if leaving.code is None else FAILED
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except Exception as error:
        return _exit_code(error)
    return DONE


def _called() -> str:
    """Return how the command was called, for the line that shows its usage."""
    return "python -m simulation" if Path(sys.argv[0]).name == "__main__.py" else "wandel"


def _exit_code(error: Exception) -> int:
    """Show what the user can put right and return the exit code; let what is a fault of the program through."""
    if was_lacking(error):  # first: there may be too little left for what else would be loaded
        complain("not enough memory; take fewer people, weeks, replicates or workers")
        return FAILED
    from simulation.catalogue.declared import UnknownNameError
    from simulation.scenario.problems import ScenarioError

    if isinstance(error, ScenarioError | UnknownNameError):
        complain(str(error))
        return WRONG_INPUT
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        complain("the name of a file or folder holds bytes that are no text; rename it")
        return WRONG_INPUT
    if isinstance(error, OSError):
        complain(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
        return FAILED
    if said := _fault_of_a_plugin(error):
        complain(said)
        return FAILED
    raise error


def _fault_of_a_plugin(error: BaseException) -> str:
    """Return what to say about an exception from a plugin's code; empty if no plugin raised it."""
    loading = sys.modules.get("simulation.plugin.loading")
    return str(loading.fault(error)) if loading else ""
