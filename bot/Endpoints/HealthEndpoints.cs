using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// Health for operators and load balancers: alive, and able to work. A neighbour in trouble is named with the time since when; only a store that cannot be read
/// makes the process unready, because everything else works on without the neighbour (I11).
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("alive"));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(
        IEntityStore store, MailboxTable mailboxes, IConfigurationSource configuration, CancellationToken cancellation)
    {
        try
        {
            await store.GetAsync(ConfigurationStore.Partition, "revision", cancellation);
            var states = new List<MailboxHealth>();
            await foreach (var state in mailboxes.AllAsync(cancellation))
                states.Add(MailboxHealth.Of(state.Value));
            return Results.Json(
                new Health("ready", configuration.Current.Revision, states, null), HealthJson.Default.Health, statusCode: StatusCodes.Status200OK);
        }
        catch (StoreUnavailableException unavailable)
        {
            return Results.Json(new Health("storage unavailable", 0, [], unavailable.Remedy), HealthJson.Default.Health, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>The readiness answer. Ids and codes only.</summary>
/// <param name="Remedy">What to do, when not ready.</param>
internal sealed record Health(string Status, long ConfigurationRevision, IReadOnlyList<MailboxHealth> Mailboxes, string? Remedy);

/// <summary>How one mailbox is doing.</summary>
/// <param name="Mode"><c>notifications</c> or <c>polling</c> (graph.md 11.1).</param>
internal sealed record MailboxHealth(
    string Mailbox, string Service, string Mode, DateTimeOffset? LastLook, int Waiting, string? Trouble, DateTimeOffset? TroubleSince, DateTimeOffset? NextTry)
{
    public static MailboxHealth Of(MailboxState state) => new(
        state.Mailbox.Value,
        state.Service.Value,
        state.Subscription is null ? "polling" : "notifications",
        state.SweptAt,
        state.Waiting,
        state.Trouble is { } trouble ? $"{trouble.Category} ({trouble.Code})" : null,
        state.Trouble?.Since,
        state.Trouble?.NextTry);
}

/// <summary>JSON of the health page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Health))]
internal sealed partial class HealthJson : JsonSerializerContext;
