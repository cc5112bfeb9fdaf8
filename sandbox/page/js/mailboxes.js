import { api } from "./api.js";
import { byId, coalesce, fill, h, roving, tabStop } from "./dom.js";
import { bytes, fullTime, shortTime, who } from "./format.js";
import { icon } from "./icons.js";
import { paper } from "./paper.js";
import { folderOf, mailboxOf, on, tenant } from "./tenant.js";
import { attempt, empty, toast } from "./widgets.js";

const signs = { inbox: "inbox", handled: "check", "wf ended": "stop", failed: "alert", sentitems: "send", drafts: "draft", deleteditems: "trash" };
const order = ["inbox", "handled", "wf ended", "failed", "sentitems", "drafts", "deleteditems"];
const keyOf = folder => (folder.wellKnownName ?? folder.name).toLowerCase();
// Outlook's own folders that the bot never touches are only in the way while they are empty.
const isWorthShowing = folder => folder.total > 0 || !folder.wellKnownName || order.includes(keyOf(folder));
const rank = folder => { const at = order.indexOf(keyOf(folder)); return at < 0 ? order.length : at; };
const hints = {
  inbox: "Write as a customer, or drop an .eml file anywhere on this page.", handled: "Answered mail is filed here.", "wf ended": "Mail that the workflow ended without an answer comes here.",
  failed: "Automatic replies, bounces and mail that cannot be handled come here, with the reason in the bot.", sentitems: "What agents answered appears here.", drafts: "An answer is a draft for a moment before it is sent.", deleteditems: "Nothing was deleted.",
};

let box, folder, messages, open, mail, showsHeaders = false;
let folders, list, reading, title;
// How many mails a folder held when it was last looked at: what came since is marked, so that one sees where a mail went.
const looked = new Map();

function freshIn(one, isCurrent) {
  const before = looked.get(one.id) ?? one.total;
  looked.set(one.id, isCurrent ? one.total : Math.min(before, one.total));
  return isCurrent ? 0 : Math.max(0, one.total - before);
}

async function readMessages() {
  if (!box || !folder) return;
  const [wantedBox, wantedFolder] = [box, folder];
  let found;
  try { found = await api.messages(wantedBox, wantedFolder); } catch { return; }
  if (wantedBox !== box || wantedFolder !== folder) return;
  messages = found;
  drawList();
  if (open && !messages.some(each => each.id === open)) await readMail();
}

const refresh = coalesce(readMessages);

async function readMail() {
  if (!open) { mail = undefined; return drawReading(); }
  const wanted = open;
  try { mail = await api.message(box, wanted); } catch (error) { mail = { gone: error.status === 404 ? "This mail is no longer here: somebody moved or deleted it." : error.message }; }
  if (wanted === open) drawReading();
}

function chooseFolder(nextBox, nextFolder) {
  [box, folder, messages, open, mail] = [nextBox, nextFolder, undefined, undefined, undefined];
  drawFolders();
  drawList();
  drawReading();
  return readMessages();
}

function chooseMail(id) {
  open = id;
  showsHeaders = false;
  drawList();
  return readMail();
}

function drawFolders() {
  fill(folders, ...tenant.mailboxes.map(each => h("section", { "aria-label": each.name }, h("h3", { class: "truncate", title: each.address }, each.name),
    h("ul", {}, ...each.folders.filter(isWorthShowing).sort((a, b) => rank(a) - rank(b)).map(one => {
      const isCurrent = each.id === box && one.id === folder;
      const fresh = freshIn(one, isCurrent);
      return h("li", {}, h("button", {
        type: "button", class: "folder inset", "aria-current": isCurrent ? "true" : undefined, tabindex: tabStop(isCurrent, 1, true), data: { key: `${each.id}/${one.id}`, unread: one.unread > 0, folder: one.name },
        onclick: () => chooseFolder(each.id, one.id),
      }, icon(signs[keyOf(one)] ?? "folder"), h("span", { class: "grow truncate" }, one.name), one.total ? h("span", { class: "count" }, String(one.total), h("span", { class: "visually-hidden" }, `${one.total === 1 ? " message" : " messages"}${one.unread ? `, ${one.unread} unread` : ""}`)) : null,
      fresh ? h("span", { class: "fresh", title: "Came since you looked" }, `+${fresh}`) : null));
    })))));
}

function drawList() {
  const current = folderOf(box, folder);
  title.textContent = mailboxOf(box)?.address ?? "";
  const head = h("div", { class: "list-head" }, h("h3", {}, current?.name ?? "Folder"), h("span", { class: "muted small" }, messages ? `${messages.length} ${messages.length === 1 ? "message" : "messages"}` : ""));
  if (!messages) return fill(list, head);
  if (!messages.length) return fill(list, head, empty(signs[current ? keyOf(current) : ""] ?? "folder", "Nothing here", hints[current ? keyOf(current) : ""] ?? "No mail in this folder."));
  const anyOpen = messages.some(each => each.id === open);
  fill(list, head, ...messages.map((each, index) => h("button", {
    type: "button", class: "mail-row inset", "aria-current": each.id === open ? "true" : undefined, tabindex: tabStop(each.id === open, index, anyOpen), data: { key: each.id, unread: !each.isRead }, onclick: () => chooseMail(each.id),
  }, h("span", { class: "from truncate", dir: "auto" }, each.from?.name || each.from?.address || "(no sender)"),
  h("span", { class: "flags" }, each.isDraft ? h("span", { class: "tag tag-warn" }, "Draft") : null, each.hasAttachments ? icon("clip") : null, h("span", { class: "when" }, shortTime(each.receivedAt))),
  h("span", { class: "subject truncate", dir: "auto" }, each.subject || "(no subject)"),
  h("span", { class: "preview truncate", dir: "auto" }, each.preview || " "))));
}

