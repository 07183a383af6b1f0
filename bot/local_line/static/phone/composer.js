// The input line: words, the + menu and the choice of files. Enter sends (unless an input method is composing), Shift+Enter breaks.

import * as api from "../api.js";
import { button, el, icon } from "../dom.js";
import { place } from "./act.js";

export function composer(phone, toMenu) {
  const field = el("textarea", { rows: "1", class: "field", "aria-label": "メッセージを入力", placeholder: "メッセージを入力" });
  const send = button("round send", "送信", submit, icon("send"));
  const plus = button("round", "写真やファイルなどを送る", toggle, icon("plus"));
  const rich = button("round", "メニューに切り替える", toMenu, icon("rich"));
  const chosen = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "送るファイル" });
  const extra = el("div", { class: "extra", hidden: true },
    tile("photo", "写真・ファイル", () => choose("")), tile("pin", "位置情報", () => place(phone)),
    tile("smile", "スタンプ", () => api.send(phone.user, { sticker: true })),
    tile("video", "動画（見本）", () => api.send(phone.user, { video: true })));
  const node = el("div", { class: "composer" }, el("div", { class: "line" }, rich, plus, field, send, chosen), extra);
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  chosen.addEventListener("change", () => phone.attempt(deliver));
  grow();
  return { node, rich, type, choose };

  function tile(name, label, run) {
    return button("tile", label, () => { toggle(); phone.attempt(run); }, icon(name), el("span", { text: label }));
  }
  function toggle() {
    extra.hidden = !extra.hidden;
    plus.setAttribute("aria-expanded", String(!extra.hidden));
  }
  function grow() {
    field.style.height = "auto";
    field.style.height = `${Math.min(120, field.scrollHeight)}px`;
    send.disabled = field.value.trim() === "";
  }
  function submit() {
    const text = field.value;
    if (text.trim() === "") return;
    type("");
    phone.attempt(() => api.send(phone.user, { text }), () => type(text));
  }
  function type(text) {
    field.value = text;
    grow();
    field.focus();
  }
  function choose(from) {
    chosen.accept = from ? "image/*" : "";
    if (from === "camera") chosen.setAttribute("capture", "environment");
    else chosen.removeAttribute("capture");
    chosen.click();
  }
  async function deliver() {
    const files = [...chosen.files];
    chosen.value = "";
    if (files.length > 0) await api.upload(phone.user, files);
  }
}
