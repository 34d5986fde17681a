// The app: what levers are set to goes out with a number that rises, and only answers to the last number are shown.

const wandel = { number: 0, initial: null };

function wandelDrawn(id, content) {
  const place = document.getElementById(id);
  if (!place || place.dataset.content === content) return;
  const open = [...place.querySelectorAll("details[open]")].map((each) => each.closest("figure, section")?.id);
  const keep = place.offsetHeight;
  place.style.minHeight = `${keep}px`;
  place.innerHTML = content;
  place.dataset.content = content;
  for (const each of place.querySelectorAll("details")) {
    if (open.includes(each.closest("figure, section")?.id)) each.open = true;
  }
  downloadable(place);
  readable(place);
  place.style.minHeight = "";
}

function wandelWords(output, control) {
  const lever = control.closest(".lever");
  const value = Number(control.value), language = document.documentElement.lang;
  if (lever.dataset.kind === "amount") {
    output.textContent = `× ${value.toLocaleString(language, { minimumFractionDigits: 2 })}`;
  } else if (lever.dataset.start) {
    const day = new Date(Date.parse(lever.dataset.start) + value * 7 * 864e5);
    const words = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day);
    output.textContent = value ? `${words} (${value > 0 ? "+" : "−"}${Math.abs(value)} ${texts.weeks})` : words;
  }
}

document.addEventListener("input", (event) => {
  const output = event.target.type === "range" && event.target.closest(".lever")?.querySelector("output");
  if (output) wandelWords(output, event.target);
});

function wandelIn(id, text) {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
}

const spreading = { data: null, playing: 0 };

function wandelSpread(data) {
  spreading.data = data;
  const slider = document.getElementById("week"), last = data.registered.length - 1;
  slider.max = last;
  slider.value = last;
  slider.oninput = () => { wandelPause(); wandelWeek(); };
  document.getElementById("play").onclick = () => {
    if (spreading.playing) return wandelPause();
    if (Number(slider.value) >= last) slider.value = 0;
    const began = performance.now(), from = Number(slider.value), pace = Math.max(6, last / 20);
    document.getElementById("play").textContent = texts.pause;
    const next = (now) => {
      slider.value = Math.min(last, from + Math.floor(((now - began) / 1000) * pace));
      wandelWeek();
      spreading.frames = (spreading.frames ?? 0) + 1;
      if (Number(slider.value) < last) spreading.playing = requestAnimationFrame(next);
      else wandelPause();
    };
    spreading.playing = requestAnimationFrame(next);
  };
  new ResizeObserver(wandelWeek).observe(document.getElementById("network").parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", wandelWeek);
  wandelWeek();
}

function wandelPause() {
  cancelAnimationFrame(spreading.playing);
  spreading.playing = 0;
  document.getElementById("play").textContent = texts.play;
}

function wandelGround(data, canvas, scale, colour) {
  // What stays the same from week to week is drawn once: discs, their names, ties.
  const key = `${canvas.width} ${colour("paper")}`;
  if (spreading.ground?.key === key && spreading.ground.data === data) return spreading.ground.image;
  const image = document.createElement("canvas");
  image.width = canvas.width;
  image.height = canvas.height;
  const pen = image.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, 1000, data.height);
  pen.fillStyle = colour("ground");
  for (const [x, y, r] of data.discs) { pen.beginPath(); pen.arc(x, y, r, 0, 7); pen.fill(); }
  pen.strokeStyle = colour("edge");
  pen.globalAlpha = 0.35;
  pen.lineWidth = 0.5;
  pen.beginPath();
  for (const [a, b] of data.lines) { pen.moveTo(data.x[a], data.y[a]); pen.lineTo(data.x[b], data.y[b]); }
  pen.stroke();
  pen.globalAlpha = 1;
  pen.fillStyle = colour("ink");
  pen.textAlign = "center";
  const size = Math.max(13, 12 / (scale / Math.min(2, devicePixelRatio || 1)));
  pen.font = `${size}px ${getComputedStyle(canvas).fontFamily}`;
  data.discs.forEach(([x, y, r], i) => {
    const name = data.silos[i], most = 2 * r + 20;
    if (pen.measureText(name).width <= most) return pen.fillText(name, x, y - r - 6);
    pen.fillText(String(i + 1), x, y - r - 6);
  });
  spreading.ground = { key, data, image };
  return image;
}

