using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Classification;

public sealed class MailClassifierTests
{
    /// <summary>Headers as the systems named write them (graph.md 6.1).</summary>
    public static TheoryData<string, string, string> AutomaticMail => new()
    {
        { "Exchange Online out of office", "Auto-Submitted: auto-generated|X-Auto-Response-Suppress: All|X-MS-Exchange-Inbox-Rules-Loop: a@b.example|X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "automatic_reply" },
        { "RFC 3834", "Auto-Submitted: auto-replied", "automatic_reply" },
        { "RFC 3834 with parameter", "auto-submitted: Auto-Replied; owner-email=\"a@b.example\"", "automatic_reply" },
        { "Gmail vacation", "Precedence: bulk|X-Autoreply: yes|Auto-Submitted: auto-replied", "automatic_reply" },
        { "cPanel", "X-Autorespond: Away|Precedence: auto_reply", "automatic_reply" },
        { "old precedence", "Precedence: auto_reply", "automatic_reply" },
        { "Postfix bounce", "Content-Type: multipart/report; report-type=delivery-status; boundary=\"x\"", "bounce" },
        { "Gmail bounce", "X-Failed-Recipients: nobody@b.example", "bounce" },
        { "read receipt", "Content-Type: multipart/report; report-type=\"disposition-notification\"", "read_receipt" },
    };

    [Theory]
    [MemberData(nameof(AutomaticMail))]
    public void N049_automatic_mail_is_recognised_by_its_headers(string system, string headers, string reason)
    {
        Assert.NotEmpty(system);
        Assert.Equal(reason, Judge(Mail(headers)));
    }

    [Theory]
    [InlineData("REPORT.IPM.Note.NDR", "bounce")]
    [InlineData("REPORT.IPM.Note.DR", "bounce")]
    [InlineData("REPORT.IPM.Note.IPNRN", "read_receipt")]
    [InlineData("IPM.Note.Rules.OofTemplate.Microsoft", "automatic_reply")]
    [InlineData("IPM.Note.Rules.ReplyTemplate.Microsoft", "automatic_reply")]
    [InlineData("IPM.Note", null)]
    [InlineData("IPM.Schedule.Meeting.Request", null)]
    public void N049_automatic_mail_is_recognised_by_its_message_class(string messageClass, string? reason) =>
        Assert.Equal(reason, Judge(Mail("") with { MessageClass = messageClass }));

    [Theory]
    [InlineData("")]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("X-Autoreply: no")]
    [InlineData("Content-Type: multipart/alternative; boundary=\"delivery-status\"")]
    public void A_persons_mail_and_a_monitoring_mail_become_tasks(string headers) => Assert.Null(Judge(Mail(headers)));

    [Theory]
    [InlineData("Precedence: bulk")]
    [InlineData("List-Unsubscribe: <mailto:u@b.example>|List-Id: news")]
    public void N051_bulk_mail_becomes_a_task(string headers) => Assert.Null(Judge(Mail(headers)));

    [Theory]
    [InlineData("mailer-daemon@mx.example")]
    [InlineData("MAILER-DAEMON@mx.example")]
    [InlineData("postmaster@b.example")]
    public void Mail_of_mail_servers_is_a_bounce(string from) =>
        Assert.Equal("bounce", Judge(Mail("") with { From = new MailAddress(from) }));

    [Fact]
    public void F48_mail_among_our_own_mailboxes_becomes_no_task() =>
        Assert.Equal("own_mailbox", Judge(Mail("") with { From = new MailAddress("help@own.example") }));

    [Fact]
    public void F03_a_contact_form_that_writes_as_the_mailbox_itself_is_the_customers_mail() =>
        Assert.Null(Judge(Mail("") with { From = new MailAddress("help@own.example"), ReplyTo = [new MailAddress("customer@b.example")] }));

    [Fact]
    public void Mail_without_sender_becomes_a_task() => Assert.Null(Judge(Mail("") with { From = null }));

    private static string? Judge(MailItem mail) => MailClassifier.ReasonAgainst(mail, address => address.EndsWith("@own.example", StringComparison.Ordinal));

    private static MailItem Mail(string headers) => new()
    {
        Id = new MessageId("1"),
        ReceivedAt = DateTimeOffset.UnixEpoch,
        From = new MailAddress("customer@b.example"),
        Headers =
        [
            .. headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).Select(parts => new MailHeader(parts[0], parts[1])),
        ],
    };
}
