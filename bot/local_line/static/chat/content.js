// What a message shows: its words, picture, file, place, sticker, Flex or template. Unknown kinds show their alt text.

import { ours } from "../address.js";
import { button, el, icon } from "../dom.js";
import { flex } from "../flex/bubble.js";
import { picture } from "../flex/picture.js";
import { template } from "./template.js";

const DRAW = {
  text: ({ text }) => say(text),
  textV2: ({ text }) => say(text),
  image: photo,
  video: film,
  audio: () => card("play", "音声メッセージ"),
  file: ({ name, fileName, size, fileSize }) => card("file", name ?? fileName, weight(size ?? fileSize)),
  location: ({ title, address, latitude, longitude }) => card("pin", title || "位置情報", address || `北緯${latitude}　東経${longitude}`),
  sticker: () => el("div", { class: "sticker", role: "img", "aria-label": "スタンプ" }, icon("smile"), el("span", { text: "スタンプ" })),
  flex: ({ contents }, tap) => flex(contents, tap),
  template: ({ template: shown }, tap) => template(shown, tap),
};

export function content(entry, phone) {
  const { message } = entry;
  const tap = (action) => phone.act(action, entry.id);
  const draw = DRAW[message.type] ?? (() => say(message.altText ?? "この端末では表示できないメッセージです。"));
  const node = draw(message, tap, phone);
  if (message.altText && !node.hasAttribute("role")) name(node, message.altText);
  return node;
}

function name(node, words) {
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", words);
}

const say = (text) => el("div", { class: "say", text: text ?? "" });

function card(name, title, below) {
  const words = el("span", { class: "card-words" }, el("b", { text: title }), below ? el("small", { text: below }) : null);
  return el("div", { class: "say card" }, icon(name), words);
}

function weight(bytes) {
  if (!Number.isFinite(bytes)) return "";
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))}KB` : `${(bytes / 1024 / 1024).toFixed(1)}MB`;
}

function photo(message, tap, phone) {
  const shown = message.previewImageUrl ?? message.url ?? message.originalContentUrl;
  const whole = ours(message.originalContentUrl ?? message.url ?? shown);
  return button("photo", "画像を大きく表示", () => whole && phone.view(whole), picture(shown, "画像"));
}

function film(message) {
  const poster = message.previewImageUrl ? picture(message.previewImageUrl) : el("span", { class: "no-picture" });
  return el("div", { class: "photo film", role: "img", "aria-label": "動画" }, poster, el("span", { class: "play" }, icon("play")));
}
