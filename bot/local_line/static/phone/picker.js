// LINE's date and time picker as a row of wheels that offer nothing outside the ends. Gives the value in LINE's format, or null.

import { button, el } from "../dom.js";
import { sheet } from "./sheet.js";

// What an action leaves out is what LINE assumes.
const KINDS = {
  date: { title: "日付を選ぶ", least: "1900-01-01", most: "2100-12-31" },
  time: { title: "時刻を選ぶ", least: "00:00", most: "23:59" },
  datetime: { title: "日時を選ぶ", least: "1900-01-01T00:00", most: "2100-12-31T23:59" },
};
// Each wheel: its name, its first and last number with what was chosen before it, and what follows it in the value.
const YEAR = { name: "年", width: 4, from: 1900, to: () => 2100, after: "-" };
const MONTH = { name: "月", width: 2, from: 1, to: () => 12, after: "-" };
const DAY = { name: "日", width: 2, from: 1, to: (before) => new Date(Date.UTC(...before.split("-").slice(0, 2).map(Number), 0)).getUTCDate(), after: "" };
const HOUR = { name: "時", width: 2, from: 0, to: () => 23, after: ":" };
const MINUTE = { name: "分", width: 2, from: 0, to: () => 59, after: "" };
const WHEELS = { date: [YEAR, MONTH, DAY], time: [HOUR, MINUTE], datetime: [YEAR, MONTH, { ...DAY, after: "T" }, HOUR, MINUTE] };
const WEEKDAY = new Intl.DateTimeFormat("ja-JP", { timeZone: "UTC", weekday: "short" });
const dated = ({ name }) => "年月日".includes(name);
const tidy = (value) => value?.replace("t", "T");

export function picker(phone, action, now) {
  const { title, least, most } = KINDS[action.mode];
  const [min, max] = [tidy(action.min) ?? least, tidy(action.max) ?? most];
  const present = { date: now.slice(0, 10), time: now.slice(11), datetime: now }[action.mode];
  return sheet(phone, title, (close) => {
    const wheels = WHEELS[action.mode].map((wheel) => ({ ...wheel, node: el("select", { class: "field", "aria-label": wheel.name, onchange: turn }) }));
    wheels[0].node.setAttribute("autofocus", "");
    const first = tidy(action.initial) ?? present;
    let value = first < min ? min : first > max ? max : first;
    turn();
    return el("form", { class: "stack", novalidate: true, onsubmit: done },
      el("p", { class: "label", text: action.label || title }),
      ...[wheels.filter(dated), wheels.filter((wheel) => !dated(wheel))].map((row) => el("div", { class: "wheels" }, ...row.map(({ node }) => node))),
      button("wide fill", "決定", done));

    // From the first wheel to the last: each keeps its number if that is still offered, else takes the nearest.
    function turn(event) {
      let before = "";
      let at = 0;
      for (const wheel of wheels) {
        const wanted = event ? wheel.node.value : value.slice(at, at + wheel.width);
        const offered = numbers(wheel, before, min, max);
        const kept = offered.includes(wanted) ? wanted : wanted < offered[0] ? offered[0] : offered.at(-1);
        fill(wheel, before, offered, kept);
        before += kept + wheel.after;
        at += wheel.width + 1;
      }
      value = before;
    }
    function done(event) {
      event.preventDefault();
      close(value);
    }
  });
}

// A number is offered when the value so far, with it, can still lie between the ends.
function numbers({ width, from, to }, before, min, max) {
  const all = Array.from({ length: to(before) - from + 1 }, (_, n) => String(from + n).padStart(width, "0"));
  const size = before.length + width;
  return all.filter((number) => before + number >= min.slice(0, size) && before + number <= max.slice(0, size));
}

function fill({ node, name }, before, offered, kept) {
  node.replaceChildren(...offered.map((number) => el("option", {
    value: number, text: `${Number(number)}${name}${name === "日" ? `(${weekday(before + number)})` : ""}`, selected: number === kept,
  })));
}

const weekday = (date) => WEEKDAY.format(new Date(`${date}T00:00Z`));
