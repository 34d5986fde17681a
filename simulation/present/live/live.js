// A plan tried out: every state was computed beforehand, this only shows it. Undo, redo, replay, keep, save, share.

const FIXED = -2; // in place of a variant: this page cannot let the lever stand so

async function unpackedBytes(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unpacked(text) {
  return JSON.parse(new TextDecoder().decode(await unpackedBytes(text)));
}

async function live() {
  const data = await unpacked(document.getElementById("live-data").textContent);
  const at = (name) => document.getElementById(`live-${name}`);
  const before = [], after = [];
  let now = data.planned, simulate = null;
  const isThere = (key) => Object.hasOwn(data.states, key);

  function draw() {
    now.split(".").forEach((level, lever) => {
      document.querySelector(`input[name="lever-${lever}"][value="${level}"]`).checked = true;
    });
    at("undo").disabled = at("replay").disabled = before.length === 0;
    at("redo").disabled = after.length === 0;
    if (isThere(now)) { simulate?.(null); show(data.states[now]); } else simulate(now);
  }

  function show(state) {
    at("says").textContent = state.says;
    at("costs").textContent = state.costs;
    for (const [name, drawn] of Object.entries(state.pictures)) {
      const place = document.getElementById(name);
      place.innerHTML = drawn;
      readable(place);
    }
    ["live-difference", "live-courses"].forEach((name, i) => {
      document.getElementById(name).closest("figure").querySelector("p").textContent = state.subtitles[i];
    });
  }

  function isPossible(key) {
    const levels = key.split(".");
    const isLever = (level, i) => /^\d+$/.test(level) && (data.kernel.positions[i][level] ?? FIXED) !== FIXED;
    return isThere(key) || (simulate !== null && levels.length === data.levers.length && levels.every(isLever));
  }

  function go(next, remember = true) {
    if (!isPossible(next) || next === now) return draw();
    if (remember) { before.push(now); after.length = 0; }
    now = next;
    history.replaceState(null, "", now === data.planned ? location.pathname + location.search : `#live=${now}`);
    draw();
  }

  for (const group of document.querySelectorAll("fieldset[data-lever]")) {
    group.addEventListener("change", (event) => {
      const levels = now.split(".");
      levels[group.dataset.lever] = event.target.value;
      go(levels.join("."));
    });
  }
  at("undo").addEventListener("click", () => { if (before.length) { after.push(now); go(before.pop(), false); } });
  at("redo").addEventListener("click", () => { if (after.length) { before.push(now); go(after.pop(), false); } });
  at("planned").addEventListener("click", () => go(data.planned));
  at("replay").addEventListener("click", () => {
    const last = now, previous = before.at(-1);
    if (previous === undefined) return;
    now = previous;
    draw();
    setTimeout(() => { if (now === previous) { now = last; draw(); } }, 900);
  });
  at("keep").addEventListener("click", () => {
    const body = at("kept").querySelector("tbody");
    if ([...body.rows].some((row) => row.dataset.state === now)) return;
    const row = body.insertRow();
    row.dataset.state = now;
    const moved = data.levers.map((name, i) => [name, data.positions[i][now.split(".")[i]], now.split(".")[i] !== data.planned.split(".")[i]]);
    const name = moved.filter((each) => each[2]).map((each) => `${each[0]}: ${each[1]}`).join("; ");
    for (const text of [name || data.texts.rest, at("says").textContent, at("costs").textContent]) {
      const cell = row.insertCell();
      cell.className = "text";
      cell.textContent = text;
    }
    at("kept").hidden = false;
  });
  at("save").addEventListener("click", () => {
    const levels = now.split(".");
    const blocks = data.file.blocks.map((each) => each.texts[each.lever === null ? 0 : levels[each.lever]]).join("");
    const text = data.file.head + (blocks ? `interventions:\n${blocks}` : "interventions: []\n") + data.file.tail;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = `${data.name}.yaml`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const shared = () => {
    const found = /^#live=([\d.]+)$/.exec(location.hash);
    if (found) go(found[1]);
  };
  addEventListener("hashchange", shared);
  draw();
  if (data.kernel) simulate = await simulation(data, { show, now: () => now, isThere });
  for (const button of document.querySelectorAll("fieldset[data-lever] input")) {
    const levels = data.planned.split(".");
    levels[button.closest("fieldset").dataset.lever] = button.value;
    button.disabled = !isPossible(levels.join("."));
  }
  at("says").dataset.ready = simulate === null ? "beforehand" : "simulates";
  shared();
}

live();
