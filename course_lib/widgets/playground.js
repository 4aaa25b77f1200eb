// The playground: it builds itself from `scene`, then follows the kernel's messages and sends the hand's.

const STEPS = [
  ["both", "Step", "one step: D learns, then G"],
  ["discriminator", "Step D", "one step of the discriminator alone"],
  ["generator", "Step G", "one step of the generator alone"],
];

function onPress(ask) {
  return (name) => ask(STEPS.some(([who]) => who === name) ? { kind: "step", who: name } : { kind: name });
}

function buildPlayground(scene, ask) {
  const reach = scene.window;
  let morph = 1;
  let state = scene.state;
  const knobs = Object.fromEntries(scene.knobs.map((knob) => [knob.name, knob]));
  const words = ({ name, value }) => `${knobs[name]?.label ?? name}: ${knobs[name]?.options?.[value] ?? shortNumber(value)}`;
  const controls = transport(onPress(ask), STEPS);
  const panels = [planePanel(reach), planePanel(reach)];
  const redraw = () => panels.filter((panel) => panel.data.panel).forEach((panel) => panel.draw(layers.shown, morph, state.settings));
  const stage = element("div", { class: "planes" }, ...panels.map(({ node }) => node));
  const layers = layerBoxes((shown) => { ask({ kind: "layers", ...shown }); redraw(); });
  const board = drawingBoard(panels[0].canvas, reach, (strokes, brush) => ask({ kind: "draw", strokes, brush }));
  const data = dataButtons(scene, reach, ask, board.open);
  const guide = guides(scene, ask);
  const groups = knobGroups(scene, ask);
  const second = comparison(scene, ask);
  const charts = gameCharts(words);
  const graph = overview((share) => { morph = share; redraw(); });
  const slow = slowMotion(scene.slow, ask);
  const slowBox = checkField("slow motion", false, (on) => ask({ kind: "slow", on }));
  const trained = checkField("begin trained", false, (on) => ask({ kind: "pretrained", on }));
  const root = element(
    "section", { class: "lab playground", role: "region", "aria-label": scene.name },
    data.node, controls.node,
    element(
      "div", { class: "playground-body" },
      element("div", { class: "playground-stage" }, stage, board.node, layers.node, graph.node, slow.node),
      element("div", { class: "playground-side" }, guide.node, element("div", { class: "checks" }, slowBox.node, trained.node), groups.node, second.node, files(ask)),
    ),
    charts.node,
  );

  function show(update) {
    state = update;
    Object.assign(root.dataset, { phase: update.phase, step: update.step, compare: Boolean(update.settings.compare) });
    controls.show(update);
    data.show(update.settings.data);
    guide.show(update.settings);
    groups.show(update);
    second.show(update.settings);
    charts.show(update);
    slow.show(update.slow);
    slowBox.show(Boolean(update.slow));
    trained.show(Boolean(update.settings.pretrained));
    graph.light(update.slow?.part);
  }

  function paint(update, buffers) {
    panels[1].node.hidden = update.panels.length < 2;
    update.panels.forEach((panel, index) => panels[index].show(panel, buffers, update.alt ?? ""));
    redraw();
    graph.show(update.panels[0], panels[0].data, reach, update.settings);
    root.dataset.frame = update.frame;
  }

  new ResizeObserver(redraw).observe(stage);
  panels[1].node.hidden = true;
  return { root, show, paint, say: controls.say, end: slow.end };
}

function render({ model, el, signal }) {
  const scene = model.get("scene");
  const playground = buildPlayground(scene, (message) => kernel.ask(message));
  const kernel = courier(model, playground.say);

  function onMessage(message, buffers) {
    kernel.hear();
    if (message.kind === "file") download(message.name, message.text, "application/json");
    if (message.kind !== "update") return;
    playground.show(message);
    if (message.frame === null) return;
    playground.paint(message, buffers);
    if (!message.answer) return;
    const acknowledge = () => kernel.send({ kind: "ack", frame: message.frame });
    if (document.hidden) acknowledge();
    else requestAnimationFrame(acknowledge);
  }

  model.on("msg:custom", onMessage);
  playground.show(scene.state);
  mount(el, playground.root, signal);
  kernel.ask({ kind: "hello" });
  const pulse = setInterval(() => {
    if (playground.root.dataset.phase === "running" && kernel.quiet()) kernel.ask({ kind: "ping" });
  }, 1000);
  return () => {
    clearInterval(pulse);
    playground.end();
    kernel.hear();
  };
}

export default { render };
