// Drawing a distribution on the plane: with mouse, pen, finger or keys.

const KEY_STEP = 0.05;
const FINE_STEP = 0.01;
const CLOSEST = 0.01;

// Returns { node, open(), close(), isOpen() }; canvas is the plane's; onDone(strokes, brush) gets what was drawn.
function drawingBoard(canvas, reach, onDone) {
  const sheet = element("canvas", {
    class: "drawing-sheet", tabindex: 0, role: "application",
    "aria-label": "Drawing board. Arrow keys move the pen, with Shift finely; space puts it down or lifts it; Enter trains on the drawing; Escape leaves.",
  });
  const spoken = element("span", { class: "drawing-words", role: "status", "aria-live": "polite" });
  const brush = element("input", { type: "range", min: 1, max: 15, value: 4, id: freshId("brush") });
  const use = button("start", "Train on this", "make the drawing the data", finish);
  const clear = button("reset", "Clear", "begin the drawing anew", () => { strokes = []; pen = null; draw(); });
  const cancel = button("pause", "Leave", "back to the data as they were", close);
  const node = element(
    "div", { class: "drawing-tools", role: "group", "aria-label": "Drawing" },
    element("p", {}, "Draw on the plane. With the keyboard: arrows move the pen, space puts it down or lifts it."),
    element("div", { class: "lab-buttons" }, use, clear, cancel),
    element("label", { for: brush.id }, "brush"), brush, spoken,
  );
  node.hidden = true;
  sheet.hidden = true;
  canvas.parentNode.insertBefore(sheet, canvas.nextSibling);
  let strokes = [];
  let pen = null;
  const cursor = { x: 0, y: 0 };

  const clamp = (value) => Math.max(-reach, Math.min(reach, value));
  const pointAt = (event) => {
    const box = sheet.getBoundingClientRect();
    const half = Math.min(box.width, box.height) / 2;
    return [
      clamp(((event.clientX - box.left - box.width / 2) * reach) / half),
      clamp((-(event.clientY - box.top - box.height / 2) * reach) / half),
    ];
  };

  function add(point) {
    const last = pen.at(-1);
    if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < CLOSEST) return;
    pen.push(point.map((value) => Number(value.toFixed(4))));
    draw();
  }

  function begin(point) {
    pen = [];
    strokes.push(pen);
    add(point);
  }

  sheet.addEventListener("pointerdown", (event) => {
    sheet.setPointerCapture(event.pointerId);
    begin(pointAt(event));
    event.preventDefault();
    sheet.focus();
  });
  sheet.addEventListener("pointermove", (event) => { if (pen && event.buttons) add(pointAt(event)); });
  for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => { pen = null; });

  sheet.addEventListener("keydown", (event) => {
    const size = event.shiftKey ? FINE_STEP : KEY_STEP;
    const moves = { ArrowLeft: [-size, 0], ArrowRight: [size, 0], ArrowUp: [0, size], ArrowDown: [0, -size] };
    if (event.key in moves) {
      [cursor.x, cursor.y] = [clamp(cursor.x + moves[event.key][0]), clamp(cursor.y + moves[event.key][1])];
      if (pen) add([cursor.x, cursor.y]);
      say();
    } else if (event.key === " ") {
      if (pen) pen = null;
      else begin([cursor.x, cursor.y]);
      say();
    } else if (event.key === "Enter") finish();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    draw();
  });

  function say() {
    spoken.textContent = `pen ${pen ? "down" : "up"} at ${cursor.x.toFixed(2)}, ${cursor.y.toFixed(2)}`;
  }

  function draw() {
    const fitted = fittedPen(sheet);
    if (!fitted) return;
    const scale = planeScale(fitted.width, fitted.height, reach);
    const ink = fitted.pen;
    ink.lineCap = "round";
    ink.lineJoin = "round";
    ink.strokeStyle = REAL_COLOUR;
    ink.lineWidth = Math.max(3, (2 * brushWidth() * fitted.width) / (2 * reach));
    for (const stroke of strokes) {
      ink.beginPath();
      for (const [x, y] of stroke.length > 1 ? stroke : [stroke[0], stroke[0]]) ink.lineTo(scale.x(x), scale.y(y));
      ink.stroke();
    }
    if (document.activeElement !== sheet) return;
    const [x, y] = [scale.x(cursor.x), scale.y(cursor.y)];
    line(ink, [[x - 8, y], [x + 8, y]], "#1c2024", 1.5);
    line(ink, [[x, y - 8], [x, y + 8]], "#1c2024", 1.5);
  }

  const brushWidth = () => Number(brush.value) / 100;
  brush.addEventListener("input", draw);

  function finish() {
    if (strokes.length === 0) {
      spoken.textContent = "Nothing is drawn yet: draw a stroke or a dot first.";
      return;
    }
    onDone(strokes, brushWidth());
    close();
  }

  function open() {
    [strokes, pen] = [[], null];
    [node.hidden, sheet.hidden] = [false, false];
    draw();
    sheet.focus();
    say();
  }

  function close() {
    [node.hidden, sheet.hidden] = [true, true];
  }

  return { node, open, close, isOpen: () => !node.hidden };
}
