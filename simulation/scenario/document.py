"""Reads a YAML text into a tree with bounds on everything; nothing in it can run or refer elsewhere."""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from simulation.scenario.keys import dotted
from simulation.scenario.number_rows import cut, put_back
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.scalars import resolve
from simulation.scenario.tree import Leaf, Listing, Mark, Node, Table
from simulation.system.files import open_to_look
from simulation.words.nearest import STRANGE, quoted

_ATTEMPTS = 5
_PAUSE_S = 0.02
MOST_BYTES = 1_000_000
MOST_NODES = 50_000
DEEPEST = 20
LONGEST_KEY = 200
IN_TEXT = re.compile(rf"(?![\n\t]){STRANGE.pattern}")
_LONG_TAG = re.compile(r"[!%][^\s,\[\]{}]{1000}")
"""What the parser reads in quadratic time; no text needs a thousand such characters in a row."""


def read_text(path: Path, shown: str, most_bytes: int = MOST_BYTES) -> str:
    """Return a file's text; `ScenarioError` if it is missing, too large, not UTF-8, or has control characters.

    What is no regular file (a folder, a pipe, a device) is refused without waiting for it, and
    a file that changes while it is read is read again, then refused: half of it would be used.
    """
    try:
        for _ in range(_ATTEMPTS):
            content = _content(path, shown, most_bytes)
            if content is not None:
                return decode(content, shown, most_bytes)
            time.sleep(_PAUSE_S)
    except FileNotFoundError:
        raise ScenarioError([Problem(shown, 0, 0, "", "there is no such file")]) from None
    except ScenarioError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a possible file name"
        raise ScenarioError([Problem(shown, 0, 0, "", f"cannot be read: {reason}")]) from None
    message = "changes while it is read; try again when it is written completely"
    raise ScenarioError([Problem(shown, 0, 0, "", message)])


def _content(path: Path, shown: str, most_bytes: int) -> bytes | None:
    """Return a regular file's bytes, one more than possible at most; None if it changed meanwhile."""
    with open(open_to_look(path), "rb") as stream:
        before = os.fstat(stream.fileno())
        if not stat.S_ISREG(before.st_mode):
            kind = "a folder" if stat.S_ISDIR(before.st_mode) else "a pipe or device"
            raise ScenarioError([Problem(shown, 0, 0, "", f"is {kind}, not a file")])
        content = stream.read(most_bytes + 1)
        after = os.fstat(stream.fileno())
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if same and len(content) == min(after.st_size, most_bytes + 1) else None


