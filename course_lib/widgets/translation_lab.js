// The page of a translation lab: a sheet of pictures with a name over each column and beside each row, and its score.

function sheetTable(scene) {
  const image = element("img", { class: "translation-sheet", alt: "the sheet of translations" });
  const head = element("div", { class: "translation-columns" }, ...scene.columns.map((name) => element("span", {}, name)));
  const side = element("div", { class: "translation-rows" }, ...scene.rows.map((name) => element("span", {}, name)));
  return { image, node: element("div", { class: "translation-table" }, head, side, image) };
}

function translationView(scene, ask) {
  const table = sheetTable(scene);
  if (scene.picture) showBytes(table.image, scene.picture);
  const chooser = (spec, kind) => knobSlider(spec, (place) => ask({ kind, on: place === 1 }));
  const [weights, verdicts] = [chooser(scene.weights, "weights"), chooser(scene.verdicts, "verdicts")];
  const score = element("p", { class: "translation-score", role: "status" });
  const strip = element("div", { class: "lab-strip" }, verdicts.node, weights.node, saveButton(ask));

  async function paint(bytes, alt) {
    await showBytes(table.image, bytes);
    table.image.alt = alt;
  }

  function show(state) {
    weights.show(state.averaged ? 1 : 0, false);
    verdicts.show(state.over ? 1 : 0, false);
    score.textContent = state.score ?? "";
  }

  return { node: element("div", { class: "lab-picture lab-samples" }, table.node, score, strip), paint, show };
}

export default { render: renderLab(translationView) };
