using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>A tenant on a standing clock with a plain HTTP client, as a caller without any product code sees it.</summary>
public sealed class TenantUnderTest : IAsyncDisposable
{
    public const string Help = "c2d4b6e8-0001-4b20-8d00-000000000001";
    public const string Customer = "alex@fabrikam.example";

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    private TenantUnderTest(SimulatedTenant tenant, SandboxClock clock)
    {
        Tenant = tenant;
        Clock = clock;
    }

    public SimulatedTenant Tenant { get; }

    public SandboxClock Clock { get; }

    public string? Token { get; set; }

    public static async Task<TenantUnderTest> StartAsync(Func<TenantOptions, TenantOptions>? change = null)
    {
        var clock = SandboxClock.Standing();
        var options = new TenantOptions { Clock = clock, World = World.Contoso() };
        return new TenantUnderTest(await SimulatedTenant.StartAsync(change?.Invoke(options) ?? options), clock);
    }

    public string Arrives(string subject = "Printer broken", string text = "It smokes.") => Tenant.Mail.Deliver(Help, Customer, subject, text);

    public Task<Reply> GetAsync(string path, string? prefer = null) => SendAsync(HttpMethod.Get, path, null, prefer);

    public Task<Reply> PostAsync(string path, JsonNode? body = null, string? prefer = null) => SendAsync(HttpMethod.Post, path, body?.ToJsonString(), prefer);

    public Task<Reply> PatchAsync(string path, JsonNode body, string? prefer = null) => SendAsync(HttpMethod.Patch, path, body.ToJsonString(), prefer);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, null);

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, string? body, string? prefer, IReadOnlyDictionary<string, string>? headers = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : Tenant.Address + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        if (prefer is not null)
            request.Headers.TryAddWithoutValidation("Prefer", prefer);
        if (Token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Tenant.DisposeAsync();
    }
}

/// <summary>Status, body and headers of an answer.</summary>
public sealed record Reply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => Json["error"]?["code"]?.GetValue<string>();

    public string Id => Json["id"]!.GetValue<string>();

    public IReadOnlyList<JsonNode> Values => [.. Json["value"]!.AsArray().Select(v => v!)];

    public void Refused(int status, string code)
    {
        Assert.Equal((status, code), ((int)Status, Code));
    }

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.First() : null;
}
