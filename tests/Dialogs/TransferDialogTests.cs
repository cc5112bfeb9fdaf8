using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>The whole configuration in and out, and who changed it.</summary>
public sealed class TransferDialogTests
{
    private static readonly Configuration Start = Configuration.Empty with
    {
        Tenant = new TenantSettings { MaxConcurrentTasks = 100 },
        Units = [new OrganizationUnit(new UnitId("care"), "Customer Care"), new OrganizationUnit(new UnitId("contoso"), "Contoso")],
    };

    [Fact]
    public async Task An_export_is_imported_again_without_a_difference()
    {
        using var bench = await OpenAsync(Start);
        await bench.SayAsync(Patti, "import");
        var face = await bench.SayAsync(Patti, Exported(bench).ToJsonString());
        Assert.True(face.Says("The document says what is so already."), face.Text);
    }

    [Fact]
    public async Task Every_difference_is_shown_before_one_confirm()
    {
        using var bench = await OpenAsync(Start);
        var document = Exported(bench);
        document["tenant"]!["maxConcurrentTasks"] = 250;
        document["units"]![0]!["name"] = "Care";
        document["units"]!.AsArray().RemoveAt(1);
        document["units"]!.AsArray().Add(JsonNode.Parse("""{ "id": "sales", "name": "Sales" }"""));
        var face = await bench.SayAsync(Patti, "import");
        face = await bench.PressAsync(Patti, face, "Next", document.ToJsonString());
        Assert.True(face.Says("maxConcurrentTasks 100 → 250") && face.Says("Unit Care changed: name Customer Care → Care"), face.Text);
        Assert.True(face.Says("Unit Sales added") && face.Says("Unit Contoso removed") && face.Says("Cannot be undone:"), face.Text);
        Assert.Equal(100, bench.Configuration.Tenant.MaxConcurrentTasks);

        face = await bench.PressAsync(Patti, face, "Replace the configuration");
        Assert.True(face.Says("The configuration is what the document says."), face.Text);
        Assert.Equal(["Care", "Sales"], bench.Configuration.Units.Select(unit => unit.Name).Order());
        Assert.Equal(250, bench.Configuration.Tenant.MaxConcurrentTasks);
    }

    [Theory]
    [InlineData("{ ", "Line 1")]
    [InlineData("""{ "tenant": { "maxConcurrentTasks": "many" }, "colour": "red" }""", "$.colour")]
    [InlineData("""{ "units": [ { "id": "a", "name": "A", "parent": "nowhere" } ] }""", "$.units[0].parent")]
    public async Task A_wrong_document_changes_nothing_and_each_mistake_is_named_with_its_place(string document, string said)
    {
        using var bench = await OpenAsync(Start);
        await bench.SayAsync(Patti, "import");
        var face = await bench.SayAsync(Patti, document);
        Assert.True(face.Says(said), face.Text);
        Assert.Equal(2, bench.Configuration.Units.Count);
    }

    [Fact]
    public async Task However_much_is_wrong_with_a_document_it_is_told_on_a_card_that_Teams_takes()
    {
        using var bench = await OpenAsync(Start);
        await bench.SayAsync(Patti, "import");
        var nobody = string.Join(',', Enumerable.Range(0, 300).Select(i => $$"""{ "userPrincipalName": "nobody{{i}}@contoso.example" }"""));
        var face = await bench.SayAsync(Patti, $$"""{ "users": [{{nobody}}] }""");
        Assert.True(face.Says("$.users[0].userPrincipalName") && face.Says("more"), face.Text);
        face = await bench.PressAsync(Patti, face, "Replace the configuration");
        Assert.True(face.Says("$.users[0].userPrincipalName"), face.Text);
        Assert.Empty(bench.Configuration.Users);

        await bench.SayAsync(Patti, "cancel");
        await bench.SayAsync(Patti, "import");
        face = await bench.SayAsync(Patti, $$"""{ "{{new string('x', 20_000)}}": 1 }""");
        Assert.True(face.Says("This name is not known here."), face.Text);
    }

    [Fact]
    public async Task However_much_a_document_changes_it_is_shown_on_a_card_that_Teams_takes()
    {
        using var bench = await OpenAsync(Start with { Units = [.. Enumerable.Range(0, 60).Select(i => new OrganizationUnit(new UnitId($"u{i}"), $"{i}{new string('字', 70)}"))] });
        var document = Exported(bench);
        foreach (var unit in document["units"]!.AsArray())
            unit!["name"] = "Another " + unit["name"]!.GetValue<string>();
        await bench.SayAsync(Patti, "import");
        var face = await bench.SayAsync(Patti, document.ToJsonString());
        Assert.True(face.Says("Another 0字") && face.Says("more"), face.Text);
    }

    [Fact]
    public async Task A_document_may_come_as_a_file_from_OneDrive()
    {
        var drive = new Drive();
        using var bench = await OpenAsync(Start, services => services.AddSingleton(new FileReader(new HttpClient(drive))));
        var document = Exported(bench);
        document["tenant"]!["maxConcurrentTasks"] = 7;
        drive.Content = "\uFEFF" + document.ToJsonString();
        await bench.SayAsync(Patti, "import");
        var face = await bench.SendFileAsync(Patti, "https://contoso-my.sharepoint.com/personal/patti/_layouts/15/download.aspx?tempauth=x");
        Assert.True(face.Says("maxConcurrentTasks 100 → 7"), face.Text);
    }

