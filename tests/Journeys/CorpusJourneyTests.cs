using System.Text.Json.Nodes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Classification;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

public sealed class CorpusJourneyTests
{
    [Fact]
    public async Task N049_N050_N051_every_mail_of_the_corpus_ends_where_it_belongs_and_the_ledger_says_why()
    {
        using var folder = new TempFolder();
        await using var office = await Office.OpenAsync(new OfficeOptions { Setup = Setup(folder) });
        // A mark is made from a mailbox's id, which the corpus cannot know.
        var files = EmlFile.Corpus.Where(file => file.Expected.Rule != "own_mark").ToList();
        var delivered = files.ToDictionary(file => office.Tenant.Mail.Deliver(Help, file.ToIncoming()));
        await office.PassAsync(TimeSpan.FromMinutes(3));

        var failed = office.Tenant.Mail.Mails(Help, "Failed").Select(mail => mail.Id).ToHashSet();
        var records = new Dictionary<string, MailRecord>();
        await foreach (var record in office.Store.ScanAsync(TaskRows.Partition(new ServiceId("customer-help")), TaskRows.Mails, TaskJson.Default.MailRecord, default))
            records.Add(record.Value.Message.Value, record.Value);
        Assert.Equal(files.Count, records.Count);
        foreach (var (id, file) in delivered)
        {
            var expected = file.Expected.ReasonAgainst is { } reason ? (MailFate.Failed, reason, true) : (MailFate.OpenedTask, null, false);
            Assert.Equal((file.Name, expected), (file.Name, (records[id].Fate, records[id].Reason, failed.Contains(id))));
            if (file.Expected.ReasonAgainst is not null)
                Assert.Equal((file.Name, file.Expected.Rule), (file.Name, records[id].Rule));
        }

        // Whatever was written on the way: no word of a mail is at rest (I6).
        Assert.DoesNotContain(records.Values, record => record.ToString().Contains("fabrikam", StringComparison.OrdinalIgnoreCase) && record.InternetMessageId?.Contains("fabrikam", StringComparison.Ordinal) != true);
    }

    [Fact]
    public async Task N051_a_service_that_does_not_want_newsletters_has_them_in_Failed()
    {
        using var folder = new TempFolder();
        await using var office = await Office.OpenAsync(new OfficeOptions { Setup = Setup(folder, service => service["sortOutBulk"] = true) });
        office.Tenant.Mail.Deliver(Help, EmlFile.Named("bulk-newsletter").ToIncoming());
        office.Tenant.Mail.Deliver(Help, EmlFile.Named("generated-monitoring").ToIncoming());
        await office.SettleAsync();

        Assert.Equal([EmlFile.Named("bulk-newsletter").Subject], office.In("Failed"));
        Assert.Equal([EmlFile.Named("generated-monitoring").Subject], office.In("inbox"));
    }

    [Fact]
    public async Task V13_a_sender_blocked_for_one_service_is_blocked_there_alone()
    {
        using var folder = new TempFolder();
        await using var office = await Office.OpenAsync(new OfficeOptions { Setup = Setup(folder, service => service["blockedSenders"] = new JsonArray(Alex)) });
        await office.WriteAsync("To help", "Hello?");
        await office.WriteAsync("To orders", "Hello?", mailbox: "orders@contoso.example");

        Assert.Equal(["To help"], office.In("Failed"));
        Assert.Equal(["To orders"], office.In("inbox", "orders@contoso.example"));
    }

    internal static string Setup(TempFolder folder, Action<JsonNode>? change = null)
    {
        var root = JsonNode.Parse(
            File.ReadAllText(RepositoryFolder.Of("sandbox", "setup.json")), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        root["tenant"]!["maxConcurrentTasks"] = 500;
        root["tenant"]!["blockedSenders"] = new JsonArray("spam.example");
        change?.Invoke(root["services"]![0]!);
        var file = folder.File("setup.json");
        File.WriteAllText(file, root.ToJsonString());
        return file;
    }
}
