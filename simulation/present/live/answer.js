// What the page says and shows of courses that it simulated itself, by the rules of sentences.py (tried against them).

const ascending = (values) => [...values].sort((a, b) => a - b);
const order = (x) => Number(x.toExponential().split("e")[1]);
const tenTo = (n) => Number(`1e${n}`);
const even = (x) => { const low = Math.floor(x), rest = x - low; return rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1; };

// Quantiles at p (n + 1), linear between values.
function quantile(ordered, p) {
  const n = ordered.length, place = Math.min(Math.max(p * (n + 1) - 1, 0), n - 1);
  const below = Math.floor(place), above = Math.min(below + 1, n - 1);
  return ordered[below] + (ordered[above] - ordered[below]) * (place - below);
}

function stepOf(low, high) {
  const width = high - low;
  return width > 0 && Number.isFinite(width) ? Math.max(tenTo(order((width / 10) * (1 + 1e-9))), 1) : 1;
}

function writer(lang, texts) {
  const fill = (name, values = {}) => texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  function number(value, step = 1) {
    const digits = Math.max(0, -order(step * (1 + 1e-9))), shown = even(value / step) * step;
    const form = new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return (shown < 0 ? "\u2212" : "") + form.format(Math.abs(shown));
  }
  function money(value, step) {
    if (Math.abs(value) >= 1e6 && step >= 1e3) return fill("million", { number: number(value / 1e6, step / 1e6) });
    return `${number(value, step)}\u00a0EUR`;
  }
  return { fill, number, money };
}

function effectOf(gap) {
  const ordered = ascending(gap), n = gap.length;
  const [low, median, high] = [0.1, 0.5, 0.9].map((p) => quantile(ordered, p));
  const share = (test) => gap.filter(test).length / n;
  return { n, low, median, high, more: share((x) => x > 0), fewer: share((x) => x < 0), equal: share((x) => x === 0) };
}

function headline(effect, { fill, number }, least) {
  const { n, low, median, high, more, fewer } = effect;
  if (n < least) return fill("few", { n: number(n), least });
  if (effect.equal === 1) return fill("none");
  const step = stepOf(low, high), none = (x) => even(x / step) === 0;
  const chance = (share) => {
    const expected = (share * n + 1) / (n + 2), times = even(share * n), tenths = even(share * 10);
    const often = times === n ? "all" : times === 0 ? "never" : tenths === 10 ? "most" : tenths === 0 ? "rarely" : "often";
    const word = expected >= 0.99 ? "certain" : expected >= 0.9 ? "very" : expected >= 0.66 ? "likely" : expected >= 0.33 ? "even" : "unlikely";
    return { chance: fill(word), how_often: fill(often, { n: often === "often" ? tenths : number(n) }) };
  };
  const isMore = () => fill("tail more", chance(more)), isFewer = () => fill("tail fewer", chance(fewer));
  if ((low < 0 && high > 0) || none(median)) {
    if (none(low) && none(high)) return fill("alike");
    const down = number(Math.max(-low, 0), step), up = number(Math.max(high, 0), step);
    if (low >= 0) return `${fill("up to more", { n: up })} ${isMore()}`;
    if (high <= 0) return `${fill("up to fewer", { n: down })} ${isFewer()}`;
    return `${fill("open", { low: down, high: up })} ${more >= fewer ? isMore() : isFewer()}`;
  }
  const given = { middle: number(Math.abs(median), step), low: number(Math.abs(low), step), high: number(Math.abs(high), step) };
  return low >= 0 ? `${fill("more", given)} ${isMore()}` : `${fill("fewer", given)} ${isFewer()}`;
}

function costs(eur, hours, { fill, number, money }) {
  const rough = ({ median, low, high }) => Math.max(stepOf(low, high), median ? tenTo(order(median) - 2) : 1);
  return fill("cost", { eur: money(eur.median, rough(eur)), hours: number(hours.median, rough(hours)) });
}

// --- pictures: the planned state's, with other lines --------------------------------------------------------------

function scales(group) {
  const [left, right, first, last, bottom, top, least, most] = group.dataset.frame.split(" ").map(Number);
  const inside = (y) => Math.min(Math.max(y, top), bottom);
  return {
    right, bottom,
    x: (week) => left + ((week - first) / (last - first)) * (right - left),
    y: (value) => inside(bottom + ((value - least) / (most - least)) * (top - bottom)),
    holds: (value) => value >= least && value <= most,
  };
}

const path = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
const fans = (rows, weeks) => weeks.map((_, k) => {
  const ordered = ascending(rows.map((row) => row[k]));
  return [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => quantile(ordered, p));
});

// Draws the fan of some courses; returns whether the axis holds all of it.
function drawFan(group, rows, weeks) {
  const at = scales(group), fan = fans(rows, weeks);
  const line = (place) => fan.map((each, k) => [at.x(weeks[k]), at.y(each[place])]);
  const band = (low, high) => `${path([...line(high), ...line(low).reverse()])}Z`;
  group.querySelector("path.outer").setAttribute("d", band(0, 4));
  group.querySelector("path.inner").setAttribute("d", band(1, 3));
  group.querySelector("path.line.t-first").setAttribute("d", path(line(2)));
  const label = group.querySelector("text.label.t-first");
  if (label) {
    const others = [...group.querySelectorAll("text.label:not(.t-first)")].map((each) => Number(each.getAttribute("y")));
    const end = at.y(fan.at(-1)[2]) + 4;
    const clash = others.find((y) => Math.abs(y - end) < 16);
    const lines = [...group.querySelectorAll("text.label.t-first")], first = Number(lines[0].getAttribute("y"));
    const moved = clash === undefined ? end : clash + (end < clash ? -16 * lines.length : 16);
    for (const each of lines) each.setAttribute("y", (moved + Number(each.getAttribute("y")) - first).toFixed(1));
  }
  return fan.every((each) => at.holds(each[0]) && at.holds(each[4]));
}

// Draws equally likely outcomes as dots, stacked from zero on.
function drawDots(group, values, room, most) {
  const at = scales(group), places = values.map(at.y), edge = at.y(0);
  const tallest = (size) => {
    const seen = {};
    for (const place of places) { const bin = Math.floor(place / size); seen[bin] = (seen[bin] ?? 0) + 1; }
    return Math.max(...Object.values(seen));
  };
  let size = most;
  while (size > 3 && tallest(size) * size > room - 10) size -= 0.5;
  for (const each of group.querySelectorAll("circle")) each.remove();
  const seen = {}, before = group.querySelector("rect.hit");
  for (const value of values) {
    const place = at.y(value), below = value < 0, number = Math.floor(Math.abs(place - edge) / size);
    const rank = seen[`${number} ${below}`] ?? 0, dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    seen[`${number} ${below}`] = rank + 1;
    dot.setAttribute("cx", (at.right + 8 + (rank + 0.5) * size).toFixed(1));
    dot.setAttribute("cy", (edge + (number + 0.5) * size * (place > edge ? 1 : -1)).toFixed(1));
    dot.setAttribute("r", (size / 2 - 0.8).toFixed(1));
    dot.setAttribute("class", below ? "hollow t-loss" : "dot t-first");
    group.insertBefore(dot, before);
  }
}
