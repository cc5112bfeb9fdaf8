using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Access;
using TeamsEmailBot.Tests.Administration;
using TeamsEmailBot.Tests.Cards;
using TeamsEmailBot.Tests.Commands;
using TeamsEmailBot.Tests.Desk;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>
/// People in dialogs with the bot: the real face, administration and store (in memory), a recording Teams, a clock that stands still. Every card that anybody sees is
/// held against the rules of Teams.
/// </summary>
internal sealed class DialogBench : IDisposable
{
    /// <summary>Named in the setting <c>Bot:Admins</c>; an administrator even in an empty store.</summary>
    public const string Patti = "aaaaaaaa-0000-0000-0000-000000000002";

    /// <summary>Another administrator, also named.</summary>
    public const string Lee = "aaaaaaaa-0000-0000-0000-000000000003";

    /// <summary>Nobody we know.</summary>
    public const string Stranger = "aaaaaaaa-0000-0000-0000-000000000009";

    private readonly InMemoryEntityStore store = new();
    private readonly DirectoryUser[] accounts;
    private readonly Action<IServiceCollection>? customize;
    private ServiceProvider services;
    private int activities;

    private DialogBench(DirectoryUser[] accounts, Action<IServiceCollection>? customize)
    {
        this.accounts = accounts;
        this.customize = customize;
        services = Build();
    }

    public ManualClock Clock { get; } = new(SampleViews.Now);

    public FakeTeams Teams { get; } = new();

    public FakeAccess Access { get; } = new();

    public FakeApps Apps { get; } = new();

    public RecordingMailboxDesk Mailboxes { get; } = new();

    public RecordingSupervisors Supervisors { get; } = new();

    public Configuration Configuration => services.GetRequiredService<ConfigurationStore>().Current;

    public IServiceProvider Services => services;

    /// <summary>A bench with nothing configured, or with a configuration.</summary>
    public static async Task<DialogBench> OpenAsync(Configuration? configuration = null, Action<IServiceCollection>? customize = null, params DirectoryUser[] accounts)
    {
        var bench = new DialogBench(accounts, customize);
        await bench.services.GetRequiredService<ConfigurationStore>().LoadAsync(default);
        if (configuration is not null)
            await bench.DoAsync(new ImportConfiguration(configuration));
        return bench;
    }

