// Small charts on linear scales: losses, divergences, coverage; with a mark where a knob was turned.

const CHART_MARGIN = { left: 44, right: 12, top: 22, bottom: 20 };
const CHART_POINTS = 1500;
const MILLISECONDS_BETWEEN_CHARTS = 125;
const CHARTS = [
  { title: "losses", terms: ["discriminator", "generator", "penalty"], words: { discriminator: "D", generator: "G" } },
  { title: "divergence on a grid, nats", terms: ["KL", "JS"], floor: 0 },
  { title: "coverage", terms: ["covered"], floor: 0 },
];

// Returns { node, show(update) }, update as the kernel sends it; labels(turn) puts a turn of a knob in words.
function gameCharts(labels) {
  const history = { steps: [], terms: new Map(), turns: [], step: 0, of: 0 };
  const charts = CHARTS.map((chart) => ({ ...chart, canvas: element("canvas", { role: "img" }) }));
  const node = element("div", { class: "game-charts" }, ...charts.map(({ canvas }) => element("figure", { class: "game-chart" }, canvas)));

  function show(update) {
    if (update.restart) Object.assign(history, { steps: [], terms: new Map(), turns: [] });
    for (const name of Object.keys(update.points.terms)) {
      if (!history.terms.has(name)) history.terms.set(name, history.steps.map(() => null));
    }
    history.steps.push(...update.points.step);
    for (const [name, values] of history.terms) values.push(...(update.points.terms[name] ?? update.points.step.map(() => null)));
    history.turns.push(...update.turns);
    history.step = update.step;
    history.of = update.coverage?.of ?? history.of;
    if (history.steps.length > CHART_POINTS) thin();
    if (update.restart || update.points.step.length || update.turns.length) drawSoon();
  }

  function thin() {
    const keep = (_, index) => index % 2 === 1;
    history.steps = history.steps.filter(keep);
    for (const [name, values] of history.terms) history.terms.set(name, values.filter(keep));
  }

  function draw() {
    const style = getComputedStyle(node);
    for (const chart of charts) drawChart(chart, history, style, labels);
  }

  const drawSoon = paced(draw, MILLISECONDS_BETWEEN_CHARTS);
  new ResizeObserver(draw).observe(node);
  new MutationObserver(draw).observe(document.body, { attributeFilter: ["data-jp-theme-light", "class"] });
  return { node, show };
}

// The lines of a chart: its terms, and in a comparison those of the second run, which end in " B".
function chartLines(chart, history) {
  return chart.terms.flatMap((term) => [term, `${term} B`]).filter((name) => history.terms.has(name)).map((name) => {
    const term = name.replace(/ B$/, "");
    const second = name !== term;
    return {
      name: (chart.words?.[term] ?? term) + (second ? " B" : ""),
      colour: `--series-${1 + chart.terms.indexOf(term)}`,
      dashes: second ? [5, 3] : [],
      values: history.terms.get(name),
    };
  }).filter((line) => line.values.some((value) => value));
}

function chartRange(lines, chart, of) {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of lines) {
    for (const value of values) if (value !== null && Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  if (low > high) [low, high] = [0, 1];
  if (chart.floor !== undefined) low = chart.floor;
  if (chart.title === "coverage" && of) high = of;
  const room = Math.max(0.05, 0.06 * (high - low));
  return [low - (chart.floor === undefined ? room : 0), high + room];
}

function drawChart(chart, history, style, labels) {
  const fitted = fittedPen(chart.canvas);
  if (!fitted) return;
  const { pen, width, height } = fitted;
  const lines = chartLines(chart, history);
  const [low, high] = chartRange(lines, chart, history.of);
  const last = Math.max(200, history.steps.at(-1) ?? 0, history.step);
  const [left, right, top, bottom] = [CHART_MARGIN.left, width - CHART_MARGIN.right, CHART_MARGIN.top, height - CHART_MARGIN.bottom];
  const x = (step) => left + ((right - left) * step) / last;
  const y = (value) => bottom - ((bottom - top) * (value - low)) / (high - low);
  pen.font = `11px ${style.fontFamily}`;
  const [grid, faint] = [style.getPropertyValue("--line"), style.getPropertyValue("--faint")];
  for (const tick of chartTicks(low, high)) {
    line(pen, [[left, y(tick)], [right, y(tick)]], grid, 1);
    write(pen, shortNumber(tick), left - 6, y(tick), faint, "right");
  }
  write(pen, "0", left, bottom + 10, faint, "center");
  write(pen, `step ${last}`, right, bottom + 10, faint, "right");
  drawTurns(pen, history.turns, x, top, bottom, right, style, labels);
  lines.forEach(({ values, colour, dashes }) => {
    const points = history.steps.map((step, index) => [x(step), values[index]]).filter(([, value]) => value !== null && Number.isFinite(value));
    line(pen, points.map(([px, value]) => [px, y(value)]), style.getPropertyValue(colour), 1.6, dashes);
  });
  writeLegend(pen, chart, lines, style, left);
  chart.canvas.setAttribute("aria-label", chartWords(chart, lines, history, labels));
}

// A line for each turn of a knob, with its words beside it where there is room.
function drawTurns(pen, turns, x, top, bottom, right, style, labels) {
  const colour = style.getPropertyValue("--mark");
  let free = -Infinity;
  for (const turn of turns) {
    const at = x(turn.step);
    line(pen, [[at, top], [at, bottom]], colour, 1, [3, 3]);
    const words = labels(turn);
    const width = pen.measureText(words).width;
    const begin = Math.min(at + 3, right - width);
    if (begin < free) continue;
    write(pen, words, begin, bottom - 6, colour);
    free = begin + width + 6;
  }
}

function writeLegend(pen, chart, lines, style, left) {
  write(pen, chart.title, 4, 9, style.getPropertyValue("--soft"));
  let at = Math.max(left, 4 + pen.measureText(chart.title).width + 14);
  const first = lines.filter(({ dashes }) => dashes.length === 0);
  const second = lines.length > first.length ? [{ name: "B", colour: "--faint", dashes: [5, 3] }] : [];
  for (const { name, colour, dashes } of [...first, ...second]) {
    line(pen, [[at, 9], [at + 16, 9]], style.getPropertyValue(colour), 2, dashes);
    write(pen, name, at + 20, 9, style.getPropertyValue(colour));
    at += 30 + pen.measureText(name).width;
  }
}

function chartTicks(low, high) {
  const raw = (high - low) / 3;
  const decade = 10 ** Math.floor(Math.log10(raw));
  const stride = [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= raw);
  const first = Math.ceil(low / stride);
  return Array.from({ length: Math.floor(high / stride) - first + 1 }, (_, index) => Number(((first + index) * stride).toPrecision(6)));
}

function chartWords(chart, lines, history, labels) {
  const values = lines.map(({ name, values }) => `${name} ${shortNumber(values.findLast((value) => value !== null) ?? 0)}`);
  const turned = history.turns.slice(-3).map((turn) => `${labels(turn)} at step ${turn.step}`);
  return [`Chart of the ${chart.title}, up to step ${history.step}.`, values.length ? `Now: ${values.join(", ")}.` : "", turned.length ? `Turned: ${turned.join("; ")}.` : ""].filter(Boolean).join(" ");
}
