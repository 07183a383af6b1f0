// The record of what went to and fro, in words: time, direction, status with a word, and whom it was about. Newest first.

import { el } from "./dom.js";
import { second } from "./when.js";

const MOST = 200;
const KINDS = { redelivery: "再送", duplicate: "二重の配信", verify: "接続の確認", dropped: "届けず" };
const REASONS = { request_timeout: "時間切れ", could_not_connect: "接続できず", unclassified: "途中で切断", error_status_code: "受け取られず" };
const WORDS = { 200: "成功", 202: "受付", 401: "認証", 404: "なし", 409: "済み", 410: "消去", 413: "過大", 429: "制限" };
const IDS = /\b(U|richmenu-)[0-9a-f]{32}/g;
const EVENTS = {
  message: "メッセージ", "message/text": "文字", "message/image": "写真", "message/video": "動画", "message/audio": "音声",
  "message/file": "ファイル", "message/location": "位置情報", "message/sticker": "スタンプ", postback: "ボタン",
  follow: "友だち追加", unfollow: "ブロック", unsend: "送信の取り消し",
};
const CALLS = [
  [/message\/reply$/, "返信"], [/message\/push$/, "お知らせの送信"], [/message\/(multicast|broadcast)$/, "一斉送信"],
  [/message\/validate/, "文面の点検"], [/message\/(quota|delivery|aggregation)/, "送信数の照会"], [/loading\/start$/, "入力中の表示"],
  [/markAsRead$/, "既読にする"], [/message\/[^/]+\/content/, "写真やファイルの取得"], [/user\/[^/]+\/richmenu|richmenu\/bulk/, "メニューの切り替え"],
  [/richmenu\/alias/, "メニューの別名"], [/richmenu/, "メニューの設定"], [/profile/, "プロフィールの照会"], [/channel\/webhook/, "配信先の設定"],
  [/bot\/info$/, "アカウントの照会"], [/oauth|verify|token/i, "鍵の発行と確認"],
];

// name(user): the role of a person, or "".
export function record(list, name) {
  return function fill(calls, attempts) {
    const rows = [...calls.slice(0, MOST).map(call), ...attempts.slice(0, MOST).map(webhook)];
    rows.sort((one, other) => other.at - one.at);
    list.replaceChildren(...rows.slice(0, MOST).map(line));
  };

  function call(row) {
    const what = CALLS.find(([path]) => path.test(row.path))?.[1] ?? "その他の呼び出し";
    return { ...row, way: "LINEへ", what, below: [name(row.user), row.words, `${row.method} ${row.path.replace(IDS, "$1…")}`] };
  }
  function webhook({ at, status, kind, about, reason }) {
    const what = about.map(([user, type]) => [name(user), EVENTS[type] ?? EVENTS[type.split("/")[0]] ?? "その他"].filter(Boolean).join("　")).join("、");
    return { at, status, way: "LINEから", what: what || "空の配信", below: [KINDS[kind], REASONS[reason]] };
  }
}

function line({ at, status, way, what, below }) {
  const [tone, word] = verdict(status);
  return el("li", {},
    el("div", {}, el("time", { text: second(at) }), el("span", { text: way }), el("b", { class: tone, text: status ? `${status} ${word}` : word })),
    el("p", { text: what }),
    el("small", {}, ...below.filter(Boolean).map((text) => el("bdi", { text }))));
}

function verdict(status) {
  if (!status) return ["bad", "応答なし"];
  const tone = status < 300 ? "good" : [409, 429].includes(status) ? "held" : "bad";
  return [tone, WORDS[status] ?? (status < 300 ? "成功" : status < 500 ? "誤り" : "失敗")];
}
