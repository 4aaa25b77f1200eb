// One knob: a label, a native range input on a log or linear scale, and the value as text.

const POSITIONS = 200;
const MILLISECONDS_BETWEEN_TURNS = 33;
const MILLISECONDS_TO_SETTLE = 1000;

function knobScale(knob) {
  const log = knob.scale === "log";
  const low = log ? Math.log(knob.low) : knob.low;
  const high = log ? Math.log(knob.high) : knob.high;
  return {
    toPosition: (value) => Math.round((((log ? Math.log(value) : value) - low) / (high - low)) * POSITIONS),
    toValue: (position) => {
      if (position <= 0) return knob.low;
      if (position >= POSITIONS) return knob.high;
      const raw = low + (position / POSITIONS) * (high - low);
      const rounded = Number((log ? Math.exp(raw) : raw).toPrecision(3));
      return Math.min(knob.high, Math.max(knob.low, rounded));
    },
  };
}

// Returns { node, show(value, queued) }; onTurn(value) is called at most 30 times a second while the hand moves.
function knobSlider(knob, onTurn) {
  const scale = knobScale(knob);
  const id = freshId("knob");
  const input = element("input", {
    type: "range", id, min: 0, max: POSITIONS, step: 1,
    title: knob.description, "aria-description": knob.description, "data-knob": knob.name,
  });
  const output = element("span", { "aria-hidden": "true" });
  const badge = element("span", { class: "knob-queued", "aria-hidden": "true" }, "queued");
  const node = element(
    "div", { class: "knob", title: knob.description },
    element("label", { for: id }, knob.label),
    element("span", { class: "knob-hint", "aria-hidden": "true" }, knob.description),
    element("span", { class: "knob-value" }, badge, output),
    input,
  );

  let queued = false;
  let held = false;
  let turnedAt = -Infinity;
  let wanted = null;

  function write(value) {
    const text = shortNumber(value) + (knob.unit ? ` ${knob.unit}` : "");
    output.textContent = text;
    badge.hidden = !queued;
    input.setAttribute("aria-valuetext", queued ? `${text}, waits for the next step` : text);
    input.style.setProperty("--share", `${(100 * input.value) / POSITIONS}%`);
  }

  const turn = throttle(onTurn, MILLISECONDS_BETWEEN_TURNS);
  input.addEventListener("input", () => {
    wanted = scale.toValue(Number(input.value));
    turnedAt = performance.now();
    write(wanted);
    turn(wanted);
  });
  input.addEventListener("pointerdown", () => { held = true; });
  for (const end of ["pointerup", "pointercancel", "blur"]) input.addEventListener(end, () => { held = false; });

  // An answer that is older than the hand's last move must not pull the slider back.
  function show(value, isQueued) {
    const settling = wanted !== null && wanted !== value && performance.now() - turnedAt < MILLISECONDS_TO_SETTLE;
    if (held || settling) return;
    wanted = null;
    queued = isQueued;
    input.value = scale.toPosition(value);
    write(value);
  }

  show(knob.value, false);
  return { node, show };
}
