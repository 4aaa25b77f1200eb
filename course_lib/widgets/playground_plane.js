// The plane of one run: D's judgement as colours, G's manifold, real points, fakes, and the pushes on them.

const REAL_COLOUR = "#0a6b62";
const FAKE_COLOUR = "#c2410c";
const PUSH_COLOUR = "#3a3f45";
const PURPLE = [142, 99, 184];
const PALE = [247, 245, 242];
const GREEN = [90, 164, 105];
// For each level of judgement its pixel as a canvas keeps it: four bytes in one number.
const JUDGEMENT = new Uint32Array(Uint8ClampedArray.from(Array.from({ length: 256 }, (_, level) => {
  const [from, to, share] = level < 128 ? [PURPLE, PALE, level / 128] : [PALE, GREEN, (level - 128) / 127];
  return [...from.map((channel, index) => channel + share * (to[index] - channel)), 255];
}).flat()).buffer);
const SHADES = 12; // of a manifold's opacity: as many paths to paint

// Numbers of a message's buffer; anywidget hands over views whose beginning need not be aligned.
function floats(view) {
  return view && view.byteLength ? new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)) : null;
}

// Fits a canvas to its place on the page and returns its pen and its side in pixels of the page.
function fittedPen(canvas) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width || !height) return null;
  const ratio = window.devicePixelRatio || 1;
  const wanted = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wanted[0] || canvas.height !== wanted[1]) [canvas.width, canvas.height] = wanted;
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

// D's judgement as a picture, always on the same canvas. Returns the function that paints levels (0 to 255) there.
function heatPainter() {
  const canvas = element("canvas", { width: 1, height: 1 });
  const pen = canvas.getContext("2d");
  let pixels = new ImageData(1, 1);
  return (levels) => {
    const side = Math.round(Math.sqrt(levels.length));
    if (pixels.width !== side) {
      pixels = new ImageData(side, side);
      [canvas.width, canvas.height] = [side, side];
    }
    const words = new Uint32Array(pixels.data.buffer);
    for (let i = 0; i < levels.length; i += 1) words[i] = JUDGEMENT[levels[i]];
    pen.putImageData(pixels, 0, 0);
    return canvas;
  };
}

// Places of the plane on a canvas: { x, y } of points from -reach to reach.
function planeScale(width, height, reach) {
  const half = Math.min(width, height) / 2;
  return { x: (value) => width / 2 + (half * value) / reach, y: (value) => height / 2 - (half * value) / reach };
}

function drawDots(pen, scale, points, colour, radius, stride = 2) {
  pen.fillStyle = colour;
  pen.beginPath();
  for (let i = 0; i < points.length; i += stride) {
    const [x, y] = [scale.x(points[i]), scale.y(points[i + 1])];
    pen.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
  pen.fill();
}

function drawCrosses(pen, scale, points, colour, radius) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.3;
  pen.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [scale.x(points[i]), scale.y(points[i + 1])];
    pen.moveTo(x - radius, y - radius);
    pen.lineTo(x + radius, y + radius);
    pen.moveTo(x - radius, y + radius);
    pen.lineTo(x + radius, y - radius);
  }
  pen.stroke();
}

function drawPushes(pen, scale, pushes, reach) {
  let longest = 1e-9;
  for (let i = 0; i < pushes.length; i += 4) longest = Math.max(longest, Math.hypot(pushes[i + 2], pushes[i + 3]));
  const stretch = Math.min(1, (0.22 * reach) / longest);
  pen.strokeStyle = PUSH_COLOUR;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (let i = 0; i < pushes.length; i += 4) {
    const [x, y] = [scale.x(pushes[i]), scale.y(pushes[i + 1])];
    const [ex, ey] = [scale.x(pushes[i] + stretch * pushes[i + 2]), scale.y(pushes[i + 1] + stretch * pushes[i + 3])];
    const length = Math.hypot(ex - x, ey - y);
    if (length < 2) continue;
    const [ux, uy] = [(ex - x) / length, (ey - y) / length];
    pen.moveTo(x, y);
    pen.lineTo(ex, ey);
    pen.lineTo(ex - 4 * ux + 2.5 * uy, ey - 4 * uy - 2.5 * ux);
    pen.moveTo(ex, ey);
    pen.lineTo(ex - 4 * ux - 2.5 * uy, ey - 4 * uy + 2.5 * ux);
  }
  pen.stroke();
}