function wandelWeek() {
  const data = spreading.data, canvas = document.getElementById("network");
  if (!data || !canvas || !canvas.parentElement.clientWidth) return;
  const week = Number(document.getElementById("week").value), language = document.documentElement.lang;
  const wide = canvas.parentElement.clientWidth, scale = wide / 1000, dense = Math.min(2, devicePixelRatio || 1);
  if (canvas.width !== Math.round(wide * dense)) {
    canvas.width = Math.round(wide * dense);
    canvas.height = Math.round(data.height * scale * dense);
    canvas.style.height = `${data.height * scale}px`;
  }
  const pen = canvas.getContext("2d"), colour = (name) => getComputedStyle(canvas).getPropertyValue(`--${name}`).trim();
  const edge = colour("edge"), first = colour("first"), second = colour("second");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(wandelGround(data, canvas, scale * dense, colour), 0, 0);
  pen.setTransform(scale * dense, 0, 0, scale * dense, 0, 0);
  const whole = data.discs.reduce((sum, [, , r]) => sum + r * r, 0), unit = Math.sqrt(whole / data.sizes.reduce((a, b) => a + b, 0));
  const draw = (test, style, grow) => {
    pen.fillStyle = style;
    pen.beginPath();
    data.weeks.forEach((weeks, i) => {
      const share = test(weeks, data.sizes[i]);
      if (!share) return;
      const r = unit * Math.sqrt(data.sizes[i] * share) * 0.72 * grow;
      pen.moveTo(data.x[i] + r, data.y[i]);
      pen.arc(data.x[i], data.y[i], r, 0, 7);
    });
    pen.fill();
  };
  draw(() => 1, edge, 0.9);
  draw((weeks, size) => weeks.filter((each) => each <= week).length / size, first, 1);
  draw((weeks, size) => weeks.filter((each) => each === week).length / size, second, 1.15);
  const day = new Date(Date.parse(data.start) + (week * 7 + 6) * 864e5);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const words = texts.spread
    .replace("{day}", new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day))
    .replace("{n}", number.format(data.registered[week])).replace("{people}", number.format(data.people));
  document.getElementById("spread-says").textContent = words;
  canvas.setAttribute("aria-label", words);
  const here = data.silos.map(() => 0);
  data.weeks.forEach((weeks, i) => { here[data.silo[i]] += weeks.filter((each) => each <= week).length; });
  const inside = data.silos.map(() => 0), share = new Intl.NumberFormat(language, { style: "percent" });
  data.sizes.forEach((size, i) => { inside[data.silo[i]] += size; });
  document.querySelectorAll("#silo-table tbody tr").forEach((row, i) => {
    row.lastElementChild.textContent = share.format(here[i] / inside[i]);
  });
}

window.dash_clientside = Object.assign(window.dash_clientside ?? {}, {
  wandel: {
    wish(values, ids) {
      wandel.number = Math.max(wandel.number + 1, 1);
      const found = Object.fromEntries(ids.map((id, i) => [id.lever, values[i] === undefined ? null : values[i]]));
      document.getElementById("try")?.setAttribute("data-wish", wandel.number);
      return { number: wandel.number, values: found };
    },
    spread(data) {
      if (data?.x) wandelSpread(data);
      return null;
    },
    page() {
      const wanted = window.dash_clientside.callback_context.triggered_id?.slice(3) ?? "trying";
      for (const each of document.querySelectorAll("#main > div")) each.hidden = each.id !== `page-${wanted}`;
      for (const each of document.querySelectorAll("nav .leaf")) each.setAttribute("aria-pressed", each.id === `to-${wanted}`);
      return wanted;
    },
    planned(_clicks, ids, initial) {
      setTimeout(() => {
        for (const control of document.querySelectorAll("#levers input[type=range]")) {
          wandelWords(control.closest(".lever").querySelector("output"), control);
        }
      }, 50);
      return ids.map((id) => initial[id.lever]);
    },
    show(answer, refused) {
      const page = document.getElementById("try");
      if (!page) return null;
      const problems = refused && refused.number === wandel.number ? refused.problems : {};
      for (const place of page.querySelectorAll("fieldset")) {
        const name = place.querySelector("legend").textContent;
        place.querySelector(".problem").textContent = (problems[name] ?? []).join("; ");
        place.classList.toggle("wrong", name in problems);
        if (answer?.costs?.[name]) place.querySelector("p.quiet").textContent = answer.costs[name];
      }
      wandelDrawn("problem", answer && answer.number === wandel.number ? answer.problem : "");
      const general = problems[""];
      if (general) wandelIn("problem", general.join("\n"));
      if (!answer || answer.number !== wandel.number) {
        page.classList.add("old");
        return null;
      }
      page.classList.toggle("old", !answer.head);
      page.classList.toggle("busy", answer.busy);
      wandelIn("line", answer.line);
      if (answer.head) {
        wandelDrawn("head", answer.head);
        wandelDrawn("figures", answer.figures);
        page.dataset.shown = answer.number;
        page.dataset.place = answer.place;
      }
      return answer.number;
    },
  },
});
