import { byId, fill, h } from "./dom.js";
import { showPerson } from "./chats.js";
import { icon } from "./icons.js";
import { raise, tenant } from "./tenant.js";

const named = (start, role) => tenant.people.find(each => each.name.startsWith(start)) ?? tenant.people.find(each => each.role === role) ?? tenant.people[0];

const firstMail = {
  key: "hint", text: "Send a mail as a customer, then accept it as Megan.", button: "Fill in a sample mail",
  act: () => {
    const megan = named("Megan", "agent");
    if (megan) showPerson(megan.id);
    byId("panes").dataset.view = "customers";
    raise("compose-sample", { index: 0 });
  },
};

const fromNothing = {
  key: "hint-setup", text: "Nothing is set up in this tenant. Patti, the administrator, begins: press “Setup” in her chat.", button: "Open Patti’s chat",
  act: () => {
    showPerson(named("Patti", "administrator").id);
    byId("hint").hidden = true;
  },
};

/** The first-steps line, until it is dismissed once. */
export function startHint() {
  const hint = byId("hint");
  const { key, text, button, act } = tenant.access ? fromNothing : firstMail;
  if (localStorage.getItem(key) === "seen") return;
  const dismiss = () => { hint.hidden = true; localStorage.setItem(key, "seen"); };
  fill(hint, icon("info"), h("span", { class: "grow" }, h("strong", {}, "New here? "), text),
    h("button", { type: "button", class: "button button-small", onclick: act }, button),
    h("button", { type: "button", class: "button button-small button-quiet button-icon", "aria-label": "Dismiss the first steps", onclick: dismiss }, icon("close")));
  hint.hidden = false;
}
