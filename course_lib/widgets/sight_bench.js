// The page of a sight bench: a photograph under sliders, one channel's map of it, and what two judges say.

const percent = (share) => `${(100 * share).toFixed(1)}%`;

function judgeBar() {
  const name = element("span", { class: "sight-name" });
  const value = element("span", { class: "sight-value" });
  const fill = element("span", { class: "sight-fill" });
  const mark = element("span", { class: "sight-mark" });
  const track = element("span", { class: "sight-track", "aria-hidden": "true" }, fill, mark);
  const node = element("li", { class: "sight-bar" }, name, value, track);

  function show(bar) {
    node.dataset.judge = bar.name;
    name.textContent = bar.name;
    value.textContent = bar.text;
    fill.style.width = percent(bar.share);
    mark.style.left = percent(bar.mark);
  }

  return { node, show };
}

function render({ model, el, signal }) {
  const scene = model.get("scene");
  const sliders = new Map(scene.knobs.map((knob) => [
    knob.name, knobSlider(knob, (value) => { wanted[knob.name] = value; ask(); }),
  ]));
  const photograph = element("img", { class: "sight-picture" });
  const map = element("img", { class: "sight-map" });
  const words = element("p", { class: "sight-words", "aria-live": "polite" });
  const windows = sightWindows(scene, (text) => { words.textContent = text; });
  const status = element("p", { class: "sight-status", role: "status" });
  const list = element("ul", { class: "sight-bars", "aria-label": "Distances from the photograph" });
  const figure = (image, over, caption) => element(
    "figure", { class: "sight-figure" }, element("div", { class: "sight-pane" }, image, over), caption,
  );
  const mapName = element("figcaption");
  const group = (label, names) => element("div", { role: "group", "aria-label": label }, ...names.map((name) => sliders.get(name).node));
  const [looks, changes] = [scene.knobs.slice(0, 2), scene.knobs.slice(2)].map((knobs) => knobs.map((knob) => knob.name));
  const root = element(
    "section", { class: "sight", role: "region", "aria-label": scene.name },
    element(
      "div", { class: "sight-panes" },
      figure(photograph, windows.picture, element("figcaption", {}, "what you see; click, or use the arrow keys")),
      figure(map, windows.map, mapName),
    ),
    words,
    element(
      "div", { class: "sight-columns" },
      element("div", {}, group("What to look at", looks), group("Changes", changes)),
      element(
        "div", {}, element("p", { class: "sight-title" }, "How far from the unchanged photograph?"), list,
        element("p", { class: "sight-note" }, "The dark line marks another photograph."), status,
      ),
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
        bars[place] = judgeBar();
        list.append(bars[place].node);
      }
      bars[place].show(bar);
    });
    photograph.alt = state.alt;
    map.alt = state.map_alt;
    mapName.textContent = state.map_alt;
    windows.choose(state.layer);
  }

  const paint = () => { showBytes(photograph, model.get("picture")); showBytes(map, model.get("map")); };
  model.on("change:state", show);
  model.on("change:picture", paint);
  model.on("change:map", paint);
  show();
  paint();
  mount(el, root, signal);
}

export default { render };
