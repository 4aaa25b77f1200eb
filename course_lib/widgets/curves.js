// The losses as curves that move: a log scale, a line in its own colour and dashes for each term, marks for turned knobs.

const MOST_POINTS = 4000;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [14, 4], [5, 2, 1, 2, 1, 2]];
const MARGIN = { left: 52, right: 78, top: 30, bottom: 34 };
const SHORT_RUN = 200;
const LINE_HEIGHT = 14;
const AXIS_TITLE = "loss, log scale";

// Returns { node, show({ restart, points, turns, total, step }) }.
function lossCurves(labels) {
  const canvas = element("canvas", { role: "img" });
  const node = element("figure", { class: "curves" }, canvas);
  let steps = [];
  let terms = new Map();
  let turns = [];
  let total = 1;
  let step = 0;

  function show(update) {
    if (update.restart) [steps, terms, turns] = [[], new Map(), []];
    for (const name of Object.keys(update.points.terms)) {
      if (!terms.has(name)) terms.set(name, steps.map(() => null));
    }
    steps.push(...update.points.step);
    for (const [name, values] of terms) {
      values.push(...(update.points.terms[name] ?? update.points.step.map(() => null)));
    }
    turns.push(...update.turns);
    if (steps.length > MOST_POINTS) thin();
    [total, step] = [update.total, update.step];
    describe();
    draw();
  }

  function thin() {
    const keep = (_, index) => index % 2 === 1;
    steps = steps.filter(keep);
    for (const [name, values] of terms) terms.set(name, values.filter(keep));
  }

  function describe() {
    const last = [...terms].map(([name, values]) => [name, values.at(-1)]).filter(([, value]) => value !== null);
    const losses = last.map(([name, value]) => `${name} ${shortNumber(value)}`).join(", ");
    const turned = turns.slice(-3).map((turn) => `${turn.name} to ${shortNumber(turn.value)} at step ${turn.step}`);
    canvas.setAttribute("aria-label", [
      `Losses on a log scale, step ${step} of ${total}.`,
      losses && `Last: ${losses}.`,
      turned.length > 0 && `Turned: ${turned.join("; ")}.`,
    ].filter(Boolean).join(" "));
    canvas.dataset.marks = JSON.stringify(turns.slice(-50));
    canvas.dataset.points = steps.length;
  }

  function draw() {
    const width = node.clientWidth;
    const height = node.clientHeight;
    if (!width || !height) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const style = getComputedStyle(node);
    const frame = plotFrame(width, height, lastShown(steps.at(-1) ?? 0, total), valueRange(terms));
    pen.font = `12px ${style.fontFamily}`;
    drawAxes(pen, frame, style);
    if (steps.length === 0) {
      drawInvitation(pen, frame, style);
      return;
    }
    drawMarks(pen, frame, style, turns, labels);
    drawTerms(pen, frame, style, steps, terms);
  }

  new ResizeObserver(draw).observe(node);
  new MutationObserver(draw).observe(document.body, { attributeFilter: ["data-jp-theme-light", "class"] });
  return { node, show };
}

// The whole run where it is short; of a long one twice as far as it has come, so that the curves fill their place.
function lastShown(step, total) {
  return Math.max(step, Math.min(total, Math.max(SHORT_RUN, 2 ** Math.ceil(Math.log2(step + 1)))), 1);
}

function valueRange(terms) {
  let [low, high] = [Infinity, -Infinity];
  for (const values of terms.values()) {
    for (const value of values) {
      if (value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  if (low > high) [low, high] = [0.01, 1];
  const middle = (Math.log10(low) + Math.log10(high)) / 2;
  const half = Math.max(0.5, (Math.log10(high) - Math.log10(low)) / 2) * 1.06;
  return [middle - half, middle + half];
}

function plotFrame(width, height, lastStep, [low, high]) {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  return {
    left, right, top, bottom, lastStep, low, high,
    x: (step) => left + ((right - left) * step) / lastStep,
    y: (value) => bottom - ((bottom - top) * (Math.log10(value) - low)) / (high - low),
  };
}

function write(pen, text, x, y, colour, align = "left") {
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillText(text, x, y);
}

function line(pen, points, colour, width, dashes = []) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dashes);
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
  pen.setLineDash([]);
}

function valueTicks(low, high) {
  const factors = high - low < 1.6 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil((high - low) / 5));
  const ticks = [];
  for (let decade = Math.floor(low); decade <= high; decade += 1) {
    if (decade % stride !== 0) continue;
    for (const factor of factors) {
      const exponent = decade + Math.log10(factor);
      if (exponent >= low && exponent <= high) ticks.push([factor * 10 ** decade, factor, decade]);
    }
  }
  return ticks;
}

