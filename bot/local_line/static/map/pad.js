// A map pad without a map: an even grid with a scale, known places, where the phone is, and a pin that goes anywhere.
// A tap puts the pin, a drag moves the ground or the pin, arrow keys nudge it, + and - change the scale.

import { button, el, icon, shape } from "../dom.js";
import { fingers } from "./fingers.js";
import { exact, even, far, ground } from "./ground.js";

const WIDTH = 328;
const HEIGHT = 208;
const USUAL = 2; // metres to a pixel
const NEAREST = 0.25;
const FARTHEST = 16384;
const REACH = 26; // how near to the pin a finger takes hold of it
const NUDGES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// at: where the pin stands first; here(pin): {latitude, longitude, accuracy in metres} or null; places: [{name, …}].
// moved(place): the pin was moved here on the pad; `place.name` when it was put onto a known place.
export function pad({ at, here = () => null, places = [], moved }) {
  const svg = shape("svg", { viewBox: `${-WIDTH / 2} ${-HEIGHT / 2} ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const scale = el("span", { class: "scale" });
  const node = el("div", {
    class: "pad", role: "application", tabindex: "0",
    "aria-label": "地図の代わりの方眼。押したところにピンが立ちます。矢印キーで動かし、＋と－で広さを変えられます。",
  }, svg, scale, el("div", { class: "zoom" },
    button("zoom-key", "広く見る", () => zoom(2), icon("minus")), button("zoom-key", "くわしく見る", () => zoom(0.5), icon("plus"))));
  const start = exact(at);
  let pin = start;
  let centre = start;
  let metres = USUAL;
  fingers(node, { grab, drag, tap, zoom }, point);
  node.addEventListener("keydown", nudge);
  node.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : 0.8); }, { passive: false });
  draw();
  return { node, put, span };

  function point({ clientX, clientY }) {
    const box = svg.getBoundingClientRect();
    return { x: ((clientX - box.left) / box.width - 0.5) * WIDTH, y: ((clientY - box.top) / box.height - 0.5) * HEIGHT };
  }
  function put(place) {
    pin = exact(place);
    const { x, y } = ground(centre, metres).pixel(pin);
    if (Math.abs(x) > WIDTH / 2 - 16 || y > HEIGHT / 2 - 8 || y < 40 - HEIGHT / 2) centre = pin;
    draw();
  }
  // Draws so that a circle of so many metres around the pin is seen whole.
  function span(radius) {
    metres = Math.max(USUAL, (radius * 2.2) / HEIGHT);
    centre = pin;
    draw();
  }
  function set(place) {
    pin = exact(place);
    moved({ ...place, ...pin });
    draw();
  }
  // What a finger takes hold of: the pin, or the ground.
  function grab({ x, y }) {
    const foot = ground(centre, metres).pixel(pin);
    return Math.hypot(x - foot.x, y - (foot.y - 14)) < REACH ? "pin" : "ground";
  }
  function drag(held, by) {
    const { pixel, place } = ground(centre, metres);
    if (held === "ground") {
      centre = place(-by.x, -by.y);
      return draw();
    }
    const { x, y } = pixel(pin);
    return set(place(x + by.x, y + by.y));
  }
  function tap(spot) {
    const { pixel, place } = ground(centre, metres);
    const known = places.find((one) => { const { x, y } = pixel(one); return Math.hypot(x - spot.x, y - spot.y) < 14; });
    set(known ?? place(spot.x, spot.y));
  }
  function zoom(by) {
    const next = Math.min(FARTHEST, Math.max(NEAREST, metres * by));
    const { x, y } = ground(centre, metres).pixel(pin);
    const seen = Math.abs(x) < WIDTH / 2 && Math.abs(y) < HEIGHT / 2;
    if (seen) centre = ground(pin, next).place(-x, -y); // the pin stays where it is on the pad
    metres = next;
    draw();
  }
  function nudge(event) {
    const step = event.shiftKey ? 40 : 8;
    const way = NUDGES[event.key];
    if (event.target !== node || event.ctrlKey || event.metaKey || event.altKey) return;
    if (way) {
      const { x, y } = ground(centre, metres).pixel(pin);
      put(ground(centre, metres).place(x + way[0] * step, y + way[1] * step));
      moved(pin);
    } else if (event.key === "+" || event.key === ";") zoom(0.5);
    else if (event.key === "-") zoom(2);
    else return;
    event.preventDefault();
  }

  function draw() {
    const { pixel, place } = ground(centre, metres);
    const step = even(metres * 44);
    svg.replaceChildren(...grid(pixel(start), step / metres), ...presence(here(pin), pixel), ...spots(places.map((one) => ({ ...pixel(one), name: one.name }))), flag(pixel(pin)));
    const bar = even(metres * 60);
    scale.style.width = `${(bar / metres / WIDTH) * 100}%`;
    scale.textContent = far(bar);
    node.dataset.centre = Object.values(exact(place(0, 0))).join(" ");
  }
  function presence(known, pixel) {
    if (!known) return [];
    const { x, y } = pixel(known);
    const round = Math.min(20000, (known.accuracy ?? 0) / metres);
    return [shape("circle", { class: "around", cx: x, cy: y, r: Math.max(10, round) }), shape("circle", { class: "here", cx: x, cy: y, r: 6 })];
  }
}

// Lines through `from` and every `step` pixels beside it.
function grid(from, step) {
  const lines = [];
  for (let x = (from.x % step) - Math.ceil(WIDTH / step) * step; x <= WIDTH / 2; x += step) lines.push(`M${x} ${-HEIGHT / 2}V${HEIGHT / 2}`);
  for (let y = (from.y % step) - Math.ceil(HEIGHT / step) * step; y <= HEIGHT / 2; y += step) lines.push(`M${-WIDTH / 2} ${y}H${WIDTH / 2}`);
  return [shape("path", { class: "grid", d: lines.join("") })];
}

// Names that would lie over one another are left out; the dots remain.
function spots(all) {
  const close = (one, other) => Math.abs(one.x - other.x) < 90 && Math.abs(one.y - other.y) < 15;
  return all.map((one, n) => spot(one, !all.slice(0, n).some((other) => close(one, other))));
}

function spot({ x, y, name }, named) {
  const node = shape("g", { class: "spot", transform: `translate(${x} ${y})` });
  node.append(shape("circle", { r: 5 }));
  if (!named) return node;
  const left = x > WIDTH / 4;
  const words = shape("text", { x: left ? -9 : 9, y: 4, "text-anchor": left ? "end" : "start" });
  words.textContent = name;
  node.append(words);
  return node;
}

const flag = ({ x, y }) => shape("path", {
  class: "pin", transform: `translate(${x} ${y})`,
  d: "M0 0S12-11 12-20A12 12 0 0 0-12-20C-12-11 0 0 0 0ZM0-15.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Z",
});
