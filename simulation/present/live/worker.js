// Simulates in a thread of its own: the last plan that was asked for wins, those before are given up.

let replicate = null, wanted = 0;

function measured(found, { shape, column, weight, weeks, place, hourly }) {
  const counts = found("counts", BigInt64Array), spent = found("costs", Float64Array);
  const [, silos, counters] = shape;
  let hours = 0, eur = 0;
  for (let week = 0; week <= place; week += 1) { hours += spent[2 * week]; eur += spent[2 * week + 1]; }
  const active = weeks.map((week) => Number(counts[(week * silos + silos - 1) * counters + column]) * weight);
  return { active, hours: hours * weight, eur: (eur + hours * hourly) * weight };
}

onmessage = async ({ data }) => {
  if (data.code) {
    const { arguments: args, sizes, bytes } = data.packed, parts = [];
    let first = 0;
    for (const size of sizes) { parts.push(bytes.subarray(first, first + size)); first += size; }
    replicate = await kernel(data.code, { shared: parts[0], own: parts.slice(1), arguments: args });
    postMessage({ ready: true });
    return;
  }
  wanted = data.id;
  for (const number of data.replicates) {
    await new Promise((go) => setTimeout(go)); // lets a newer plan come in
    if (wanted !== data.id) return;
    postMessage({ id: data.id, number, found: measured(replicate(number, data.chosen), data.read) });
  }
};
