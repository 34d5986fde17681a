"""The module run by node, as a page runs it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.wasm import module
from simulation.wasm.packing import flattened, pack
from simulation.wasm.start import Start

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="no node here, which runs WebAssembly without a browser")
RUN = """
const fs = require("fs"), folder = process.argv[2], all = JSON.parse(process.argv[3]);
const read = (name) => fs.readFileSync(`${folder}/${name}`);
(async () => {
  const args = JSON.parse(read("arguments.json"));
  const packed = { shared: read("shared"), own: args.map((_, k) => read(`own${k}`)), arguments: args };
  const run = await kernel(read("kernel.wasm"), packed);
  args.forEach((each, k) => {
    const found = run(k, all), write = (name) => fs.writeFileSync(`${folder}/${k} ${name}`, found(name, Uint8Array));
    for (const [name] of each) if (name !== "chosen") write(name);
  });
})();
"""


def run(starts: Sequence[Start], folder: Path, chosen: Sequence[int] | None = None) -> list[dict[str, NDArray[Any]]]:
    """Run replicates and return all of their arguments as they stand afterwards, by name."""
    packed = pack(starts)
    (folder / "kernel.wasm").write_bytes(module.page_module().code)
    (folder / "shared").write_bytes(packed.shared)
    for k, own in enumerate(packed.own):
        (folder / f"own{k}").write_bytes(own)
    (folder / "arguments.json").write_text(json.dumps(packed.arguments))
    (folder / "run.js").write_text(module.SCRIPT.read_text("utf-8") + RUN)
    every = list(range(starts[0].turns.ends.size)) if chosen is None else list(chosen)
    command = [str(NODE), str(folder / "run.js"), str(folder), json.dumps(every)]
    subprocess.run(command, check=True, timeout=300)
    return [_read(k, start, folder) for k, start in enumerate(starts)]


def _read(number: int, start: Start, folder: Path) -> dict[str, NDArray[Any]]:
    found = {}
    for name, value in flattened(start):
        if name != "chosen":
            held = np.frombuffer((folder / f"{number} {name}").read_bytes(), value.dtype)
            found[name] = held.reshape(np.shape(value))
    return found
