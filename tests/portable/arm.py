"""A program that prints how many fused multiply-adds the rules hold as ARM code: as they are, and with leave to fuse.

In a process of its own, for LLVM ends the process where it can not translate something.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import llvmlite.binding as llvm

from tests.portable.grid import RULES, worked_out

MACHINE = "aarch64-unknown-linux-gnu"
FUSED = re.compile(r"\bv?f(n?m(add|sub)|mla|mls)", re.IGNORECASE)
"""Instructions of x86-64 and ARM that multiply and add with one rounding."""
_OF_THIS_MACHINE = re.compile(r'^target (triple|datalayout).*$|"target-(cpu|features)"="[^"]*"', re.MULTILINE)


def assembly(over: Any, target: Any) -> str:
    """Return what a compiled loop becomes on ARM."""
    (text,) = over.inspect_llvm().values()
    module = llvm.parse_assembly(_OF_THIS_MACHINE.sub("", text))
    module.triple, module.data_layout = MACHINE, str(target.target_data)
    return str(target.emit_assembly(module))


def main() -> int:
    """Print the counts by rule."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(MACHINE).create_target_machine(opt=3, reloc="static")
    ways: tuple[dict[str, Any], ...] = ({}, {"fastmath": {"contract"}})
    codes = {name: [assembly(worked_out(name, **way)[0], target) for way in ways] for name in RULES}
    sys.stdout.write(json.dumps({name: [len(FUSED.findall(code)) for code in both] for name, both in codes.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
