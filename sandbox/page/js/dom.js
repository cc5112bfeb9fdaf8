/** Builds an element: h("p", { class: "muted", onclick: f, "aria-label": "…" }, "text", child). Text is never parsed as HTML. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "selected" || name === "htmlFor" || name === "srcdoc") element[name] = value;
    else if (name === "style") for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
    else if (name === "data") for (const [key, part] of Object.entries(value)) { if (part !== undefined && part !== null && part !== false) element.dataset[key] = part === true ? "" : part; }
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

export const byId = id => document.getElementById(id);

/** Replaces the children and keeps the keyboard where it was: on the element with the same data-key. */
export function fill(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const scroll = parent.scrollTop;
  parent.replaceChildren(...children.flat(2).filter(child => child !== undefined && child !== null && child !== false));
  parent.scrollTop = scroll;
  if (key !== undefined) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** One tab stop for a group of items; arrows, Home and End move inside it (ARIA practice for tabs, radios and lists). */
export function roving(container, selector, { activate = false } = {}) {
  container.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined && event.key !== "Home" && event.key !== "End") return;
    const items = [...container.querySelectorAll(selector)];
    const at = items.indexOf(event.target.closest(selector));
    if (at < 0) return;
    event.preventDefault();
    const next = event.key === "Home" ? 0 : event.key === "End" ? items.length - 1 : (at + step + items.length) % items.length;
    const key = items[next].dataset.key;
    items[next].focus();
    if (!activate) return;
    items[next].click();
    if (!items[next].isConnected) container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  });
}

/** tabindex for a member of a roving group: the chosen one, or the first when none is chosen. */
export const tabStop = (isChosen, index, anyChosen) => (isChosen || (!anyChosen && index === 0) ? "0" : "-1");

/** Joins calls that come close together into one; while one runs, at most one more waits. */
export function coalesce(work, delay = 40) {
  let timer, running = false, again = false;
  const run = async () => {
    timer = undefined;
    if (running) { again = true; return; }
    running = true;
    try { await work(); } finally {
      running = false;
      if (again) { again = false; timer ??= setTimeout(run, delay); }
    }
  };
  return () => { timer ??= setTimeout(run, delay); };
}

/** True when the value differs from the last one asked about under this key: what did not change is not drawn again. */
const signatures = new Map();
export function changed(key, value) {
  const text = JSON.stringify(value);
  if (signatures.get(key) === text) return false;
  signatures.set(key, text);
  return true;
}
