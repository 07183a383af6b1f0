// The local LINE's clock: it goes on by itself in the page, and jumps when somebody advances it.

import { moment, minute, today } from "./when.js";

export function clock(node) {
  let told = Date.now();
  let heard = performance.now();
  let frozen = false;
  const now = () => (frozen ? told : told + performance.now() - heard);
  const draw = () => { node.textContent = moment(now()); };
  setInterval(draw, 1000);
  return {
    set(answer) {
      told = answer.now;
      heard = performance.now();
      frozen = Boolean(answer.frozen);
      draw();
    },
    now,
    local: () => `${today(now())}T${minute(now()).padStart(5, "0")}`,
  };
}
