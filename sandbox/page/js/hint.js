import { byId, fill, h } from "./dom.js";
import { showPerson } from "./chats.js";
import { icon } from "./icons.js";
import { raise, tenant } from "./tenant.js";

/** The first-steps line, until it is dismissed once. */
export function startHint() {
  const hint = byId("hint");
  if (localStorage.getItem("hint") === "seen") return;
  const dismiss = () => { hint.hidden = true; localStorage.setItem("hint", "seen"); };
  const fillSample = () => {
    const megan = tenant.people.find(each => each.name.startsWith("Megan")) ?? tenant.people[0];
    if (megan) showPerson(megan.id);
    byId("panes").dataset.view = "customers";
    raise("compose-sample", { index: 0 });
  };
  fill(hint, icon("info"), h("span", { class: "grow" }, h("strong", {}, "New here? "), "Send a mail as a customer, then accept it as Megan."),
    h("button", { type: "button", class: "button button-small", onclick: fillSample }, "Fill in a sample mail"),
    h("button", { type: "button", class: "button button-small button-quiet button-icon", "aria-label": "Dismiss the first steps", onclick: dismiss }, icon("close")));
  hint.hidden = false;
}
