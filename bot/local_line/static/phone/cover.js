// What covers a whole phone: a bar with ✕ and a title above, the content below. While it stands, the chat is inert.

import { button, el, icon } from "../dom.js";

// title: words, or a node whose words may change; `fill(close)` gives the content, `more` stands at the end of the bar.
// The promise resolves with what `close` was called with, or null when it was dismissed.
export function cover(phone, title, fill, more = null) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const name = typeof title === "string" ? el("b", { class: "cover-title", text: title }) : title;
    const shut = button("round", "閉じる", () => close(null), icon("close"));
    const node = el("div", { class: "cover sheet-back", role: "dialog", "aria-modal": "true", "aria-label": name.textContent },
      el("div", { class: "cover-head" }, shut, name, more ?? el("span", { class: "round" })));
    node.append(...fill(close));
    node.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
    phone.screen.inert = true;
    phone.node.append(node);
    shut.focus();

    function close(value) {
      if (!node.isConnected) return;
      node.remove();
      phone.screen.inert = phone.node.querySelector(".sheet-back") !== null;
      before?.focus?.();
      resolve(value);
    }
  });
}
