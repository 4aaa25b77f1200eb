// The page of a live lab: it builds itself from `scene`, then follows the kernel's messages and sends the hand's.

const MILLISECONDS_OF_QUIET = 4000;
const LATE_ANSWERS = [
  [1500, "Waiting for the kernel: it is busy with a cell."],
  [15000, "The kernel does not answer. It may be busy with a long cell; if it was restarted, run this cell again."],
];
const BUTTONS = [
  ["start", "Start", "train to the end of the run"],
  ["pause", "Pause", "stop after the present step"],
  ["step", "Step", "train one step"],
  ["reset", "Reset", "back to the start; turned knobs stay turned"],
];
const ICONS = {
  start: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  step: "M3 2.5v11l6.5-5.5zM10.5 2.5H13v11h-2.5z",
  reset: "M8 3a5 5 0 1 1-4.6 3H5A3.5 3.5 0 1 0 8 4.5V7L4 3.6 8 .5z",
  save: "M7 1.5h2v6.2l2.3-2.3 1.4 1.4L8 11.5 3.3 6.8l1.4-1.4L7 7.7zM2.5 12.5h11v2h-11z",
};

function button(name, text, hint, onPress) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  icon.append(path);
  const node = element("button", { type: "button", class: `lab-button lab-${name}`, title: hint }, icon, text);
  node.addEventListener("click", () => {
    if (node.getAttribute("aria-disabled") !== "true") onPress();
  });
  return node;
}

function transport(onPress) {
  const buttons = BUTTONS.map(([name, text, hint]) => [name, button(name, text, hint, () => onPress(name))]);
  const status = element("p", { class: "lab-status", role: "status", "aria-live": "polite" });
  const bar = element("progress", { max: 1, value: 0, "aria-label": "Progress of the run" });
  const count = element("span", { class: "lab-count" });
  const left = element("span", { class: "lab-left" });
  const node = element(
    "div", { class: "lab-transport" },
    element("div", { class: "lab-buttons", role: "group", "aria-label": "Training" }, ...buttons.map((entry) => entry[1])),
    element("div", { class: "lab-progress" }, bar, element("div", { class: "lab-numbers" }, count, left)),
    status,
  );

  function show(state) {
    const running = state.phase === "running";
    const off = { start: running, pause: !running, step: running, reset: false };
    for (const [name, item] of buttons) item.setAttribute("aria-disabled", off[name]);
    bar.max = Math.max(1, state.total);
    bar.value = state.step;
    count.textContent = `step ${state.step} of ${state.total}`;
    left.textContent = state.left;
    say(state.status, state.trouble);
  }

  function say(text, trouble) {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("lab-trouble", Boolean(trouble));
  }

  return { node, show, say };
}

function thumbnail(name, bytes) {
  const image = element("img", { alt: `the ${name}` });
  showBytes(image, bytes);
  return element("figure", { class: "lab-thumbnail" }, image, element("figcaption", {}, name));
}

function download(name, bytes) {
  const link = element("a", { href: URL.createObjectURL(new Blob([bytes], { type: "image/png" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function buildLab(scene, ask) {
  const controls = transport((kind) => ask({ kind }));
  const sliders = new Map(scene.knobs.map((knob) => [
    knob.name, knobSlider(knob, (value) => ask({ kind: "turn", name: knob.name, value })),
  ]));
  const labels = Object.fromEntries(scene.knobs.map((knob) => [knob.name, knob.label.split(":")[0]]));
  const pictures = wipe(["photograph", "result"], 0);
  const curves = lossCurves(labels);
  const save = button("save", "Save as PNG", "download the picture as it stands", () => ask({ kind: "save" }));
  showBytes(pictures.before, scene.content);
  if (scene.picture) showBytes(pictures.after, scene.picture);
  const strip = element("div", { class: "lab-strip" }, ...scene.styles.map(({ name, jpeg }) => thumbnail(name, jpeg)), save);
  const root = element(
    "section", { class: "lab", role: "region", "aria-label": scene.name },
    controls.node,
    element(
      "div", { class: "lab-body" },
      element("div", { class: "lab-picture" }, pictures.node, strip),
      element(
        "div", { class: "lab-side" },
        element("div", { class: "lab-knobs", role: "group", "aria-label": "Knobs" }, ...[...sliders.values()].map((s) => s.node)),
        curves.node,
      ),
    ),
  );

  function show(state) {
    Object.assign(root.dataset, { phase: state.phase, step: state.step, total: state.total });
    controls.show(state);
    for (const [name, { value, queued }] of Object.entries(state.knobs)) sliders.get(name)?.show(value, queued);
    curves.show(state);
  }

  async function paint(bytes, alt, frame) {
    await showBytes(pictures.after, bytes);
    pictures.after.alt = alt;
    root.dataset.frame = frame;
  }

  return { root, show, paint, say: controls.say };
}

// Sends messages to the kernel, and says so when its answer is late: JupyterLab tells no widget of a restart.
function courier(model, say) {
  let timers = [];
  let heardAt = performance.now();

  function send(message) {
    try {
      model.send(message);
    } catch {
      say(LATE_ANSWERS.at(-1)[1]);
    }
  }

  function ask(message) {
    timers.forEach(clearTimeout);
    timers = LATE_ANSWERS.map(([delay, text]) => setTimeout(() => say(text), delay));
    send(message);
  }

  function hear() {
    timers.forEach(clearTimeout);
    timers = [];
    heardAt = performance.now();
  }

  const quiet = () => timers.length === 0 && performance.now() - heardAt > MILLISECONDS_OF_QUIET;
  return { send, ask, hear, quiet };
}

function render({ model, el, signal }) {
  const scene = model.get("scene");
  const lab = buildLab(scene, (message) => kernel.ask(message));
  const kernel = courier(model, lab.say);

  async function onMessage(message, buffers) {
    kernel.hear();
    if (message.kind === "png") download(message.name, buffers[0]);
    if (message.kind !== "update") return;
    lab.show(message);
    if (message.frame === null) return;
    await lab.paint(buffers[0], message.alt, message.frame);
    const acknowledge = () => kernel.send({ kind: "ack", frame: message.frame });
    if (document.hidden) acknowledge();
    else requestAnimationFrame(acknowledge);
  }

  model.on("msg:custom", onMessage);
  lab.show(scene.state);
  mount(el, lab.root, signal);
  kernel.ask({ kind: "hello" });
  const pulse = setInterval(() => {
    if (lab.root.dataset.phase === "running" && kernel.quiet()) kernel.ask({ kind: "ping" });
  }, 1000);
  return () => {
    clearInterval(pulse);
    kernel.hear();
  };
}

export default { render };
