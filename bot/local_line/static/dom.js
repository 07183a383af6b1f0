// Building blocks of every drawing: elements and icons made by createElement and textContent only,
// so that nothing a person typed can ever become markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  account: "M3 17h18M5 17a7 7 0 0 1 14 0M12 10v7M8 11.5V17M16 11.5V17",
  menu: "M4 7h16M4 12h16M4 17h16",
  rich: "M4 7h16M4 12h16M4 17h10",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  send: "M4 4.5l16.5 7.5L4 19.5 6.5 12zM6.5 12h7",
  keyboard: "M3 6.5h18v11H3zM6.5 10h.1M10 10h.1M14 10h.1M17.5 10h.1M8 14h8",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  back: "M15 4l-8 8 8 8",
  next: "M9 4l8 8-8 8",
  close: "M6 6l12 12M18 6L6 18",
  more: "M6 12h.1M12 12h.1M18 12h.1",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9h.1",
  camera: "M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  pin: "M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.1M15 9.5h.1",
  video: "M3 6.5h12v11H3zM15 11l6-3.5v9L15 13z",
  play: "M8 5.5l11 6.5-11 6.5z",
  file: "M14 3H7a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 7 21h10a1.5 1.5 0 0 0 1.5-1.5V7.5zM14 3v4.5h4.5M9 13h6M9 17h6",
};

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) set(node, key, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function set(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key === "text") node.textContent = value;
  else if (key === "class") node.className = value;
  else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else node.setAttribute(key, value === true ? "" : value);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(shape("path", { d: ICONS[name] }));
  return svg;
}

export function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

export function button(className, label, onclick, ...children) {
  const shown = children.length > 0;
  return el("button", { type: "button", class: className, "aria-label": shown ? label : null, onclick },
    ...(shown ? children : [label]));
}
