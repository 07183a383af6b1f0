// A Flex message: one bubble, or a carousel of bubbles of equal height that is swiped sideways.

import { el } from "../dom.js";
import { strip } from "../swipe.js";
import { component } from "./box.js";
import { BUBBLE, color, padding } from "./sizes.js";
import { tappable } from "./tappable.js";

const BLOCKS = ["header", "hero", "body", "footer"];
const WHOLE = { layout: "vertical" };

export function flex(container, tap) {
  if (container?.type !== "carousel") return bubble(container ?? {}, tap);
  return strip("fx-carousel", (container.contents ?? []).map((one) => bubble(one, tap)));
}

export function bubble(item, tap) {
  const size = Object.hasOwn(BUBBLE, item.size ?? "") ? item.size : "mega";
  const node = el("div", { class: `fx-bubble fx-${size}`, dir: item.direction === "rtl" ? "rtl" : "ltr" });
  node.style.width = `${BUBBLE[size]}px`;
  for (const name of BLOCKS.filter((block) => item[block])) node.append(block(name, item, size, tap));
  if (item.action) tappable(node, item.action, tap);
  return node;
}

function block(name, item, size, tap) {
  const content = component(item[name], WHOLE, tap);
  if (name !== "hero") pad(content, item[name], padding(name, size, Boolean(item.footer)));
  const style = item.styles?.[name] ?? {};
  const node = el("div", { class: `fx-block fx-${name}` }, content);
  node.style.backgroundColor = color(style.backgroundColor);
  if (style.separator) node.classList.add("fx-ruled");
  if (style.separatorColor) node.style.borderTopColor = color(style.separatorColor);
  return node;
}

// A block's own padding yields to the one the message gives, side by side; `paddingAll` yields to nothing but its sides.
function pad(content, item, usual) {
  if (item.paddingAll !== undefined) return;
  const own = { ...sides(content.style) };
  Object.assign(content.style, usual);
  for (const [side, value] of Object.entries(own)) if (value) content.style[side] = value;
}

const sides = ({ paddingTop, paddingBottom, paddingInlineStart, paddingInlineEnd }) => (
  { paddingTop, paddingBottom, paddingInlineStart, paddingInlineEnd });
