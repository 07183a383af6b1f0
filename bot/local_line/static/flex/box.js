// Flex boxes and everything that may stand in one. `tap(action)` is called when something with an action is tapped.

import { el } from "../dom.js";
import { button } from "./button.js";
import { icon, image, video } from "./picture.js";
import { place } from "./place.js";
import { BORDER, color, length, SPACE } from "./sizes.js";
import { tappable } from "./tappable.js";
import { text } from "./text.js";

const DRAW = { box, text, button, image, icon, video, separator, filler: () => el("div", { class: "fx-filler" }) };
const JUSTIFY = ["center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"];
const ALIGN = ["center", "flex-start", "flex-end"];

export function component(item, parent, tap, first = true) {
  const node = (DRAW[item?.type] ?? unknown)(item, parent, tap);
  place(node, item ?? {}, parent, first);
  if (item?.action && item.type !== "button") tappable(node, item.action, tap);
  return node;
}

const unknown = () => el("div", { class: "fx-filler" });

export function box(item, parent, tap) {
  const node = el("div", { class: `fx-box fx-${item.layout}` });
  let first = true;
  for (const child of item.contents ?? []) {
    node.append(component(child, item, tap, first));
    first &&= child?.position === "absolute";
  }
  measure(node, item);
  paint(node, item);
  arrange(node, item);
  return node;
}

function measure(node, item) {
  for (const side of ["width", "maxWidth", "height", "maxHeight"]) {
    const css = length(item[side]);
    if (css) node.style[side] = css;
  }
  const pads = {
    padding: item.paddingAll, paddingTop: item.paddingTop, paddingBottom: item.paddingBottom,
    paddingInlineStart: item.paddingStart, paddingInlineEnd: item.paddingEnd,
  };
  for (const [side, value] of Object.entries(pads)) {
    const css = length(value, SPACE);
    if (css) node.style[side] = css;
  }
}

function paint(node, item) {
  if (item.backgroundColor) node.style.backgroundColor = color(item.backgroundColor);
  const width = length(item.borderWidth, BORDER);
  if (width && width !== "0px") node.style.border = `${width} solid ${color(item.borderColor) || "#000000"}`;
  node.style.borderRadius = length(item.cornerRadius, SPACE);
  if (item.background?.type === "linearGradient") node.style.backgroundImage = gradient(item.background);
}

function gradient({ angle, startColor, endColor, centerColor, centerPosition }) {
  const turn = /^\d+(\.\d+)?deg$/.test(angle) ? angle : "0deg";
  const middle = color(centerColor) ? [`${color(centerColor)} ${length(centerPosition) || "50%"}`] : [];
  return `linear-gradient(${[turn, color(startColor), ...middle, color(endColor)].join(",")})`;
}

function arrange(node, item) {
  if (JUSTIFY.includes(item.justifyContent)) node.style.justifyContent = item.justifyContent;
  if (ALIGN.includes(item.alignItems) && item.layout !== "baseline") node.style.alignItems = item.alignItems;
}

function separator(item, parent) {
  const node = el("div", { class: parent.layout === "vertical" ? "fx-rule" : "fx-rule fx-upright" });
  if (item.color) node.style.borderColor = color(item.color);
  return node;
}
