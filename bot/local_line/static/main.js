// The page: four phones side by side (one at a time on a narrow screen), the clock, what to do next, and the record.

import { settle } from "./address.js";
import * as api from "./api.js";
import { clock } from "./clock.js";
import { button, el } from "./dom.js";
import { guide } from "./guide.js";
import { record } from "./log.js";
import { phone } from "./phone/phone.js";
import { plain } from "./phone/plain.js";
import { serial } from "./serial.js";

const ROLES = { expert: "専門家", agency: "支援機関", secretariat: "事務局", auditor: "監査" };
const CLIENT = "事業者";
const RECENT = 3; // pictures of a chat that the client's camera sees
const part = (id) => document.getElementById(id);
const comma = new Intl.NumberFormat("ja-JP");

const [settings, people, places] = await Promise.all([api.settings(), api.people(), api.places()]);
settle(settings);
const time = clock(part("clock"));
const role = (person) => ROLES[person.role] ?? person.role;
const phones = new Map();
const log = record(part("log"), (user) => { const who = people.find((one) => one.user === user); return who ? role(who) : ""; });
const lead = guide(part("guide"), light, (who) => turn(document.querySelector(`[data-who="${who}"]`)));

for (const person of people) {
  const made = phone(person, settings.account ?? "専門家派遣（見本）", time, places[0]);
  phones.set(person.user, made);
  panel(role(person), person.name, made.node).dataset.user = person.user;
}
panel(CLIENT, "LINEを使わない方", plain("client", time, places[0], screens).node);
tab("記録", part("record"));

function panel(name, words, node) {
  const made = el("section", { class: "slot", "aria-label": `${name}のスマホ`, "data-who": name },
    el("h2", { class: "who" }, el("b", { text: name }), el("bdi", { text: words })), node);
  part("table").insertBefore(made, part("record"));
  tab(name, made);
  return made;
}
function tab(name, made) {
  part("tabs").append(button("tab", name, () => turn(made)));
}
function turn(made) {
  for (const [at, one] of [...part("table").children].entries()) {
    one.classList.toggle("chosen", one === made);
    part("tabs").children[at].setAttribute("aria-pressed", String(one === made));
  }
  made.scrollIntoView({ inline: "nearest", block: "nearest" });
}
// Marks the phone on which something is to be done next, and its tab.
function light(who) {
  for (const [at, one] of [...part("table").children].entries()) {
    const next = one.dataset.who === who;
    one.classList.toggle("next", next);
    part("tabs").children[at].classList.toggle("next", next);
  }
}
// The newest pictures on the other phones.
function screens() {
  return people.map((person) => ({
    who: role(person),
    pictures: [...phones.get(person.user).node.querySelectorAll(".messages img")].slice(-RECENT).reverse().map((image) => image.src),
  }));
}

async function count() {
  const { used, limit } = await api.quota();
  part("quota").textContent = `今月の送信　${comma.format(used)}通 ／ ${limit ? `${comma.format(limit)}通` : "制限なし"}`;
}

// Webhooks are not told by the stream, but each is followed by a changed chat or a call.
const write = serial(async () => log(...await Promise.all([api.requests(), api.webhooks(), count()])));
const show = async (one) => { await one.refresh(); lead(people.map((person) => [role(person), phones.get(person.user).chat()])); };
const everything = () => Promise.all([...[...phones.values()].map(show), write(), api.clock().then(time.set)]);

for (const move of document.querySelectorAll("[data-seconds]")) {
  move.addEventListener("click", () => api.advance(Number(move.dataset.seconds)).then(time.set));
}
turn(part("table").firstElementChild);
// What fails while the local LINE is away is fetched again when the stream is back.
const trying = (work) => work.catch(() => {});
api.listen({
  chat: ({ user }) => { const one = phones.get(user); if (one) trying(show(one)); trying(write()); },
  log: () => trying(write()),
  clock: time.set,
}, () => trying(everything()));
await everything();
document.body.dataset.ready = "yes";
