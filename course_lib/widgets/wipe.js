// Two pictures, one over the other; a handle wipes between them, by pointer on the picture or by a range input.

// Returns { node, before, after (the two <img>), place(share) }; onMove(share) tells where a hand put the handle.
function wipe(names, share, onMove = () => {}) {
  const id = freshId("wipe");
  const before = element("img", { class: "wipe-before", alt: names[0], draggable: "false" });
  const after = element("img", { class: "wipe-after", alt: names[1], draggable: "false" });
  const handle = element("span", { class: "wipe-handle", "aria-hidden": "true" });
  const tags = names.map((name, side) =>
    element("span", { class: `wipe-tag wipe-tag-${side ? "after" : "before"}`, "aria-hidden": "true" }, name));
  const stage = element("div", { class: "wipe-stage" }, before, after, ...tags, handle);
  const input = element("input", { type: "range", id, min: 0, max: 100, step: 1 });
  const node = element(
    "div", { class: "wipe" }, stage,
    element("div", { class: "wipe-control" }, element("label", { for: id }, `Compare ${names[0]} and ${names[1]}`), input),
  );

  function place(newShare) {
    const percent = Math.round(100 * Math.min(1, Math.max(0, newShare)));
    input.value = percent;
    input.setAttribute("aria-valuetext", `${names[0]} on the left ${percent} %`);
    node.style.setProperty("--share", `${percent}%`);
    stage.classList.toggle("wipe-split", percent > 0 && percent < 100);
    stage.classList.toggle("wipe-at-start", percent === 0);
    stage.classList.toggle("wipe-at-end", percent === 100);
  }

  function moveTo(newShare) {
    place(newShare);
    onMove(Number(input.value) / 100);
  }

  input.addEventListener("input", () => moveTo(Number(input.value) / 100));
  const follow = (event) => {
    const box = stage.getBoundingClientRect();
    moveTo((event.clientX - box.left) / box.width);
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    stage.setPointerCapture(event.pointerId);
    follow(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) follow(event);
  });

  place(share);
  return { node, before, after, place };
}
