// A pad with what belongs to it: chips of known places to jump to, and the two numbers of the pin, which can be typed.

import { button, el } from "../dom.js";
import { MOST_EAST, MOST_NORTH } from "../map/ground.js";
import { pad } from "../map/pad.js";

export const HOME = "現在地";
const WRONG = "緯度は-90から90、経度は-180から180の数で入れてください。";

// `at`: first place of the pin; `here(pin)`: as in the pad; `home`: where the phone is; `chosen(place)`: the pin was put there; a known place has a name.
// Gives {nodes, span(metres), place()}; place() is null, with the reason in words below the numbers, while they are no place.
export function spot(phone, { at, here, home = null, places, chosen = () => {} }) {
  const north = number(phone, "north", "緯度", MOST_NORTH);
  const east = number(phone, "east", "経度", MOST_EAST);
  const wrong = el("p", { class: "fault", role: "alert" });
  const board = pad({ at, here, places, moved: (place) => { write(place); chosen(place); } });
  const chips = el("div", { class: "chips", role: "group", "aria-label": "知っている場所" }, ...[...(home ? [{ ...home, name: HOME }] : []), ...places].map((place) =>
    button("pill", place.name, () => { write(place); board.put(place); chosen(place); })));
  for (const { input } of [north, east]) input.addEventListener("input", typed);
  write(at);
  return { nodes: [board.node, chips, el("div", { class: "two" }, north.node, east.node), wrong], place, span: board.span };

  function write({ latitude, longitude }) {
    north.input.value = latitude.toFixed(6);
    east.input.value = longitude.toFixed(6);
    wrong.textContent = "";
  }
  function typed() {
    if (fits()) board.put(read());
  }
  function place() {
    wrong.textContent = fits() ? "" : WRONG;
    return fits() ? read() : null;
  }
  function fits() {
    return north.input.checkValidity() && east.input.checkValidity();
  }
  function read() {
    return { latitude: Number(north.input.value), longitude: Number(east.input.value) };
  }
}

function number(phone, name, label, most) {
  const input = el("input", {
    id: `${name}-${phone.user}`, class: "field", type: "number", step: "any", min: -most, max: most, required: true, inputmode: "decimal",
  });
  return { input, node: el("div", {}, el("label", { class: "label", for: input.id, text: label }), input) };
}
