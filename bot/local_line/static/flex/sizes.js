// The numbers of LINE's Flex rendering, in CSS px, and the syntax of its values. What is not such a value is dropped.

export const BUBBLE = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 500 };
export const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
export const IMAGE = {
  xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220, full: "100%",
};
export const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
export const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };

const plain = (name) => ({ header: "20px", body: "19px 20px 20px", footer: "10px" })[name];
const kilo = (name) => ({ header: "13px", body: "13px", footer: "10px" })[name];
const small = (name) => ({ header: "11px 14px 13px", body: "11px 14px 13px", footer: "10px" })[name];
const PADDING = { nano: () => "10px", micro: () => "10px", deca: small, hecto: small, kilo, mega: plain, giga: plain };
const ABOVE_FOOTER = { nano: 10, micro: 10, deca: 17, hecto: 17, kilo: 17, mega: 10, giga: 10 };

// Padding of a block as CSS; a body that a footer follows has its own bottom.
export function padding(block, size, footed) {
  const all = PADDING[size](block);
  return block === "body" && footed ? { padding: all, paddingBottom: `${ABOVE_FOOTER[size]}px` } : { padding: all };
}

// A keyword of `words`, px or (where LINE allows it) %, as CSS; "" when it is none of them.
export function length(value, words = {}) {
  if (typeof value !== "string") return "";
  if (Object.hasOwn(words, value)) return typeof words[value] === "number" ? `${words[value]}px` : words[value];
  return /^-?\d+(\.\d+)?(px|%)$/.test(value) ? value : "";
}

export const color = (value) => (/^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(value ?? "") ? value : "");

export function ratio(value) {
  const found = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value ?? "");
  return found ? `${found[1]} / ${found[2]}` : "1 / 1";
}
