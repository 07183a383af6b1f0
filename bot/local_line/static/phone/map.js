// A place to send, on a plain grid instead of a map: the pin goes where one clicks, as on LINE it can be put anywhere.

import { button, el, shape } from "../dom.js";
import { sheet } from "./sheet.js";

const WIDTH = 300;
const HEIGHT = 200;
const STEP = 25;
const METRES = 111320;
const SCALES = [[100, "1目盛 100m"], [1000, "1目盛 1km"], [10000, "1目盛 10km"]];
let last = { latitude: 35.681236, longitude: 139.767125 };

export function map(phone) {
  return sheet(phone, "位置情報を送る", (close) => {
    const centre = { ...last };
    let scale = 0;
    const pin = shape("path", { class: "pin", d: "M0 0S11-10 11-18A11 11 0 0 0-11-18C-11-10 0 0 0 0Z" });
    const pad = el("div", { class: "pad", role: "application", tabindex: "0", "aria-label": "地図の代わりの方眼。矢印キーで動かせます。" }, grid(pin));
    const [north, east] = [number(phone, "north", "緯度", centre.latitude), number(phone, "east", "経度", centre.longitude)];
    const address = el("input", { id: `address-${phone.user}`, class: "field", type: "text", maxlength: "100", autocomplete: "off" });
    const note = el("span", { class: "label", text: SCALES[0][1] });
    const wrong = el("p", { class: "fault", role: "alert" });
    pad.addEventListener("click", ({ clientX, clientY }) => {
      const at = pad.getBoundingClientRect();
      put((clientX - at.left) * (WIDTH / at.width) - WIDTH / 2, (clientY - at.top) * (HEIGHT / at.height) - HEIGHT / 2);
    });
    pad.addEventListener("keydown", nudge);
    for (const field of [north.input, east.input]) field.addEventListener("input", move);
    move();
    return el("form", { class: "stack", novalidate: true, onsubmit: done },
      pad, el("div", { class: "sides" }, note, button("small", "目盛を変える", zoom)),
      el("div", { class: "two" }, north.node, east.node),
      el("label", { class: "label", for: address.id, text: "住所（なくてもかまいません）" }), address, wrong,
      button("wide fill", "この位置を送る", done));

    function perPixel() {
      const degrees = SCALES[scale][0] / STEP / METRES;
      return { up: degrees, right: degrees / Math.max(0.05, Math.cos((centre.latitude * Math.PI) / 180)) };
    }
    function put(x, y) {
      north.input.value = (centre.latitude - y * perPixel().up).toFixed(6);
      east.input.value = (centre.longitude + x * perPixel().right).toFixed(6);
      move();
    }
    function move() {
      const x = (Number(east.input.value) - centre.longitude) / perPixel().right;
      const y = (centre.latitude - Number(north.input.value)) / perPixel().up;
      pin.setAttribute("transform", `translate(${WIDTH / 2 + x} ${HEIGHT / 2 + y})`);
    }
    function nudge(event) {
      const way = { ArrowUp: [0, -5], ArrowDown: [0, 5], ArrowLeft: [-5, 0], ArrowRight: [5, 0] }[event.key];
      if (!way) return;
      event.preventDefault();
      const x = (Number(east.input.value) - centre.longitude) / perPixel().right;
      const y = (centre.latitude - Number(north.input.value)) / perPixel().up;
      put(x + way[0], y + way[1]);
    }
    function zoom() {
      scale = (scale + 1) % SCALES.length;
      note.textContent = SCALES[scale][1];
      move();
    }
    function done(event) {
      event.preventDefault();
      const [latitude, longitude] = [Number(north.input.value), Number(east.input.value)];
      if (!north.input.checkValidity() || !east.input.checkValidity()) {
        wrong.textContent = "緯度は-90から90、経度は-180から180の数で入れてください。";
        return;
      }
      last = { latitude, longitude };
      close({ latitude, longitude, ...(address.value ? { address: address.value } : {}) });
    }
  }, "tall");
}

function number(phone, name, label, value) {
  const bound = name === "north" ? 90 : 180;
  const input = el("input", { id: `${name}-${phone.user}`, class: "field", type: "number", step: "any", min: -bound, max: bound, required: true, value });
  return { input, node: el("div", {}, el("label", { class: "label", for: input.id, text: label }), input) };
}

function grid(pin) {
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  for (let x = 0; x <= WIDTH; x += STEP) svg.append(shape("path", { class: "grid", d: `M${x} 0V${HEIGHT}` }));
  for (let y = 0; y <= HEIGHT; y += STEP) svg.append(shape("path", { class: "grid", d: `M0 ${y}H${WIDTH}` }));
  svg.append(pin);
  return svg;
}
