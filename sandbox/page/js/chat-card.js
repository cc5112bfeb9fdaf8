import { api } from "./api.js";
import { renderCard } from "./cards.js";
import { TaskDialog } from "./dialog.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openLink } from "./links.js";
import { now } from "./tenant.js";

const minute = 60_000;
const lastInvoke = new Map();

/** One card of a chat: renders it and takes its clicks to the bot, with what Teams shows under it. */
export class ChatCard {
  #person; #activity; #note; #frame; #changed;

  /** changed is called when the chat should be read again. */
  constructor(person, activity, changed) {
    this.#person = person;
    this.#changed = changed;
    this.#frame = h("div", { class: "card" });
    this.#note = h("div", { role: "status" });
    this.element = h("div", {}, this.#frame, this.#note);
    this.update(activity);
  }

  get #key() { return `${this.#person}/${this.#activity.id}`; }
  get canRefresh() { return Boolean(this.#activity.card?.refresh?.action); }

  /** Draws again, and says so, only when the card itself has changed, so that typed text survives. */
  update(activity, force = false) {
    const isSame = !force && this.#activity && JSON.stringify(this.#activity.card) === JSON.stringify(activity.card);
    this.#activity = activity;
    if (isSame) return false;
    const hadFocus = this.#frame.contains(document.activeElement);
    this.#frame.classList.toggle("card-full", activity.card?.msteams?.width?.toLowerCase() === "full");
    this.#frame.replaceChildren(renderCard(activity.card, {
      open: openLink,
      execute: action => this.#act(() => api.invoke(this.#person, this.#activity.id, action, "manual")),
      submit: data => this.#submit(data),
      search: async (dataset, text) => (await api.search(this.#person, this.#activity.id, dataset, text)).body?.value?.results ?? [],
      message: text => this.#say(text, true),
    }));
    if (hadFocus) (this.#frame.querySelector("textarea, input, button") ?? this.#frame.closest(".messages"))?.focus({ preventScroll: true });
    return true;
  }

  refresh(trigger) {
    const action = this.#activity.card?.refresh?.action;
    if (!action) return undefined;
    return this.#act(() => api.invoke(this.#person, this.#activity.id, { type: "Action.Execute", id: action.id, verb: action.verb, data: action.data ?? {} }, trigger), trigger === "automatic");
  }

  /** As Teams does when a listed person looks at the message and the last call is older than a minute. */
  refreshWhenOld() {
    const { card, time, updatedAt } = this.#activity;
    if (!card?.refresh?.action || !card.refresh.userIds?.length) return;
    const latest = Math.max(new Date(updatedAt ?? time).getTime(), lastInvoke.get(this.#key) ?? 0);
    if (now().getTime() - latest >= minute) this.refresh("automatic");
  }

  async #submit(data) {
    const wish = data?.msteams?.type;
    if (wish === "imBack") return this.#act(() => api.say(this.#person, String(data.msteams.value ?? "")).then(() => ({ status: 200 })));
    return this.#act(() => api.submit(this.#person, this.#activity.id, data), false, wish === "task/fetch");
  }

  async #act(call, isQuiet = false, opensDialog = false) {
    if (this.#frame.getAttribute("aria-busy") === "true") return;
    this.#frame.setAttribute("aria-busy", "true");
    lastInvoke.set(this.#key, now().getTime());
    if (!isQuiet) this.#note.replaceChildren(h("div", { class: "card-note card-note-wait" }, h("span", { class: "spin" }), h("span", {}, "Working on it…")));
    try {
      this.#answered(await call(), isQuiet, opensDialog);
    } catch (error) {
      this.#say("Unable to reach app. Please try again.", true, error.message);
    } finally {
      this.#frame.removeAttribute("aria-busy");
      this.#changed();
    }
  }

  #answered({ status, body }, isQuiet, opensDialog) {
    if (status >= 400) return this.#say("Something went wrong. Please try again.", true, `The bot answered ${status}. ${body?.value?.message ?? body?.message ?? ""}`);
    if (opensDialog) {
      this.#note.replaceChildren();
      return body?.task ? TaskDialog.show(this.#person, this.#activity.id, body.task) : this.#say("Something went wrong. Please try again.", true, "The bot opened no dialog.");
    }
    if (body?.type === "application/vnd.microsoft.activity.message") return this.#say(body.value || "Unable to reach app. Please try again.", !body.value);
    if (body?.statusCode >= 400 || body?.type?.startsWith("application/vnd.microsoft.error")) return this.#say("Something went wrong. Please try again.", true, body.value?.message);
    return isQuiet ? undefined : this.#note.replaceChildren();
  }

  #say(text, isBad, detail) {
    this.#note.replaceChildren(h("div", { class: `card-note ${isBad ? "card-note-bad" : ""}` }, icon(isBad ? "alert" : "info"), h("span", {}, text, detail ? h("span", { class: "detail" }, detail) : null)));
    this.#note.scrollIntoView({ block: "nearest" });
  }
}