    /// <summary>The process ends and another begins on the same store.</summary>
    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        services = Build();
        await services.GetRequiredService<ConfigurationStore>().LoadAsync(default);
    }

    /// <summary>An administrator changes the configuration elsewhere.</summary>
    public async Task DoAsync(AdminCommand command)
    {
        var outcome = await services.GetRequiredService<AdminDesk>().ExecuteAsync(command, Lee, null, default);
        Assert.True(outcome is AdminOutcome.Done, string.Join('\n', (outcome as AdminOutcome.Refused)?.Problems ?? []));
    }

    /// <summary>Somebody types; returns the card that answers.</summary>
    public Task<Face> SayAsync(string person, string text, string locale = "en-US") => SendAsync(person, locale, activity => activity with { Text = text });

    /// <summary>Somebody attaches a file to a message without words.</summary>
    public Task<Face> SendFileAsync(string person, string address) => SendAsync(person, "en-US", activity => activity with
    {
        Attachments =
        [
            new Attachment(
                "application/vnd.microsoft.teams.file.download.info",
                JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["downloadUrl"] = address, ["uniqueId"] = "1", ["fileType"] = "json" })),
        ],
    });

    private async Task<Face> SendAsync(string person, string locale, Func<Activity, Activity> message)
    {
        var before = Teams.Calls.Count;
        // Nobody types faster than Teams takes answers; the channel would wait for the clock.
        Clock.Advance(TimeSpan.FromSeconds(5));
        await ReceiveAsync(message(From(person, ActivityTypes.Message, locale)));
        var posted = Teams.Calls.Skip(before).Last(call => call.Method == "POST" && call.Path.EndsWith("/activities", StringComparison.Ordinal));
        return See(posted.Card);
    }

    /// <summary>Somebody clicks a button, found by its title or verb, on the card given; returns the card that takes its place.</summary>
    public Task<Face> PressAsync(string person, Face face, string button, string? text = null, string locale = "en-US")
    {
        var action = face.Button(button);
        var data = JsonNode.Parse(action.GetProperty("data").GetRawText())!.AsObject();
        if (text is not null)
            data["text"] = text;
        return ClickAsync(person, action.GetProperty("verb").GetString()!, data, locale);
    }

    /// <summary>Somebody sends a click that no card of his offers.</summary>
    public Task<Face> ForgeAsync(string person, string verb) => ClickAsync(person, verb, new JsonObject { ["verb"] = verb }, "en-US");

    /// <summary>Teams fetches a card by itself, with a verb that nobody clicked.</summary>
    public Task<Face> RefreshAsync(string person, string verb) => ClickAsync(person, verb, new JsonObject { ["verb"] = verb }, "en-US", "automatic");

    /// <summary>Whether a row of the store holds the text.</summary>
    public bool Stores(string text) => store.Dump().Any(entity => System.Text.Encoding.UTF8.GetString(entity.Value.Span).Contains(text, StringComparison.Ordinal));

    public void Dispose() => services.Dispose();

    private async Task<Face> ClickAsync(string person, string verb, JsonObject data, string locale, string trigger = "manual")
    {
        var value = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data }, ["trigger"] = trigger };
        var answer = await ReceiveAsync(From(person, ActivityTypes.Invoke, locale) with
        {
            Name = "adaptiveCard/action", Value = JsonDocument.Parse(value.ToJsonString()).RootElement, ReplyToId = "clicked",
        });
        var shown = answer!.Value.GetProperty("value");
        return shown.ValueKind == JsonValueKind.String ? new Face(default, shown.GetString()!) : See(shown);
    }

    private static Face See(JsonElement card)
    {
        Assert.Empty(CardRules.Mistakes(card));
        return new Face(card, string.Join('\n', CardRules.Texts(card, "TextBlock").Concat(CardRules.Texts(card, "TextRun"))));
    }

    private Task<JsonElement?> ReceiveAsync(Activity activity) => services.ReceiveAsync(activity);

    private Activity From(string person, string type, string locale) => FaceUnderTest.From(person, type, $"in{++activities}", locale);

    private ServiceProvider Build()
    {
        var collection = new ServiceCollection()
            .AddFace(Clock, store, Teams, Patti, Lee)
            .AddSingleton<IAgentWorkbench>(new RecordingWorkbench())
            .AddSingleton<IConsultDesk>(new RecordingWorkbench())
            .AddSingleton<IMailboxDesk>(Mailboxes)
            .AddSingleton<ISupervisorWorkbench>(Supervisors)
            .AddSingleton<IPullDesk>(Supervisors)
            .AddSingleton<IReliefDesk>(Supervisors)
            .AddSingleton<IDirectory>(new DirectoryFake(accounts))
            .AddSingleton<IAccessProbe>(Access)
            .AddSingleton<ITestMail>(Access)
            .AddSingleton<IAppInstallation>(Apps);
        customize?.Invoke(collection);
        return collection.BuildServiceProvider();
    }
}

/// <summary>A card as a person sees it, or the sentence that was said in its place.</summary>
internal sealed record Face(JsonElement Card, string Text)
{
    public bool Says(string text) => Text.Contains(text, StringComparison.Ordinal);

    public IReadOnlyList<string> Titles => [.. Actions(Card).Select(action => action.GetProperty("title").GetString()!)];

    /// <summary>The button with this title or verb.</summary>
    public JsonElement Button(string titleOrVerb) => Actions(Card).First(action =>
        action.GetProperty("title").GetString() == titleOrVerb || action.TryGetProperty("verb", out var verb) && verb.GetString() == titleOrVerb);

    /// <summary>The present value of the card's field.</summary>
    public string? Value => Find(Card, node => node.TryGetProperty("id", out var id) && id.GetString() == "text").Select(node => node.TryGetProperty("value", out var value) ? value.GetString() : null).FirstOrDefault();

    private static IEnumerable<JsonElement> Actions(JsonElement card) =>
        Find(card, node => node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "Action.Execute" or "Action.OpenUrl" && node.TryGetProperty("title", out _));

    private static IEnumerable<JsonElement> Find(JsonElement node, Func<JsonElement, bool> wanted)
    {
        if (node.ValueKind == JsonValueKind.Object && wanted(node))
            yield return node;
        var children = node.ValueKind switch
        {
            JsonValueKind.Object => node.EnumerateObject().Select(member => member.Value),
            JsonValueKind.Array => node.EnumerateArray(),
            _ => [],
        };
        foreach (var found in children.SelectMany(child => Find(child, wanted)))
            yield return found;
    }
}
