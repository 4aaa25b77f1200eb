// The overview: noise, G, fakes and real points, D, losses and gradients, with live thumbnails; parts light up in slow motion.

const LIT = {
  noise: ["noise"],
  generator: ["noise", "to-g", "g", "to-fakes", "fakes"],
  reals: ["reals"],
  discriminator: ["reals", "fakes", "to-d", "d"],
  d_loss: ["d", "to-losses", "d-loss"],
  g_loss: ["d", "to-losses", "g-loss"],
  d_gradients: ["d-loss", "back-d", "d"],
  g_gradients: ["g-loss", "back-g", "d", "fakes", "g"],
};

const MILLISECONDS_BETWEEN_THUMBNAILS = 200;

// Returns { node, show(panel, data, reach, settings), light(part) }.
function overview(onMorph) {
  const thumbnails = new Map(["noise", "fakes", "reals", "d"].map((name) => [name, element("canvas", { "aria-hidden": "true" })]));
  const losses = { "d-loss": element("strong", {}, "–"), "g-loss": element("strong", {}, "–") };
  const part = (name, title, ...inside) => element("div", { class: `graph-part graph-${name}`, "data-part": name }, element("span", { class: "graph-name" }, title), ...inside);
  const arrow = (name, text, words) => element("span", { class: `graph-arrow graph-${name}`, "data-part": name, title: words, "aria-hidden": "true" }, text);
  const morph = element("input", { type: "range", min: 0, max: 100, value: 100, id: freshId("morph"), "aria-valuetext": "data" });
  const generator = part("g", "generator G", element("label", { for: morph.id }, "noise → data"), morph);
  const node = element(
    "div", { class: "graph", role: "group", "aria-label": "Overview: noise goes through the generator and becomes fakes; fakes and real points go through the discriminator; its losses send gradients back" },
    part("noise", "noise z", thumbnails.get("noise")), arrow("to-g", "→"), generator, arrow("to-fakes", "→"),
    part("fakes", "fakes G(z)", thumbnails.get("fakes")), part("reals", "real points x", thumbnails.get("reals")),
    arrow("to-d", "→"), part("d", "discriminator D", thumbnails.get("d")), arrow("to-losses", "→"),
    part("d-loss", "D's loss", losses["d-loss"], arrow("back-d", "gradient back to D ↩")),
    part("g-loss", "G's loss", losses["g-loss"], arrow("back-g", "gradient through D back to G ↩")),
  );
  let timer = null;

  function setMorph(share) {
    morph.value = Math.round(100 * share);
    morph.style.setProperty("--share", `${morph.value}%`);
    morph.setAttribute("aria-valuetext", share >= 1 ? "data" : share <= 0 ? "noise" : `${morph.value} % of the way`);
    onMorph(share);
  }

  function play() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || timer) return;
    const began = performance.now();
    const tick = () => {
      const share = Math.min(1, (performance.now() - began) / 1400);
      setMorph(share * share * (3 - 2 * share));
      timer = share < 1 ? requestAnimationFrame(tick) : null;
    };
    timer = requestAnimationFrame(tick);
  }

  morph.addEventListener("input", () => setMorph(Number(morph.value) / 100));
  generator.addEventListener("pointerenter", play);
  morph.style.setProperty("--share", "100%");

  let lit = null;

  function paint(panel, data, reach, settings) {
    if (panel.losses) {
      losses["d-loss"].textContent = panel.losses.discriminator.toFixed(3);
      losses["g-loss"].textContent = panel.losses.generator.toFixed(3);
    }
    const pictures = {
      noise: data.noise && noisePlaces(data.noise, settings.noise_size, settings.noise, reach), fakes: data.fakes, reals: data.reals,
    };
    for (const [name, canvas] of thumbnails) {
      const fitted = fittedPen(canvas);
      if (!fitted) continue;
      const { pen, width, height } = fitted;
      const scale = planeScale(width, height, reach);
      pen.fillStyle = "#f7f5f2";
      pen.fillRect(0, 0, width, height);
      if (name === "d" && data.heat) pen.drawImage(data.heat, 0, 0, width, height);
      else if (pictures[name]) drawDots(pen, scale, pictures[name], name === "reals" ? REAL_COLOUR : FAKE_COLOUR, 0.9, 4);
    }
  }

  function light(name) {
    if (name === lit) return;
    lit = name;
    const parts = new Set(LIT[name] ?? []);
    for (const item of node.querySelectorAll("[data-part]")) item.classList.toggle("graph-lit", parts.has(item.dataset.part));
  }

  return { node, show: paced(paint, MILLISECONDS_BETWEEN_THUMBNAILS), light };
}

// Slow motion: the numbered steps of an update, the present one marked and explained with its own numbers.
function slowMotion(steps, ask) {
  const items = steps.map(({ who, text }) => element("li", { "data-who": who }, text));
  const note = element("p", { class: "slow-note", role: "status", "aria-live": "polite" });
  const next = button("step", "Next part", "go on to the next numbered part", () => ask({ kind: "slow_step" }));
  const auto = element("input", { type: "checkbox", id: freshId("slow") });
  const node = element(
    "section", { class: "slow", "aria-label": "Slow motion" },
    element("div", { class: "slow-tools" }, next, element("label", { for: auto.id }, auto, " one part a second")),
    note, element("ol", { class: "slow-steps" }, ...items),
  );
  node.hidden = true;
  let timer = null;
  const tick = () => { if (auto.checked && !node.hidden && !document.hidden) ask({ kind: "slow_step" }); };
  auto.addEventListener("change", () => {
    clearInterval(timer);
    timer = auto.checked ? setInterval(tick, 1600) : null;
  });

  function show(slow) {
    node.hidden = !slow;
    if (!slow) return;
    items.forEach((item, index) => {
      if (index === slow.index) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    if (note.textContent !== slow.note) note.textContent = slow.note;
  }

  return { node, show, end: () => clearInterval(timer) };
}
