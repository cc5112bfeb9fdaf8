import { accessButton } from "./access.js";
import { api } from "./api.js";
import { byId, changed, fill, h } from "./dom.js";
import { fullTime, span, zoneName } from "./format.js";
import { icon } from "./icons.js";
import { now, on, setNow, tenant } from "./tenant.js";
import { themePicker } from "./theme.js";
import { attempt, popover, toast } from "./widgets.js";

const faults = [
  ["graphDown", "Graph is down", "Every Graph call fails with 503", "Graph down"],
  ["graphThrottled", "Graph throttles", "Graph answers 429 with Retry-After", "Graph throttled"],
  ["teamsDown", "Teams is down", "Every connector call fails with 503", "Teams down"],
  ["teamsThrottled", "Teams throttles", "The connector answers 429 with Retry-After", "Teams throttled"],
  ["dropNotifications", "Drop notifications", "Graph's change notifications get lost", "Notifications dropped"],
];

async function advance(seconds) {
  const answer = await attempt(() => api.advance(seconds));
  if (!answer) return;
  setNow(answer.now);
  tick();
  toast(`The clock moved on by ${span(seconds)}.`);
}

let time, zone, offset;
function tick() {
  time.textContent = fullTime(now());
  time.dateTime = now().toISOString();
  zone.textContent = zoneName();
}

function clock() {
  time = h("time", {});
  zone = h("span", { class: "muted small", title: "Time zone of the tenant" });
  offset = h("span", { class: "tag tag-brand", hidden: true });
  const custom = h("button", { type: "button", class: "button button-small" }, "Custom…");
  const amount = h("input", { class: "input", type: "number", min: "1", max: "10000", value: "15", id: "advance-amount", required: true });
  const unit = h("select", { class: "select", "aria-label": "Unit" }, h("option", { value: "1" }, "seconds"), h("option", { value: "60", selected: true }, "minutes"), h("option", { value: "3600" }, "hours"), h("option", { value: "86400" }, "days"));
  const panel = h("form", {
    "aria-label": "Move the clock on", onsubmit: event => { event.preventDefault(); panel.hidePopover(); advance(Number(amount.value) * Number(unit.value)); },
  }, h("h2", {}, "Move the clock on"), h("label", { class: "label", htmlFor: "advance-amount" }, "By how much"), h("div", { class: "row" }, amount, unit, h("button", { class: "button button-primary" }, "Move on")));
  byId("clock").append(
    h("span", { class: "clock-time" }, icon("clock"), time, zone, offset),
    ...[[60, "+1 min"], [300, "+5 min"], [3600, "+1 h"]].map(([seconds, text]) => h("button", { type: "button", class: "button button-small", "aria-label": `Move the clock on by ${span(seconds)}`, onclick: () => advance(seconds) }, text)),
    ...popover(custom, panel));
  tick();
  setInterval(tick, 1000);
}

const change = (part) => attempt(() => api.faults(part));

function drawFaults(panel, chips, button) {
  if (!changed("faults", tenant.faults)) return;
  const slow = tenant.faults.graphSlowSeconds ?? 0;
  const active = faults.filter(([key]) => tenant.faults[key]).map(([, , , short]) => short);
  if (slow > 0) active.push(`Graph ${slow} s slow`);
  fill(chips, ...active.map(text => h("span", { class: "tag tag-bad" }, icon("alert"), text)));
  button.classList.toggle("button-alarm", active.length > 0);
  button.title = active.join(", ");
  button.lastChild.textContent = active.length ? `Faults (${active.length})` : "Faults";
  fill(panel, h("h2", {}, "Faults"),
    ...faults.map(([key, title, text]) => h("div", { class: "switch-row" },
      h("span", { class: "grow" }, h("span", { id: `fault-${key}` }, title), h("br"), h("span", { class: "muted small" }, text)),
      h("button", { type: "button", role: "switch", class: "switch", "aria-checked": String(Boolean(tenant.faults[key])), "aria-labelledby": `fault-${key}`, data: { key }, onclick: () => change({ [key]: !tenant.faults[key] }) }))),
    h("div", { class: "switch-row" },
      h("label", { class: "grow", htmlFor: "fault-slow" }, "Graph is slow", h("br"), h("span", { class: "muted small" }, "Each Graph call takes this long")),
      h("select", { class: "select select-small", id: "fault-slow", data: { key: "slow" }, onchange: event => change({ graphSlowSeconds: Number(event.target.value) }) },
        [...new Set([0, 1, 3, 10, 30, slow])].sort((a, b) => a - b).map(seconds => h("option", { value: String(seconds), selected: seconds === slow }, seconds ? `${seconds} s` : "off")))),
    h("button", { type: "button", class: "button button-small", data: { key: "all" }, disabled: active.length === 0, onclick: () => change({ graphDown: false, graphThrottled: false, graphSlowSeconds: 0, teamsDown: false, teamsThrottled: false, dropNotifications: false }) }, "All well again"));
}

/** The bar on top: clock, faults, theme. */
export function startControls() {
  clock();
  const chips = h("div", { class: "active-faults", role: "status", "aria-label": "Active faults" });
  const button = h("button", { type: "button", class: "button button-small", id: "faults-button" }, icon("bolt"), h("span", {}, "Faults"));
  const panel = h("div", { role: "dialog", "aria-label": "Faults", id: "faults-panel" });
  byId("tools").append(chips, ...accessButton(), ...popover(button, panel), themePicker());
  on("tenant", () => {
    drawFaults(panel, chips, button);
    const seconds = tenant.clock?.offsetSeconds ?? 0;
    offset.hidden = seconds < 1;
    offset.textContent = `${span(seconds)} ahead`;
    byId("tenant-name").textContent = tenant.tenantName ?? "";
  });
}
