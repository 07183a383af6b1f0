// The messages of one chat in order, with days between them. Only what changed is drawn again, so that a swiped carousel
// stays where it was; the newest message stays in sight unless the person has scrolled up.

import { el } from "../dom.js";
import { day } from "../when.js";

const NEAR = 48;

export function history(pane, list, draw) {
  let drawn = new Map();
  let pinned = true;
  let newest = "";
  let before = 0;
  const follow = () => { if (pinned) pane.scrollTop = pane.scrollHeight; };
  pane.addEventListener("scroll", moved, { passive: true });
  const size = new ResizeObserver(follow);
  size.observe(pane);
  size.observe(list);

  return function show(messages, loading) {
    const next = rows(messages, loading);
    const nodes = next.map(([key, sign, make]) => {
      const old = drawn.get(key);
      return [key, old?.sign === sign ? old : { sign, node: make() }];
    });
    drawn = new Map(nodes);
    replace(list, [...drawn.values()].map(({ node }) => node));
    const last = next.at(-1)?.[0] ?? "";
    if (last !== newest) pinned = true;
    newest = last;
    follow();
  };

  // Only a move upwards lets go: a picture that loads late also leaves the end out of reach for a moment.
  function moved() {
    const near = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR;
    if (near || pane.scrollTop < before) pinned = near;
    before = pane.scrollTop;
  }
  function rows(messages, loading) {
    const out = [];
    let date = "";
    for (const message of messages) {
      if (day(message.at) !== date) {
        date = day(message.at);
        const shown = date;
        out.push([`day ${shown}`, shown, () => el("li", { class: "day" }, el("span", { text: shown }))]);
      }
      out.push([`message ${message.id}`, JSON.stringify(message), () => draw(message)]);
    }
    if (loading) out.push(["loading", "", dots]);
    return out;
  }
}

function replace(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  let at = list.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else list.insertBefore(node, at);
  }
}

const dots = () => el("li", { class: "row theirs" }, el("span", { class: "avatar blank" }),
  el("div", { class: "say dots", role: "img", "aria-label": "入力中" }, el("i"), el("i"), el("i")));
