using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>A mail and its task as an agent would meet them.</summary>
internal static class SampleViews
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 13, 5, 0, TimeSpan.Zero);
    public static readonly TaskKey Key = new(new ServiceId("help"), TaskId.For(new MailboxId("mailbox"), new MessageId("message")));
    public static readonly AgentId Megan = new("aaaaaaaa-0000-0000-0000-000000000001");

    public static readonly MailItem Mail = new()
    {
        Id = new MessageId("message"),
        ReceivedAt = Now.AddMinutes(-7),
        Subject = "Delivery of order 20931 incomplete",
        From = new MailAddress("alex@fabrikam.example", "Alex Wilber"),
        To = [new MailAddress("help@contoso.example", "Customer Help")],
        Cc = [new MailAddress("nadia@northwind.example", "Nadia Haddad")],
        Preview = "Hello, two of the five boxes of order 20931 did not arrive. Could you please look into it?",
        Body = new MailBody(true, """
            <html><head><style>p { color: red }</style><title>x</title></head><body>
            <p>Hello,</p>
            <p>two of the <b>five</b> boxes of order 20931 did not arrive.<br>Could you please look into it? These are missing:</p>
            <ul><li>Box 3: lamps</li><li>Box 5: cables, see <a href="https://shop.contoso.example/p/5512">the article</a></li></ul>
            <table><tr><th>Box</th><th>Weight</th></tr><tr><td>3</td><td>12 kg</td></tr><tr><td>5</td><td>4 kg</td></tr></table>
            <p>Kind regards<br>Alex Wilber</p>
            <blockquote><p>On 20 November Contoso wrote:</p><p>Your order has been shipped.</p></blockquote>
            </body></html>
            """),
        HasAttachments = true,
        WebLink = "https://outlook.office365.com/owa/?ItemID=AAMkAGI&exvsurl=1&viewmodel=ReadMessageItem",
    };

    public static TaskView View(TaskViewKind kind) => new()
    {
        Key = Key,
        Version = 7,
        Kind = kind,
        Viewer = Megan,
        ServiceName = "Customer Help",
        Service = Key.Service,
        MailboxName = "Customer Help",
        ReceivedAt = Mail.ReceivedAt,
        Now = Now,
        Mail = Mail,
        Attachments =
        [
            new MailAttachment("a1", "delivery-note.pdf", "application/pdf", 182_733, false),
            new MailAttachment("a2", "photo of the pallet.jpg", "image/jpeg", 3_400_112, false),
            new MailAttachment("a3", "logo.png", "image/png", 2_048, true),
        ],
        OfferUntil = kind == TaskViewKind.Offer ? Now.AddSeconds(60) : null,
        ParkedUntil = kind == TaskViewKind.Parked ? Now.AddDays(1) : null,
        WhyMe = kind == TaskViewKind.Offer ? [new Reason("longest_idle", ["25"])] : [],
        OtherTask = kind == TaskViewKind.Merged ? TaskId.For(new MailboxId("mailbox"), new MessageId("other")) : null,
        ConsultUntil = kind == TaskViewKind.Consulted ? Now.AddDays(3) : null,
        OtherName = kind is TaskViewKind.Taken or TaskViewKind.Transferred or TaskViewKind.Consulted ? "Adele Vance" : null,
        ReplyTo = [Mail.From!],
        ReplyCc = Mail.Cc,
        FailureCode = kind == TaskViewKind.NotSent ? "ErrorMessageSubmissionBlocked" : null,
    };

    public static Reader Reader(string language) =>
        new(Words.For(language), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), "29:megan");

    public static TaskView WithNumber(TaskViewKind kind, int number) => View(kind) with
    {
        Key = new TaskKey(Key.Service, TaskId.For(new MailboxId("mailbox"), new MessageId($"message {number}"))),
        Mail = Mail with { Subject = $"Question {number}", Body = null },
        ReceivedAt = Mail.ReceivedAt.AddHours(-number),
    };

    public static readonly AgentStatus OnDuty = new(true, []);
}
