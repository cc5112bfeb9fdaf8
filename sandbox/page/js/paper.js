import DOMPurify from "../vendor/dompurify.js";
import { h } from "./dom.js";
import { isDark } from "./theme.js";

const escape = text => text.replace(/[&<>]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const ownColours = /bgcolor|background|[^-]color\s*[:=]/i;

/**
 * A mail's body in a frame that runs no script, loads nothing and leads nowhere: sanitised, sandboxed, and under its own content policy.
 * Plain mails follow the theme; mails with colours of their own stay on white paper.
 */
export function paper(mail, title) {
  const html = mail.html ? DOMPurify.sanitize(mail.html, { FORBID_TAGS: ["form", "input", "button", "iframe", "object", "base", "link", "meta"], FORBID_ATTR: ["srcset", "action", "formaction"], WHOLE_DOCUMENT: false }) : `<pre>${escape(mail.text ?? "")}</pre>`;
  const dark = isDark() && !ownColours.test(mail.html ?? "");
  const frame = h("iframe", { class: `paper ${dark ? "" : "paper-light"}`, title, sandbox: "", referrerpolicy: "no-referrer" });
  frame.srcdoc = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><base target="_blank"><title>Mail</title><style>
    html { color-scheme: ${dark ? "dark" : "light"}; }
    body { margin: 0; padding: 16px; font: 14px/1.55 system-ui, sans-serif; color: ${dark ? "#f0f1f5" : "#20222b"}; background: ${dark ? "#22232b" : "#fff"}; overflow-wrap: anywhere; unicode-bidi: plaintext; }
    pre { margin: 0; font: inherit; white-space: pre-wrap; unicode-bidi: plaintext; } img { max-width: 100%; height: auto; } blockquote { margin: 8px 0 0; padding-left: 12px; border-left: 3px solid #888; } a { color: ${dark ? "#a9b0fb" : "#444cb4"}; }
  </style></head><body dir="auto">${html}</body></html>`;
  return frame;
}
