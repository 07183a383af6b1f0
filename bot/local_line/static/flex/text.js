// Flex text and spans. The words only ever enter by textContent.

import { el } from "../dom.js";
import { gravity } from "./place.js";
import { color, length, TEXT } from "./sizes.js";

const LINES = { underline: "underline", "line-through": "line-through", none: "none" };

function type(node, item) {
  const size = length(item.size, TEXT);
  if (size && !size.endsWith("%")) node.style.fontSize = size;
  if (item.color) node.style.color = color(item.color);
  if (item.weight) node.style.fontWeight = item.weight === "bold" ? "700" : "400";
  if (item.style) node.style.fontStyle = item.style === "italic" ? "italic" : "normal";
  if (LINES[item.decoration]) node.style.textDecorationLine = LINES[item.decoration];
}

export function text(item, parent) {
  const words = el("div", { class: "fx-words" });
  if (item.contents?.length) words.append(...item.contents.map(span));
  else words.textContent = item.text ?? "";
  const node = el("div", { class: item.wrap ? "fx-text fx-wrap" : "fx-text" }, words);
  type(node, item);
  if (item.align) words.style.textAlign = { start: "start", center: "center", end: "end" }[item.align] ?? "start";
  gravity(node, item, parent);
  clamp(words, item);
  spread(words, item);
  return node;
}

function span(item) {
  const node = el("span", { class: "fx-span", text: item.text ?? "" });
  type(node, item);
  return node;
}

function clamp(words, item) {
  if (!item.wrap || !(item.maxLines > 0)) return;
  words.classList.add("fx-clamp");
  words.style.webkitLineClamp = String(item.maxLines);
}

// lineSpacing stands between lines only: not above the first, not under the last.
function spread(words, item) {
  const between = length(item.lineSpacing);
  if (!between || between.endsWith("%")) return;
  words.style.lineHeight = `calc(1.4em + ${between})`;
  words.style.marginBlock = `calc(${between} / -2)`;
}
