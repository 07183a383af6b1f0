// LINE's date and time picker, as the browser's own input in a sheet with the choice read back in words.
// Gives the value in LINE's format, or null. What an action leaves out is what LINE assumes.

import { button, el } from "../dom.js";
import { sheet } from "./sheet.js";

const KINDS = {
  date: { type: "date", title: "日付を選ぶ", least: "1900-01-01", most: "2100-12-31", length: 10 },
  time: { type: "time", title: "時刻を選ぶ", least: "00:00", most: "23:59", length: 5 },
  datetime: { type: "datetime-local", title: "日時を選ぶ", least: "1900-01-01T00:00", most: "2100-12-31T23:59", length: 16 },
};
const DAY = new Intl.DateTimeFormat("ja-JP", { timeZone: "UTC", dateStyle: "long" });
const WEEKDAY = new Intl.DateTimeFormat("ja-JP", { timeZone: "UTC", weekday: "short" });
const tidy = (value) => value?.replace("t", "T");

export function picker(phone, action, now) {
  const { type, title, least, most, length } = KINDS[action.mode];
  const [min, max] = [tidy(action.min) ?? least, tidy(action.max) ?? most];
  const present = { date: now.slice(0, 10), time: now.slice(11), datetime: now }[action.mode];
  return sheet(phone, title, (close) => {
    const field = el("input", { type, id: `pick-${phone.user}`, class: "field", min, max, required: true, autofocus: true });
    const label = el("label", { for: field.id, class: "label", text: action.label || title });
    const read = el("output", { class: "read", for: field.id });
    const wrong = el("p", { class: "fault", role: "alert" });
    field.addEventListener("input", said);
    field.value = within(tidy(action.initial) ?? present);
    said();
    return el("form", { class: "stack", novalidate: true, onsubmit: done }, label, field, read, wrong, button("wide fill", "決定", done));

    function within(value) {
      return value < min ? min : value > max ? max : value;
    }
    function said() {
      read.textContent = field.value ? words(field.value.slice(0, length)) : "";
      wrong.textContent = "";
    }
    function done(event) {
      event.preventDefault();
      if (field.checkValidity()) return close(field.value.slice(0, length));
      wrong.textContent = range(min === least ? "" : min, max === most ? "" : max);
      field.focus();
    }
  });
}

// "2029-03-31T14:30" as 2029年3月31日(土) 14:30; either half may stand alone.
function words(value) {
  const [, date, time] = /^(?:(\d+-\d\d-\d\d))?T?(\d\d:\d\d)?$/.exec(value);
  const day = date ? new Date(`${date}T00:00Z`) : null;
  return [day ? `${DAY.format(day)}(${WEEKDAY.format(day)})` : "", time ?? ""].filter(Boolean).join(" ");
}

function range(min, max) {
  if (min && max) return `${words(min)}から${words(max)}までの間で選んでください。`;
  if (min) return `${words(min)}以後を選んでください。`;
  return max ? `${words(max)}以前を選んでください。` : "もう一度選んでください。";
}
