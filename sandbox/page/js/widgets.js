import { h, byId } from "./dom.js";
import { icon } from "./icons.js";
import { hue, initials } from "./format.js";

export const avatar = (name, ...marks) => h("span", { class: "avatar", style: { "--hue": String(hue(name)) }, "aria-hidden": "true" }, initials(name), ...marks);
export const botAvatar = () => h("span", { class: "avatar avatar-square", "aria-hidden": "true" }, icon("mail"));
export const empty = (name, title, text, ...more) => h("div", { class: "empty" }, icon(name), h("strong", {}, title), h("span", {}, text), ...more);

/** A short notice: confirmations politely, failures as an alert. */
export function toast(text, kind = "good") {
  const note = h("div", { class: `toast ${kind === "bad" ? "toast-bad" : ""}` }, h("span", { class: "grow" }, text));
  const host = byId(kind === "bad" ? "alerts" : "toasts");
  host.append(note);
  while (host.children.length > 3) host.firstElementChild.remove();
  setTimeout(() => note.remove(), kind === "bad" ? 9000 : 4500);
}

/** Runs an act of the person and shows the sandbox's sentence when it refuses. */
export async function attempt(act) {
  try { return await act(); } catch (error) {
    toast(error.message, "bad");
    return undefined;
  }
}

/** A light-dismiss panel under its button; Escape closes it and focus goes back, both by the platform. */
export function popover(button, panel, { menu = false } = {}) {
  panel.popover = "auto";
  panel.classList.add("popover");
  if (menu) panel.classList.add("menu");
  button.setAttribute("aria-haspopup", menu ? "menu" : "dialog");
  button.setAttribute("aria-expanded", "false");
  button.popoverTargetElement = panel;
  panel.addEventListener("toggle", event => {
    const isOpen = event.newState === "open";
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    const at = button.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - panel.offsetWidth - 8));
    const below = at.bottom + 4;
    panel.style.left = `${left}px`;
    panel.style.top = `${below + panel.offsetHeight > innerHeight - 8 ? Math.max(8, at.top - panel.offsetHeight - 4) : below}px`;
    panel.querySelector("input, select, button, [tabindex='0']")?.focus();
  });
  return [button, panel];
}
