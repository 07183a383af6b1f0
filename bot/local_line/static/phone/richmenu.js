// The rich menu: its picture with one real button for each area, and the bar whose words open and close it.

import { button, el, icon } from "../dom.js";

export function richMenu(phone, toKeyboard) {
  const words = el("span");
  const arrow = el("span", { class: "arrow" }, icon("down"));
  const bar = el("button", { type: "button", class: "bar-words", onclick: () => open(shell.hidden) }, words, arrow);
  const shell = el("div", { class: "menu-picture" });
  const node = el("div", { class: "menu" },
    el("div", { class: "line" }, button("round", "キーボードに切り替える", toKeyboard, icon("keyboard")), bar, el("span", { class: "round" })), shell);
  let shown = "";
  return { node, open, show };

  function open(yes) {
    shell.hidden = !yes;
    bar.setAttribute("aria-expanded", String(yes));
  }
  function show(menu) {
    if (!menu || JSON.stringify(menu) === shown) return;
    if (shown === "") open(Boolean(menu.selected));
    shown = JSON.stringify(menu);
    words.textContent = menu.chatBarText;
    shell.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
    shell.replaceChildren(el("img", { src: menu.picture, alt: "", draggable: "false" }), ...menu.areas.map((area) => zone(area, menu.size)));
  }
  function zone({ bounds, action }, size) {
    const area = button("area", action.label || action.displayText || action.text || "メニューの項目", () => phone.act(action, null), "");
    Object.assign(area.style, {
      left: `${(bounds.x / size.width) * 100}%`, top: `${(bounds.y / size.height) * 100}%`,
      width: `${(bounds.width / size.width) * 100}%`, height: `${(bounds.height / size.height) * 100}%`,
    });
    return area;
  }
}
