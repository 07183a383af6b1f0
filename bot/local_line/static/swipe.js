// A row that is swiped sideways: by finger (native), by dragging with a mouse, by arrow keys, and by two small buttons.

import { button, el, icon } from "./dom.js";

export function strip(className, items) {
  const track = el("div", { class: `${className} strip`, tabindex: "0", role: "group", "aria-label": "横に並んだカード" }, ...items);
  const back = button("strip-go strip-back", "前のカード", () => step(-1), icon("back"));
  const next = button("strip-go strip-next", "次のカード", () => step(1), icon("next"));
  const node = el("div", { class: "strip-hold" }, track, back, next);
  track.addEventListener("scroll", mark, { passive: true });
  new ResizeObserver(mark).observe(track);
  drag(track);
  return node;

  function step(way) {
    track.scrollBy({ left: way * (items[0].offsetWidth + 9), behavior: "smooth" });
  }
  function mark() {
    back.hidden = track.scrollLeft < 4;
    next.hidden = track.scrollLeft > track.scrollWidth - track.clientWidth - 4;
  }
}

// Lets a mouse pull `track` sideways; a pull is not a click.
export function drag(track) {
  let from = null;
  let moved = false;
  track.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, left: track.scrollLeft };
  });
  track.addEventListener("pointermove", (event) => {
    if (!from) return;
    if (!moved && Math.abs(event.clientX - from.x) < 6) return;
    if (!moved) track.setPointerCapture(event.pointerId);
    moved = true;
    track.classList.add("dragging");
    track.scrollLeft = from.left - (event.clientX - from.x);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    track.addEventListener(end, () => { from = null; track.classList.remove("dragging"); });
  }
  track.addEventListener("click", (event) => { if (moved) event.stopPropagation(); moved = false; }, true);
}