function tickText([value, , decade]) {
  const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  if (decade > -4 && decade < 5) return shortNumber(value);
  return "10" + (decade < 0 ? "⁻" : "") + [...String(Math.abs(decade))].map((digit) => superscripts[digit]).join("");
}

function stepTicks(lastStep, room) {
  const raw = lastStep / Math.max(2, Math.floor(room / 70));
  const decade = 10 ** Math.floor(Math.log10(raw));
  const stride = Math.max(1, [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= raw));
  return Array.from({ length: Math.floor(lastStep / stride) + 1 }, (_, index) => index * stride);
}

function drawAxes(pen, frame, style) {
  const [grid, text] = [style.getPropertyValue("--line"), style.getPropertyValue("--faint")];
  for (const tick of valueTicks(frame.low, frame.high)) {
    const y = frame.y(tick[0]);
    line(pen, [[frame.left, y], [frame.right, y]], grid, 1);
    write(pen, tickText(tick), frame.left - 7, y, text, "right");
  }
  for (const step of stepTicks(frame.lastStep, frame.right - frame.left)) {
    const x = frame.x(step);
    line(pen, [[x, frame.bottom], [x, frame.bottom + 4]], text, 1);
    write(pen, String(step), x, frame.bottom + 12, text, "center");
  }
  line(pen, [[frame.left, frame.bottom], [frame.right, frame.bottom]], text, 1);
  write(pen, "step", frame.right + MARGIN.right - 4, frame.bottom + 12, text, "right");
  write(pen, AXIS_TITLE, 4, 8, text);
}

function drawInvitation(pen, frame, style) {
  const text = "the curves begin with the first step";
  const [x, y] = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
  const width = pen.measureText(text).width + 16;
  pen.fillStyle = style.getPropertyValue("--ground");
  pen.fillRect(x - width / 2, y - LINE_HEIGHT / 2, width, LINE_HEIGHT);
  write(pen, text, x, y, style.getPropertyValue("--faint"), "center");
}

// A drag turns a knob at many steps: each has its line, and only the value at which a hand came to rest is written.
function drawMarks(pen, frame, style, turns, labels) {
  const [colour, ground] = [style.getPropertyValue("--mark"), style.getPropertyValue("--ground")];
  const rowsEnd = [-Infinity, 12 + pen.measureText(AXIS_TITLE).width];
  turns.forEach((turn, index) => {
    const x = frame.x(turn.step);
    const next = turns.slice(index + 1).find((other) => other.name === turn.name);
    const passing = next && frame.x(next.step) - x < 12;
    line(pen, [[x, frame.top - 4], [x, frame.bottom]], colour, passing ? 0.5 : 1.25, [3, 3]);
    if (passing) return;
    const text = `${labels[turn.name] ?? turn.name} ${shortNumber(turn.value)}`;
    const width = pen.measureText(text).width;
    const begin = Math.min(x - 2, frame.right + MARGIN.right - width - 4);
    const row = rowsEnd.findIndex((end) => end < begin);
    if (row < 0) return;
    rowsEnd[row] = begin + width + 6;
    const y = frame.top - 8 - row * LINE_HEIGHT;
    pen.fillStyle = ground;
    pen.fillRect(begin - 2, y - 7, width + 4, LINE_HEIGHT);
    write(pen, text, begin, y, colour);
  });
}

function drawTerms(pen, frame, style, steps, terms) {
  const ends = [];
  [...terms].forEach(([name, values], index) => {
    const colour = style.getPropertyValue(`--series-${index % DASHES.length}`);
    const shown = steps.map((step, i) => [frame.x(step), values[i]]).filter(([, value]) => value > 0);
    if (shown.length === 0) return;
    const points = shown.map(([x, value]) => [x, frame.y(value)]);
    line(pen, points, colour, index === 0 ? 2.5 : 2, DASHES[index % DASHES.length]);
    const [x, y] = points.at(-1);
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, 2.5, 0, 2 * Math.PI);
    pen.fill();
    ends.push({ name, colour, x, y, at: y });
  });
  spread(ends, frame.top, frame.bottom);
  for (const end of ends) {
    const begin = end.x + 8;
    line(pen, [[end.x + 3, end.y], [begin - 1, end.at]], end.colour, 0.75);
    write(pen, end.name, begin + 2, end.at, end.colour);
  }
}

// Moves the labels apart so that none lies on another.
function spread(ends, top, bottom) {
  ends.sort((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; i += 1) ends[i].at = Math.max(ends[i].at, ends[i - 1].at + LINE_HEIGHT);
  let floor = bottom;
  for (let i = ends.length - 1; i >= 0; i -= 1) {
    ends[i].at = Math.max(top, Math.min(ends[i].at, floor));
    floor = ends[i].at - LINE_HEIGHT;
  }
}
