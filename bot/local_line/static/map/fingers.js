// One finger or a mouse drags or taps, two fingers change the scale. `point(event)` gives the place on the pad.

const SLACK = 5; // a hand trembles by so many pixels

export function fingers(node, { grab, drag, tap, zoom }, point) {
  const down = new Map();
  let held = "";
  let moved = false;
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    node.setPointerCapture(event.pointerId);
    down.set(event.pointerId, point(event));
    moved = down.size > 1;
    if (down.size === 1) held = grab(point(event));
  });
  node.addEventListener("pointermove", (event) => {
    const from = down.get(event.pointerId);
    if (!from) return;
    const to = point(event);
    if (!moved && Math.hypot(to.x - from.x, to.y - from.y) < SLACK) return;
    const before = apart();
    down.set(event.pointerId, to);
    if (down.size === 1) drag(held, { x: to.x - from.x, y: to.y - from.y });
    else zoom(before / Math.max(1, apart()));
    moved = true;
  });
  node.addEventListener("pointerup", (event) => {
    if (down.delete(event.pointerId) && !moved) tap(point(event));
  });
  node.addEventListener("pointercancel", (event) => down.delete(event.pointerId));

  function apart() {
    const [one, other] = [...down.values()];
    return other ? Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)) : 1;
  }
}
