import { api } from "./api.js";
import { byId, h } from "./dom.js";
import { bytes, secondsOf } from "./format.js";
import { icon } from "./icons.js";
import { on } from "./tenant.js";

const kept = 500;
const ways = { "bot->graph": ["Bot → Graph", "graph"], "graph->bot": ["Graph → Bot", "graph"], "bot->teams": ["Bot → Teams", "teams"], "teams->bot": ["Teams → Bot", "teams"] };
const names = { 200: "OK", 201: "Created", 202: "Accepted", 204: "No content", 400: "Bad request", 401: "Unauthorized", 403: "Forbidden", 404: "Not found", 409: "Conflict", 412: "Precondition", 413: "Too large", 429: "Throttled", 500: "Error", 501: "Not implemented", 502: "Bad gateway", 503: "Unavailable", 504: "Timeout" };
const kindOf = status => (!status ? "bad" : status === 429 ? "warn" : status >= 400 ? "bad" : "good");
const textOf = status => (status ? `${status} ${names[status] ?? ""}`.trim() : "no answer");

let entries = [], seen = 0;
let rows, last, total, table, emptyNote, text, way, faultsOnly;

const matches = entry => {
  if (way.value && ways[entry.direction]?.[1] !== way.value) return false;
  if (faultsOnly.getAttribute("aria-pressed") === "true" && kindOf(entry.status) === "good") return false;
  const wanted = text.value.trim().toLowerCase();
  return !wanted || `${entry.method} ${entry.path} ${entry.status} ${entry.summary ?? ""}`.toLowerCase().includes(wanted);
};

const status = entry => h("span", { class: "status", data: { kind: kindOf(entry.status) } }, textOf(entry.status));
const direction = entry => h("span", { class: "way", data: { peer: ways[entry.direction]?.[1] } }, ways[entry.direction]?.[0] ?? entry.direction);

const row = entry => h("tr", {},
  h("td", {}, secondsOf(entry.time)), h("td", {}, direction(entry)), h("td", { class: "summary", title: entry.summary }, entry.summary ?? ""), h("td", { title: `${entry.method} ${entry.path}` }, `${entry.method} ${entry.path}`), h("td", {}, status(entry)),
  h("td", { class: "num" }, entry.milliseconds == null ? "" : `${Math.round(entry.milliseconds)} ms`), h("td", { class: "num" }, `${bytes(entry.requestBytes)} / ${bytes(entry.responseBytes)}`));

function note() {
  const shown = table.tBodies[0].rows.length;
  emptyNote.hidden = shown > 0;
  emptyNote.textContent = entries.length ? "No call matches the filter." : "Nothing yet. Send a mail as a customer and watch what the bot asks of Graph and tells Teams.";
  total.textContent = String(entries.length);
}

function drawAll() {
  table.tBodies[0].replaceChildren(...entries.filter(matches).map(row));
  rows.scrollTop = rows.scrollHeight;
  note();
}

function add(entry) {
  if (entry.n <= seen) return;
  seen = entry.n;
  entries.push(entry);
  if (entries.length > kept) entries = entries.slice(-kept);
  last.replaceChildren(direction(entry), h("span", { class: "summary" }, entry.summary ?? ""), h("span", { class: "truncate" }, `${entry.method} ${entry.path}`), status(entry));
  if (!matches(entry)) return note();
  const follows = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
  const body = table.tBodies[0];
  body.append(row(entry));
  while (body.rows.length > kept) body.rows[0].remove();
  if (follows) rows.scrollTop = rows.scrollHeight;
  note();
}

async function catchUp() {
  try { for (const entry of await api.wire(seen)) add(entry); } catch { /* the offline notice already says it */ }
}

/** The strip at the bottom: every HTTP call between bot, Graph and Teams. */
export function startWire() {
  const host = byId("wire");
  last = h("div", { class: "wire-last", "aria-hidden": "true" });
  total = h("span", { class: "tag", id: "wire-total", "aria-label": "Calls seen" }, "0");
  text = h("input", { class: "input", type: "search", placeholder: "Filter by path, status, text", "aria-label": "Filter calls", oninput: drawAll });
  way = h("select", { class: "select select-small", "aria-label": "Which neighbour", onchange: drawAll }, h("option", { value: "" }, "Graph and Teams"), h("option", { value: "graph" }, "Graph"), h("option", { value: "teams" }, "Teams"));
  faultsOnly = h("button", { type: "button", class: "button button-small", "aria-pressed": "false", onclick: () => { faultsOnly.setAttribute("aria-pressed", String(faultsOnly.getAttribute("aria-pressed") !== "true")); drawAll(); } }, "Failures only");
  const clear = h("button", { type: "button", class: "button button-small", onclick: () => { entries = []; drawAll(); } }, "Clear");
  const filters = h("div", { class: "wire-filters" }, text, way, faultsOnly, clear);
  table = h("table", { class: "wire-table" },
    h("colgroup", {}, ...["92px", "112px", "20%", "", "132px", "76px", "140px"].map(width => h("col", width ? { style: { width } } : {}))),
    h("thead", {}, h("tr", {}, ...["Time", "From → to", "What", "Call", "Answer"].map(name => h("th", { scope: "col" }, name)), h("th", { scope: "col", class: "num" }, "Took"), h("th", { scope: "col", class: "num" }, "Sent / received"))), h("tbody"));
  emptyNote = h("p", { class: "wire-empty" });
  rows = h("div", { class: "wire-rows inset", id: "wire-rows", tabindex: "0", role: "region", "aria-label": "Calls" }, table, emptyNote);
  const toggle = h("button", { type: "button", class: "button button-quiet button-small wire-toggle", "aria-controls": "wire-rows" }, icon("down"), h("span", {}, "On the wire"));
  const open = isOpen => {
    toggle.setAttribute("aria-expanded", String(isOpen));
    rows.hidden = filters.hidden = !isOpen;
    last.hidden = isOpen;
    localStorage.setItem("wire", isOpen ? "open" : "closed");
    if (isOpen) rows.scrollTop = rows.scrollHeight;
  };
  toggle.addEventListener("click", () => open(rows.hidden));
  host.append(h("div", { class: "wire-head" }, h("h2", {}, toggle), total, last, filters), rows);
  open((localStorage.getItem("wire") ?? (innerHeight < 860 ? "closed" : "open")) === "open");
  note();
  on("live:wire", add);
  on("resync", catchUp);
  return catchUp();
}
