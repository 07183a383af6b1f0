// Flex images, icons and videos. Only pictures of the service are loaded; others are shown as an empty frame.

import { ours } from "../address.js";
import { el, icon as glyph } from "../dom.js";
import { gravity } from "./place.js";
import { color, IMAGE, length, ratio, TEXT } from "./sizes.js";

const ALIGN = { start: "flex-start", center: "center", end: "flex-end" };

export function picture(url, alt = "") {
  const address = ours(url);
  if (address === null) return el("span", { class: "no-picture", role: "img", "aria-label": "画像を表示できません" }, glyph("photo"));
  const image = el("img", { src: address, alt, decoding: "async" });
  image.addEventListener("error", () => image.replaceWith(picture(null)));
  return image;
}

export function image(item, parent) {
  const frame = el("div", { class: item.aspectMode === "cover" ? "fx-frame fx-cover" : "fx-frame" }, picture(item.url));
  frame.style.width = length(item.size ?? "md", IMAGE) || "100px";
  frame.style.aspectRatio = ratio(item.aspectRatio);
  frame.style.backgroundColor = color(item.backgroundColor);
  const node = el("div", { class: "fx-image" }, frame);
  if (frame.style.width.endsWith("%") && item.flex === 0) node.style.width = "100%";
  node.style.alignItems = ALIGN[item.align] ?? "center";
  gravity(node, item, parent);
  return node;
}

export function icon(item) {
  const node = el("div", { class: "fx-icon" }, picture(item.url));
  node.style.fontSize = length(item.size, TEXT) || "16px";
  node.firstChild.style.aspectRatio = ratio(item.aspectRatio);
  return node;
}

export function video(item) {
  const frame = el("div", { class: "fx-frame fx-cover" }, picture(item.previewUrl), el("span", { class: "play" }, glyph("play")));
  frame.style.width = "100%";
  frame.style.aspectRatio = ratio(item.aspectRatio);
  return el("div", { class: "fx-image", role: "img", "aria-label": "動画" }, frame);
}
