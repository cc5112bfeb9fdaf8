import { api } from "./api.js";
import { Compose } from "./compose.js";
import { byId, coalesce, fill, h, roving, tabStop } from "./dom.js";
import { fullTime, shortTime, who } from "./format.js";
import { icon } from "./icons.js";
import { paper } from "./paper.js";
import { on, raise, tenant } from "./tenant.js";
import { avatar, empty } from "./widgets.js";

const mails = new Map();
const read = JSON.parse(sessionStorage.getItem("read") ?? "[]");
let selected = sessionStorage.getItem("customer"), tab = "write", open;
let people, tabs, panel, compose, inbox;

const customer = () => tenant.customers.find(each => each.address === selected);
const unread = address => (mails.get(address) ?? []).filter(each => !read.includes(each.id)).length;

const readers = new Map();
function refresh(address) {
  if (!readers.has(address)) readers.set(address, coalesce(async () => {
    try { mails.set(address, await api.customerMails(address)); } catch { return; }
    draw();
  }));
  readers.get(address)();
}

function choose(address) {
  selected = address;
  sessionStorage.setItem("customer", address);
  open = undefined;
  compose.customer = customer();
  draw();
}

function chooseTab(name) {
  tab = name;
  draw();
}

function drawPeople() {
  fill(people, ...tenant.customers.map((each, index) => h("button", {
    type: "button", role: "radio", class: "customer", "aria-checked": String(each.address === selected), tabindex: tabStop(each.address === selected, index, Boolean(selected)), title: each.address, data: { key: each.address },
    "aria-label": `${each.name}${unread(each.address) ? `, ${unread(each.address)} new answers` : ""}`, onclick: () => choose(each.address),
  }, avatar(each.name), h("span", {}, each.name.split(" ")[0]), unread(each.address) ? h("span", { class: "dot" }) : null)));
}

function drawTabs() {
  const count = unread(selected);
  fill(tabs, ...[["write", "Write"], ["inbox", "Inbox"]].map(([name, text]) => h("button", {
    type: "button", role: "tab", class: "tab inset", id: `customer-tab-${name}`, "aria-selected": String(tab === name), "aria-controls": "customer-panel", tabindex: tab === name ? "0" : "-1", data: { key: name }, onclick: () => chooseTab(name),
  }, text, name === "inbox" && count ? h("span", { class: "tag tag-brand" }, `${count} new`) : null)));
  panel.setAttribute("aria-labelledby", `customer-tab-${tab}`);
}

function drawInbox() {
  const all = mails.get(selected) ?? [];
  compose.lastAnswer = all[0];
  const mail = all.find(each => each.id === open);
  if (mail) {
    return fill(inbox, h("article", { class: "reading", "aria-label": "Answer" },
      h("div", { class: "reading-head" },
        h("div", { class: "reading-actions" },
          h("button", { type: "button", class: "button button-small", data: { key: "back" }, onclick: () => { const last = open; open = undefined; drawInbox(); inbox.querySelector(`[data-key="${CSS.escape(last)}"]`)?.focus(); } }, icon("back"), "Inbox"),
          h("button", { type: "button", class: "button button-small button-primary", data: { key: "reply" }, onclick: () => { compose.reply(mail); chooseTab("write"); compose.focus(); } }, icon("reply"), "Reply")),
        h("h3", { dir: "auto" }, mail.subject || "(no subject)"),
        h("dl", {}, h("dt", {}, "From"), h("dd", {}, who(mail.from)), h("dt", {}, "To"), h("dd", {}, [mail.to ?? []].flat().map(each => who(each) || String(each)).join(", ")), h("dt", {}, "Date"), h("dd", {}, fullTime(mail.receivedAt)))),
      paper(mail, `Text of the answer ${mail.subject ?? ""}`)));
  }
  if (!all.length) return fill(inbox, empty("inbox", "No answers yet", `When an agent answers ${customer()?.name ?? "this customer"}, the mail arrives here and can be replied to.`));
  return fill(inbox, ...all.map((each, index) => h("button", { type: "button", class: "mail-row inset", tabindex: index ? "-1" : "0", data: { key: each.id, unread: !read.includes(each.id) }, onclick: () => openMail(each.id) },
    h("span", { class: "from truncate" }, each.from?.name || each.from?.address), h("span", { class: "when" }, shortTime(each.receivedAt)), h("span", { class: "subject truncate", dir: "auto" }, each.subject || "(no subject)"))));
}

function openMail(id) {
  open = id;
  if (!read.includes(id)) { read.push(id); sessionStorage.setItem("read", JSON.stringify(read.slice(-500))); }
  draw();
  inbox.querySelector("[data-key='back']")?.focus();
}

function draw() {
  if (!customer()) return;
  drawPeople();
  drawTabs();
  compose.element.hidden = tab !== "write";
  inbox.hidden = tab !== "inbox";
  drawInbox();
}

export function startCustomers() {
  people = h("div", { class: "customers-list", id: "customer-list", role: "radiogroup", "aria-label": "Which customer" });
  tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Customer's mail" });
  compose = new Compose();
  inbox = h("div", { class: "inbox" });
  panel = h("div", { class: "customers-panel inset", id: "customer-panel", role: "tabpanel" }, compose.element, inbox);
  byId("customers").append(h("header", { class: "pane-head" }, h("h2", { id: "customers-title" }, "Customers"), h("span", { class: "muted small truncate" }, "outside the tenant")), people, tabs, panel);
  roving(people, "[role='radio']", { activate: true });
  roving(tabs, "[role='tab']", { activate: true });
  roving(inbox, ".mail-row");
  let known = "";
  on("tenant", () => {
    if (!customer() && tenant.customers.length) selected = tenant.customers[0].address;
    compose.customer = customer();
    compose.mailboxes = tenant.mailboxes;
    const addresses = tenant.customers.map(each => each.address).join();
    if (addresses === known) return;
    known = addresses;
    tenant.customers.forEach(each => refresh(each.address));
    draw();
  });
  on("live:customer", ({ address }) => refresh(tenant.customers.find(each => each.address.toLowerCase() === address?.toLowerCase())?.address ?? address));
  on("resync", () => tenant.customers.forEach(each => refresh(each.address)));
  on("theme", drawInbox);
  on("compose-sample", ({ index }) => { chooseTab("write"); compose.sample(index); raise("compose-ready"); compose.focusSend(); });
}

export const composeMailbox = () => compose.mailboxId;
