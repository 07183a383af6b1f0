// Where this phone is and how well it can tell: what the pages it opens and its own map hear. The demo sets it, no page can.

import * as api from "../api.js";
import { button, el, icon } from "../dom.js";
import { sheet } from "./sheet.js";
import { spot } from "./spot.js";

// accuracy: metres, 95 % as browsers mean it. Without one the phone gives no position of its own.
export const WAYS = {
  sharp: { label: "見通しのよい場所", brief: "誤差 5m", accuracy: 5 },
  blurred: { label: "建物の中", brief: "誤差 80m", accuracy: 80 },
  coarse: { label: "おおよそだけ許可", brief: "誤差 3km", accuracy: 3000 },
  denied: { label: "許可しない", brief: "拒否" },
  silent: { label: "測れない", brief: "時間切れ" },
  real: { label: "本物の位置を使う", brief: "この端末の実際の位置" },
};

// A position that can be read, and changed in a sheet of the phone. It begins at the place `start`.
// `chip` is the button outside the page that says it and opens the sheet.
export function position(phone, start) {
  let spotted = { latitude: start.latitude, longitude: start.longitude };
  let way = "sharp";
  const words = el("span");
  const chip = button("where", null, change, icon("pin"), words);
  say();
  return { seen, way: () => way, chip };

  // {latitude, longitude, accuracy} as this phone measures it, or null while it does not.
  function seen() {
    const { accuracy } = WAYS[way];
    return accuracy ? { ...spotted, accuracy } : null;
  }
  function say() {
    words.textContent = `この電話の位置：${WAYS[way].brief}`;
  }
  async function change() {
    const places = await api.places();
    let next = way;
    const chosen = await sheet(phone, "この電話の位置", (close) => {
      const here = (pin) => (WAYS[next].accuracy ? { ...pin, accuracy: WAYS[next].accuracy } : null);
      const pinned = spot(phone, { at: spotted, here, places });
      pinned.span(WAYS[way].accuracy ?? 0);
      const choices = el("fieldset", { class: "ways" }, el("legend", { class: "label", text: "この電話での測り方" }),
        ...Object.entries(WAYS).map(([key, { label, brief }]) => choice(key, label, brief)));
      return el("form", { class: "stack", novalidate: true, onsubmit: done },
        el("p", { class: "hint", text: "デモだけの設定です。ページへの答えになります。" }),
        choices, ...pinned.nodes, button("wide fill", "この位置にする", done));

      function choice(key, label, brief) {
        const input = el("input", { type: "radio", name: `way-${phone.user}`, value: key, checked: key === way });
        input.addEventListener("change", () => { next = key; pinned.span(WAYS[key].accuracy ?? 0); });
        return el("label", { class: "way" }, input, el("span", {}, el("b", { text: label }), el("small", { text: brief })));
      }
      function done(event) {
        event.preventDefault();
        const place = pinned.place();
        if (place) close({ place, next });
      }
    }, "tall");
    if (!chosen) return;
    spotted = chosen.place;
    way = chosen.next;
    say();
  }
}
