// One message with what stands around it: picture of the account, time, 既読, and the menu of one's own messages.

import { button, el, icon } from "../dom.js";
import { minute } from "../when.js";
import { content } from "./content.js";

const HOLD = 500;

export function row(message, phone) {
  if (message.unsent) return el("li", { class: "day" }, el("span", { text: "メッセージの送信を取り消しました" }));
  return message.from === "user" ? mine(message, phone) : theirs(message, phone);
}

function theirs(message, phone) {
  const body = content(message, phone);
  const face = el("span", { class: "avatar" }, icon("account"));
  return el("li", { class: "row theirs", "data-id": message.id }, face, body, el("span", { class: "time", text: minute(message.at) }));
}

function mine(message, phone) {
  const marks = el("span", { class: "time" }, ...(message.read ? [el("span", { text: "既読" })] : []), el("span", { text: minute(message.at) }));
  const more = button("more", "メッセージの操作", ask, icon("more"));
  const node = el("li", { class: "row mine", "data-id": message.id, "data-kind": message.message.type }, more, marks, content(message, phone));
  node.addEventListener("contextmenu", (event) => { event.preventDefault(); ask(); });
  hold(node, ask);
  return node;

  function ask() {
    phone.unsend(message.id);
  }
}

function hold(node, act) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  node.addEventListener("pointerdown", (event) => {
    stop();
    if (event.pointerType !== "mouse") timer = setTimeout(act, HOLD);
  });
  for (const end of ["pointerup", "pointercancel", "pointermove", "pointerleave"]) node.addEventListener(end, stop);
}