function actions() {
  const targets = [...(mailboxOf(box)?.folders ?? [])].filter(one => one.id !== mail.folderId).sort((a, b) => rank(a) - rank(b));
  const move = h("select", {
    class: "select select-small", "aria-label": "Move to folder", data: { key: "move" }, onchange: async event => {
      const target = targets.find(one => one.id === event.target.value);
      if (await attempt(() => api.move(box, mail.id, target.id).then(() => true))) { toast(`Moved to ${target.name}.`); closeMail(); }
    },
  }, h("option", { value: "" }, "Move to…"), ...targets.map(one => h("option", { value: one.id }, one.name)));
  const remove = h("button", { type: "button", class: "button button-small button-icon button-danger", "aria-label": "Delete", title: "Delete", onclick: async () => { if (await attempt(() => api.remove(box, mail.id).then(() => true))) { toast("Deleted."); closeMail(); } } }, icon("trash"));
  const headers = h("button", { type: "button", class: "button button-small", "aria-pressed": String(showsHeaders), data: { key: "headers" }, onclick: () => { showsHeaders = !showsHeaders; drawReading(); } }, "Headers");
  return h("div", { class: "reading-actions", role: "group", "aria-label": "As a person in Outlook" }, move, remove, headers);
}

function closeMail() {
  open = mail = undefined;
  drawReading();
  refresh();
  list.querySelector(".mail-row, [tabindex]")?.focus();
}

function drawReading() {
  if (!mail) return fill(reading, empty("mail", messages?.length ? "Choose a mail" : "No mail chosen", messages?.length ? "It opens here, without running or loading anything from it." : "Mail of the chosen folder opens here."));
  if (mail.gone) return fill(reading, empty("mail", "Not here any more", mail.gone));
  const elsewhere = mail.folderId !== folder && folderOf(box, mail.folderId);
  return fill(reading,
    h("div", { class: "reading-head" },
      elsewhere ? h("div", { class: "row" }, h("span", { class: "tag tag-info" }, `Now in ${elsewhere.name}`), h("button", { type: "button", class: "button button-small", onclick: () => show(box, elsewhere.id, mail.id) }, "Show it there")) : null,
      h("h3", { dir: "auto" }, mail.subject || "(no subject)"),
      h("dl", {}, h("dt", {}, "From"), h("dd", { dir: "auto" }, who(mail.from) || "(no sender)"), h("dt", {}, "To"), h("dd", {}, (mail.to ?? []).map(who).join(", ")),
        ...(mail.cc?.length ? [h("dt", {}, "Cc"), h("dd", {}, mail.cc.map(who).join(", "))] : []), h("dt", {}, "Date"), h("dd", {}, fullTime(mail.receivedAt))),
      mail.attachments?.length ? h("ul", { class: "attachments", "aria-label": "Attachments" }, ...mail.attachments.map(each => h("li", { class: "attachment" }, icon("clip"), h("span", { class: "truncate" }, each.name), h("span", { class: "muted" }, bytes(each.size))))) : null,
      actions()),
    showsHeaders ? h("div", { class: "headers", tabindex: "0", role: "region", "aria-label": "Headers" }, ...(mail.headers ?? []).map(each => h("div", {}, h("b", {}, `${each.name}: `), each.value)), mail.headers?.length ? null : "This mail has no internet headers.") : paper(mail, `Text of the mail ${mail.subject ?? ""}`));
}

/** Opens a folder, and a mail in it. */
export async function show(boxId, folderId, mailId) {
  await chooseFolder(boxId, folderId);
  if (mailId) await chooseMail(mailId);
}

async function find(id) {
  for (const each of tenant.mailboxes) {
    try { const found = await api.message(each.id, id); return show(each.id, found.folderId, found.id); } catch { /* not in this mailbox */ }
  }
  return toast("This link leads nowhere any more: the mail was moved or deleted.", "bad");
}

export function startMailboxes() {
  title = h("span", { class: "muted small truncate" });
  folders = h("nav", { class: "folders", "aria-label": "Folders" });
  list = h("div", { class: "list", id: "mails", role: "region", "aria-label": "Messages" });
  reading = h("article", { class: "reading", id: "reading", "aria-label": "Reading pane" });
  byId("mailboxes").append(h("header", { class: "pane-head" }, h("h2", { id: "mailboxes-title" }, "Mailboxes"), title), h("div", { class: "mail-body" }, folders, list, reading));
  roving(folders, ".folder");
  roving(list, ".mail-row");
  on("tenant", () => {
    const current = mailboxOf(box) ?? tenant.mailboxes[0];
    if (!current) return fill(list, empty("mail", "No mailbox", "The simulated tenant has no mailbox."));
    if (current.id !== box || !folderOf(box, folder)) return chooseFolder(current.id, current.folders.find(one => keyOf(one) === "inbox")?.id ?? current.folders[0]?.id);
    return drawFolders();
  });
  on("live:mailbox", ({ mailboxId }) => { if (mailboxId === box) refresh(); });
  on("resync", refresh);
  on("theme", drawReading);
  on("show-mail", ({ id }) => find(id));
  drawReading();
}
