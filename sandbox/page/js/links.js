import { raise, tenant } from "./tenant.js";

/** A link to a mail in Outlook shows it in the mailbox pane; any other web link opens in a new tab. */
export function openLink(text) {
  let url;
  try { url = new URL(text, location.href); } catch { return; }
  const item = url.searchParams.get("ItemID") ?? url.searchParams.get("itemid");
  if (item && tenant.mailboxes.length) return raise("show-mail", { id: item });
  if (url.protocol === "https:" || url.origin === location.origin) open(url, "_blank", "noopener,noreferrer");
}
