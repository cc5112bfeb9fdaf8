import { api } from "./api.js";
import { ChatCard } from "./chat-card.js";
import { byId, changed, coalesce, fill, h, roving, tabStop } from "./dom.js";
import { dayOf, timeOf } from "./format.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { presenceDot, presenceName, presencePicker } from "./presence.js";
import { on, person, tenant } from "./tenant.js";
import { attempt, avatar, botAvatar, empty, popover } from "./widgets.js";

const roles = { agent: "Agent", supervisor: "Supervisor", administrator: "Admin", none: "No role" };
const commands = { agent: ["tasks", "on duty", "off duty", "help"], supervisor: ["ledger", "help"], administrator: ["setup", "mailboxes", "services", "users", "settings", "help"], none: ["help"] };
const seen = JSON.parse(sessionStorage.getItem("seen") ?? "{}");
const chats = new Map();
let selected = sessionStorage.getItem("person");
let drawn = new Map();
let head, list, form, chips, watcher;

const newest = chat => chat?.activities.filter(each => each.from === "bot").reduce((latest, each) => (each.time > latest ? each.time : latest), "") ?? "";
const unreadOf = id => chats.get(id)?.activities.filter(each => each.from === "bot" && each.time > (seen[id] ?? "")).length ?? 0;

function markSeen(id) {
  seen[id] = newest(chats.get(id));
  sessionStorage.setItem("seen", JSON.stringify(seen));
}

const readers = new Map();
/** Reads a chat again, one request at a time for each person. */
function read(id) {
  if (!readers.has(id)) readers.set(id, coalesce(async () => {
    try { chats.set(id, await api.chat(id)); } catch { return; }
    if (id === selected) { markSeen(id); drawMessages(); }
    drawPeople();
  }, 15));
  readers.get(id)();
}

function choose(id) {
  if (id === selected && drawn.size) return;
  selected = id;
  sessionStorage.setItem("person", id);
  drawn = new Map();
  list.replaceChildren();
  markSeen(id);
  drawPeople();
  drawHead();
  drawMessages(true);
}

function drawPeople() {
  fill(byId("people"), tenant.people.map((each, index) => {
    const unread = each.id === selected ? 0 : unreadOf(each.id);
    const [first, ...rest] = each.name.split(" ");
    return h("button", {
      type: "button", role: "tab", class: "person inset", id: `person-${each.id}`, "aria-selected": String(each.id === selected), "aria-controls": "chat", tabindex: tabStop(each.id === selected, index, Boolean(selected)),
      title: each.name, data: { key: each.id, unread: unread > 0 }, onclick: () => choose(each.id),
    }, unread ? h("span", { class: "unread", "aria-hidden": "true" }, unread > 9 ? "9+" : String(unread)) : null,
    avatar(each.name, presenceDot(each.presence)),
    h("span", { class: "person-text" }, h("span", { class: "person-name truncate" }, first, h("span", { class: "person-rest" }, ` ${rest.join(" ")}`)), h("span", { class: "visually-hidden" }, ", "), h("span", { class: "person-role truncate" }, roles[each.role] ?? each.role)),
    h("span", { class: "visually-hidden" }, `, ${presenceName(each.presence)}${unread ? `, ${unread} unread` : ""}`));
  }));
}

function appMenu(who) {
  const button = h("button", { type: "button", class: "button button-quiet button-icon button-small", "aria-label": `App of ${who.name}`, title: "Install, uninstall or block the app", data: { key: "app" } }, icon("more"));
  const item = (text, act) => h("button", { type: "button", class: "button", role: "menuitem", onclick: () => { panel.hidePopover(); attempt(() => api.person(who.id, act)).then(() => read(who.id)); } }, text);
  const panel = h("div", { role: "menu", "aria-label": "App" }, item(who.installed ? "Uninstall the app" : "Install the app", who.installed ? "uninstall" : "install"), item(who.blocked ? "Unblock the bot" : "Block the bot", who.blocked ? "unblock" : "block"));
  roving(panel, "[role='menuitem']");
  return popover(button, panel, { menu: true });
}

function drawHead() {
  const who = person(selected);
  if (!who || !changed("chat-head", who)) return;
  byId("chat").setAttribute("aria-labelledby", `person-${who.id}`);
  const duty = text => h("button", { type: "button", class: "button button-small", data: { key: text }, onclick: () => say(text) }, text === "on duty" ? "On duty" : "Off duty");
  fill(head,
    h("div", { class: "row" }, avatar(who.name, presenceDot(who.presence)), h("div", { class: "chat-who" }, h("h3", { class: "truncate" }, who.name), h("span", { class: "muted small truncate" }, `${roles[who.role] ?? who.role} · ${who.userPrincipalName}`)),
      who.installed === false ? h("span", { class: "tag tag-warn" }, "App not installed") : null, who.blocked ? h("span", { class: "tag tag-bad" }, "Bot blocked") : null, ...appMenu(who)),
    h("div", { class: "row" }, presencePicker(who), h("span", { class: "grow" }), who.role === "agent" ? [duty("on duty"), duty("off duty")] : null));
  fill(chips, (commands[who.role] ?? commands.none).map(text => h("button", { type: "button", class: "chip", data: { key: text }, onclick: () => say(text) }, text)));
}

const say = text => attempt(() => api.say(selected, text)).then(() => read(selected));

