using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>An administrator sets a service up in the chat, over the wire.</summary>
public sealed class ServiceJourneyTests
{
    [Fact]
    public async Task N045_N071_N072_N073_a_service_typed_in_the_chat_is_live_at_once_and_its_agents_are_welcomed()
    {
        using var folder = new TempFolder();
        await using var office = await Office.OpenAsync(new OfficeOptions { Setup = WithoutServices(folder) });
        var before = Cards(office, Megan).Count;
        await office.SayAsync(Patti, "service add Customer Help");
        await office.SayAsync(Patti, "Customer Care");
        await office.SayAsync(Patti, "Customer Help");
        await office.SayAsync(Patti, "Megan Bowen");
        await office.SayAsync(Patti, "save");
        Assert.True(office.Card(Patti).Contains("Live: its mail becomes tasks."));
        Assert.Single(office.Tenant.Service.Subscriptions(Help));

        // The how-to, with what to know of Outlook; once, also when more is changed.
        await office.SayAsync(Patti, "service thresholds Customer Help");
        await office.SayAsync(Patti, "20");
        await office.SayAsync(Patti, "-");
        await office.SayAsync(Patti, "save");
        var welcome = Assert.Single(Cards(office, Megan).Skip(before));
        Assert.True(welcome.Contains("Customer Help") && welcome.Contains("Outlook"));

        await office.SayAsync(Megan, "on duty");
        await office.WriteAsync("Where is my order?", "It has not arrived.");
        Assert.True(office.Card(Megan).Contains("Where is my order?"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    private static List<ChatActivity> Cards(Office office, string who) => [.. office.Tenant.Teams.Chat(who).Where(activity => activity.FromBot && activity.Card is not null)];

    private static string WithoutServices(TempFolder folder)
    {
        var root = JsonNode.Parse(File.ReadAllText(RepositoryFolder.Of("sandbox", "setup.json")), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        root.Remove("services");
        var file = folder.File("setup.json");
        File.WriteAllText(file, root.ToJsonString());
        return file;
    }
}
