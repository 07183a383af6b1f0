// One phone: header, chat, quick replies, and below them the rich menu, the input line, or the question to become friends.

import * as api from "../api.js";
import { history } from "../chat/history.js";
import { row } from "../chat/row.js";
import { button, el, icon } from "../dom.js";
import { serial } from "../serial.js";
import { act } from "./act.js";
import { composer } from "./composer.js";
import { position } from "./position.js";
import { quickReplies } from "./quick.js";
import { richMenu } from "./richmenu.js";
import { choices, sheet, toast } from "./sheet.js";
import { view } from "./web.js";

// The waiting dots end by themselves without anybody saying so: ask again after this many ms.
const LOADING = 5000;

// person: {user, name, role word}; account: the name in the header; time: the clock of clock.js; start: where the phone is at first.
export function phone(person, account, time, start) {
  const node = el("div", { class: "phone" });
  const screen = el("div", { class: "screen" });
  const self = { node, screen, user: person.user, now: time.local, clock: time.now, attempt, choose: (from) => input.choose(from) };
  let chat = { friend: "none", messages: [], quick: null, menu: null, loading: false };
  let typing = false;
  let waiting = 0;
  Object.assign(self, {
    act: (action, message) => attempt(() => act(self, action, message), draw),
    say: toast(self), view: (address) => view(self, address), unsend, type, input: option, position: position(self, start),
  });
  const list = el("ol", { class: "messages", "aria-label": "メッセージ" });
  const pane = el("div", { class: "chat", tabindex: "0", role: "log", "aria-label": "トーク" }, list);
  const show = history(pane, list, (message) => row(message, self));
  const quick = quickReplies(self);
  const menu = richMenu(self, () => { typing = true; draw(); type(null); });
  const input = composer(self, () => { typing = false; menu.open(true); draw(); });
  const gate = el("div", { class: "gate" });
  screen.append(head(), pane, quick.node, gate, menu.node, input.node);
  node.append(screen);
  const refresh = serial(load);
  return { node, refresh, chat: () => chat };

  async function load() {
    chat = await api.chat(person.user);
    clearTimeout(waiting);
    if (chat.loading) waiting = setTimeout(refresh, LOADING);
    draw();
  }
  function draw() {
    const friend = chat.friend === "friend";
    show(chat.messages, chat.loading);
    quick.show(friend ? chat.quick : null);
    menu.show(chat.menu);
    menu.node.hidden = !friend || !chat.menu || typing;
    input.node.hidden = !friend || (Boolean(chat.menu) && !typing);
    input.rich.hidden = !chat.menu;
    gate.hidden = friend;
    if (!friend && gate.dataset.for !== chat.friend) ask();
  }
  function ask() {
    const blocked = chat.friend === "blocked";
    gate.dataset.for = chat.friend;
    gate.replaceChildren(
      el("p", { text: blocked ? "このアカウントをブロックしています。" : "友だちに追加すると、トークを始められます。" }),
      button("wide fill", blocked ? "ブロックを解除する" : "友だち追加", () => befriend(blocked ? "unblock" : "follow")));
  }
  function head() {
    return el("header", { class: "head" }, el("span", { class: "avatar" }, icon("account")), el("b", { text: account }),
      button("round", "トークの設定", settings, icon("menu")));
  }
  async function settings() {
    const change = { none: ["follow", "友だち追加"], friend: ["block", "ブロックする"], blocked: ["unblock", "ブロックを解除する"] }[chat.friend];
    const chosen = await sheet(self, "トークの設定", choices({ label: change[1], value: change[0], stop: chat.friend === "friend" }));
    if (chosen) await befriend(chosen);
  }
  function befriend(change) {
    return attempt(() => api.friendship(person.user, change));
  }
  async function unsend(message) {
    if (screen.inert) return;
    const chosen = await sheet(self, "このメッセージ", choices({ label: "送信を取り消す", value: "unsend", stop: true }));
    if (chosen) await attempt(() => api.unsend(message));
  }
  function type(text) {
    typing = true;
    draw();
    input.type(text ?? "");
  }
  function option(name, text) {
    if (name === "openKeyboard") type(text);
    if (name === "openRichMenu" || name === "closeRichMenu") { typing = false; menu.open(name === "openRichMenu"); draw(); }
  }
  async function attempt(work, undo) {
    try {
      await work();
    } catch (error) {
      undo?.();
      self.say(error.message);
    }
    await refreshed();
  }
  async function refreshed() {
    await refresh().catch(() => self.say("手元のLINEに接続できません。"));
  }
}
