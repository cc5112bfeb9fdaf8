import { h } from "./dom.js";
import { icon } from "./icons.js";
import { raise } from "./tenant.js";

const system = matchMedia("(prefers-color-scheme: dark)");
const wish = () => localStorage.getItem("theme") ?? "system";
export const isDark = () => document.documentElement.dataset.theme === "dark";

function apply() {
  document.documentElement.dataset.theme = wish() === "dark" || (wish() === "system" && system.matches) ? "dark" : "light";
  raise("theme");
}

export function themePicker() {
  const kinds = [["light", "sun", "Light"], ["dark", "moon", "Dark"], ["system", "screen", "As the system"]];
  const group = h("div", { class: "segmented", role: "group", "aria-label": "Theme" });
  const draw = () => group.querySelectorAll("button").forEach(button => button.setAttribute("aria-pressed", String(button.dataset.wish === wish())));
  group.append(...kinds.map(([name, sign, text]) => h("button", {
    type: "button", class: "button button-icon button-small", title: `${text} theme`, "aria-label": `${text} theme`, data: { wish: name },
    onclick: () => { localStorage.setItem("theme", name); apply(); draw(); },
  }, icon(sign))));
  system.addEventListener("change", apply);
  draw();
  return group;
}
