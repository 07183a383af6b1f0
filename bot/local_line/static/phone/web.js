// What opens over the chat: a page of the service as in LINE's own browser, a picture, or only the name of an outside address.

import { ours, typed } from "../address.js";
import { button, el, icon } from "../dom.js";
import { cover } from "./cover.js";
import { inside } from "./inside.js";
import { choices, sheet } from "./sheet.js";

export function open(phone, url) {
  const words = typed(url);
  if (words !== null) return phone.type(words);
  const address = ours(url);
  return address === null ? outside(phone, url) : page(phone, address);
}

export function outside(phone, url) {
  return sheet(phone, "外部のページを開きます", (close) => [
    el("p", { class: "address", text: url }),
    el("p", { class: "hint", text: "手元のLINEからは、外部には接続しません。" }),
    button("wide fill", "閉じる", () => close(null)),
  ]);
}

export const view = (phone, address) => cover(phone, "画像", () => [
  el("div", { class: "viewer" }, el("img", { src: address, alt: "画像" }))]);

async function page(phone, address) {
  const title = el("b", { class: "cover-title", text: "読み込んでいます" });
  let leave = null;
  const { frame, go } = inside(phone, (win) => {
    name();
    new win.MutationObserver(name).observe(win.document.head, { childList: true, subtree: true });
    lead(win, (url) => leave(url));
  });
  const name = () => { title.textContent = frame.contentDocument.title || "ページ"; };
  const more = button("round", "ページの操作", elsewhere, icon("more"));
  const shown = cover(phone, title, (close) => { leave = close; return [frame, el("div", { class: "foot" }, phone.position.chip)]; }, more);
  go(address);
  const back = await shown;
  if (back) await open(phone, back);

  async function elsewhere() {
    const now = frame.contentWindow.location.href;
    const chosen = await sheet(phone, "このページ", choices(
      { label: "もう一度読み込む", value: "again" }, { label: "ほかのブラウザで開く", value: "outside" }));
    if (chosen === "again") frame.contentWindow.location.reload();
    if (chosen === "outside") window.open(now, "_blank", "noopener");
  }
}

// A link back into the chat (https://line.me/R/oaMessage/…) cannot be loaded here: it closes the page and types its words.
export function lead(win, back) {
  win.document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || typed(link.href) === null) return;
    event.preventDefault();
    back(link.href);
  });
}
