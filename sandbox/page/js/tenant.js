import { api } from "./api.js";
import { coalesce } from "./dom.js";

/** What the page knows of the tenant; "tenant" is raised after each change, "live:*" for each event of the server. */
export const bus = new EventTarget();
export const on = (name, act) => bus.addEventListener(name, event => act(event.detail));
export const raise = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));

export let tenant = { people: [], customers: [], mailboxes: [], faults: {}, clock: { offsetSeconds: 0 }, loaded: false };
let ahead = 0;

/** Now in the sandbox: its clock may have been moved on. */
export const now = () => new Date(Date.now() + ahead);
export const setNow = text => { ahead = new Date(text).getTime() - Date.now(); };
export const person = id => tenant.people.find(each => each.id === id);
export const mailboxOf = id => tenant.mailboxes.find(each => each.id === id);
export const folderOf = (box, id) => mailboxOf(box)?.folders.find(each => each.id === id);

export async function load() {
  const state = await api.state();
  setNow(state.now);
  tenant = { ...state, loaded: true };
  raise("tenant");
}

export const reload = coalesce(() => load().catch(() => raise("offline")));

/** Server-sent events; the browser reconnects by itself, and then everything is read anew since events may have been missed. */
export function listen() {
  const source = new EventSource("sandbox/events");
  let lost = false;
  source.addEventListener("open", () => {
    raise("online");
    if (lost) { lost = false; reload(); raise("resync"); }
  });
  source.addEventListener("error", () => { lost = true; raise("offline"); });
  for (const name of ["wire", "chat", "mailbox", "presence", "clock", "faults", "customer", "access"])
    source.addEventListener(name, event => {
      const detail = event.data ? JSON.parse(event.data) : {};
      if (name === "clock") setNow(detail.now);
      if (name !== "wire" && name !== "chat" && name !== "customer") reload();
      raise(`live:${name}`, detail);
    });
  return source;
}
