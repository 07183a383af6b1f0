// Pages that open over the chat: one of the service in a frame, a picture, or only the name of an outside address.

import { button, el, icon } from "../dom.js";
import { ours, typed } from "../address.js";
import { sheet } from "./sheet.js";

export function open(phone, url) {
  const words = typed(url);
  if (words !== null) return phone.type(words);
  const address = ours(url);
  return address === null ? outside(phone, url) : page(phone, address);
}

function outside(phone, url) {
  return sheet(phone, "外部のページを開きます", (close) => [
    el("p", { class: "address", text: url }),
    el("p", { class: "hint", text: "手元のLINEからは、外部には接続しません。" }),
    button("wide fill", "閉じる", () => close(null)),
  ]);
}

function page(phone, address) {
  return cover(phone, "ページ", (close) => {
    const frame = el("iframe", { src: address, title: "サービスのページ", allow: "geolocation; camera; clipboard-write" });
    frame.addEventListener("load", () => watch(frame, (url) => { close(null); open(phone, url); }));
    return frame;
  });
}

// A link back into the chat (https://line.me/R/oaMessage/…) cannot be loaded here: it closes the page and types its words.
function watch(frame, back) {
  let inside = null;
  try {
    inside = frame.contentDocument;
  } catch {
    inside = null;
  }
  inside?.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || typed(link.href) === null) return;
    event.preventDefault();
    back(link.href);
  });
}

export const view = (phone, address) => cover(phone, "画像", () => el("div", { class: "viewer" }, el("img", { src: address, alt: "画像" })));

function cover(phone, title, fill) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const back = button("cover-close", "LINEに戻る", () => close(null), icon("back"), el("span", { text: "LINEに戻る" }));
    const node = el("div", { class: "cover sheet-back", role: "dialog", "aria-modal": "true", "aria-label": title },
      el("div", { class: "cover-head" }, back));
    node.append(fill(close));
    node.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
    phone.screen.inert = true;
    phone.node.append(node);
    back.focus();

    function close(value) {
      if (!node.isConnected) return;
      node.remove();
      phone.screen.inert = phone.node.querySelector(".sheet-back") !== null;
      before?.focus?.();
      resolve(value);
    }
  });
}
