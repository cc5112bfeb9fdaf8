import { api } from "./api.js";
import { changed, fill, h } from "./dom.js";
import { timeOf } from "./format.js";
import { icon } from "./icons.js";
import { now, on, tenant } from "./tenant.js";
import { attempt, popover, toast } from "./widgets.js";

const stateOf = from => !from ? "closed" : new Date(from) <= now() ? `open since ${timeOf(from)}` : `opens at ${timeOf(from)}`;

function mailboxRow(box) {
  const from = tenant.access.mailboxes[box.id];
  return h("div", { class: "switch-row" },
    h("input", { type: "checkbox", name: "mailbox", value: box.id, id: `scope-${box.id}`, checked: Boolean(from), disabled: Boolean(from), data: { key: box.id } }),
    h("label", { class: "grow", htmlFor: `scope-${box.id}` }, box.name, h("br"), h("span", { class: "muted small" }, `${box.address} · ${stateOf(from)}`)));
}

function draw(panel) {
  const { consented } = tenant.access;
  fill(panel,
    h("h2", {}, "Entra: consented for the whole tenant"),
    h("p", { class: "muted small" }, consented.length ? consented.join(", ") : "Nothing yet. The bot’s card leads to the consent page."),
    h("h2", {}, "Exchange: mailboxes that the app may open"),
    ...tenant.mailboxes.map(mailboxRow),
    h("div", { class: "switch-row" }, h("label", { class: "grow", htmlFor: "scope-delay" }, "Exchange acts by it"),
      h("select", { class: "select select-small", id: "scope-delay", name: "delay" }, h("option", { value: "0" }, "at once"), h("option", { value: "2700" }, "after 45 min"))),
    h("button", { class: "button button-primary button-small" }, "Run the script"),
    h("p", { class: "muted small" }, "It does what the script on the bot’s card says: the mailboxes ticked are let in, and the mail permissions for the whole tenant are taken back."));
}

async function run(panel) {
  const given = new FormData(panel);
  const chosen = given.getAll("mailbox");
  if (!chosen.length) return toast("Tick the mailboxes that the app may open.", "bad");
  if (!await attempt(() => api.limitMail(chosen, Number(given.get("delay"))))) return undefined;
  panel.hidePopover();
  return toast("The script has run. The bot finds out when it checks.");
}

/** What the administrators of Entra and Exchange do outside of Teams; only in a tenant where permissions count. */
export function accessButton() {
  const button = h("button", { type: "button", class: "button button-small", id: "access-button", title: "What the administrators of Entra and Exchange do", hidden: true }, icon("key"), h("span", {}, "Admins"));
  const panel = h("form", { "aria-label": "Administrators of Entra and Exchange", id: "access-panel", onsubmit: event => { event.preventDefault(); run(panel); } });
  // The times of grants turn from "opens at" to "open since".
  panel.addEventListener("toggle", event => { if (event.newState === "open") draw(panel); });
  on("tenant", () => {
    button.hidden = !tenant.access;
    if (tenant.access && changed("access", tenant.access)) draw(panel);
  });
  return popover(button, panel);
}
