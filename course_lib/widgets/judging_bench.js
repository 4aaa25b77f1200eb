// The page of a judging bench: sliders for faults, a sheet of pictures, and a bar for each score.

const percent = (share) => `${(100 * share).toFixed(1)}%`;

function scoreBar() {
  const name = element("span", { class: "score-name" });
  const wish = element("span", { class: "score-wish" });
  const fill = element("span", { class: "score-fill" });
  const mark = element("span", { class: "score-mark" });
  const interval = element("span", { class: "score-interval" });
  const track = element("span", { class: "score-track", "aria-hidden": "true" }, fill, interval, mark);
  const value = element("span", { class: "score-value" });
  const node = element("li", { class: "score" }, name, wish, track, value);

  function show(bar) {
    node.dataset.score = bar.name;
    name.textContent = bar.name;
    wish.textContent = bar.wish === "low" || bar.wish === "high" ? `wanted ${bar.wish}` : `wanted near ${bar.wish}`;
    value.textContent = bar.text;
    fill.style.width = percent(bar.share);
    mark.style.left = percent(bar.mark);
    interval.hidden = bar.low === null;
    if (bar.low !== null) {
      interval.style.left = percent(bar.low);
      interval.style.width = percent(Math.max(0, bar.high - bar.low));
    }
  }

  return { node, show };
}

function render({ model, el, signal }) {
  const scene = model.get("scene");
  const sliders = new Map(scene.knobs.map((knob) => [
    knob.name, knobSlider(knob, (value) => { wanted[knob.name] = value; ask(); }),
  ]));
  const sheet = element("img", { class: "bench-sheet" });
  const list = element("ul", { class: "scores", "aria-label": "Scores" });
  const status = element("p", { class: "bench-status", role: "status" });
  const root = element(
    "section", { class: "bench", role: "region", "aria-label": scene.name },
    element(
      "div", { class: "bench-left" },
      element("div", { role: "group", "aria-label": "Faults" }, ...[...sliders.values()].map((slider) => slider.node)),
      sheet,
    ),
    element(
      "div", { class: "bench-right" }, list,
      element("p", { class: "bench-note" }, `The dark line marks new real faces at the same N. Features: ${scene.features}.`),
      status,
    ),
  );
  const kernel = courier(model, (text) => { status.textContent = text; });
  const bars = [];
  let wanted = {};
  let waiting = false;
  let turned = false;

  // One question at a time; while an answer is awaited only the hand's last position is kept.
  function ask() {
    turned = true;
    if (waiting) return;
    [waiting, turned] = [true, false];
    kernel.ask({ kind: "turn", values: wanted });
    wanted = {};
  }

  model.on("msg:custom", (message) => {
    if (message.kind !== "judged") return;
    kernel.hear();
    waiting = false;
    status.textContent = message.said;
    root.dataset.answers = 1 + Number(root.dataset.answers ?? 0);
    if (turned) ask();
  });

  function show() {
    const state = model.get("state");
    for (const [name, value] of Object.entries(state.values)) sliders.get(name).show(value, false);
    state.bars.forEach((bar, place) => {
      if (!bars[place]) {
        bars[place] = scoreBar();
        list.append(bars[place].node);
      }
      bars[place].show(bar);
    });
    sheet.alt = state.alt;
  }

  const paint = () => showBytes(sheet, model.get("sheet"));
  model.on("change:state", show);
  model.on("change:sheet", paint);
  show();
  paint();
  mount(el, root, signal);
}

export default { render };
