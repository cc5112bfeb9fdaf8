import { api } from "./api.js";
import { renderCard } from "./cards.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { openLink } from "./links.js";

const widths = { small: "20vw", medium: "50vw", large: "60vw" };
const heights = { small: "20vh", medium: "50vh", large: "66vh" };
const size = (wish, table, fallback) => (typeof wish === "number" ? `${wish}px` : `max(${fallback}, ${table[wish] ?? table.medium})`);

/** A dialog ("task module") of the bot: continue shows a card, message shows a text, anything else closes. */
export class TaskDialog {
  #person; #activity; #dialog; #title; #body; #opener;

  static show(person, activity, task) { new TaskDialog(person, activity).#open(task); }

  constructor(person, activity) {
    this.#person = person;
    this.#activity = activity;
    this.#opener = document.activeElement;
    this.#title = h("h2", { id: "task-title" });
    this.#body = h("div", { class: "task-body" });
    this.#dialog = h("dialog", { class: "task-dialog", id: "task-dialog", "aria-labelledby": "task-title" },
      h("div", { class: "task-head" }, this.#title, h("button", { type: "button", class: "button button-quiet button-icon", "aria-label": "Close the dialog", onclick: () => this.#dialog.close() }, icon("close"))),
      this.#body);
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      // The card that opened the dialog may have been redrawn meanwhile.
      (this.#opener?.isConnected ? this.#opener : byId("chat-text"))?.focus();
    });
  }

  #open(task) {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#answer(task);
  }

  #answer(task) {
    if (task?.type === "continue") return this.#continue(task.value ?? {});
    if (task?.type === "message") return this.#message(String(task.value ?? ""));
    return this.#dialog.close();
  }

  #continue(value) {
    this.#title.textContent = value.title || "Dialog";
    this.#dialog.style.setProperty("--dialog-width", size(value.width, widths, "420px"));
    this.#dialog.style.setProperty("--dialog-height", size(value.height, heights, "180px"));
    if (value.url) return this.#body.replaceChildren(h("p", {}, "This dialog is a web page: ", h("a", { href: value.url, target: "_blank", rel: "noopener noreferrer" }, value.url)));
    const card = renderCard(value.card?.content, {
      open: openLink,
      submit: data => this.#submit(data),
      execute: action => this.#submit({ ...action.data, verb: action.data.verb ?? action.verb }),
      search: async (dataset, text) => (await api.search(this.#person, this.#activity, dataset, text)).body?.value?.results ?? [],
      message: text => this.#note(text),
    });
    this.#body.replaceChildren(card);
    card.querySelector("input, textarea, select, button")?.focus();
  }

  #message(text) {
    const close = h("button", { type: "button", class: "button button-primary", onclick: () => this.#dialog.close() }, "Close");
    this.#body.replaceChildren(h("div", { class: "task-message", role: "status" }, h("p", {}, text), close));
    close.focus();
  }

  #note(text) {
    this.#body.querySelector(".card-note")?.remove();
    this.#body.append(h("div", { class: "card-note card-note-bad", role: "alert" }, icon("alert"), h("span", {}, text)));
  }

  async #submit(data) {
    if (this.#body.getAttribute("aria-busy") === "true") return;
    this.#body.setAttribute("aria-busy", "true");
    try {
      const { status, body } = await api.dialog(this.#person, this.#activity, data);
      if (status >= 400) this.#note(`Something went wrong. Please try again. (The bot answered ${status}.)`);
      else this.#answer(body?.task);
    } catch (error) {
      this.#note(`Unable to reach app. ${error.message}`);
    } finally {
      this.#body.removeAttribute("aria-busy");
    }
  }
}
