// The page: three phones side by side (one at a time on a narrow screen), the clock, this month's sending, and the record.

import { settle } from "./address.js";
import * as api from "./api.js";
import { clock } from "./clock.js";
import { button, el } from "./dom.js";
import { record } from "./log.js";
import { phone } from "./phone/phone.js";
import { serial } from "./serial.js";

const ROLES = { expert: "専門家", agency: "支援機関", secretariat: "事務局", auditor: "監査" };
const part = (id) => document.getElementById(id);
const comma = new Intl.NumberFormat("ja-JP");

const [settings, people, places] = await Promise.all([api.settings(), api.people(), api.places()]);
settle(settings);
const time = clock(part("clock"));
const role = (person) => ROLES[person.role] ?? person.role;
const phones = new Map();
const log = record(part("log"), (user) => { const who = people.find((one) => one.user === user); return who ? role(who) : ""; });

for (const person of people) {
  const made = phone(person, settings.account ?? "専門家派遣（見本）", time, places[0]);
  phones.set(person.user, made);
  const panel = el("section", { class: "slot", id: `slot-${phones.size}`, "aria-label": role(person), "data-user": person.user },
    el("h2", { class: "who" }, el("b", { text: role(person) }), el("bdi", { text: person.name })), made.node);
  part("phones").append(panel);
  part("tabs").append(button("tab", role(person), () => turn(panel.id)));
}

function turn(id) {
  for (const [at, panel] of [...part("phones").children].entries()) {
    panel.classList.toggle("chosen", panel.id === id);
    part("tabs").children[at].setAttribute("aria-pressed", String(panel.id === id));
  }
}

async function count() {
  const { used, limit } = await api.quota();
  part("quota").textContent = `今月の送信　${comma.format(used)}通 ／ ${limit ? `${comma.format(limit)}通` : "制限なし"}`;
}

// Webhooks are not told by the stream, but each is followed by a changed chat or a call.
const write = serial(async () => log(...await Promise.all([api.requests(), api.webhooks(), count()])));

const everything = () => Promise.all([...[...phones.values()].map((one) => one.refresh()), write(), api.clock().then(time.set)]);

const jump = (seconds) => api.advance(seconds).then(time.set);
part("five").addEventListener("click", () => jump(300));
part("day").addEventListener("click", () => jump(86400));
turn("slot-1");
api.listen({
  chat: ({ user }) => { phones.get(user)?.refresh(); write(); },
  log: write,
  clock: time.set,
}, everything);
await everything();
document.body.dataset.ready = "yes";
