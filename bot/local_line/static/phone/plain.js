// The phone of somebody without LINE: a browser with an address bar, and a camera for the QR codes on the other phones.

import * as api from "../api.js";
import { ours, outward } from "../address.js";
import { button, el, icon } from "../dom.js";
import { inside } from "./inside.js";
import { position } from "./position.js";
import { choices, sheet, toast } from "./sheet.js";
import { lead, outside } from "./web.js";

const MOST = 8; // pictures the camera looks at, newest first

// user: the name of its fields; time, start: as for the other phones; screens(): [{who, pictures}] of those.
export function plain(user, time, start, screens) {
  const node = el("div", { class: "phone bare" });
  const screen = el("div", { class: "screen" });
  const self = { node, screen, user, now: time.local, clock: time.now };
  Object.assign(self, { say: toast(self), position: position(self, start) });
  const field = el("input", { class: "field", type: "text", inputmode: "url", "aria-label": "リンク", placeholder: "リンクを貼り付け", autocomplete: "off", spellcheck: "false" });
  const page = inside(self, arrived);
  const empty = el("div", { class: "empty" }, icon("camera"),
    el("p", { text: "LINEを使わない方のスマホです。" }), el("p", { text: "QRコードを読み取るか、リンクを貼り付けます。" }));
  page.frame.hidden = true;
  const bar = el("form", { class: "bar", novalidate: true, onsubmit: (event) => { event.preventDefault(); go(field.value.trim()); } },
    button("round", "前のページへ", back, icon("back")), field, button("small", "開く", () => go(field.value.trim())));
  screen.append(bar, button("wide scan", null, scan, icon("camera"), el("span", { text: "この画面のQRを読み取る" })),
    empty, page.frame, el("div", { class: "foot" }, self.position.chip));
  node.append(screen);
  return { node, go };

  function go(link) {
    if (!link) return field.focus();
    const address = ours(/^https?:/.test(link) ? link : `https://${link}`);
    if (address === null) return outside(self, link);
    page.frame.hidden = false;
    empty.hidden = true;
    field.value = link;
    return page.go(address);
  }
  function back() {
    if (!page.frame.hidden) page.frame.contentWindow.history.back();
  }
  function arrived(win) {
    field.value = outward(win.location.href);
    lead(win, (url) => outside(self, url));
  }
  // A phone without LINE has use for pages of the service; codes for LINE are only named where there is nothing else.
  async function scan() {
    const links = await seen().catch(() => []);
    const pages = links.filter(({ value }) => ours(value));
    const offered = pages.length > 0 ? pages : links;
    if (offered.length === 0) return self.say("QRコードが見つかりませんでした");
    const chosen = offered.length === 1 ? offered[0].value : await sheet(self, "読み取ったQRコード", choices(...offered));
    return chosen ? go(chosen) : undefined;
  }
  async function seen() {
    const shown = screens().flatMap(({ who, pictures }) => pictures.map((picture) => ({ who, picture })));
    const read = await Promise.all(shown.slice(0, MOST).map(async ({ who, picture }) => ({ who, value: await api.qr(picture) })));
    const links = read.filter(({ value }, n) => /^https?:/.test(value ?? "") && read.findIndex((one) => one.value === value) === n);
    return links.map(({ who, value }, n) => ({ label: `${n + 1}　${who}のスマホのQRコード`, value }));
  }
}
