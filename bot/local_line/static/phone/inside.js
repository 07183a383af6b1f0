// A page of the service inside a phone. Each window it shows gets the phone's position and clock within a blink of its
// arrival; our pages ask for a position only when somebody taps, as LINE wants it.

import { el } from "../dom.js";
import { locate } from "./geolocation.js";

const BLINK = 10; // ms

// `arrived(win)`: a new page stands in the frame. Gives {frame, go(address)}; a removed frame ends by itself.
export function inside(phone, arrived = () => {}) {
  const frame = el("iframe", { title: "サービスのページ", allow: "geolocation; camera; clipboard-write" });
  let known = null;
  let timer = 0;
  frame.addEventListener("load", () => {
    meet();
    const win = reach();
    if (win && win.location.href !== "about:blank") arrived(win);
  });
  return { frame, go };

  function go(address) {
    clearInterval(timer);
    timer = setInterval(() => (frame.isConnected ? meet() : clearInterval(timer)), BLINK);
    frame.src = address;
  }
  function meet() {
    const win = reach();
    if (!win || win.document === known) return;
    known = win.document;
    locate(win, phone.position, phone.clock);
    shift(win, phone.clock);
  }
  function reach() {
    try {
      return frame.contentDocument ? frame.contentWindow : null;
    } catch {
      return null;
    }
  }
}

// The page tells the time of the local LINE, which may have been moved on.
function shift(win, now) {
  const Real = win.Date;
  win.Date = class Date extends Real {
    constructor(...given) {
      super(...(given.length > 0 ? given : [now()]));
    }
    static now() {
      return Math.round(now());
    }
  };
}
