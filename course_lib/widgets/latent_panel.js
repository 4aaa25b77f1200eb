// The page of a latent panel: sliders move through a generator's noise, and the picture follows the hand.

function render({ model, el, signal }) {
  const scene = model.get("scene");
  const picture = element("img", { class: "latent-picture" });
  const strip = element("img", { class: "latent-strip", alt: scene.strip });
  const sliders = new Map(scene.knobs.map((knob) => [knob.name, knobSlider(knob, (value) => {
    model.set("values", { ...model.get("values"), [knob.name]: value });
    model.save_changes();
  })]));
  const root = element(
    "section", { class: "latent", role: "region", "aria-label": scene.name },
    element("div", { class: "latent-pictures" }, picture, strip, element("p", { class: "latent-caption" }, scene.strip)),
    element("div", { class: "lab-knobs", role: "group", "aria-label": "Where in the noise" }, ...[...sliders.values()].map((s) => s.node)),
  );

  const showValues = () => {
    for (const [name, value] of Object.entries(model.get("values"))) sliders.get(name)?.show(value, false);
  };
  const showPictures = async () => {
    const shown = model.get("shown");
    picture.alt = shown.alt;
    await Promise.all([showBytes(picture, shown.picture), showBytes(strip, shown.strip)]);
    root.dataset.frame = shown.frame;
  };
  model.on("change:values", showValues);
  model.on("change:shown", showPictures);
  showValues();
  showPictures();
  mount(el, root, signal);
}

export default { render };
