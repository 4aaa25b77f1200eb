// The buttons of a training, its progress and its status line.

const BUTTONS = [
  ["start", "Start", "train to the end of the run"],
  ["pause", "Pause", "stop after the present step"],
  ["reset", "Reset", "back to the start; turned knobs stay turned"],
];
const ICONS = {
  start: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  step: "M3 2.5v11l6.5-5.5zM10.5 2.5H13v11h-2.5z",
  reset: "M8 3a5 5 0 1 1-4.6 3H5A3.5 3.5 0 1 0 8 4.5V7L4 3.6 8 .5z",
  save: "M7 1.5h2v6.2l2.3-2.3 1.4 1.4L8 11.5 3.3 6.8l1.4-1.4L7 7.7zM2.5 12.5h11v2h-11z",
};

function button(name, text, hint, onPress) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name] ?? ICONS.step);
  icon.append(path);
  const node = element("button", { type: "button", class: `lab-button lab-${name}`, title: hint }, icon, text);
  node.addEventListener("click", onPress); // also where it looks disabled: what the page shows is a moment old
  return node;
}

// `steps` are buttons that train one step, as [name, text, hint]; returns { node, show(state), say(text, trouble) }.
function transport(onPress, steps = [["step", "Step", "train one step"]]) {
  const [begin, end] = [BUTTONS.slice(0, 2), BUTTONS.slice(2)];
  const buttons = [...begin, ...steps, ...end].map(([name, text, hint]) => [name, button(name, text, hint, () => onPress(name))]);
  const status = element("p", { class: "lab-status", role: "status", "aria-live": "polite" });
  const bar = element("progress", { max: 1, value: 0, "aria-label": "Progress of the run" });
  const count = element("span", { class: "lab-count" });
  const left = element("span", { class: "lab-left" });
  const node = element(
    "div", { class: "lab-transport" },
    element("div", { class: "lab-buttons", role: "group", "aria-label": "Training" }, ...buttons.map((entry) => entry[1])),
    element("div", { class: "lab-progress" }, bar, element("div", { class: "lab-numbers" }, count, left)),
    status,
  );

  function show(state) {
    const running = state.phase === "running";
    const off = { start: running, pause: !running, reset: false };
    for (const [name, item] of buttons) item.setAttribute("aria-disabled", off[name] ?? running);
    bar.max = Math.max(1, state.total);
    bar.value = state.step;
    count.textContent = `step ${state.step} of ${state.total}`;
    left.textContent = state.left;
    say(state.status, state.trouble);
  }

  function say(text, trouble) {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("lab-trouble", Boolean(trouble));
  }

  return { node, show, say };
}
