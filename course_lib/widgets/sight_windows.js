// The windows of a network's layers over a picture, all around one point, and the unit of the chosen layer in its map.

const SVG = "http://www.w3.org/2000/svg";
const STEP = 8; // pixels of the picture that an arrow key moves the point

function svg(tag, attributes = {}) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// The unit of a field whose window is centred nearest to a pixel, of as many units as the layer has.
function nearestUnit(field, pixel, pixels) {
  const centre = field.start + (field.size - 1) / 2;
  const last = Math.floor(pixels / field.stride) - 1;
  return Math.min(last, Math.max(0, Math.round((pixel - centre) / field.stride)));
}

// Returns { picture, map, choose(layer) }: two <svg> to lay over the picture and over the map. onMove(words) is told where.
function sightWindows({ fields, size: [height, width] }, onMove) {
  const picture = svg("svg", {
    class: "sight-over", viewBox: `0 0 ${width} ${height}`, tabindex: 0, role: "application",
    "aria-roledescription": "point on the picture", "aria-label": "Point on the picture: move it with the arrow keys or a click",
  });
  const map = svg("svg", { class: "sight-over sight-over-map", "aria-hidden": "true" });
  let point = [Math.round(height / 2), Math.round(width / 2)];
  let chosen = fields[0];

  function square(owner, left, top, side, kind) {
    for (const layer of ["case", "line"]) {
      owner.append(svg("rect", { x: left, y: top, width: side, height: side, class: `sight-${layer} ${kind}` }));
    }
  }

  function draw() {
    picture.replaceChildren();
    for (const field of fields) {
      const [top, left] = point.map((pixel, axis) => field.start + nearestUnit(field, pixel, axis ? width : height) * field.stride);
      square(picture, left, top, field.size, field === chosen ? "sight-chosen" : "");
    }
    const [row, column] = point.map((pixel, axis) => nearestUnit(chosen, pixel, axis ? width : height));
    map.setAttribute("viewBox", `0 0 ${Math.floor(width / chosen.stride)} ${Math.floor(height / chosen.stride)}`);
    map.replaceChildren();
    square(map, column, row, 1, "sight-chosen");
    picture.dataset.point = point.join(",");
    onMove(`Unit (${row}, ${column}) of ${chosen.name} sees the thick square, ${chosen.size} x ${chosen.size} pixels.`);
  }

  function move(row, column) {
    point = [Math.min(height - 1, Math.max(0, row)), Math.min(width - 1, Math.max(0, column))];
    draw();
  }

  for (const [node, across] of [[picture, width], [map, width]]) {
    node.addEventListener("pointerdown", (event) => {
      const box = node.getBoundingClientRect();
      const scale = across / box.width;
      move(Math.round((event.clientY - box.top) * scale), Math.round((event.clientX - box.left) * scale));
    });
  }
  picture.addEventListener("keydown", (event) => {
    const way = { ArrowUp: [-STEP, 0], ArrowDown: [STEP, 0], ArrowLeft: [0, -STEP], ArrowRight: [0, STEP] }[event.key];
    if (!way) return;
    event.preventDefault();
    move(point[0] + way[0], point[1] + way[1]);
  });

  function choose(name) {
    chosen = fields.find((field) => field.name === name);
    draw();
  }

  return { picture, map, choose };
}
