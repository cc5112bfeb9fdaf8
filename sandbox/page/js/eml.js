import PostalMime from "../vendor/postal-mime.js";
import { toBase64 } from "./files.js";

const plain = party => (party?.address ? { name: party.name ?? "", address: party.address } : party?.group?.[0]);
const parties = all => (all ?? []).flatMap(party => party.group ?? [party]).map(plain).filter(Boolean);
// These arrive through fields of their own; handing them over twice would only invite contradictions.
const ownFields = new Set(["from", "to", "cc", "bcc", "subject", "reply-to", "message-id", "in-reply-to", "references", "mime-version", "content-transfer-encoding", "content-type"]);

/** Reads an .eml file into the sandbox's deliver request; to says which addresses the file names. */
export async function readEml(file) {
  const mail = await PostalMime.parse(await file.arrayBuffer(), { attachmentEncoding: "arraybuffer" });
  const importance = mail.headers.find(each => each.key === "importance")?.value?.toLowerCase();
  const report = mail.headers.find(each => each.key === "content-type" && /multipart\/report/i.test(each.value));
  const headers = mail.headers.filter(each => !ownFields.has(each.key)).map(each => ({ name: each.originalKey ?? each.key, value: each.value }));
  if (report) headers.push({ name: "Content-Type", value: report.value });
  return {
    to: [...parties(mail.to), ...parties(mail.cc)].map(each => each.address.toLowerCase()),
    mail: {
      from: plain(mail.from) ?? { name: "", address: "" },
      subject: mail.subject ?? "",
      text: mail.html ? undefined : mail.text ?? "",
      html: mail.html || undefined,
      cc: parties(mail.cc), replyTo: parties(mail.replyTo),
      headers,
      internetMessageId: mail.messageId, inReplyTo: mail.inReplyTo, references: mail.references,
      importance: ["low", "normal", "high"].includes(importance) ? importance : undefined,
      attachments: await Promise.all(mail.attachments.map(async each => ({
        name: each.filename ?? "attachment", contentType: each.mimeType, contentBase64: await toBase64(new Blob([each.content])), isInline: each.disposition === "inline" || undefined, contentId: each.contentId?.replace(/^<|>$/g, ""),
      }))),
    },
  };
}
