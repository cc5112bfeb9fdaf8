import { now, tenant } from "./tenant.js";

// Every time is shown in the tenant's zone, as on the cards; where the browser stands does not matter.
const kinds = {
  time: { hour: "2-digit", minute: "2-digit" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  day: { weekday: "short", day: "numeric", month: "short" },
  full: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
const formats = new Map();
function format(kind, date) {
  const { timeZone } = tenant.clock;
  const key = `${kind} ${timeZone}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { ...kinds[kind], timeZone }));
  return formats.get(key).format(new Date(date));
}

const isToday = text => format("day", text) === format("day", now());
export const timeOf = text => format("time", text);
export const secondsOf = text => format("seconds", text);
export const fullTime = date => format("full", date);
export const dayOf = text => (isToday(text) ? "Today" : format("day", text));
export const shortTime = text => (isToday(text) ? timeOf(text) : format("day", text));
/** The place that names the zone: "Berlin" for Europe/Berlin. */
export const zoneName = () => tenant.clock.timeZone?.split("/").pop().replaceAll("_", " ") ?? "";

export function span(seconds) {
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const parts = [];
  let rest = Math.round(Math.abs(seconds));
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.join(" ") || "0 s";
}

export const bytes = count => (count == null ? "" : count < 1024 ? `${count} B` : count < 1048576 ? `${(count / 1024).toFixed(1)} KB` : `${(count / 1048576).toFixed(1)} MB`);
export const initials = name => (name.match(/\p{L}+/gu) ?? ["?"]).filter((_, index, all) => index === 0 || index === all.length - 1).map(word => word[0].toLocaleUpperCase()).join("");
export const hue = text => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
export const who = party => (party?.name && party.name !== party.address ? `${party.name} <${party.address}>` : party?.address ?? "");
