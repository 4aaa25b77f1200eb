// The page of a sample lab: what the generator makes of noise that stays the same, and real samples at the same size.

function sheetFigure(caption, className) {
  const image = element("img", { class: `sheet ${className}`, alt: caption });
  return { image, node: element("figure", {}, image, element("figcaption", { class: "sheet-caption" }, caption)) };
}

function samplesView(scene, ask) {
  const samples = sheetFigure(scene.captions.samples, "sheet-samples");
  const real = sheetFigure(scene.captions.real, "sheet-real");
  showBytes(real.image, scene.real);
  if (scene.picture) showBytes(samples.image, scene.picture);
  const weights = knobSlider(scene.weights, (place) => ask({ kind: "weights", averaged: place === 1 }));
  const strip = element("div", { class: "lab-strip" }, weights.node, saveButton(ask));

  async function paint(bytes, alt) {
    await showBytes(samples.image, bytes);
    samples.image.alt = alt;
  }

  return {
    node: element("div", { class: "lab-picture lab-samples" }, samples.node, strip, real.node),
    paint,
    show: (state) => weights.show(state.averaged ? 1 : 0, false),
  };
}

export default { render: renderLab(samplesView) };
