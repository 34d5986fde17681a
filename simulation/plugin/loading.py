"""Loads plugins: files of Python that the user names on the command line, never a scenario.

A plugin's code runs with the rights of the user. A scenario file can therefore not name one.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from simulation.interventions.checked import UnsoundError
from simulation.interventions.contained import EndedError
from simulation.interventions.registry import forget, register
from simulation.model import effects
from simulation.plugin.declared import undeclared
from simulation.plugin.lines import Lines, last_line_in
from simulation.plugin.marking import take_marked
from simulation.scenario.fields import kind_of
from simulation.scenario.loading import refresh
from simulation.scenario.problems import Problem, ScenarioError
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

SHOWN: Final = 12
"""Digits of a fingerprint that messages show."""


class PluginError(ScenarioError):
    """A plugin that cannot be used, or is missing; ``problems`` holds everything that was found."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A loaded file: its path, the SHA-256 of its content, and the kinds of interventions that it brought."""

    path: Path
    sha256: str
    kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.path.name


_LOADED: dict[Path, Plugin] = {}
_FILES: set[str] = set()
"""Every file that was loaded in this process, so that its faults can be told from those of the program."""


def load(path: str | Path) -> Plugin:
    """Run a plugin's file and make its interventions known; the same file twice is one plugin.

    Raises:
        PluginError: it cannot be read or run, has no intervention, or declares one badly; with file and line.
    """
    shown, place = str(path), _resolved(path)
    source = _read(place, shown)
    sha256 = hashlib.sha256(source).hexdigest()
    if place in _LOADED:
        if _LOADED[place].sha256 == sha256:
            return _LOADED[place]
        unload(_LOADED[place])
    module = _run(source, place, shown, f"_wandel_plugin_{sha256[:16]}")
    try:
        marked = take_marked(module.__name__)
        problems = list(_problems(marked, Lines(source), shown))
        if problems:
            raise PluginError(problems)
        plugin = Plugin(place, sha256, tuple(_register(marked, Lines(source), shown)))
    except BaseException:
        sys.modules.pop(module.__name__, None)
        raise
    _LOADED[place] = plugin
    refresh()
    return plugin


def load_all(paths: Iterable[str | Path]) -> tuple[Plugin, ...]:
    """Load several plugins, or none of them if one cannot be used."""
    before = set(_LOADED)
    try:
        return tuple(dict.fromkeys(load(path) for path in paths))
    except BaseException:
        for place in set(_LOADED) - before:
            unload(_LOADED[place])
        raise


def unload(plugin: Plugin) -> None:
    """Forget a plugin and its interventions."""
    if _LOADED.pop(plugin.path, None) is None:
        return
    for kind in plugin.kinds:
        forget(kind)
    sys.modules.pop(f"_wandel_plugin_{plugin.sha256[:16]}", None)
    refresh()


def loaded() -> tuple[Plugin, ...]:
    """Return the plugins that are loaded."""
    return tuple(_LOADED.values())


def used(scenario: Scenario) -> tuple[Plugin, ...]:
    """Return the loaded plugins whose interventions a scenario has, in the order of their names."""
    kinds = {intervention.kind for intervention in scenario.interventions}
    return tuple(sorted((each for each in loaded() if kinds & set(each.kinds)), key=lambda each: each.name))


def fault(error: BaseException) -> str:
    """Return what to say about an exception that comes from a plugin, or from what it handed over; else nothing."""
    if isinstance(error, UnsoundError):
        return str(error)
    for file in _FILES:
        if line := last_line_in(file, error.__traceback__):
            return str(Problem(file, line, 0, "", f"the plugin failed: {_named(error)}"))
    return ""


def _resolved(path: str | Path) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError):
        raise PluginError([Problem(str(path), 0, 0, "", "is not a possible file name")]) from None


def _read(path: Path, shown: str) -> bytes:
    try:
        if path.suffix != ".py":
            raise PluginError([Problem(shown, 0, 0, "", "a plugin is a Python file; its name must end in .py")])
        if not path.is_file():
            beside = [each.name for each in sorted(path.parent.glob("*.py"))] if path.parent.is_dir() else []
            message = f"there is no such file; {unknown('plugin', path.name, beside)}"
            raise PluginError([Problem(shown, 0, 0, "", message)])
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, ScenarioError):
            raise
        reason = getattr(error, "strerror", None) or "not a possible file name"
        raise PluginError([Problem(shown, 0, 0, "", f"cannot be read: {reason}")]) from None


def _run(source: bytes, path: Path, shown: str, name: str) -> ModuleType:
    """Run the file as a module of a private name; what it prints goes to standard error."""
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    _FILES.add(str(path))
    take_marked(name)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)
    except KeyboardInterrupt:
        sys.modules.pop(name, None)
        raise
    except BaseException as error:
        sys.modules.pop(name, None)
        raise PluginError(
            [Problem(shown, _line_of(error, str(path)), 0, "", f"cannot be loaded: {_named(error)}")]
        ) from error
    return module


def _line_of(error: BaseException, file: str) -> int:
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno or 0
    return last_line_in(file, error.__traceback__)


def _named(error: BaseException) -> str:
    """Return an exception in words."""
    if isinstance(error, KeyError) and error.__traceback__ and error.args:
        innermost = traceback.extract_tb(error.__traceback__)[-1].filename
        if innermost == effects.__file__:
            return unknown("channel of effects", str(error.args[0]), effects.CHANNELS)
    if isinstance(error, EndedError):
        return str(error)
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {' '.join(text.split())[:300]}" if text else type(error).__name__


def _problems(marked: list[Any], lines: Lines, shown: str) -> Iterator[Problem]:
    if not marked:
        message = "has no intervention: put @intervention (from simulation.plugin) over a subclass of Intervention"
        yield Problem(shown, 0, 0, "", message)
    for kind in marked:
        for classes, attribute, message in undeclared(kind):
            line = lines.of_attribute(classes, attribute) if attribute else lines.of_class(classes[0])
            yield Problem(shown, line, 0, classes[0], message)


def _register(marked: list[Any], lines: Lines, shown: str) -> Iterator[str]:
    """Register all interventions of a file, or none."""
    done: list[str] = []
    for kind in marked:
        try:
            register(kind, shown)
        except ValueError as error:
            for name in done:
                forget(name)
            line = lines.of_attribute([kind.__name__], "kind")
            raise PluginError([Problem(shown, line, 0, kind.__name__, f"{error}; give it another name")]) from None
        done.append(kind_of(kind))
    yield from done
