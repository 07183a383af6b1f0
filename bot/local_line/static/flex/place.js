// How a component stands in its parent: share of the space, margin or spacing, position and offsets.

import { length, SPACE } from "./sizes.js";

const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };
const sized = (item, across) => item.type === "box" && (across ? item.width : item.height) !== undefined;

// Children of horizontal and baseline boxes share the width (1), those of vertical ones keep their height (0).
function share(item, layout) {
  if (item.type === "filler") return item.flex ?? 1;
  if (item.type === "icon" || item.type === "separator") return 0;
  if (layout === "vertical") return item.flex ?? 0;
  return sized(item, true) ? 0 : item.flex ?? 1;
}

export function place(node, item, parent, first) {
  const across = parent.layout !== "vertical";
  const part = Math.max(0, Number(share(item, parent.layout)) || 0);
  node.style.flex = part === 0 ? "0 0 auto" : `${part} 0 ${across || item.type === "filler" ? "0px" : "auto"}`;
  const gap = length(item.margin, SPACE) || (first ? "" : length(parent.spacing, SPACE));
  if (gap && item.position !== "absolute") node.style[across ? "marginInlineStart" : "marginTop"] = gap;
  shift(node, item);
}

function shift(node, item) {
  node.style.position = item.position === "absolute" ? "absolute" : "relative";
  const sides = { top: item.offsetTop, bottom: item.offsetBottom, insetInlineStart: item.offsetStart, insetInlineEnd: item.offsetEnd };
  for (const [side, value] of Object.entries(sides)) {
    const css = length(value, SPACE);
    if (css) node.style[side] = css;
  }
}

export function gravity(node, item, parent) {
  if (parent.layout !== "baseline" && GRAVITY[item.gravity]) node.style.justifyContent = GRAVITY[item.gravity];
}
