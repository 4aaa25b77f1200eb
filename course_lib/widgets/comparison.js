// The page of a Comparison: two pictures that stand still, and the handle between them.

function render({ model, el, signal }) {
  const pictures = wipe(model.get("names"), model.get("position"), (share) => {
    model.set("position", share);
    model.save_changes();
  });
  for (const side of ["before", "after"]) {
    const show = () => showBytes(pictures[side], model.get(side));
    model.on(`change:${side}`, show);
    show();
  }
  model.on("change:position", () => pictures.place(model.get("position")));
  mount(el, pictures.node, signal);
}

export default { render };
