// The one line over the phones: what a newcomer does next, and on which phone. It knows only what the chats show.

import { button, el } from "./dom.js";

const CODE = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/g;

// Each step: whose phone, what to do there (words, or the words for these chats), and whose chat shows it is done, by which words.
const STEPS = [
  ["支援機関", "「専門家を招待」を押し、質問に答えます。", "支援機関", /招待コードができました/],
  ["専門家", "「友だち追加」を押します。", "専門家", /./],
  ["専門家", (chats) => `「招待コードを入力」を押し、${chats.支援機関.said.match(CODE)?.at(-1) ?? "コード"} を送ります。`, "専門家", /プロフィール登録/],
  ["専門家", "「はじめる」を押し、質問に答えて送信します。", "支援機関", /承認のお願いが/],
  ["支援機関", "「開く」を押し、内容を見て「承認する」を押します。", "事務局", /承認のお願いが/],
  ["事務局", "「開く」を押し、内容を見て「承認する」を押します。", "専門家", /委嘱条件のご確認をお願いします/],
  ["専門家", "委嘱条件を読み、「同意する」を押します。", "専門家", /委嘱条件に同意済み/],
  ["事務局", "「委嘱状の発行」を押し、「発行する」を押します。", "専門家", /委嘱状が届きました/],
  ["専門家", "「就任承諾書を送る」を押し、署名して送信します。", "専門家", /就任承諾書提出済み/],
  ["支援機関", "「派遣を申請」を押し、事業者と日時を答えて送信します。", "専門家", /派遣のお願いが/],
  ["専門家", "「開く」を押し、「引き受ける」を押します。", "専門家", /派遣の日程が確定しました/],
  ["専門家", "「チェックイン」を押し、位置を測ります（訪問の日時まで時計を進めます）。", "専門家", /チェックインを記録しました/],
  ["専門家", "「事業者に確認してもらう」を押します（支援の終わりまで時計を進めます）。", "専門家", /事業者の方の確認をお願いします/],
  ["事業者", "「この画面のQRを読み取る」を押し、内容を確認します。", "専門家", /事業者の確認が終わりました/],
  ["専門家", "「チェックアウト」を押します。", "専門家", /チェックアウトを記録しました/],
  ["専門家", "「報告書」を押し、質問に答えて送信します。", "支援機関", /報告書の確認のお願いが/],
  ["支援機関", "「報告の確認」を押し、内容を見て「確認する」を押します。", "支援機関", /次は事務局が検収します/],
  ["事務局", "「検収」を押し、内容を見て「検収する」を押します。", "専門家", /報告書の検収が終わりました/],
  ["専門家", "「謝金」を押し、「通帳の写真を送る」を押します。", "専門家", /通帳の写真を受け付けました/],
  ["事務局", "「支払い」「口座の確認待ちを見る」を押し、口座を通帳と見比べて確認します。", "事務局", /口座の確認を記録しました/],
  ["事務局", "「支払い」を押し、「振込データを作る」を押します。", "事務局", /振込データ F\d/],
  ["事務局", "「支払い」を押し、一覧で「振込済みにする」を押します（振込日まで時計を進めます）。", "専門家", /謝金をお振り込みしました/],
];
const RETURNED = ["専門家", "「開く」を押し、差し戻された項目を直して送信します。"];
const DONE = "ひととおり終わりました。ご自由にお試しください。";

// light(who): marks a phone, "" for none; go(who): shows it. Gives a function of [[who, chat]].
export function guide(node, light, go) {
  let shown = "";
  return function follow(pairs) {
    const [mark, who, words] = next(pairs);
    if (shown === mark + who + words) return;
    shown = mark + who + words;
    light(who);
    node.replaceChildren(...(who ? [el("b", { text: `${mark} ` }), button("lead", `${who}のスマホ`, () => go(who)), `で${words}`] : [words]));
  };
}

// What was done last counts: whoever went another way is taken up from there.
function next(pairs) {
  const chats = Object.fromEntries(pairs.map(([who, chat]) => [who, heard(chat)]));
  if (!["専門家", "支援機関", "事務局"].every((who) => chats[who])) return ["", "", ""];
  const at = STEPS.findLastIndex(([, , who, words]) => words.test(chats[who].said)) + 1;
  if (at === STEPS.length) return ["", "", DONE];
  const [who, words] = chats.専門家.returned ? RETURNED : STEPS[at];
  return [String.fromCodePoint(at < 20 ? 0x2460 + at : 0x3251 + at - 20), who, typeof words === "string" ? words : words(chats)];
}

// All words of the account in a chat, and whether something was returned that was not sent again.
function heard(chat) {
  const said = chat.messages.filter(({ from }) => from === "bot").map(({ message }) => JSON.stringify({ ...message, quickReply: null }).replaceAll("\\n", ""));
  const newest = (words) => said.findLastIndex((one) => words.test(one));
  return { said: said.join("\n"), returned: newest(/確認のお願いがあります/) > newest(/送信しました/) };
}
