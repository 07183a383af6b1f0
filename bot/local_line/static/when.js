// Times as people in Japan read them, whatever the time zone of the browser.

const part = (options) => new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", ...options });
const DAY = part({ month: "numeric", day: "numeric", weekday: "short" });
const MINUTE = part({ hour: "numeric", minute: "2-digit" });
const SECOND = part({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const FULL = part({ year: "numeric", month: "2-digit", day: "2-digit" });

export const day = (ms) => {
  const parts = Object.fromEntries(DAY.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.month}月${parts.day}日(${parts.weekday})`;
};
export const minute = (ms) => MINUTE.format(ms);
export const second = (ms) => SECOND.format(ms);
export const today = (ms) => FULL.format(ms).replaceAll("/", "-");
export const moment = (ms) => `${day(ms)} ${minute(ms)}`;
