import { api } from "./api.js";
import { composeMailbox } from "./customers.js";
import { byId } from "./dom.js";
import { readEml } from "./eml.js";
import { mailboxOf, tenant } from "./tenant.js";
import { toast } from "./widgets.js";

async function deliver(file) {
  if (!/\.eml$/i.test(file.name) && file.type !== "message/rfc822") return toast(`“${file.name}” is no .eml file. To attach a file, use Attach in the customer's form.`, "bad");
  try {
    const { to, mail } = await readEml(file);
    const box = tenant.mailboxes.find(each => to.includes(each.address.toLowerCase())) ?? mailboxOf(composeMailbox());
    await api.deliver(box.id, mail);
    return toast(`“${file.name}” was delivered to ${box.name}.`);
  } catch (error) {
    return toast(`“${file.name}” was not delivered. ${error.message}`, "bad");
  }
}

/** An .eml file dropped anywhere is delivered: to the mailbox it names, or to the one chosen in the form. */
export function startDrop() {
  const veil = byId("drop-veil");
  const hasFiles = event => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const hide = () => { veil.hidden = true; };
  addEventListener("dragover", event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    byId("drop-target").textContent = `to the mailbox it names, else to ${mailboxOf(composeMailbox())?.name ?? "the first mailbox"}`;
    veil.hidden = false;
  });
  addEventListener("dragleave", event => { if (!event.relatedTarget) hide(); });
  addEventListener("drop", async event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    hide();
    for (const file of event.dataTransfer.files) await deliver(file);
  });
  addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
}
