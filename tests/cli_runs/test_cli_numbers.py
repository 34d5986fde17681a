"""Numbers in options are read as in files: no option takes 25.000 for 25, and 1e3 is a number everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints

import pytest
import typer

from simulation.cli.main import build
from simulation.cli.main import run as main
from simulation.cli.numbers import decimal, whole


def _options(app: typer.Typer) -> Iterator[tuple[str, set[Any], Any]]:
    """Yield the name of every option, the types that it may have, and its declaration."""
    for command in app.registered_commands:
        for name, hint in get_type_hints(command.callback, include_extras=True).items():
            for declared in getattr(hint, "__metadata__", ()):
                yield f"{command.name} {name}", {hint.__origin__, *get_args(hint.__origin__)}, declared
    for group in app.registered_groups:
        assert group.typer_instance is not None
        yield from _options(group.typer_instance)


def test_no_number_is_left_to_the_library_of_the_command_line() -> None:
    """It would take 1.000 for 1, and 1_000, which files refuse."""
    found = {name: declared.parser for name, kinds, declared in _options(build()) if kinds & {int, float}}
    assert len(found) > 40
    assert {name for name, parser in found.items() if getattr(parser, "__module__", "") != whole.__module__} == set()


WHOLE = [("1e3", 1000), ("1000.0", 1000), ("0x10", 16), ("+5", 5), ("-3", -3), (str(2**63 + 1), 2**63 + 1)]


@pytest.mark.parametrize(("text", "number"), WHOLE)
def test_whole_numbers_are_those_of_files(text: str, number: int) -> None:
    assert (whole()["parser"](text), type(whole()["parser"](text))) == (number, int)


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (whole(), "25.000", "write 25000 or 25"),
        (whole(), "1_000", "write 1000"),
        (whole(), "1,5k", "write 1500"),
        (whole(), "2.5", "a whole number, not 2.5"),
        (whole(1, 1024), "0", "between 1 and 1024, not 0"),
        (whole(1), "1e400", "finite"),
        (whole(), "9" * 41, "41 characters"),
        (whole(), "١٢", "not the text"),
        (whole(), "true", "not the text"),
        (whole(), "", "not the text"),
        (decimal(0), "20.000", "write 20000 or 20"),
        (decimal(0), "0,5", "write 0.5"),
        (decimal(0), "nan", "not the text 'nan'"),
        (decimal(0), ".inf", "finite"),
        (decimal(0), "-1", "of at least 0, not -1"),
    ],
)
def test_what_is_no_number_of_a_file_is_refused_with_how_to_write_it(
    read: dict[str, Callable[[str], float]], text: str, said: str
) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        read["parser"](text)


def test_three_places_stay_where_only_they_can_be_meant() -> None:
    assert decimal(0, 5)["parser"]("1.375") == 1.375


def test_a_command_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["best", "small-demo", "--budget-eur", "20.000"]) == 2
    assert "20.000 can be read as 20,000 or as 20; write 20000 or 20" in " ".join(capsys.readouterr().err.split())
