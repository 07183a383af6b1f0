// Flex buttons: md 52 px, sm 40 px high; `color` is the ground of primary and secondary buttons and the ink of links.

import { el } from "../dom.js";
import { gravity } from "./place.js";
import { color } from "./sizes.js";

const STYLES = ["primary", "secondary", "link"];

export function button(item, parent, tap) {
  const style = STYLES.includes(item.style) ? item.style : "link";
  const size = item.height === "sm" ? "fx-low" : "fx-high";
  const face = el("button", { type: "button", class: `fx-button fx-${style} ${size}`, onclick: pressed },
    el("span", { text: item.action?.label ?? "" }));
  if (item.color) face.style[style === "link" ? "color" : "backgroundColor"] = color(item.color);
  const node = el("div", { class: "fx-hold" }, face);
  gravity(node, item, parent);
  return node;

  function pressed(event) {
    event.stopPropagation();
    tap(item.action);
  }
}
