// The page of a live lab: it builds itself from `scene`, then follows the kernel's messages and sends the hand's.

function thumbnail(name, bytes) {
  const image = element("img", { alt: `the ${name}` });
  showBytes(image, bytes);
  return element("figure", { class: "lab-thumbnail" }, image, element("figcaption", {}, name));
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