// Each cell holds the same share of the noise, so the smaller it is, the denser the fakes: opacity says so. Cells of about
// one opacity are painted together.
function drawManifold(pen, scale, vertices, [rows, columns]) {
  const places = new Float32Array(vertices.length);
  for (let i = 0; i < vertices.length; i += 2) [places[i], places[i + 1]] = [scale.x(vertices[i]), scale.y(vertices[i + 1])];
  [pen.fillStyle, pen.strokeStyle] = [FAKE_COLOUR, FAKE_COLOUR];
  if (rows === 0) drawThread(pen, places, columns);
  else drawCloth(pen, places, rows, columns);
  pen.globalAlpha = 1;
}

// Paths by opacity from `low` to `high`: { at(opacity), each(paint) }, paint(path, opacity).
function shades(low, high) {
  const paths = new Map();
  const at = (opacity) => {
    const shade = Math.round(((Math.max(low, Math.min(high, opacity)) - low) / (high - low)) * (SHADES - 1));
    if (!paths.has(shade)) paths.set(shade, new Path2D());
    return paths.get(shade);
  };
  const each = (paint) => paths.forEach((path, shade) => paint(path, low + ((high - low) * shade) / (SHADES - 1)));
  return { at, each };
}

function drawThread(pen, places, columns) {
  const parts = shades(0.12, 0.8);
  for (let i = 0; i < 2 * columns; i += 2) {
    const path = parts.at(3 / (1 + Math.hypot(places[i + 2] - places[i], places[i + 3] - places[i + 1])));
    path.moveTo(places[i], places[i + 1]);
    path.lineTo(places[i + 2], places[i + 3]);
  }
  pen.lineWidth = 3;
  parts.each((path, opacity) => {
    pen.globalAlpha = opacity;
    pen.stroke(path);
  });
}

function drawCloth(pen, places, rows, columns) {
  const parts = shades(0.05, 0.55);
  const along = 2 * (columns + 1);
  for (let row = 0; row < rows; row += 1) {
    for (let a = row * along; a < row * along + 2 * columns; a += 2) {
      const [b, c, d] = [a + 2, a + along + 2, a + along];
      const area = (places[c] - places[a]) * (places[d + 1] - places[b + 1]) - (places[d] - places[b]) * (places[c + 1] - places[a + 1]);
      const path = parts.at(12 / (8 + Math.abs(area) / 2));
      // one sense of rotation for all, so that cells that lie on each other do not cancel out
      const [second, last] = area < 0 ? [d, b] : [b, d];
      path.moveTo(places[a], places[a + 1]);
      for (const corner of [second, c, last]) path.lineTo(places[corner], places[corner + 1]);
      path.closePath();
    }
  }
  parts.each((path, opacity) => {
    pen.globalAlpha = opacity;
    pen.fill(path);
  });
  [pen.globalAlpha, pen.lineWidth] = [0.3, 0.5];
  parts.each((path) => pen.stroke(path));
}

// Where the noise of a vertex or of a fake lies before G moves it: the beginning of the morph.
function noisePlaces(noise, size, kind, reach) {
  const stretch = kind === "uniform" ? 1 : 0.42;
  const places = new Float32Array((2 * noise.length) / size);
  for (let i = 0; i < places.length / 2; i += 1) {
    places[2 * i] = Math.max(-reach, Math.min(reach, stretch * noise[size * i]));
    places[2 * i + 1] = size === 2 ? Math.max(-reach, Math.min(reach, stretch * noise[2 * i + 1])) : 0;
  }
  return places;
}

function lerp(from, to, share) {
  return to.map((value, index) => from[index] + share * (value - from[index]));
}