    [Theory]
    [InlineData("https://evil.example/document.json", "does not lie where Teams keeps files")]
    [InlineData("http://contoso.sharepoint.com/document.json", "does not lie where Teams keeps files")]
    [InlineData("https://contoso.sharepoint.com.evil.example/document.json", "does not lie where Teams keeps files")]
    [InlineData("https://contoso.sharepoint.com:8443/document.json", "does not lie where Teams keeps files")]
    [InlineData("https://contoso.sharepoint.com/gone.json", "could not be fetched (404)")]
    [InlineData("https://contoso.sharepoint.com/large.json", "larger than 200 KB")]
    [InlineData("https://contoso.sharepoint.com/cut.json", "could not be fetched")]
    [InlineData("https://contoso.sharepoint.com/slow.json", "could not be fetched (408)")]
    public async Task No_other_host_is_asked_and_a_file_that_is_none_is_explained(string address, string said)
    {
        var drive = new Drive { Content = "{}" };
        using var bench = await OpenAsync(Start, services => services.AddSingleton(new FileReader(new HttpClient(drive))));
        await bench.SayAsync(Patti, "import");
        var face = await bench.SendFileAsync(Patti, address);
        Assert.True(face.Says(said), face.Text);
        Assert.Equal(said.StartsWith("does", StringComparison.Ordinal) ? 0 : 1, drive.Asked);
    }

    [Fact]
    public async Task The_trail_says_who_changed_what_from_what_to_what_and_can_be_narrowed()
    {
        using var bench = await OpenAsync(Start);
        await bench.DoAsync(new ChangeUnit(new OrganizationUnit(new UnitId("care"), "Care")));
        await bench.DoAsync(new SetTenant(bench.Configuration.Tenant with { MaxConcurrentTasks = 250, SupportContact = "Patti, 4711" }));
        var face = await bench.SayAsync(Patti, "audit");
        Assert.True(face.Says("Tenant changed: maxConcurrentTasks 100 → 250; supportContact"), face.Text);
        Assert.True(face.Says("Unit Care changed: name Customer Care → Care") && face.Says(Lee), face.Text);
        Assert.False(face.Says("4711"));
        face = await bench.SayAsync(Patti, "audit maxConcurrent");
        Assert.True(face.Says("100 → 250") && !face.Says("Customer Care"));
        Assert.True((await bench.SayAsync(Patti, "audit nonsense")).Says("No change of the last 1,000 fits “nonsense”."));
    }

    [Fact]
    public async Task However_much_was_changed_the_trail_is_a_card_that_Teams_takes_and_goes_on()
    {
        using var bench = await OpenAsync(Start with { Units = [.. Enumerable.Range(0, 10).Select(i => new OrganizationUnit(new UnitId($"u{i}"), $"{i}{new string('字', 70)}"))] });
        for (var turn = 0; turn < 12; turn++)
            await bench.DoAsync(new ImportConfiguration(bench.Configuration with { Units = [.. bench.Configuration.Units.Select(unit => unit with { Name = $"{unit.Name[0]}{turn % 10}{new string('字', 70)}" })] }));
        var seen = 0;
        var face = await bench.SayAsync(Patti, "audit");
        for (; face.Titles.Contains("Older"); seen++)
            face = await bench.PressAsync(Patti, face, "Older");
        Assert.True(seen > 1 && face.Says(" added"), face.Text);
    }

    [Fact]
    public async Task The_trail_is_leafed_through_to_its_beginning()
    {
        using var bench = await OpenAsync(Start);
        for (var tasks = 101; tasks <= 120; tasks++)
            await bench.DoAsync(new SetTenant(bench.Configuration.Tenant with { MaxConcurrentTasks = tasks }));
        var face = await bench.SayAsync(Patti, "audit");
        Assert.True(face.Says("119 → 120") && !face.Says("111 → 112"));
        face = await bench.PressAsync(Patti, face, "Older");
        Assert.True(face.Says("111 → 112") && !face.Says("112 → 113"), face.Text);
        face = await bench.PressAsync(Patti, face, "Older");
        Assert.True(face.Says("100 → 101") && face.Says("Unit Contoso added"), face.Text);
        Assert.DoesNotContain("Older", face.Titles);
    }

    private static JsonObject Exported(DialogBench bench) => JsonNode.Parse(ConfigurationExport.Write(bench.Configuration).Span)!.AsObject();

    private sealed class Drive : HttpMessageHandler
    {
        public string Content { get; set; } = "";

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(request.RequestUri!.AbsolutePath switch
            {
                "/gone.json" => new HttpResponseMessage(HttpStatusCode.NotFound),
                "/cut.json" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutOff()) },
                "/slow.json" => throw new TaskCanceledException("The request took too long."),
                "/large.json" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[(200 * 1024) + 1]) },
                _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Content)) },
            });
        }
    }

    // The connection breaks before the end.
    private sealed class CutOff : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection broke.");
    }
}
