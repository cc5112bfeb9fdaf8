import { api } from "./api.js";
import { changed, fill, h, roving } from "./dom.js";
import { bytes, who } from "./format.js";
import { toBase64 } from "./files.js";
import { icon } from "./icons.js";
import { samples } from "./samples.js";
import { popover, toast } from "./widgets.js";

const quoted = mail => {
  const body = new DOMParser().parseFromString(mail.html ?? "", "text/html").body;
  // A document that is not shown has no line breaks of its own.
  body.querySelectorAll("br").forEach(each => each.replaceWith("\n"));
  body.querySelectorAll("p, div, blockquote, li, tr, h1, h2, h3").forEach(each => each.append("\n"));
  const text = body.textContent.replace(/\n{3,}/g, "\n\n").trim();
  return `\n\n${who(mail.from)} wrote:\n${text.split("\n").map(line => `> ${line}`).join("\n")}`;
};

/** The customer's mail form. */
export class Compose {
  #customer; #from; #extra = {}; #files = []; #copies = 1; #lastAnswer;
  #fromLine; #mailbox; #subject; #body; #formats; #banner; #attachments; #headers; #error; #send;

  constructor() {
    this.#fromLine = h("span", { class: "truncate", id: "compose-from" });
    this.#mailbox = h("select", { class: "select", id: "compose-mailbox", required: true });
    this.#subject = h("input", { class: "input", id: "compose-subject", dir: "auto", autocomplete: "off", maxlength: "2000" });
    this.#body = h("textarea", { class: "input", id: "compose-body", dir: "auto" });
    this.#formats = ["text", "html"].map(name => h("input", { type: "radio", name: "compose-format", value: name, checked: name === "text" }));
    this.#banner = h("div", { class: "reply-banner", hidden: true });
    this.#attachments = h("ul", { class: "attachments", "aria-label": "Attachments" });
    this.#headers = h("ul", { class: "attachments", "aria-label": "Extra headers" });
    this.#error = h("p", { class: "error-line", role: "alert" });
    this.#send = h("button", { class: "button button-primary", id: "compose-send" }, icon("send"), h("span", {}, "Send mail"));
    const picker = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to attach", onchange: () => { this.#attach([...picker.files]); picker.value = ""; } });
    this.element = h("form", { class: "compose", "aria-label": "Mail of the customer", novalidate: true, onsubmit: event => { event.preventDefault(); this.#deliver(); } },
      h("div", { class: "field" }, h("div", { class: "field-head" }, h("span", { class: "label" }, "From"), h("span", {}, ...this.#sampleMenu())), this.#fromLine),
      this.#banner,
      h("div", { class: "field" }, h("label", { class: "label", htmlFor: "compose-mailbox" }, "To"), this.#mailbox),
      h("div", { class: "field" }, h("label", { class: "label", htmlFor: "compose-subject" }, "Subject"), this.#subject),
      h("div", { class: "field body-field" },
        h("div", { class: "field-head" }, h("label", { class: "label", htmlFor: "compose-body" }, "Message"), h("span", { class: "radio-pair", role: "radiogroup", "aria-label": "Format" }, h("label", {}, this.#formats[0], "Text"), h("label", {}, this.#formats[1], "HTML"))),
        this.#body),
      this.#headers, this.#attachments, this.#error,
      h("div", { class: "compose-foot" }, this.#send, h("button", { type: "button", class: "button", onclick: () => picker.click() }, icon("clip"), "Attach"), picker, h("span", { class: "grow" }), h("button", { type: "button", class: "button button-quiet button-small", onclick: () => this.#clear() }, "Clear")));
  }

  set customer(value) { this.#customer = value; this.#drawFrom(); }
  set mailboxes(all) {
    if (!changed("compose-mailboxes", all.map(each => [each.id, each.name, each.address]))) return;
    fill(this.#mailbox, ...all.map(each => h("option", { value: each.id, data: { address: each.address }, selected: each.id === this.#mailbox.value }, `${each.name} <${each.address}>`)));
  }
  /** The last answer this customer got. */
  set lastAnswer(mail) { this.#lastAnswer = mail; }
  get mailboxId() { return this.#mailbox.value; }
  focus() { this.#body.focus(); this.#body.setSelectionRange(0, 0); this.#body.scrollTop = 0; }
  focusSend() { this.#send.focus(); }

  /** An answer in the same thread: the headers a mail client would set. */
  reply(mail) {
    this.#clear();
    this.#body.value = quoted(mail);
    this.#thread(mail);
  }

  #thread(mail) {
    const references = [mail.inReplyTo, mail.internetMessageId].filter(Boolean).join(" ");
    this.#extra = { ...this.#extra, inReplyTo: mail.internetMessageId, references };
    this.#subject.value = /^re:/i.test(mail.subject ?? "") ? mail.subject : `Re: ${mail.subject ?? ""}`;
    const box = [...this.#mailbox.options].find(option => option.dataset.address.toLowerCase() === mail.from?.address?.toLowerCase());
    if (box) this.#mailbox.value = box.value;
    fill(this.#banner, icon("reply"), h("span", { class: "grow truncate" }, `In the thread of “${mail.subject ?? ""}”`), h("button", { type: "button", class: "button button-quiet button-small button-icon", "aria-label": "Not in this thread", onclick: () => { delete this.#extra.inReplyTo; delete this.#extra.references; this.#banner.hidden = true; } }, icon("close")));
    this.#banner.hidden = false;
  }

  sample(index) {
    const { make, copies = 1, inThread } = samples[index];
    const mail = make(this.#customer);
    this.#clear();
    this.#from = mail.from;
    this.#copies = copies;
    this.#extra = { headers: mail.headers, messageClass: mail.messageClass, meeting: mail.meeting };
    this.#files = mail.attachments ?? [];
    this.#subject.value = mail.subject;
    this.#body.value = mail.html ?? mail.text;
    this.#formats[mail.html === undefined ? 0 : 1].checked = true;
    if (inThread && this.#lastAnswer) this.#thread(this.#lastAnswer);
    this.#drawSend();
    this.#drawFrom();
    this.#drawFiles();
  }

  #sampleMenu() {
    const button = h("button", { type: "button", class: "button button-small", id: "samples" }, "Sample mails", icon("down"));
    const panel = h("div", { role: "menu", "aria-label": "Sample mails" }, ...samples.map(({ name, ends }, index) => h("button", { type: "button", class: "button sample", role: "menuitem", onclick: () => { panel.hidePopover(); this.sample(index); this.#send.focus(); } }, h("span", {}, name), h("span", { class: "muted small" }, ends))));
    roving(panel, "[role='menuitem']");
    return popover(button, panel, { menu: true });
  }

  #drawFrom() { this.#fromLine.textContent = who(this.#from ?? this.#customer); this.#fromLine.title = this.#fromLine.textContent; }

  #drawSend(sent) { this.#send.lastChild.textContent = sent !== undefined ? `Sending ${sent} of ${this.#copies}` : this.#copies > 1 ? `Send ${this.#copies} mails` : "Send mail"; }

  #drawFiles() {
    const chip = (text, size, label, drop) => h("li", { class: "attachment" }, size === undefined ? null : icon("clip"), h("span", { class: "truncate" }, text), size === undefined ? null : h("span", { class: "muted" }, bytes(size)), h("button", { type: "button", class: "button button-quiet button-icon button-small", "aria-label": label, onclick: drop }, icon("close")));
    fill(this.#attachments, ...this.#files.map((file, index) => chip(file.name, Math.floor(file.contentBase64.length * 0.75), `Remove ${file.name}`, () => { this.#files.splice(index, 1); this.#drawFiles(); })));
    fill(this.#headers, ...(this.#extra.headers ?? []).map((header, index) => chip(`${header.name}: ${header.value}`, undefined, `Remove the header ${header.name}`, () => { this.#extra.headers.splice(index, 1); this.#drawFiles(); })));
    this.#attachments.hidden = !this.#files.length;
    this.#headers.hidden = !this.#extra.headers?.length;
  }

  async #attach(files) {
    for (const file of files) this.#files.push({ name: file.name, contentType: file.type || "application/octet-stream", contentBase64: await toBase64(file) });
    this.#drawFiles();
  }

  #clear() {
    this.#from = undefined;
    this.#extra = {};
    this.#files = [];
    this.#copies = 1;
    this.#drawSend();
    this.#subject.value = this.#body.value = this.#error.textContent = "";
    this.#formats[0].checked = true;
    this.#banner.hidden = true;
    this.#drawFrom();
    this.#drawFiles();
  }

  async #deliver() {
    if (!this.#mailbox.value) { this.#error.textContent = "There is no mailbox to send to."; return; }
    this.#error.textContent = "";
    const format = this.#formats[1].checked ? "html" : "text";
    const mail = { from: this.#from ?? this.#customer, subject: this.#subject.value, [format]: this.#body.value, ...this.#extra };
    if (this.#files.length) mail.attachments = this.#files;
    const name = this.#mailbox.selectedOptions[0].textContent.replace(/ <.*/, "");
    this.#send.disabled = true;
    try {
      const copies = this.#copies;
      for (let copy = 1; copy <= copies; copy++) {
        if (copies > 1) this.#drawSend(copy);
        await api.deliver(this.#mailbox.value, copies > 1 ? { ...mail, subject: `${mail.subject} ${copy}` } : mail);
      }
      this.#clear();
      toast(copies > 1 ? `${copies} mails were delivered to ${name}.` : `Delivered to ${name}.`);
    } catch (error) {
      this.#error.textContent = error.message;
      this.#drawSend();
    } finally {
      this.#send.disabled = false;
    }
  }
}
