// Template messages (buttons, confirm, carousels): plainer than Flex, drawn with LINE's own rows of links.

import { button, el } from "../dom.js";
import { picture } from "../flex/picture.js";
import { strip } from "../swipe.js";

export function template(item, tap) {
  switch (item?.type) {
    case "confirm": return el("div", { class: "tpl" }, words(item), links(item.actions, tap, "tpl-two"));
    case "carousel": return strip("fx-carousel", item.columns.map((column) => card({ ...item, ...column }, tap)));
    case "image_carousel": return strip("fx-carousel", item.columns.map((column) => tile(column, tap)));
    default: return card(item ?? {}, tap);
  }
}

function card(item, tap) {
  const wide = item.imageAspectRatio === "square" ? "tpl-photo tpl-square" : "tpl-photo";
  const photo = item.thumbnailImageUrl ? el("div", { class: wide }, picture(item.thumbnailImageUrl)) : null;
  return el("div", { class: "tpl" }, photo, words(item), links(item.actions ?? [], tap, "tpl-links"));
}

const words = ({ title, text }) => el("div", { class: "tpl-words" }, title ? el("b", { text: title }) : null, el("p", { text: text ?? "" }));

const links = (actions, tap, className) => el("div", { class: className },
  ...actions.map((action) => button("tpl-link", action.label ?? "", () => tap(action))));

const tile = ({ imageUrl, action }, tap) => button("tpl tpl-tile", action.label ?? "画像", () => tap(action),
  picture(imageUrl), action.label ? el("span", { text: action.label }) : null);
