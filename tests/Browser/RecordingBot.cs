using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Letters = System.Threading.Channels.Channel<System.Text.Json.Nodes.JsonObject>;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>Stands where the bot stands: notes every activity, answers invokes as a test says, and posts cards through the connector.</summary>
public sealed class RecordingBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, (string Service, string Conversation)> chats = new();
    private readonly Letters heard = System.Threading.Channels.Channel.CreateUnbounded<JsonObject>();

    private RecordingBot()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/api/messages", HearAsync);
    }

    /// <summary>What an invoke is answered with; null answers 200 without a body.</summary>
    public Func<JsonObject, (int Status, JsonNode? Body)> Answer { get; set; } = _ => (200, null);

    public Uri Address => new(app.Urls.First());

    public static async Task<RecordingBot> StartAsync()
    {
        var bot = new RecordingBot();
        await bot.app.StartAsync();
        return bot;
    }

    public static (int Status, JsonNode? Body) Message(string text) =>
        (200, new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = text });

    public static (int Status, JsonNode? Body) Card(JsonObject card) =>
        (200, new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = card });

    public static (int Status, JsonNode? Body) Dialog(string title, JsonObject card) => (200, new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject
            {
                ["title"] = title, ["width"] = "medium", ["height"] = "small",
                ["card"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card },
            },
        },
    });

    /// <summary>Posts a card into this person's chat; returns the id of the message.</summary>
    public async Task<string> PostCardAsync(string person, JsonObject card)
    {
        var (service, conversation) = chats[person];
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["summary"] = "A card of the test",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
        };
        using var answer = await client.PostAsJsonAsync(new Uri($"{service}v3/conversations/{Uri.EscapeDataString(conversation)}/activities"), activity);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
    }

    /// <summary>The next activity that fits; what came before it is forgotten.</summary>
    public async Task<JsonObject> HeardAsync(Func<JsonObject, bool> fits)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var activity in heard.Reader.ReadAllAsync(limit.Token))
        {
            if (fits(activity))
                return activity;
        }

        throw new InvalidOperationException("The bot was stopped.");
    }

    public Task<JsonObject> HeardInvokeAsync(string name) => HeardAsync(activity => activity["name"]?.GetValue<string>() == name);

    public async ValueTask DisposeAsync()
    {
        heard.Writer.TryComplete();
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task HearAsync(HttpContext context)
    {
        var activity = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (activity["from"]?["aadObjectId"]?.GetValue<string>() is { } person)
            chats[person] = (activity["serviceUrl"]!.GetValue<string>(), activity["conversation"]!["id"]!.GetValue<string>());
        heard.Writer.TryWrite(activity);
        var (status, body) = activity["type"]!.GetValue<string>() == "invoke" ? Answer(activity) : (202, null);
        context.Response.StatusCode = status;
        if (body is not null)
            await context.Response.WriteAsJsonAsync(body);
    }
}
