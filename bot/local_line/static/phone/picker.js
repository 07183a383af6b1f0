// LINE's date and time picker, as the browser's own input in a sheet. Gives the value in LINE's format, or null.

import { button, el } from "../dom.js";
import { sheet } from "./sheet.js";

const KINDS = {
  date: ["date", "日付を選ぶ"], time: ["time", "時刻を選ぶ"], datetime: ["datetime-local", "日時を選ぶ"],
};
const tidy = (value) => value?.replace("t", "T");

export function picker(phone, action, now) {
  const [type, title] = KINDS[action.mode] ?? KINDS.date;
  const usual = { date: now.slice(0, 10), time: now.slice(11), datetime: now }[action.mode];
  return sheet(phone, title, (close) => {
    const field = el("input", { type, id: `pick-${phone.user}`, class: "field", min: tidy(action.min), max: tidy(action.max), required: true, autofocus: true });
    field.value = tidy(action.initial) ?? usual;
    const label = el("label", { for: field.id, class: "label", text: action.label || title });
    return el("form", { class: "stack", novalidate: true, onsubmit: done }, label, field, fault(), button("wide fill", "決定", done));

    function done(event) {
      event.preventDefault();
      if (field.checkValidity()) return close(field.value.slice(0, 16));
      field.closest("form").querySelector(".fault").textContent = range(action);
      field.focus();
    }
  });
}

const fault = () => el("p", { class: "fault", role: "alert" });

function range({ min, max }) {
  if (min && max) return `${tidy(min)}から${tidy(max)}までの間で選んでください。`;
  if (min) return `${tidy(min)}以後を選んでください。`;
  return max ? `${tidy(max)}以前を選んでください。` : "もう一度選んでください。";
}
