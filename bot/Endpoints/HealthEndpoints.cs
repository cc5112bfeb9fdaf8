using System.Text.Json.Serialization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
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
        IEntityStore store, IMailboxDesk mailboxes, EngineOptions engine, IConfigurationSource configuration, CancellationToken cancellation)
    {
        try
        {
            await store.GetAsync(ConfigurationStore.Partition, "revision", cancellation);
            var health = new Health("ready", configuration.Current.Revision)
            {
                Notifications = engine.Addresses is null ? "off: no public address" : "on",
                Mailboxes = [.. (await mailboxes.ListAsync(cancellation)).Select(MailboxHealth.Of)],
            };
            return Results.Json(health, HealthJson.Default.Health, statusCode: StatusCodes.Status200OK);
        }
        catch (StoreUnavailableException unavailable)
        {
            return Results.Json(
                new Health("storage unavailable", 0) { Remedy = unavailable.Remedy }, HealthJson.Default.Health, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>The readiness answer. Ids, times, counts and codes only.</summary>
internal sealed record Health(string Status, long ConfigurationRevision)
{
    /// <summary>Whether Graph can notify us at all.</summary>
    public string? Notifications { get; init; }

    public IReadOnlyList<MailboxHealth> Mailboxes { get; init; } = [];

    /// <summary>What to do, when not ready.</summary>
    public string? Remedy { get; init; }
}

/// <summary>How one mailbox is doing (F-15).</summary>
/// <param name="Mode"><c>notifications</c>, <c>polling</c> (graph.md 11.1) or <c>off</c>.</param>
internal sealed record MailboxHealth(string Mailbox, string? Service, string Mode, MailboxCondition Condition)
{
    public DateTimeOffset? LastNotification { get; init; }

    public DateTimeOffset? LastLook { get; init; }

    /// <summary>When the mailbox was read with success last, by a look of any kind.</summary>
    public DateTimeOffset? LastContact { get; init; }

    public DateTimeOffset? NextLook { get; init; }

    public DateTimeOffset? SubscriptionEnds { get; init; }

    /// <summary>Mail from before is not processed.</summary>
    public DateTimeOffset? Baseline { get; init; }

    public int TakenIn { get; init; }

    public int Waiting { get; init; }

    public int? Unprocessed { get; init; }

    /// <summary>The neighbour's code; with the three that follow only in trouble.</summary>
    public string? Code { get; init; }

    public DateTimeOffset? Since { get; init; }

    public string? Cause { get; init; }

    public MailboxOwner? Owner { get; init; }

    public string? Remedy { get; init; }

    public static MailboxHealth Of(MailboxStatus status)
    {
        var (state, condition) = (status.State, status.Diagnosis.Condition);
        var mode = condition == MailboxCondition.Off ? "off" : state?.Subscription is null ? "polling" : "notifications";
        var isWell = condition is MailboxCondition.Fine or MailboxCondition.Off;
        return new(status.Mailbox.Id.Value, status.Service?.Id.Value, mode, condition)
        {
            LastNotification = state?.NotifiedAt,
            LastLook = state?.SweptAt,
            LastContact = state?.ContactAt,
            NextLook = status.NextLook,
            SubscriptionEnds = state?.Subscription?.ExpiresAt,
            Baseline = state?.Baseline,
            TakenIn = state?.TakenIn ?? 0,
            Waiting = state?.Waiting ?? 0,
            Unprocessed = state?.Unprocessed,
            Code = status.Diagnosis.Code,
            Since = status.Diagnosis.Since,
            Cause = isWell ? null : MailboxWords.Cause(Words.English, condition),
            Owner = isWell ? null : status.Diagnosis.Owner,
            Remedy = isWell ? null : MailboxWords.Remedy(Words.English, condition),
        };
    }
}

/// <summary>JSON of the health page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Health))]
internal sealed partial class HealthJson : JsonSerializerContext;
