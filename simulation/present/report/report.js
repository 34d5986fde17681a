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

const points = (path) => [...path.getAttribute("d").matchAll(/([-\d.]+) ([-\d.]+)/g)].map((found) => [+found[1], +found[2]]);
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
      const nearest = line.points.reduce((a, b) => (Math.abs(b[0] - place) < Math.abs(a[0] - place) ? b : a));
      const value = least + ((nearest[1] - bottom) / (top - bottom)) * (most - least);
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
