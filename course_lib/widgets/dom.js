// Small helpers that every part of the page uses.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== "") node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Puts a widget into its place. JupyterLab would take plain keys for itself, the arrow keys of a slider among them ("d d"
// would delete the cell), unless the focused element asks it not to; Ctrl+S, Shift+Enter and their like stay JupyterLab's.
function mount(el, node, signal) {
  el.classList.add("course-widget");
  el.append(node);
  const share = (event) => {
    if (!el.contains(event.target)) return;
    const jupyters = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !jupyters);
  };
  window.addEventListener("keydown", share, { capture: true, signal });
}

let lastId = 0;

function freshId(stem) {
  lastId += 1;
  return `${stem}-${Date.now().toString(36)}-${lastId}`;
}

// Three significant digits, without trailing zeros: 0.1, 31.6, 10000.
function shortNumber(value) {
  return String(Number(value.toPrecision(3)));
}

// Passes values on at most once per interval; the last one always arrives.
function throttle(send, interval) {
  let timer = null;
  let waiting = null;
  const fire = () => {
    timer = null;
    if (waiting === null) return;
    const [value] = waiting;
    waiting = null;
    send(value);
    timer = setTimeout(fire, interval);
  };
  return (value) => {
    waiting = [value];
    if (timer === null) fire();
  };
}

// For what need not be drawn with each frame: drawn with one that comes an interval after the last drawing, or, where none
// comes, by itself.
function paced(draw, interval) {
  let [drawnAt, timer] = [-Infinity, null];
  function now(shown) {
    drawnAt = performance.now();
    draw(...shown);
  }
  return (...shown) => {
    clearTimeout(timer);
    if (performance.now() - drawnAt >= interval) now(shown);
    else timer = setTimeout(now, 2 * interval, shown);
  };
}

const MILLISECONDS_TO_SETTLE = 3000;

// What a hand chose stands until the kernel says the same: an update that was made before the kernel heard of the choice
// must not pull it back. Where updates go on to say another value, the choice was refused, and theirs is written.
function standing(write) {
  let [wanted, told, timer] = [null, undefined, null];
  function settle() {
    clearTimeout(timer);
    [wanted, timer] = [null, null];
    write(told);
  }
  function choose(value) {
    clearTimeout(timer);
    [wanted, timer] = [[value], null];
  }
  function show(value) {
    told = value;
    if (wanted === null || wanted[0] === value) settle();
    else timer ??= setTimeout(settle, MILLISECONDS_TO_SETTLE);
  }
  return { choose, show };
}

// Shows a picture's bytes in an <img> once they are decoded: the one before stays until then, and the latest call wins.
async function showBytes(image, bytes, type = "image/jpeg") {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  image.courseWanted = url;
  const probe = new Image();
  probe.src = url;
  await probe.decode().catch(() => {});
  const former = image.courseWanted === url ? image.src : url;
  if (image.courseWanted === url) image.src = url;
  if (former.startsWith("blob:")) setTimeout(() => URL.revokeObjectURL(former), 1000);
}
