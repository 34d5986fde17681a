"use strict";
// Tables as files, and what a course says under the pointer or at the arrow keys. The page is complete without it.

const texts = JSON.parse(document.getElementById("texts").textContent);

function csv(table) {
  const quoted = (cell) => `"${(cell.dataset.value ?? cell.textContent).replaceAll('"', '""')}"`;
  return [...table.rows].map((row) => [...row.cells].map(quoted).join(",")).join("\r\n") + "\r\n";
}

function downloadable(place) {
  for (const table of place.querySelectorAll("table[data-name]")) {
    const button = document.createElement("button");
    button.textContent = texts.download;
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff" + csv(table)], { type: "text/csv" }));
      link.download = `${table.dataset.name}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    table.parentElement.after(button);
  }
}

// The points of a path: each stretch starts at a place, and goes on by steps (l) or from place to place (L).
function points(path) {
  const found = [];
  for (const stretch of path.getAttribute("d").split("M").slice(1)) {
    const numbers = stretch.match(/-?(\d+\.\d+|\.\d+|\d+)/g).map(Number), steps = !stretch.includes("L");
    for (let i = 0, x = 0, y = 0; i < numbers.length; i += 2) {
      [x, y] = [numbers[i] + steps * x, numbers[i + 1] + steps * y];
      found.push([x, y]);
    }
  }
  return found;
}


// A drawn line leaves out the points that lie on the straight between others.
function height(line, place) {
  const after = line.findIndex((point) => point[0] >= place);
  if (after <= 0) return after < 0 ? line.at(-1)[1] : line[0][1];
  const [[x0, y0], [x1, y1]] = [line[after - 1], line[after]];
  return y0 + ((y1 - y0) * (place - x0)) / (x1 - x0 || 1);
}

const say = document.createElement("div");
say.className = "say";
say.hidden = true;
say.setAttribute("role", "status");
document.body.append(say);

function read(group) {
  const [left, right, low, high, bottom, top, least, most, first] = group.dataset.frame.split(" ").map(Number);
  const lines = [...group.querySelectorAll("path.line")].map((path) => ({ name: path.dataset.name, points: points(path) }));
  const cross = document.createElementNS("http://www.w3.org/2000/svg", "line");
  cross.setAttribute("class", "rule");
  cross.setAttribute("y1", top);
  cross.setAttribute("y2", bottom);
  const picture = group.ownerSVGElement;
  const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });
  const digits = Math.max(0, -Math.floor(Math.log10((most - least) / 200)));
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: Math.min(digits, 3) });
  const round = (value) => { const step = 10 ** Math.floor(Math.log10((most - least) / 200)); return Math.round(value / step) * step; };
  let place = right;

  function show() {
    const week = low + ((place - left) / (right - left)) * (high - low);
    cross.setAttribute("x1", place);
    cross.setAttribute("x2", place);
    group.append(cross);
    const words = lines.map((line) => {
      const value = least + ((height(line.points, place) - bottom) / (top - bottom)) * (most - least);
      return `${line.name ?? texts.middle}: ${number.format(round(value))}`;
    });
    say.textContent = [date.format(new Date(first + (Math.round(week) * 7 + 6) * 864e5)), ...words].join(" · ");
    say.hidden = false;
    const spot = new DOMPoint(place, top).matrixTransform(group.getScreenCTM());
    say.style.left = `${Math.max(4, Math.min(spot.x + 10, innerWidth - say.offsetWidth - 8))}px`;
    say.style.top = `${Math.max(4, spot.y)}px`;
  }
  function hide() { cross.remove(); say.hidden = true; }

  group.addEventListener("pointermove", (event) => {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(group.getScreenCTM().inverse());
    place = Math.min(right, Math.max(left, spot.x));
    show();
  });
  group.addEventListener("pointerleave", hide);
  group.addEventListener("blur", hide);
  group.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageDown: -13, PageUp: 13, Home: -1e6, End: 1e6 }[event.key];
    if (event.key === "Escape") hide();
    if (!steps) return;
    event.preventDefault();
    place = Math.min(right, Math.max(left, place + (steps * (right - left)) / (high - low)));
    show();
  });
}

function readable(place) {
  for (const group of place.querySelectorAll("g[data-frame]")) read(group);
}

downloadable(document);
readable(document);
