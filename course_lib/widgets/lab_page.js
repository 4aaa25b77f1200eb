// What the page of every lab is: buttons, a view of what is trained, knobs and curves. It builds itself from `scene`,
// then follows the kernel's messages and sends the hand's. A view is { node, paint(bytes, alt), show(state) }.

function buildLab(scene, ask, view) {
  const controls = transport((kind) => ask({ kind }));
  const sliders = new Map(scene.knobs.map((knob) => [
    knob.name, knobSlider(knob, (value) => ask({ kind: "turn", name: knob.name, value })),
  ]));
  const labels = Object.fromEntries(scene.knobs.map((knob) => [knob.name, knob.label.split(":")[0]]));
  const curves = lossCurves(labels);
  const root = element(
    "section", { class: "lab", role: "region", "aria-label": scene.name },
    controls.node,
    element(
      "div", { class: "lab-body" },
      view.node,
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
    view.show(state);
  }

  async function paint(bytes, alt, frame) {
    await view.paint(bytes, alt);
    root.dataset.frame = frame;
  }

  return { root, show, paint, say: controls.say };
}

function saveButton(ask) {
  return button("save", "Save as PNG", "download the picture as it stands", () => ask({ kind: "save" }));
}

// `makeView(scene, ask)` makes the view; returns the `render` of a widget.
function renderLab(makeView) {
  return ({ model, el, signal }) => {
    const scene = model.get("scene");
    const ask = (message) => kernel.ask(message);
    const lab = buildLab(scene, ask, makeView(scene, ask));
    const kernel = courier(model, lab.say);

    async function onMessage(message, buffers) {
      kernel.hear();
      if (message.kind === "png") download(message.name, buffers[0]);
      if (message.kind !== "update") return;
      lab.show(message);
      if (message.frame === null) return;
      await lab.paint(buffers[0], message.alt, message.frame);
      if (!message.answer) return;
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
  };
}
