// Where a link of a message leads: to a page of the service, to typed words, or outside (which is only named, never loaded).

let base = location.origin;
let open = "https://demo.invalid";

export function settle({ base: given, public_url: shown }) {
  if (given) base = given.replace(/\/$/, "");
  if (shown) open = shown.replace(/\/$/, "");
}

// The address to load for a picture or page of the service, or null when it is not one of ours.
export function ours(url) {
  const text = String(url ?? "");
  if (text.startsWith(`${open}/`) || text === open) return base + text.slice(open.length);
  const parsed = URL.canParse(text, location.origin) ? new URL(text, location.origin) : null;
  const near = parsed && ["http:", "https:", "blob:"].includes(parsed.protocol);
  return near && [location.origin, new URL(base).origin].includes(parsed.origin) ? parsed.href : null;
}

// The address as people see it, for one that was loaded here.
export const outward = (address) => (address.startsWith(`${base}/`) ? open + address.slice(base.length) : address);

// The words of https://line.me/R/oaMessage/{account}/?{words}, or null.
export function typed(url) {
  const found = /^https:\/\/line\.me\/R\/oaMessage\/[^/?]+\/?\?(.*)$/.exec(url);
  return found ? plain(found[1]) : null;
}

function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
