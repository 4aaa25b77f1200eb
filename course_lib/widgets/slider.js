// One knob: a label, a native range input on a log, linear, fine or whole-number scale, and the value as text; or a choice.

const POSITIONS = 200;
const MILLISECONDS_BETWEEN_TURNS = 33;
// From a value to a slider's way, and back.
const BENDS = {
  linear: [(value) => value, (way) => way],
  log: [Math.log, Math.exp],
  fine: [Math.cbrt, (way) => way ** 3],
};

function knobScale(knob) {
  if (knob.scale === "whole") {
    return { positions: knob.high - knob.low, toPosition: (value) => value - knob.low, toValue: (place) => place + knob.low };
  }
  const [bend, unbend] = BENDS[knob.scale] ?? BENDS.linear;
  const low = bend(knob.low);
  const high = bend(knob.high);
  return {
    positions: POSITIONS,
    toPosition: (value) => Math.round(((bend(value) - low) / (high - low)) * POSITIONS),
    toValue: (position) => {
      if (position <= 0) return knob.low;
      if (position >= POSITIONS) return knob.high;
      const raw = low + (position / POSITIONS) * (high - low);
      const rounded = Number(unbend(raw).toPrecision(3));
      return Math.min(knob.high, Math.max(knob.low, rounded));
    },
  };
}

// Returns { node, show(value, queued) }; onTurn(value) is called at most 30 times a second while the hand moves.
function knobSlider(knob, onTurn) {
  return knob.scale === "choice" ? knobChoice(knob, onTurn) : knobRange(knob, onTurn);
}

function queuedBadge() {
  return element("span", { class: "knob-queued", "aria-hidden": "true" }, "queued");
}

function knobChoice(knob, onTurn) {
  const id = freshId("knob");
  const options = knob.options.map((text, place) => element("option", { value: String(place) }, text));
  const select = element(
    "select", { id, title: knob.description, "aria-description": knob.description, "data-knob": knob.name }, ...options,
  );
  const badge = queuedBadge();
  const node = element("div", { class: "knob knob-choice", title: knob.description }, element("label", { for: id }, knob.label), select, badge);
  const choice = standing((value) => { if (select.value !== String(value)) select.value = String(value); });
  select.addEventListener("change", () => {
    choice.choose(Number(select.value));
    onTurn(Number(select.value));
  });

  function show(value, isQueued) {
    if (badge.hidden === isQueued) badge.hidden = !isQueued;
    choice.show(value);
  }

  show(knob.value, false);
  return { node, show };
}

function knobRange(knob, onTurn) {
  const scale = knobScale(knob);
  const id = freshId("knob");
  const input = element("input", {
    type: "range", id, min: 0, max: scale.positions, step: 1,
    title: knob.description, "aria-description": knob.description, "data-knob": knob.name,
  });
  const output = element("span", { "aria-hidden": "true" });
  const badge = queuedBadge();
  const node = element(
    "div", { class: "knob", title: knob.description },
    element("label", { for: id }, knob.label),
    element("span", { class: "knob-hint", "aria-hidden": "true" }, knob.description),
    element("span", { class: "knob-value" }, badge, output),
    input,
  );

  let [queued, told] = [false, false];
  let held = false;
  let written = "";

  function write(value) {
    const text = shortNumber(value) + (knob.unit ? ` ${knob.unit}` : "");
    output.textContent = text;
    badge.hidden = !queued;
    input.setAttribute("aria-valuetext", queued ? `${text}, waits for the next step` : text);
    input.style.setProperty("--share", `${(100 * input.value) / scale.positions}%`);
  }

  const turn = throttle(onTurn, MILLISECONDS_BETWEEN_TURNS);
  input.addEventListener("input", () => {
    const value = scale.toValue(Number(input.value));
    written = "";
    choice.choose(value);
    write(value);
    turn(value);
  });
  input.addEventListener("pointerdown", () => { held = true; });
  for (const end of ["pointerup", "pointercancel", "blur"]) input.addEventListener(end, () => { held = false; });

  const choice = standing((value) => {
    if (held || written === `${value} ${told}`) return;
    written = `${value} ${told}`;
    queued = told;
    input.value = scale.toPosition(value);
    write(value);
  });

  function show(value, isQueued) {
    told = isQueued;
    choice.show(value);
  }

  show(knob.value, false);
  return { node, show };
}
