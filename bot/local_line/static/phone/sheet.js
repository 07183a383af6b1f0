// Sheets that rise inside a phone, and the short words that appear and fade. While a sheet is open the rest is inert.

import { button, el, icon } from "../dom.js";

const BRIEF = 2200;

// `fill(close)` gives the content. The promise resolves with what `close` was called with, or null when it was dismissed.
export function sheet(phone, title, fill, className = "") {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const name = el("h3", { text: title, tabindex: "-1" });
    const node = el("div", { class: `sheet ${className}`, role: "dialog", "aria-modal": "true", "aria-label": title },
      el("div", { class: "sheet-head" }, name, button("round", "閉じる", () => close(null), icon("close"))));
    const back = el("div", { class: "sheet-back", onclick: (event) => event.target === back && close(null) }, node);
    node.append(...[fill(close)].flat());
    node.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
    phone.screen.inert = true;
    phone.node.append(back);
    (node.querySelector("[autofocus]") ?? name).focus();

    function close(value) {
      if (!back.isConnected) return;
      back.remove();
      phone.screen.inert = phone.node.querySelector(".sheet-back") !== null;
      before?.focus?.();
      resolve(value);
    }
  });
}

export function toast(phone) {
  const node = el("div", { class: "toast", role: "status" });
  let timer = 0;
  phone.node.append(node);
  return (words) => {
    clearTimeout(timer);
    node.textContent = words;
    node.classList.add("shown");
    timer = setTimeout(() => node.classList.remove("shown"), BRIEF);
  };
}

export const choices = (...options) => (close) => options.map(
  ({ label, value, stop }) => button(stop ? "wide plain stop" : "wide plain", label, () => close(value)));
