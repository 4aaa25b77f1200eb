// The page of a KnobSlider: one slider whose value is the model's.

function render({ model, el, signal }) {
  const slider = knobSlider(model.get("knob"), (value) => {
    model.set("value", value);
    model.save_changes();
  });
  const show = () => slider.show(model.get("value"), false);
  model.on("change:value", show);
  show();
  mount(el, slider.node, signal);
}

export default { render };
