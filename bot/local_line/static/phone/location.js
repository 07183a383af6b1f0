// The sheet in which a place is chosen and sent. As on LINE the pin can be put anywhere: it proves nothing about where one is.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { sheet } from "./sheet.js";
import { HOME, spot } from "./spot.js";

const MOST = 100; // letters, as LINE takes them

export async function location(phone) {
  const places = await api.places();
  const home = phone.position.seen();
  return sheet(phone, "位置情報を送る", (close) => {
    const title = words(phone, "title", "場所の名前（任意）");
    const address = words(phone, "address", "住所（任意）");
    let filled = false;
    const pinned = spot(phone, { at: home ?? places[0], here: () => home, home, places, chosen });
    return el("form", { class: "stack", novalidate: true, onsubmit: done },
      ...pinned.nodes, el("div", { class: "two" }, title.node, address.node), button("wide fill", "この位置を送る", done));

    // A name belongs to its place: once the pin has left it, what was filled in goes.
    function chosen(place) {
      const name = place.name === HOME ? "" : place.name ?? "";
      if (!name && !filled) return;
      filled = Boolean(name);
      title.input.value = name;
      address.input.value = place.address ?? "";
    }
    function done(event) {
      event.preventDefault();
      const place = pinned.place();
      if (!place) return;
      const named = Object.entries({ title: title.input.value.trim(), address: address.input.value.trim() });
      close({ ...place, ...Object.fromEntries(named.filter(([, text]) => text)) });
    }
  }, "tall");
}

function words(phone, name, label) {
  const input = el("input", { id: `${name}-${phone.user}`, class: "field", type: "text", maxlength: String(MOST), autocomplete: "off" });
  return { input, node: el("div", {}, el("label", { class: "label", for: input.id, text: label }), input) };
}
