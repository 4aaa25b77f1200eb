/* Answers the kernel's call, so that the learner knows that sliders and kernel can hear each other. */
export default {
  render({ model, el }) {
    const line = document.createElement("p");
    line.setAttribute("role", "status");
    line.setAttribute("aria-label", "Widget channel");
    const show = () => {
      const heard = model.get("heard");
      line.textContent = heard
        ? "✓ Page and kernel hear each other: sliders will work."
        : model.get("waiting");
    };
    model.on("change:heard", show);
    el.append(line);
    show();
    model.set("answer", model.get("call"));
    model.save_changes();
  },
};