// The inverse of the normal distribution function, to three digits (Winitzki 2008).
function normalQuantile(share) {
  const centred = 2 * share - 1;
  const log = Math.log(1 - centred * centred);
  const middle = 2 / (Math.PI * 0.147) + log / 2;
  return Math.SQRT2 * Math.sign(centred) * Math.sqrt(Math.sqrt(middle * middle - log / 0.147) - middle);
}

// The lattice of noise behind the manifold's vertices: cells of equal probability.
function latticePlaces([rows, columns], kind, reach) {
  const place = (index, count) => {
    const share = 0.01 + (0.98 * index) / Math.max(1, count);
    return kind === "uniform" ? (2 * index) / Math.max(1, count) - 1 : 0.42 * normalQuantile(share);
  };
  const places = [];
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) places.push(place(column, columns), rows ? place(row, rows) : 0);
  }
  return Float32Array.from(places, (value) => Math.max(-reach, Math.min(reach, value)));
}

// Returns { node, canvas, show(panel, buffers), draw(layers, morph), data }.
function planePanel(reach) {
  const canvas = element("canvas", { class: "plane-canvas", role: "img" });
  const caption = element("figcaption", { class: "plane-caption" });
  const node = element("figure", { class: "plane" }, canvas, caption);
  const paintHeat = heatPainter();
  const data = { reals: null, fakes: null, heat: null, manifold: null, pushes: null, noise: null, panel: null };

  function show(panel, buffers, alt) {
    data.panel = panel;
    const of = (name) => (panel.buffers[name] === null || panel.buffers[name] === undefined ? null : buffers[panel.buffers[name]]);
    for (const name of ["reals", "noise"]) data[name] = floats(of(name)) ?? data[name];
    for (const name of ["fakes", "manifold", "pushes"]) data[name] = floats(of(name));
    const heat = of("heat");
    data.heat = heat?.byteLength ? paintHeat(new Uint8Array(heat.buffer, heat.byteOffset, heat.byteLength)) : null;
    const words = panelWords(panel);
    if (caption.textContent !== words) caption.textContent = words;
    const label = `${panel.label ? `${panel.label}. ` : ""}${alt}`;
    if (canvas.getAttribute("aria-label") !== label) canvas.setAttribute("aria-label", label);
  }

  function draw(layers, morph, settings) {
    const fitted = fittedPen(canvas);
    if (!fitted) return;
    const { pen, width, height } = fitted;
    const scale = planeScale(width, height, reach);
    pen.fillStyle = "#f7f5f2";
    pen.fillRect(0, 0, width, height);
    const whole = morph >= 1;
    if (layers.heat && data.heat && whole) {
      pen.imageSmoothingEnabled = true;
      pen.drawImage(data.heat, 0, 0, width, height);
    }
    if (layers.reals && data.reals) drawDots(pen, scale, data.reals, REAL_COLOUR, 1.4);
    if (layers.manifold && data.manifold) {
      const cells = data.panel.manifold;
      const from = whole ? null : latticePlaces(cells, settings.noise, reach);
      drawManifold(pen, scale, whole ? data.manifold : lerp(from, data.manifold, morph), cells);
    }
    if (layers.fakes && data.fakes) {
      const from = whole || !data.noise ? null : noisePlaces(data.noise, settings.noise_size, settings.noise, reach);
      drawCrosses(pen, scale, from ? lerp(from, data.fakes, morph) : data.fakes, FAKE_COLOUR, 2.4);
    }
    if (layers.pushes && data.pushes && whole) drawPushes(pen, scale, data.pushes, reach);
  }

  return { node, canvas, data, show, draw };
}

function panelWords(panel) {
  const words = panel.label ? [panel.label] : [];
  if (panel.coverage) {
    const { modes, of, unit, good } = panel.coverage;
    words.push(`${modes} of ${of} ${unit} covered, ${Math.round(100 * good)} % of the fakes near one`);
  }
  if (panel.JS !== null && panel.JS !== undefined) words.push(`JS ${panel.JS.toFixed(3)}, KL ${panel.KL.toFixed(2)}`);
  return words.join(" · ");
}
