import { api } from "./api.js";
import { h } from "./dom.js";
import { attempt } from "./widgets.js";

// Availability and activity as Graph pairs them (presence resource).
export const pairs = [
  ["Available", "Available", "Available"], ["Busy", "Busy", "Busy"], ["Busy", "InACall", "In a call"], ["Busy", "InAConferenceCall", "In a conference call"], ["Busy", "InAMeeting", "In a meeting"],
  ["DoNotDisturb", "DoNotDisturb", "Do not disturb"], ["DoNotDisturb", "Presenting", "Presenting"], ["DoNotDisturb", "UrgentInterruptionsOnly", "Urgent interruptions only"],
  ["BeRightBack", "BeRightBack", "Be right back"], ["Away", "Away", "Away"], ["AvailableIdle", "Inactive", "Inactive"], ["Offline", "Offline", "Offline"], ["Offline", "OffWork", "Off work"], ["Offline", "OutOfOffice", "Out of office"], ["PresenceUnknown", "PresenceUnknown", "Unknown"],
];
const kinds = { Available: "free", AvailableIdle: "away", Busy: "busy", BusyIdle: "busy", DoNotDisturb: "dnd", Away: "away", BeRightBack: "away" };

export const presenceName = presence => pairs.find(([availability, activity]) => availability === presence?.availability && activity === presence?.activity)?.[2] ?? presence?.activity ?? "Unknown";
export const presenceDot = presence => h("span", { class: "presence", data: { kind: kinds[presence?.availability] ?? "off" }, "aria-hidden": "true" });

export function presencePicker(person) {
  const chosen = `${person.presence?.availability}/${person.presence?.activity}`;
  const known = pairs.some(([availability, activity]) => `${availability}/${activity}` === chosen);
  const options = pairs.map(([availability, activity, name]) => h("option", { value: `${availability}/${activity}`, selected: `${availability}/${activity}` === chosen }, name));
  if (!known) options.unshift(h("option", { value: chosen, selected: true }, presenceName(person.presence)));
  return h("span", { class: "presence-pick" }, presenceDot(person.presence), h("select", {
    class: "select select-small", id: "presence", "aria-label": `Presence of ${person.name}`, data: { key: "presence" },
    onchange: event => { const [availability, activity] = event.target.value.split("/"); attempt(() => api.presence(person.id, availability, activity)); },
  }, ...options));
}