/** One message on the screen; cards keep their element (and what was typed into it) until the card changes. */
function messageOf(activity) {
  const isBot = activity.from === "bot";
  const meta = h("div", { class: "message-meta" });
  const body = h("div", { class: "message-body" }, meta);
  const element = isBot ? h("article", { class: "message", "aria-label": activity.summary ?? "Message of the bot" }, botAvatar(), body) : h("article", { class: "message message-mine", "aria-label": "Own message" }, body);
  const text = h("div", { class: "bubble", dir: "auto" });
  const card = activity.card ? new ChatCard(selected, activity, () => read(selected)) : undefined;
  body.append(card?.element ?? text);
  const refresh = card ? h("button", { type: "button", class: "button button-quiet button-icon button-small", "aria-label": "Refresh card", title: "Refresh card", onclick: () => card.refresh("manual") }, icon("refresh")) : undefined;
  const draw = (next, force) => {
    meta.replaceChildren(...[isBot ? h("strong", {}, tenant.botName) : null, h("time", { datetime: next.time }, timeOf(next.time)), next.updatedAt ? h("span", { title: `Changed at ${timeOf(next.updatedAt)}` }, "Edited") : null, refresh && card.canRefresh ? refresh : null].filter(Boolean));
    if (card) return card.update(next, force);
    text.classList.toggle("markdown", isBot);
    if (text.dataset.shown === next.text) return false;
    text.dataset.shown = next.text ?? "";
    if (isBot) text.innerHTML = markdown(next.text ?? ""); // sanitised in markdown.js
    else text.textContent = next.text ?? "";
    return true;
  };
  draw(activity);
  return { element, draw, card };
}

function drawMessages(toEnd = false) {
  const who = person(selected);
  const chat = chats.get(selected);
  if (!who || !chat) return;
  const activities = chat.activities.filter(each => each.card || each.text);
  if (!activities.length) {
    drawn = new Map();
    const next = who.installed === false ? "The app is not installed for this person: the bot cannot write here. Install it in the menu above." : who.role === "agent" ? "Send a mail as a customer: the offer appears here. Or type “help”." : "Type “help” to see what the bot can do.";
    return list.replaceChildren(empty("chat", "No messages yet", next));
  }
  const follows = toEnd || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.querySelector(".empty")?.remove();
  list.querySelectorAll(".day").forEach(each => each.remove());
  for (const [id, entry] of drawn) if (!activities.some(each => each.id === id && Boolean(each.card) === Boolean(entry.card))) { entry.element.remove(); drawn.delete(id); }
  let previous, lastDay, hasChanged = toEnd;
  for (const activity of activities) {
    let entry = drawn.get(activity.id);
    if (!entry) { drawn.set(activity.id, entry = messageOf(activity)); hasChanged = true; } else if (entry.draw(activity)) hasChanged = true;
    const after = previous ? previous.element.nextSibling : list.firstChild;
    if (after !== entry.element) list.insertBefore(entry.element, after);
    if (dayOf(activity.time) !== lastDay) { lastDay = dayOf(activity.time); list.insertBefore(h("div", { class: "day" }, lastDay), entry.element); }
    previous = entry;
    if (entry.card?.canRefresh) watcher.observe(entry.element);
  }
  if (!follows || !hasChanged || !previous) return;
  // The newest message is read from its beginning, also when it is taller than the chat.
  list.scrollTop = list.scrollHeight;
  const hidden = list.getBoundingClientRect().top - previous.element.getBoundingClientRect().top;
  if (hidden > 0) list.scrollTop -= hidden + 8;
}

/** A card with refresh asks the bot once when the person comes to see it and it is older than a minute. */
function watch() {
  const asked = new WeakSet();
  watcher = new IntersectionObserver(shown => {
    for (const { isIntersecting, target } of shown) {
      if (!isIntersecting || asked.has(target)) continue;
      asked.add(target);
      [...drawn.values()].find(entry => entry.element === target)?.card?.refreshWhenOld();
    }
  }, { root: list, threshold: 0.4 });
}

export function startChats() {
  head = h("header", { class: "chat-head" });
  list = h("div", { class: "messages inset", id: "messages", tabindex: "0", role: "log", "aria-label": "Conversation with the bot" });
  chips = h("div", { class: "chips", role: "group", "aria-label": "Suggested commands" });
  const text = h("input", { class: "input", id: "chat-text", "aria-label": "Message to the bot", placeholder: "Type a command, for example “tasks”", autocomplete: "off", maxlength: "4000" });
  form = h("form", { onsubmit: event => { event.preventDefault(); const typed = text.value.trim(); if (!typed) return; text.value = ""; say(typed); } }, text, h("button", { class: "button button-primary button-icon", "aria-label": "Send message" }, icon("send")));
  byId("chat").append(head, list, h("div", { class: "composer" }, chips, form));
  roving(byId("people"), "[role='tab']", { activate: true });
  watch();
  let known = "";
  on("tenant", () => {
    if (!person(selected)) selected = tenant.people[0]?.id;
    drawPeople();
    drawHead();
    const ids = tenant.people.map(each => `${each.id}${each.installed}`).join();
    if (ids !== known) { known = ids; tenant.people.forEach(each => read(each.id)); }
  });
  on("live:chat", ({ personId }) => read(personId));
  on("resync", () => tenant.people.forEach(each => read(each.id)));
  on("theme", () => { for (const activity of chats.get(selected)?.activities ?? []) drawn.get(activity.id)?.draw(activity, true); });
}

/** Shows a person's chat; used by the first-steps hint. */
export const showPerson = id => choose(id);
