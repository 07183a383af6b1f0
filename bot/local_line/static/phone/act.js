// What a tap does. The server makes the event; here only that happens which happens on the phone itself.

import * as api from "../api.js";
import { location } from "./location.js";
import { picker } from "./picker.js";
import { open } from "./web.js";

// `message`: id of the message whose button it is; null for the rich menu and quick replies.
export async function act(phone, action, message) {
  switch (action?.type) {
    case "camera": return phone.choose("camera");
    case "cameraRoll": return phone.choose("album");
    case "location": return place(phone);
    case "datetimepicker": return pick(phone, action, message);
    default: return tapped(phone, action, await api.tap(phone.user, message, action));
  }
}

export async function place(phone) {
  const chosen = await location(phone);
  if (chosen) await api.send(phone.user, { location: chosen });
}

async function pick(phone, action, message) {
  const picked = await picker(phone, action, phone.now());
  if (picked) await api.tap(phone.user, message, action, picked);
}

async function tapped(phone, action, answer) {
  if (action.type === "clipboard") return copy(phone, answer.copied ?? action.clipboardText);
  if (action.type === "uri") return open(phone, answer.open ?? action.uri);
  if (action.type === "postback" && action.inputOption) phone.input(action.inputOption, action.fillInText);
  return undefined;
}

async function copy(phone, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copied(phone, text)) return phone.say("コピーできませんでした");
  }
  return phone.say("コピーしました");
}

// Without https (a phone in the same network) browsers offer only the old way.
function copied(phone, text) {
  const field = document.createElement("textarea");
  field.value = text;
  phone.node.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
