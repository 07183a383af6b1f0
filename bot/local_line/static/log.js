// The record of calls for developers: time, direction, status with a word, path, and who it was about. Newest first.

import { el } from "./dom.js";
import { second } from "./when.js";

const MOST = 200;
const KINDS = { redelivery: "再送", duplicate: "重複", verify: "確認", dropped: "不達" };
const REASONS = { request_timeout: "時間切れ", could_not_connect: "接続できず", unclassified: "途中で切断" };
const WORDS = { 200: "成功", 202: "受付", 401: "認証", 404: "なし", 409: "済み", 410: "消去", 413: "過大", 429: "制限" };

export function record(list, name) {
  return function fill(calls, attempts) {
    const rows = [...calls.slice(0, MOST), ...attempts.slice(0, MOST).map(webhook)];
    rows.sort((one, other) => other.at - one.at);
    list.replaceChildren(...rows.slice(0, MOST).map(line));
  };

  function line(row) {
    const [tone, word] = verdict(row.status);
    const below = [name(row.user), row.words].filter(Boolean);
    return el("li", {},
      el("div", {}, el("time", { text: second(row.at) }), el("span", { text: row.method }),
        el("b", { class: tone, text: row.status ? `${row.status} ${word}` : word })),
      el("p", { text: row.path }),
      below.length > 0 ? el("small", {}, ...below.map((text) => el("bdi", { text }))) : null);
  }
}

const webhook = ({ at, status, kind, events, reason }) => ({
  at, status, method: "→", path: "webhook", words: [KINDS[kind], `${events.length}件`, REASONS[reason]].filter(Boolean).join("　"),
});

function verdict(status) {
  if (!status) return ["bad", "応答なし"];
  const tone = status < 300 ? "good" : [409, 429].includes(status) ? "held" : "bad";
  return [tone, WORDS[status] ?? (status < 300 ? "成功" : status < 500 ? "誤り" : "失敗")];
}
