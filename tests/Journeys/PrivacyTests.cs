using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>I6: mail content is neither stored nor logged, whatever happens to a mail.</summary>
public sealed class PrivacyTests : IDisposable
{
    private const string Nadia = "nadia@northwind.example";

    /// <summary>Words that stand nowhere but in mails, in what agents write, and in tokens.</summary>
    private static readonly string[] Secrets =
    [
        "Zebrafinkenfutter", "verspätet", "Quittenmarmelade", "Gürteltierbau", "Walnussholz", "Rhabarberkuchen", "Abwesenheitsnotiz", "Okapischein", "Pfefferminzhof",
        "Kaulquappe", "Sauerampfer", "nadia@northwind", "Nadia Haddad", "kestrel.procurement@northwind", "Kestrel Procurement", "mailer-tukan@northwind",
        SandboxTokens.Secret, "eyJhbGciOi",
    ];

    /// <summary>Who works here stands in the configuration, so in the store; in the log nobody does.</summary>
    private static readonly string[] People = [Megan, Adele, Help, "Megan Bowen", "Adele Vance", "Customer Help", "megan.bowen@", "support@contoso"];

    private readonly RecordedLog log = new();

    [Fact]
    public async Task I6_after_whole_journeys_neither_the_store_nor_the_log_knows_what_anybody_wrote_or_who_the_customers_are()
    {
        await using var office = await Office.OpenAsync(
            new OfficeOptions
            {
                RequireTokens = true,
                Customize = builder => builder.Logging.AddProvider(log).AddFilter<RecordedLog>(null, LogLevel.Trace),
            },
            Megan);
        await WorkAsync(office);
        Assert.True(await RowsAsync(office) > 20, "The journeys left next to nothing in the store: this test would show nothing.");

        // While it runs, the newest pages are in the write-ahead log; after it stopped, all are in the file.
        foreach (var file in new[] { office.Database, $"{office.Database}-wal", $"{office.Database}-shm" })
            Assert.Empty(Leaks.In(ReadShared(file), Secrets));
        await office.StopBotAsync();
        Assert.Empty(Leaks.In(File.ReadAllBytes(office.Database), Secrets));

        Assert.NotEmpty(log.From(LogLevel.Trace));
        Assert.Empty(Leaks.In(Encoding.UTF8.GetBytes(log.ToString()), [.. Secrets, .. People]));
    }

    [Fact]
    public void The_search_finds_a_word_in_every_form_and_place()
    {
        const string Word = "Gürteltierbau";
        foreach (var before in new[] { "", "a", "ab", "abc" })
        {
            var text = $"{before}{Word} and more";
            byte[][] places =
            [
                Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text), Encoding.UTF8.GetBytes(text.ToUpperInvariant()),
                Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
                Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes(text))),
                System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text),
            ];
            Assert.All(places, place => Assert.NotEmpty(Leaks.In(place, [Word])));
        }

        Assert.Empty(Leaks.In(Encoding.UTF8.GetBytes("Gürteltier, Bau"), [Word]));
    }

    public void Dispose() => log.Dispose();

    /// <summary>Every way a mail can go: answered, joined, finished, failed, moved in Outlook, in trouble with Graph and with Teams; and what agents type.</summary>
    private static async Task WorkAsync(Office office)
    {
        var first = office.Tenant.Mail.Deliver(Help, Mail("Zebrafinkenfutter verspätet", "Wo bleibt die Quittenmarmelade?"));
        await office.SettleAsync();
        await office.PressAsync(Megan, "accept");
        office.Tenant.Mail.Deliver(Help, Mail("Re: Zebrafinkenfutter verspätet", "Sie sollte in den Gürteltierbau.") with
        {
            InReplyTo = office.Tenant.Mail.FindMail(Help, first)!.InternetMessageId,
        });
        await office.SettleAsync();
        await office.PressAsync(Megan, "reply");
        office.Tenant.Faults.GraphDown = true;
        await office.PressAsync(Megan, "reply.send", "Sie liegt unter Walnussholz.");
        office.Tenant.Faults.GraphDown = false;
        await office.PassAsync(TimeSpan.FromSeconds(30));
        await office.PressAsync(Megan, "reply.send", "Sie liegt unter Walnussholz.");

        office.Tenant.Mail.Deliver(Help, Mail("Abwesenheitsnotiz", "Bin im Pfefferminzhof.") with
        {
            From = new SandboxAddress("mailer-tukan@northwind.example", "Kestrel Procurement"),
            Headers = [new SandboxHeader("Auto-Submitted", "auto-replied")],
        });
        await office.SettleAsync();
        foreach (var text in new[] { "tasks", "help", "Rhabarberkuchen bitte", "reply Rhabarberkuchen", "off duty", "on duty", "find Sauerampfer" })
        {
            await office.SayAsync(Megan, text);
            await office.PassAsync(TimeSpan.FromSeconds(1));
        }

        office.Tenant.Faults.Next("POST */activities*", FaultKind.ServerError, times: 2);
        office.Tenant.Mail.Deliver(Help, Mail("Kaulquappe", "<p>Sauerampfer</p>", isHtml: true));
        await office.SettleAsync();
        await office.PassAsync(TimeSpan.FromMinutes(2));
        await office.SayAsync(Megan, "on duty");
        await office.SayAsync(Megan, "accept");
        await office.SayAsync(Megan, "reply Rhabarberkuchen ist alle.");

        var moved = office.Tenant.Mail.Deliver(Help, Mail("Okapischein", "Quittenmarmelade"));
        await office.SettleAsync();
        office.Tenant.Mail.MoveAsPerson(Help, moved, "archive");
        await office.PassAsync(TimeSpan.FromMinutes(4));

        // Else nothing of what is searched for would have passed through the bot.
        Assert.Equal(2, office.Tenant.Mail.CustomerMails(Nadia).Count);
        Assert.Equal(["Abwesenheitsnotiz"], office.In("Failed"));
        Assert.True(office.Sees(Megan, "Okapischein"));
    }

    private static IncomingMail Mail(string subject, string body, bool isHtml = false) => new()
    {
        From = new SandboxAddress(Nadia, "Nadia Haddad"),
        Cc = [new SandboxAddress("kestrel.procurement@northwind.example", "Kestrel Procurement")],
        Subject = subject,
        Text = isHtml ? null : body,
        Html = isHtml ? body : null,
        Attachments = [new SandboxFile("Okapischein.pdf", "application/pdf", "Okapischein"u8.ToArray())],
    };

    private static async Task<int> RowsAsync(Office office)
    {
        var rows = 0;
        foreach (var partition in new[] { "svc~customer-help", "desk", "agents", "mailboxes" })
            rows += (await office.Bot.Services.GetRequiredService<IEntityStore>().QueryAsync(partition, RowRange.All, 1000, default)).Entities.Count;
        return rows;
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
