// Runs replicates in the module: puts what each begins with into its memory, calls it, reads what came out.

const aligned = (place) => (place + 63) & ~63;
const product = (numbers) => numbers.reduce((a, b) => a * b, 1);

// Returns a function of the number of a replicate and the variants that take place; it returns an argument by its name.
async function kernel(code, packed) {
  const { instance } = await WebAssembly.instantiate(code, {});
  const { run_course: run, memory, __heap_base: heap } = instance.exports;

  function placed(replicate, chosen) {
    let end = aligned(heap.value) + 128; // the first of them is for what the function returns, and raises
    return packed.arguments[replicate].map(([name, shared, common, own, length, item, form]) => {
      const shape = name === "chosen" ? [chosen.length] : form;
      const size = item * product(shape ?? []), at = end;
      end = aligned(end + size);
      return { name, shared, common, own, length, item, shape, size, at, end };
    });
  }

  return function replicate(number, chosen) {
    const found = placed(number, chosen), { end } = found.at(-1), first = aligned(heap.value);
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / 65536));
    const bytes = new Uint8Array(memory.buffer), given = [first, first + 64];
    bytes.fill(0, first, end);
    for (const { name, shared, common, own, length, item, shape, size, at } of found) {
      bytes.set(packed.shared.subarray(shared, shared + common), at);
      bytes.set(packed.own[number].subarray(own, own + length), at + common);
      if (name === "chosen") new BigInt64Array(memory.buffer, at, chosen.length).set(chosen.map(BigInt));
      if (shape === null) { given.push(at); continue; }
      const strides = shape.map((_, k) => item * product(shape.slice(k + 1)));
      given.push(0, 0, BigInt(size / item), BigInt(item), at, ...shape.map(BigInt), ...strides.map(BigInt));
    }
    const status = run(...given);
    if (status !== 0) throw new Error(`the kernel ended with status ${status}`);
    return (wanted, kind) => {
      const { at, size } = found.find(({ name }) => name === wanted);
      return new kind(memory.buffer.slice(at, at + size));
    };
  };
}
