// Plans that nobody computed beforehand, simulated in threads of this page; refused unless the plan comes out as it did.

async function simulation(data, { show, now, isThere }) {
  const { kernel: plan } = data, say = writer(document.documentElement.lang, plan.texts);
  const says = document.getElementById("live-says"), n = plan.base.active.length;
  const text = (id) => document.getElementById(id).textContent;
  const template = data.states[data.planned], known = new Map(), threads = [];
  let current = null, id = 0;

  const chosen = (key) => {
    const levels = key.split(".").map((level, lever) => plan.positions[lever][level]);
    return [...plan.always, ...levels.filter((variant) => variant >= 0)].sort((a, b) => a - b);
  };
  const gaps = (rows, name) => rows.map((row) => row.found[name] - plan.base[name][row.number]);
  const scaled = (rows) => rows.map((row) => row.found.active.map((x, k) => (x - plan.base.active[row.number][k]) * plan.factor));

  function answer(rows) {
    const { weeks } = plan.read, gap = scaled(rows), ends = gap.map((row) => row[plan.place]);
    const ordered = ascending(ends), dots = Array.from({ length: plan.dots }, (_, i) => quantile(ordered, (i + 0.5) / plan.dots));
    const isPart = rows.length < n;
    show({
      ...template,
      says: isPart ? say.fill("working", { n: rows.length, all: n }) : headline(effectOf(ends), say, plan.least),
      costs: costs(effectOf(gaps(rows, "eur")), effectOf(gaps(rows, "hours")), say),
      subtitles: [say.fill("dots", { below: dots.filter((x) => x < 0).length }), template.subtitles[1]],
    });
    let fits = true;
    for (const [narrow, room, size] of [["narrow", 74, 8], ["wide", 120, 10]]) {
      const group = (name) => document.querySelector(`#${name} svg.${narrow} g[data-frame]`);
      fits = drawFan(group("live-courses"), rows.map((row) => row.found.active), weeks) && fits;
      fits = drawFan(group("live-difference"), gap, weeks) && fits;
      drawDots(group("live-difference"), dots, room, size);
    }
    says.dataset.outcomes = JSON.stringify(isPart ? null : ends);
    if (!fits) says.textContent += ` ${say.fill("beyond")}`;
  }

  function ask(key, done) {
    id += 1;
    current = { id, rows: [], done };
    threads.forEach((thread, k) => {
      const replicates = Array.from({ length: n }, (_, i) => i).filter((i) => i % threads.length === k);
      thread.postMessage({ id, chosen: chosen(key), replicates, read: plan.read });
    });
  }

  function heard({ data: { id: of, number, found } }) {
    if (current === null || of !== current.id) return;
    current.rows.push({ number, found });
    current.rows.sort((a, b) => a.number - b.number);
    const { rows } = current, count = rows.length;
    if (count === n || count % 4 === 0) current.done(rows);
  }

  const planned = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("time")), 60000);
    start().then(() => ask(data.planned, (rows) => rows.length === n && resolve(rows)), reject);
  });

  async function start() {
    const source = URL.createObjectURL(new Blob([text("live-worker")], { type: "text/javascript" }));
    const code = await unpackedBytes(text("live-code")), bytes = await unpackedBytes(text("live-world"));
    const packed = { arguments: plan.arguments, sizes: plan.sizes, bytes };
    const count = Math.min(4, Math.max(1, (navigator.hardwareConcurrency ?? 2) - 1));
    await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
      const thread = new Worker(source);
      thread.onerror = (error) => { error.preventDefault(); reject(new Error("thread")); };
      thread.onmessage = (message) => (message.data.ready ? resolve() : message.data.failed ? reject(new Error("kernel")) : heard(message));
      threads.push(thread);
      thread.postMessage({ code, packed });
    })));
  }

  try {
    const rows = await planned;
    const isAlike = rows.every(({ number, found }) => found.active.every((x, k) => Math.abs(x - plan.planned[number][k]) < 1e-6));
    if (!isAlike) throw new Error("unlike");
  } catch (error) {
    document.getElementById("live-note").textContent = say.fill(error.message === "unlike" ? "unlike" : "absent");
    return null;
  }

  return (key) => {
    current = null;
    id += 1;
    if (key === null) return;
    if (known.has(key)) { answer(known.get(key)); return; }
    ask(key, (rows) => { if (rows.length === n) known.set(key, rows); answer([...rows]); });
  };
}
