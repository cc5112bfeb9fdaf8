import { startChats } from "./chats.js";
import { startControls } from "./controls.js";
import { startCustomers } from "./customers.js";
import { byId } from "./dom.js";
import { startDrop } from "./drop.js";
import { startHint } from "./hint.js";
import { icon } from "./icons.js";
import { startMailboxes } from "./mailboxes.js";
import { listen, load, on } from "./tenant.js";
import { startWire } from "./wire.js";

function offline(isOffline) {
  const notice = byId("offline");
  notice.hidden = !isOffline;
  notice.textContent = isOffline ? "The sandbox does not answer. Start it with “dotnet run --project sandbox”; this page connects again by itself." : "";
}

function switcher() {
  const panes = byId("panes");
  const buttons = panes.querySelectorAll(".switcher button");
  const draw = () => buttons.forEach(button => button.setAttribute("aria-pressed", String(button.dataset.view === panes.dataset.view)));
  buttons.forEach(button => button.addEventListener("click", () => { panes.dataset.view = button.dataset.view; }));
  new MutationObserver(draw).observe(panes, { attributeFilter: ["data-view"] });
}

document.querySelectorAll("[data-icon]").forEach(place => place.append(icon(place.dataset.icon)));
on("offline", () => offline(true));
on("online", () => offline(false));
startControls();
startChats();
startMailboxes();
startCustomers();
startDrop();
switcher();
listen();
try { await load(); } catch { offline(true); }
startHint();
await startWire();
document.documentElement.dataset.ready = "true";
