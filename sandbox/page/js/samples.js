const paragraph = number => `${number}. Our warehouse counted the pallets again this morning and compared them with the delivery note. Of the boxes announced for lane ${number}, two were wet and one was missing its label. Please tell us whether we should send them back or keep them until your driver comes, and who signs for it.`;

/** Mails worth trying. Each gives the parts of a deliver request; customer is { name, address }. */
export const samples = [
  ["An ordinary question", customer => ({ subject: "Where is my order 4711?", text: `Hello,\n\nI ordered two desk lamps on Monday (order 4711) and have not heard anything since. Could you tell me when they will arrive?\n\nKind regards\n${customer.name}` })],
  ["A question with an attachment", customer => ({ subject: "Invoice 20260117 does not add up", text: `Hello,\n\nthe sum on the attached invoice is not the sum of its lines. Could you send a corrected one?\n\nThank you\n${customer.name}`, attachments: [{ name: "invoice-20260117.csv", contentType: "text/csv", contentBase64: btoa("item;amount;price\nDesk lamp;2;49.90\nBulb;4;6.50\nTotal;;119.80\n") }] })],
  ["A long mail", customer => ({ subject: "Delivery of this week, lane by lane", text: `Hello,\n\n${Array.from({ length: 40 }, (_, index) => paragraph(index + 1)).join("\n\n")}\n\nBest regards\n${customer.name}` })],
  ["An HTML newsletter", () => ({
    subject: "Autumn offers: everything for the desk", from: { name: "Fabrikam News", address: "news@fabrikam.example" },
    html: `<table width="100%" bgcolor="#eef0fb" cellpadding="24"><tr><td align="center"><table width="520" bgcolor="#ffffff" cellpadding="20" style="border-radius:8px;color:#222"><tr><td><h1 style="margin:0;color:#4a52bd">Autumn offers</h1><p>Lamps, chairs and shelves, <b>20 % off</b> until Sunday.</p><ul><li>Desk lamp <i>Aurora</i>: 39.90</li><li>Chair <i>Form 3</i>: 189.00</li></ul><p><a href="https://fabrikam.example/offers">See all offers</a></p></td></tr><tr><td style="font-size:12px;color:#666">You get this mail because you subscribed. <a href="https://fabrikam.example/unsubscribe">Unsubscribe</a></td></tr></table></td></tr></table>`,
    headers: [{ name: "List-Unsubscribe", value: "<https://fabrikam.example/unsubscribe>" }, { name: "List-Id", value: "News <news.fabrikam.example>" }, { name: "Precedence", value: "bulk" }],
  })],
  ["An out-of-office reply", customer => ({ subject: "Automatic reply: Your question", text: `I am out of the office until Monday and will answer your mail then.\n\n${customer.name}`, headers: [{ name: "Auto-Submitted", value: "auto-replied" }, { name: "X-Auto-Response-Suppress", value: "All" }] })],
  ["A bounce", () => ({
    subject: "Undeliverable: Your order", from: { name: "Mail Delivery System", address: "mailer-daemon@fabrikam.example" }, text: "Your message could not be delivered to order@fabrikam.example.\n\n550 5.1.1 User unknown",
    headers: [{ name: "Return-Path", value: "<>" }, { name: "Auto-Submitted", value: "auto-replied" }, { name: "Content-Type", value: "multipart/report; report-type=delivery-status" }], messageClass: "REPORT.IPM.Note.NDR",
  })],
  ["Right-to-left text", customer => ({ subject: "سؤال عن الطلب رقم 4711", text: `مرحبا،\n\nأين طلبي رقم 4711؟ لقد طلبت مصباحين يوم الاثنين ولم أتلق أي رد حتى الآن.\n\nمع أطيب التحيات\n${customer.name}` })],
  ["Markup that must stay text", () => ({
    subject: "**Urgent** [click here](https://evil.example) <img src=x onerror=alert(1)> <at>Everyone</at>",
    html: "<p>**Not bold** [not a link](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}}</p><script>alert('script')</script><img src=x onerror=\"alert('image')\"><p><a href=\"javascript:alert('link')\">A link that must do nothing</a></p><p>&lt;b&gt;typed brackets&lt;/b&gt;</p>",
  })],
  ["No subject, no text", () => ({ subject: "", text: "" })],
];
