import { now } from "./tenant.js";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const clockSeconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const timeOf = text => clock.format(new Date(text));
export const secondsOf = text => clockSeconds.format(new Date(text));
export const fullTime = date => full.format(new Date(date));
export const dayOf = text => (new Date(text).toDateString() === now().toDateString() ? "Today" : day.format(new Date(text)));
export const shortTime = text => (new Date(text).toDateString() === now().toDateString() ? timeOf(text) : day.format(new Date(text)));

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
