using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Access;

/// <summary>How far a test mail came (E-023, G-062).</summary>
/// <param name="SentAt">When Exchange took it.</param>
public sealed record RoundTripReport(DateTimeOffset SentAt)
{
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When Graph notified of something in this mailbox after the sending; asked for only while the mailbox is watched with a subscription.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Whether there is a subscription that could notify.</summary>
    public bool IsSubscribed { get; init; }

    /// <summary>Why it could not be looked for.</summary>
    public Failure? Failure { get; init; }

    public bool IsWhole => ArrivedAt is not null && (NotifiedAt is not null || !IsSubscribed);
}

/// <summary>
/// Sends a mail from a mailbox to itself and follows it. It goes the way of every mail: a watched mailbox takes it in, knows it by its mark and files it, and nobody
/// is offered it.
/// </summary>
public sealed class RoundTrip(ITestMail mails, IEntityStore store, MailboxTable states, TimeProvider time)
{
    /// <summary>Sends another one; the one before is forgotten.</summary>
    public async Task<Outcome<RoundTripReport>> StartAsync(Mailbox mailbox, string subject, string text, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        var to = mailbox.Addresses is [var primary, ..] ? primary : mailbox.UserPrincipalName;
        var sent = await mails.SendAsync(mailbox.Id, new TestMail(subject, text, to), cancellation);
        if (!sent.Succeeded)
            return sent.Failure;
        var row = new SentRow(sent.Value.Id.Value, sent.Value.InternetMessageId, begun);
        await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Put(Row(mailbox.Id), row, RoundTripJson.Default.SentRow)], cancellation);
        return await LookAsync(mailbox.Id, row, cancellation);
    }

    /// <summary>Where the last one is now; null when none was ever sent.</summary>
    public async Task<RoundTripReport?> LookAsync(MailboxId mailbox, CancellationToken cancellation) =>
        await store.ReadAsync(MailboxTable.Partition, Row(mailbox), RoundTripJson.Default.SentRow, cancellation) is { } row
            ? await LookAsync(mailbox, row.Value, cancellation)
            : null;

    private async Task<RoundTripReport> LookAsync(MailboxId mailbox, SentRow row, CancellationToken cancellation)
    {
        var arrival = await mails.FindArrivalAsync(mailbox, new SentTestMail(new MessageId(row.Id), row.InternetMessageId), cancellation);
        var state = (await states.FindAsync(mailbox, cancellation))?.Value;
        return new RoundTripReport(row.SentAt)
        {
            ArrivedAt = arrival.Succeeded ? arrival.Value : null,
            Failure = arrival.Failure,
            NotifiedAt = state?.NotifiedAt >= row.SentAt ? state.NotifiedAt : null,
            IsSubscribed = state is { EndedAt: null, Subscription: not null },
        };
    }

    private static string Row(MailboxId mailbox) => $"test~{mailbox}";
}

/// <summary>The test mail that is under way.</summary>
internal sealed record SentRow(string Id, string InternetMessageId, DateTimeOffset SentAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SentRow))]
internal sealed partial class RoundTripJson : JsonSerializerContext;
