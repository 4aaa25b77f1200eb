// What is chosen beside the sliders: data, presets, experiments, the networks, layers to show, a second run, files.

const LAYERS = [
  ["heat", "D's judgement", true], ["reals", "real points", true], ["fakes", "fakes", true],
  ["manifold", "G's manifold", false], ["pushes", "pushes on the fakes", false],
];
const GROUPS = [["loss", "Loss and players"], ["discriminator", "Discriminator"], ["generator", "Generator"], ["penalties", "Penalties on D"], ["data", "Noise and data"], ["run", "Run"]];

function choiceField(label, options, value, onPick, hint = "") {
  const id = freshId("field");
  const select = element("select", { id, title: hint }, ...options.map(([key, text]) => element("option", { value: JSON.stringify(key) }, text)));
  const { choose, show } = standing((now) => { if (select.value !== JSON.stringify(now)) select.value = JSON.stringify(now); });
  select.addEventListener("change", () => {
    choose(JSON.parse(select.value));
    onPick(JSON.parse(select.value));
  });
  if (value !== undefined) show(value);
  return { node: element("div", { class: "field" }, element("label", { for: id }, label), select), show, select };
}

function numberField(label, low, high, value, onPick) {
  const id = freshId("field");
  const input = element("input", { id, type: "number", min: low, max: high, step: 1, value });
  const { choose, show } = standing((now) => { if (document.activeElement !== input && input.value !== String(now)) input.value = now; });
  input.addEventListener("change", () => {
    if (input.value === "") return;
    choose(Math.round(Number(input.value)));
    onPick(Math.round(Number(input.value)));
  });
  return { node: element("div", { class: "field" }, element("label", { for: id }, label), input), show };
}

function checkField(label, checked, onChange) {
  const input = element("input", { type: "checkbox", id: freshId("check") });
  input.checked = checked;
  const { choose, show } = standing((now) => { if (input.checked !== now) input.checked = now; });
  input.addEventListener("change", () => {
    choose(input.checked);
    onChange(input.checked);
  });
  return { node: element("div", { class: "check" }, input, element("label", { for: input.id }, label)), show };
}

// Which layers are drawn; returns { node, shown } where shown is { heat: true, ... }.
function layerBoxes(onChange) {
  const shown = Object.fromEntries(LAYERS.map(([name, , on]) => [name, on]));
  const boxes = LAYERS.map(([name, label, on]) => checkField(label, on, (checked) => {
    shown[name] = checked;
    onChange(shown);
  }));
  return { node: element("fieldset", { class: "layers" }, element("legend", {}, "Show"), ...boxes.map(({ node }) => node)), shown };
}

// Sliders and fields in groups that fold; returns { node, show(state) }.
function knobGroups(scene, ask) {
  const sliders = new Map(scene.knobs.map((knob) => [knob.name, { group: knob.group, ...knobSlider(knob, (value) => ask({ kind: "turn", name: knob.name, value })) }]));
  const fields = new Map(Object.entries(scene.choices).map(([name, choice]) => {
    const pick = (value) => ask({ kind: "set", name, value });
    const now = scene.settings[name];
    const field = choice.options ? choiceField(choice.label, choice.options, now, pick) : numberField(choice.label, choice.low, choice.high, now, pick);
    return [name, { group: choice.group, ...field }];
  }));
  const folded = GROUPS.map(([group, title], index) => {
    const inside = [...sliders.values(), ...fields.values()].filter((item) => item.group === group).map(({ node }) => node);
    const details = element("details", { class: "knob-group" }, element("summary", {}, title), ...inside);
    details.open = index < 1;
    return inside.length ? details : null;
  }).filter(Boolean);

  function show(state) {
    for (const [name, { value, queued }] of Object.entries(state.knobs)) sliders.get(name)?.show(value, queued);
    for (const [name, field] of fields) field.show(state.settings[name]);
  }

  return { node: element("div", { class: "knob-groups" }, ...folded), show };
}

