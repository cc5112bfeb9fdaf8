const paragraph = number => `${number}. Our warehouse counted the pallets again this morning and compared them with the delivery note. Of the boxes announced for lane ${number}, two were wet and one was missing its label. Please tell us whether we should send them back or keep them until your driver comes, and who signs for it.`;
const day = 86400000;
const header = (name, value) => ({ name, value });

/**
 * Mails worth trying, each with what becomes of it. make gives the parts of a deliver request; customer is { name, address }. copies: sent that often, numbered.
 * inThread: goes into the thread of the last answer that the customer got, where there is one.
 */
export const samples = [
  { name: "An ordinary question", ends: "Becomes a task", make: customer => ({ subject: "Where is my order 4711?", text: `Hello,\n\nI ordered two desk lamps on Monday (order 4711) and have not heard anything since. Could you tell me when they will arrive?\n\nKind regards\n${customer.name}` }) },
  { name: "A question with an attachment", ends: "Becomes a task that names the file", make: customer => ({ subject: "Invoice 20260117 does not add up", text: `Hello,\n\nthe sum on the attached invoice is not the sum of its lines. Could you send a corrected one?\n\nThank you\n${customer.name}`, attachments: [{ name: "invoice-20260117.csv", contentType: "text/csv", contentBase64: btoa("item;amount;price\nDesk lamp;2;49.90\nBulb;4;6.50\nTotal;;119.80\n") }] }) },
  { name: "A thank-you", ends: "Joins its thread after an answer, else becomes a task", inThread: true, make: customer => ({ subject: "Thank you!", text: `Thank you very much!\n\n${customer.name}` }) },
  {
    name: "A calendar invitation", ends: "Becomes a task that names time and place", make: customer => {
      const start = new Date(Math.ceil(Date.now() / day) * day + 9.5 * 3600000);
      return { subject: "Invitation: delivery of the desk lamps", text: `Please be at the loading bay.\n\n${customer.name}`, messageClass: "IPM.Schedule.Meeting.Request", meeting: { start: start.toISOString(), end: new Date(start.getTime() + 3600000).toISOString(), location: "Loading bay 3" } };
    },
  },
  { name: "A long mail", ends: "Becomes a task, cut on the card", make: customer => ({ subject: "Delivery of this week, lane by lane", text: `Hello,\n\n${Array.from({ length: 40 }, (_, index) => paragraph(index + 1)).join("\n\n")}\n\nBest regards\n${customer.name}` }) },
  { name: "A mail of 6 MB", ends: "Becomes a task without its text: over the limit", make: customer => ({ subject: "Pictures of the damage", text: `Hello,\n\nthe pictures are attached.\n\n${customer.name}`, attachments: [{ name: "pictures.zip", contentType: "application/zip", contentBase64: btoa("picture ".repeat(786432)) }] }) },
  {
    name: "An HTML newsletter", ends: "Becomes a task: bulk mail can be a customer's", make: () => ({
      subject: "Autumn offers: everything for the desk", from: { name: "Fabrikam News", address: "news@fabrikam.example" },
      html: `<table width="100%" bgcolor="#eef0fb" cellpadding="24"><tr><td align="center"><table width="520" bgcolor="#ffffff" cellpadding="20" style="border-radius:8px;color:#222"><tr><td><h1 style="margin:0;color:#4a52bd">Autumn offers</h1><p>Lamps, chairs and shelves, <b>20 % off</b> until Sunday.</p><ul><li>Desk lamp <i>Aurora</i>: 39.90</li><li>Chair <i>Form 3</i>: 189.00</li></ul><p><a href="https://fabrikam.example/offers">See all offers</a></p></td></tr><tr><td style="font-size:12px;color:#666">You get this mail because you subscribed. <a href="https://fabrikam.example/unsubscribe">Unsubscribe</a></td></tr></table></td></tr></table>`,
      headers: [header("List-Unsubscribe", "<https://fabrikam.example/unsubscribe>"), header("List-Id", "News <news.fabrikam.example>"), header("Precedence", "bulk")],
    }),
  },
  { name: "An out-of-office reply", ends: "Goes to Failed", make: customer => ({ subject: "Automatic reply: Your question", text: `I am out of the office until Monday and will answer your mail then.\n\n${customer.name}`, headers: [header("Auto-Submitted", "auto-replied"), header("X-Auto-Response-Suppress", "All")] }) },
  {
    name: "A bounce", ends: "Goes to Failed", make: () => ({
      subject: "Undeliverable: Your order", from: { name: "Mail Delivery System", address: "mailer-daemon@fabrikam.example" }, text: "Your message could not be delivered to order@fabrikam.example.\n\n550 5.1.1 User unknown",
      headers: [header("Return-Path", "<>"), header("Auto-Submitted", "auto-replied"), header("Content-Type", "multipart/report; report-type=delivery-status")], messageClass: "REPORT.IPM.Note.NDR",
    }),
  },
  {
    name: "A storm of 200 automatic mails", ends: "See how many tasks are left of it", copies: 200, make: () => ({
      subject: "Disk almost full on server", from: { name: "Fabrikam Monitoring", address: "alerts@fabrikam.example" }, text: "The disk of this server is 97 % full.",
      headers: [header("Auto-Submitted", "auto-generated"), header("Precedence", "bulk")],
    }),
  },
  { name: "Right-to-left text", ends: "Becomes a task", make: customer => ({ subject: "سؤال عن الطلب رقم 4711", text: `مرحبا،\n\nأين طلبي رقم 4711؟ لقد طلبت مصباحين يوم الاثنين ولم أتلق أي رد حتى الآن.\n\nمع أطيب التحيات\n${customer.name}` }) },
  {
    name: "Markup that must stay text", ends: "Becomes a task in which nothing happens", make: () => ({
      subject: "**Urgent** [click here](https://evil.example) <img src=x onerror=alert(1)> <at>Everyone</at>",
      html: "<p>**Not bold** [not a link](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}}</p><script>alert('script')</script><img src=x onerror=\"alert('image')\"><p><a href=\"javascript:alert('link')\">A link that must do nothing</a></p><p>&lt;b&gt;typed brackets&lt;/b&gt;</p>",
    }),
  },
  { name: "No subject, no text", ends: "Becomes a task", make: () => ({ subject: "", text: "" }) },
];
