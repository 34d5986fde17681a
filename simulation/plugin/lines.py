"""Where things stand in a plugin's file, so that messages can name the line."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from types import TracebackType


class Lines:
    """Lines of classes and of what is assigned in them."""

    def __init__(self, source: bytes) -> None:
        """Parse a source that compiles."""
        self._classes = {node.name: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)}

    def of_class(self, name: str) -> int:
        """Return the line of a class; 0 where the file has none of that name."""
        node = self._classes.get(name)
        return node.lineno if node else 0

    def of_attribute(self, classes: Iterable[str], attribute: str) -> int:
        """Return the line where the first of some classes that assigns an attribute does so, else that of the first."""
        names = list(classes)
        for name in names:
            for node in self._classes[name].body if name in self._classes else ():
                targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
                if any(isinstance(target, ast.Name) and target.id == attribute for target in targets):
                    return node.lineno
        return self.of_class(names[0]) if names else 0


def last_line_in(file: str, traceback: TracebackType | None) -> int:
    """Return the line of the innermost call of a traceback that is in a file; 0 where none is."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