// The data as buttons with thumbnails, and the button that opens the drawing board.
function dataButtons(scene, reach, ask, openBoard) {
  const buttons = scene.data.map(({ name, label, points }) => {
    const canvas = element("canvas", { width: 56, height: 56, "aria-hidden": "true" });
    drawDots(canvas.getContext("2d"), planeScale(56, 56, reach), floats(points) ?? [], REAL_COLOUR, 0.8);
    const node = element("button", { type: "button", class: "data-button", "data-name": name }, canvas, label);
    node.addEventListener("click", () => ask({ kind: "data", name }));
    return node;
  });
  const own = element("button", { type: "button", class: "data-button data-own" }, element("span", { "aria-hidden": "true" }, "✎"), "draw your own");
  own.addEventListener("click", openBoard);
  const node = element("div", { class: "data-buttons", role: "group", "aria-label": "Data" }, ...buttons, own);
  const show = (name) => [...buttons, own].forEach((item) => item.setAttribute("aria-pressed", (item.dataset.name ?? "drawn") === name));
  return { node, show };
}

// Presets and guided experiments, each with its words below; returns { node, show(settings) }.
function guides(scene, ask) {
  const none = [["", "none"]];
  const entries = (list, text) => none.concat(list.map((item) => [item.name, text(item)]));
  const preset = choiceField("preset", entries(scene.presets, (item) => item.label), "", (name) => name && ask({ kind: "preset", name }));
  const experiment = choiceField("guided experiment", entries(scene.experiments, (item) => item.title), "", (name) => name && ask({ kind: "experiment", name }));
  const words = element("div", { class: "guide-words", "aria-live": "polite" });
  let told = "";

  function show(settings) {
    preset.show(settings.preset ?? "");
    experiment.show(settings.experiment ?? "");
    const key = `${settings.preset}|${settings.experiment}`;
    if (key === told) return;
    told = key;
    const chosen = scene.experiments.find((item) => item.name === settings.experiment);
    const failing = scene.presets.find((item) => item.name === settings.preset);
    words.replaceChildren();
    if (chosen) {
      words.append(
        element("p", {}, element("strong", {}, chosen.question)),
        element("ol", {}, ...chosen.steps.map((text) => element("li", {}, text))),
        element("details", {}, element("summary", {}, "What you should have seen"), element("p", {}, chosen.after)),
      );
    } else if (failing) words.append(element("p", {}, failing.what));
  }

  return { node: element("div", { class: "guides" }, preset.node, experiment.node, words), show };
}

// A second run beside the first that differs in one thing; returns { node, show(settings) }.
function comparison(scene, ask) {
  const others = scene.compare ?? [];
  let chosen = others[0];
  const what = choiceField("the second run differs in", others.map((item) => [item.name, item.label]), chosen?.name, (name) => {
    chosen = others.find((item) => item.name === name);
    offer();
  });
  const place = element("span", { class: "compare-value" });
  let value = null;
  function offer() {
    const options = chosen.options?.map((option, index) => (Array.isArray(option) ? option : [index, option]));
    value = options ? options.at(-1)[0] : chosen.value ?? chosen.high;
    const input = options
      ? choiceField("to", options, value, (picked) => { value = picked; }).node
      : numberInput(chosen, (picked) => { value = picked; });
    place.replaceChildren(input);
  }
  function numberInput(item, onPick) {
    const input = element("input", { type: "number", min: item.low, max: item.high, step: "any", value: item.value ?? item.high, "aria-label": `value of ${item.label}` });
    input.addEventListener("change", () => onPick(Number(input.value)));
    return element("div", { class: "field" }, element("label", {}, "to ", input));
  }
  const begin = button("step", "Two runs side by side", "begin both from step 0, with the same seed and data", () => ask({ kind: "compare", on: true, name: chosen.name, value }));
  const end = button("reset", "One run again", "leave the second run", () => ask({ kind: "compare", on: false }));
  if (others.length) offer();
  const node = element("details", { class: "knob-group" }, element("summary", {}, "Compare two runs"), what.node, place, element("div", { class: "lab-buttons" }, begin, end));
  const show = (settings) => end.setAttribute("aria-disabled", !settings.compare);
  return { node, show };
}

// Save, load and replay.
function files(ask) {
  const picker = element("input", { type: "file", accept: ".json,application/json", "aria-label": "a saved run", class: "file-picker" });
  picker.addEventListener("change", async () => {
    const [file] = picker.files;
    if (file) ask({ kind: "load", text: await file.text() });
    picker.value = "";
  });
  return element(
    "div", { class: "lab-buttons", role: "group", "aria-label": "Files" },
    button("save", "Save run", "download the run with its weights", () => ask({ kind: "save" })),
    button("step", "Load run", "go on with a saved run", () => picker.click()), picker,
    button("reset", "Replay", "run it again from its start, every turn at its step", () => ask({ kind: "replay" })),
  );
}
