"""Building the module: numba's own LLVM code of `run_course`, compiled for WebAssembly and linked.

Needs ``wasm-ld``: Debian's package lld, or the package ziglang (extra ``wasm``). Run by ``make browser-kernel``.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, cast

from simulation.wasm.module import FILE, NoModuleError, stored

NAME: Final = "run_course"
_TRIPLE: Final = "wasm32-unknown-unknown"
_LAYOUT: Final = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
_FEATURES: Final = "+bulk-memory,+sign-ext,+nontrapping-fptoint,+mutable-globals,+simd128"
_LINKED: Final = ("--no-entry", f"--export={NAME}", "--export=__heap_base", "--allow-undefined", "--gc-sections")
_MEMORY: Final = ("-z", "stack-size=1048576", "--initial-memory=33554432", "--max-memory=1073741824")


def machine_code() -> str:
    """Return numba's LLVM code of the function, for a plain processor; compiles the whole kernel."""
    import numba

    from simulation.engines.kernel.standalone import run_course
    from simulation.wasm.sample import sample

    compiled: Any = run_course
    signature = tuple(cast(Any, numba).typeof(each) for each in sample())
    compiled.compile(signature)
    return str(compiled.inspect_llvm(signature))


def for_wasm(code: str) -> bytes:
    """Return LLVM code as an object file for WebAssembly, of which only one function can be called from outside."""
    import llvmlite.binding as llvm

    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    code = re.sub(r"^target datalayout = .*$", f'target datalayout = "{_LAYOUT}"', code, flags=re.MULTILINE)
    code = re.sub(r"^target triple = .*$", f'target triple = "{_TRIPLE}"', code, flags=re.MULTILINE)
    code = re.sub(r'"target-(cpu|features)"="[^"]*"', "", code)
    for name in ("sqrt", "rint", "floor", "ceil"):  # instructions, not calls of a library
        code = code.replace(f"@{name}f(", f"@llvm.{name}.f32(")
        code = re.sub(rf"^declare float @llvm\.{name}\.f32\(float\).*$", f"declare float @llvm.{name}.f32(float)",
                      code, flags=re.MULTILINE)  # fmt: skip
    module = llvm.parse_assembly(code)
    (main,) = [each.name for each in module.functions if _is_main(each)]
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration:
            each.linkage = "external" if each.name == main else "internal"
    module = llvm.parse_assembly(re.sub(rf'@"?{re.escape(main)}"?(?=[\s(,])', f"@{NAME}", str(module)))
    module.verify()
    machine = llvm.Target.from_triple(_TRIPLE).create_target_machine(opt=3, features=_FEATURES, reloc="static")
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = True
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    return bytes(machine.emit_object(module))


def _is_main(function: Any) -> bool:
    """Whether a function is the compiled one itself, not its way in from Python or C."""
    name = function.name
    return not function.is_declaration and f"{NAME}B" in name and not name.startswith(("cfunc", "_ZN7cpython"))


def linker() -> list[str]:
    """Return the command that links WebAssembly.

    Raises:
        NoModuleError: there is none.
    """
    if found := shutil.which("wasm-ld"):
        return [found]
    if find_spec("ziglang") is None:
        raise NoModuleError("wasm-ld is missing: install lld (Debian: apt-get install lld) or wandel[wasm]")
    return [sys.executable, "-m", "ziglang", "wasm-ld"]


def linked(compiled: bytes) -> bytes:
    """Return an object file as a module."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "kernel.o", Path(folder) / "kernel.wasm"
        given.write_bytes(compiled)
        subprocess.run([*linker(), *_LINKED, *_MEMORY, str(given), "-o", str(made)], check=True)
        return made.read_bytes()


def main() -> None:
    """Build the module and keep it in the package."""
    found = linked(for_wasm(machine_code()))
    stored(gzip.compress(found, 9, mtime=0))
    print(f"{FILE}: {len(found):,} bytes, {FILE.stat().st_size:,} packed")


def afresh() -> None:
    """Build it in a process for which nothing is compiled yet, for numba shows no code that it kept.

    The code is for a plain processor, or it would depend on that of whoever builds it.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "", "WANDEL_CACHE": folder}
        command = [sys.executable, "-c", f"from {__spec__.name} import main; main()"]
        subprocess.run(command, env=os.environ | plain, check=True)


if __name__ == "__main__":
    afresh()
