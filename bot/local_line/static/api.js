// The control API of the local LINE, one function for each call the phones make. Failures arrive as Error with words.

const WORDS = { 404: "見つかりませんでした。", 409: "この操作は、いまの画面ではできません。", 413: "ファイルが大きすぎます。" };

async function call(path, options = {}) {
  const answer = await fetch(`/_line/${path}`, options);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(WORDS[answer.status] ?? "うまくいきませんでした。もう一度お試しください。");
  return body;
}

const post = (path, body) => call(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}),
});
const of = (user) => `chats/${encodeURIComponent(user)}`;

export const people = () => call("people");
export const chat = (user) => call(of(user));
export const clock = () => call("clock");
export const advance = (seconds) => post("clock", { advance: seconds });
export const quota = () => call("quota");
export const requests = () => call("requests");
export const webhooks = () => call("webhooks");
export const places = () => call("places");
export const settings = () => call("settings").catch(() => ({}));

export const send = (user, what) => post(`${of(user)}/send`, what);
export const tap = (user, message, action, picked) => post(`${of(user)}/tap`, { message, action, ...(picked ? { picked } : {}) });
export const friendship = (user, change) => post(`${of(user)}/${change}`);
export const unsend = (message) => post(`messages/${encodeURIComponent(message)}/unsend`);

// The words of the QR code in the picture at this address, or null.
export async function qr(picture) {
  const shown = await fetch(picture);
  return (await call("qr", { method: "POST", body: await shown.blob() })).text;
}

export function upload(user, files) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return call(`${of(user)}/send`, { method: "POST", body: form });
}

// A stream that broke comes back by itself; what was missed meanwhile is fetched again by `again`.
export function listen(handlers, again) {
  const source = new EventSource("/_line/stream");
  let opened = false;
  source.addEventListener("open", () => { if (opened) again(); opened = true; });
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
  return source;
}
