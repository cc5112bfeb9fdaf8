using System.Net;
using System.Text;
using System.Text.Json;

namespace TeamsEmailBot.Tests.Desk;

/// <summary>A call that reached Teams.</summary>
internal sealed record TeamsCall(string Method, string Path, JsonElement Body)
{
    /// <summary>The one card of the activity.</summary>
    public JsonElement Card => Assert.Single(Body.GetProperty("attachments").EnumerateArray()).GetProperty("content");

    /// <summary>All texts of the card, one to a line.</summary>
    public string Said => string.Join('\n', new[] { "TextBlock", "TextRun" }.SelectMany(type => Cards.CardRules.Texts(Card, type)));
}

/// <summary>Stands where the Connector is: records what is sent and answers what the test planned, else success.</summary>
internal sealed class FakeTeams : HttpMessageHandler
{
    private readonly Queue<(HttpStatusCode Status, string Code)> plan = new();
    private int number;

    public List<TeamsCall> Calls { get; } = [];

    /// <summary>Answers the next call that is not planned yet; afterwards there is success.</summary>
    public void Next(HttpStatusCode status, string code) => plan.Enqueue((status, code));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        // Whoever deletes sends no body.
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "{}";
        Calls.Add(new TeamsCall(request.Method.Method, path, JsonDocument.Parse(body).RootElement));
        var id = path.EndsWith("/conversations", StringComparison.Ordinal) ? "a:new" : $"card{++number}";
        var (status, text) = plan.TryDequeue(out var planned)
            ? (planned.Status, $$$"""{"error":{"code":"{{{planned.Code}}}","message":"planned"}}""")
            : (HttpStatusCode.Created, $$"""{"id":"{{id}}"}""");
        return new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }
}