def decode(content: bytes, shown: str, most_bytes: int = MOST_BYTES) -> str:
    """Return bytes as text in Unicode's composed form (NFC), with the problems of `read_text`."""
    if len(content) > most_bytes:
        raise ScenarioError([Problem(shown, 0, 0, "", f"is larger than {most_bytes:,} bytes, the most possible")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioError([Problem(shown, line, 0, "", "is not UTF-8 text; save the file as UTF-8")]) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if found := IN_TEXT.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        message = f"control character {found.group()!a} is not possible"
        raise ScenarioError([Problem(shown, line, column, "", message)])
    return text


def parse(text: str, shown: str, problems: list[Problem]) -> Table:
    """Return the tree of a YAML text; adds what is wrong with single values to ``problems``.

    Those are tags, anchors, merge keys, repeated keys, numbers that are not finite, days that
    do not exist, control characters. Raises `ScenarioError` where reading cannot go on:
    invalid YAML, several documents, aliases, nesting beyond `DEEPEST`, more than `MOST_NODES`
    nodes.
    """
    if found := _LONG_TAG.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ScenarioError([Problem(shown, line, 0, "", "tags (!) are not possible")])
    taken = cut(text)
    if taken is not None:
        known, builder = len(problems), _Builder(shown, problems, taken.nodes)
        with suppress(YAMLError, ValueError, OverflowError, RecursionError):
            tree = builder.document(YAML(typ="safe", pure=True).parse(taken.text))
            if put_back(tree, shown, taken):
                return tree
        del problems[known:]  # they are found again, with the whole text before the parser
    return _parsed(text, shown, problems)


def _parsed(text: str, shown: str, problems: list[Problem]) -> Table:
    builder = _Builder(shown, problems)
    try:
        return builder.document(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = ", ".join(part for part in (error.context, error.problem) if part)
        problem = Problem(shown, line, column, "", f"is not valid YAML: {what}")
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, ScenarioError):
            raise
        problem = Problem(shown, 0, 0, "", f"is not valid YAML: {type(error).__name__}")
    raise ScenarioError([*problems, problem])


class _Builder:
    """Turns parser events into a tree; keeps going after problems that leave the structure clear."""

    def __init__(self, shown: str, problems: list[Problem], nodes: int = 0) -> None:
        self.shown = shown
        self.problems = problems
        self.nodes = nodes
        self.place: list[str | int] = []

    def mark(self, event: Any) -> Mark:
        return Mark(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)

    def report(self, mark: Mark, message: str) -> None:
        self.problems.append(Problem(self.shown, mark.line, mark.column, dotted(self.place), message))

    def stop(self, mark: Mark, message: str) -> ScenarioError:
        self.report(mark, message)
        return ScenarioError(self.problems)

    def document(self, events: Iterator[Any]) -> Table:
        root: Node | None = None
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                if root is not None:
                    raise self.stop(self.mark(event), "a second document begins here; a scenario file holds one")
                if event.version or event.tags:
                    raise self.stop(self.mark(event), "directives (%YAML, %TAG) are not possible")
                root = self.node(next(events), events)
        if not isinstance(root, Table):
            raise self.stop(
                root.mark if root else Mark(self.shown, 1, 1), "must hold keys and values, as in name: demo"
            )
        return root

    def node(self, event: Any, events: Iterator[Any]) -> Node:
        mark = self.admit(event)
        if len(self.place) > DEEPEST:
            raise self.stop(mark, f"nested more than {DEEPEST} levels deep; that is the most possible")
        match type(event).__name__:
            case "ScalarEvent":
                return self.leaf(event, mark)
            case "SequenceStartEvent":
                return self.listing(mark, events)
            case _:
                return self.table(mark, events)

    def admit(self, event: Any) -> Mark:
        """Count a node and refuse what refers elsewhere or makes objects."""
        mark = self.mark(event)
        if type(event).__name__ == "AliasEvent":
            raise self.stop(mark, "aliases (*) are not possible; write the value out")
        if event.anchor is not None:
            self.report(mark, "anchors (&) are not possible; write the value out where it is needed")
        if event.tag is not None:
            self.report(mark, f"tags (!) are not possible: {quoted(str(event.tag))}")
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self.stop(mark, f"more than {MOST_NODES:,} values; that is the most possible")
        return mark

    def leaf(self, event: Any, mark: Mark) -> Leaf:
        self.check_text(event.value, mark)
        if not event.implicit[0]:
            return Leaf(mark, event.value)
        try:
            return Leaf(mark, resolve(event.value), event.value)
        except ValueError as error:
            self.report(mark, str(error))
            return Leaf(mark, None)

    def check_text(self, text: str, mark: Mark) -> None:
        if found := IN_TEXT.search(text):
            self.report(mark, f"control character {found.group()!a} is not possible in a text")

    def listing(self, mark: Mark, events: Iterator[Any]) -> Listing:
        listing = Listing(mark)
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            self.place.append(len(listing.items))
            listing.items.append(self.node(event, events))
            self.place.pop()
        return listing

    def table(self, mark: Mark, events: Iterator[Any]) -> Table:
        table = Table(mark)
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                break
            key_mark = self.admit(event)
            key = self.key(event, key_mark, table)
            self.place.append(key)
            value = self.node(next(events), events)
            self.place.pop()
            table.entries.setdefault(key, (key_mark, value))
        return table

    def key(self, event: Any, mark: Mark, table: Table) -> str:
        if type(event).__name__ != "ScalarEvent":
            raise self.stop(mark, "a key must be a single word or text")
        key = str(event.value)
        self.check_text(key, mark)
        if len(key) > LONGEST_KEY:
            raise self.stop(mark, f"a key of {len(key)} characters; at most {LONGEST_KEY} are possible")
        if key == "<<" and event.implicit[0]:
            self.report(mark, "merge keys (<<) are not possible; use `extends` or write the values out")
        elif key in table.entries:
            first = table.entries[key][0]
            self.report(mark, f"key {quoted(key)} is there twice; the first is in line {first.line}")
        return key
