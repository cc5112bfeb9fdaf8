using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Access;

/// <summary>
/// Makes links to Entra's consent page and takes back who comes from there (P-018, graph.md 10.2). Each link carries a random secret that counts once; only its hash is
/// stored. Whoever comes back is anonymous, so he learns nothing but the outcome; the administrator for whom the link was made is told the rest in his chat.
/// </summary>
public sealed partial class ConsentDesk(IEntityStore store, IAccessProbe probe, AccessAddresses addresses, TimeProvider time)
{
    /// <summary>So long a link counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>The job that tells the administrator.</summary>
    internal const string TellJob = "consent.tell";

    private const string Prefix = "consent~";

    /// <summary>A link is remembered so long after its end, so that one who comes late is told "expired" and not "unknown".</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    /// <summary>Makes a link for this administrator; fails with <c>NoTenant</c> or <c>NoClientId</c> where the settings name none (managed identities have no consent page).</summary>
    public async Task<Outcome<ConsentLink>> BeginAsync(AgentId administrator, CancellationToken cancellation)
    {
        var facts = probe.Facts;
        if (facts.TenantId is not { } tenant)
            return new Failure(FailureCategory.Invalid, "NoTenant");
        if (facts.ClientId is not { } client)
            return new Failure(FailureCategory.Invalid, "NoClientId");
        await ForgetAsync(cancellation);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var state = new ConsentState(administrator, time.GetUtcNow() + Life);
        var id = IdOf(secret);
        await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Insert(Row(id), state, AccessJson.Default.ConsentState)], cancellation);
        var address = new Uri(facts.Authority, string.Join(
            '&',
            $"{Uri.EscapeDataString(tenant)}/v2.0/adminconsent?client_id={Uri.EscapeDataString(client)}",
            $"scope={Uri.EscapeDataString(facts.Scope)}",
            $"redirect_uri={Uri.EscapeDataString(addresses.ConsentCallback.AbsoluteUri)}",
            $"state={secret}"));
        return new ConsentLink(id, address, state.ExpiresAt);
    }

    /// <summary>How a link of this administrator stands; null when it is not his, or not known.</summary>
    public async Task<ConsentState?> FindAsync(string id, AgentId administrator, CancellationToken cancellation)
    {
        if (!Id().IsMatch(id))
            return null;
        var found = await store.ReadAsync(MailboxTable.Partition, Row(id), AccessJson.Default.ConsentState, cancellation);
        if (found is null || found.Value.Administrator != administrator)
            return null;
        return found.Value is { Outcome: ConsentOutcome.Open } open && time.GetUtcNow() >= open.ExpiresAt ? open with { Outcome = ConsentOutcome.ExpiredState } : found.Value;
    }

    /// <summary>Somebody came back from the consent page. Uses the link up, and has the administrator told, in one commit.</summary>
    public async Task<ConsentOutcome> CompleteAsync(ConsentReturn answer, CancellationToken cancellation)
    {
        if (answer.State is not { Length: 43 } secret)
            return ConsentOutcome.UnknownState;
        var id = IdOf(secret);
        if (await store.ReadAsync(MailboxTable.Partition, Row(id), AccessJson.Default.ConsentState, cancellation) is not { } found)
            return ConsentOutcome.UnknownState;
        var now = time.GetUtcNow();
        if (found.Value.UsedAt is not null)
            return ConsentOutcome.UsedState;
        if (now >= found.Value.ExpiresAt)
            return ConsentOutcome.ExpiredState;
        var used = Judge(found.Value, answer) with { UsedAt = now };
        var told = JobWrites.Add(TellJob, new ConsentTold(id), AccessJson.Default.ConsentTold, now, $"consent-{id}");
        var commit = await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Update(found, used, AccessJson.Default.ConsentState), told], cancellation);
        return commit.Applied ? used.Outcome : ConsentOutcome.UsedState;
    }

    /// <summary>The link that a job is about.</summary>
    internal async Task<ConsentState?> ReadAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(MailboxTable.Partition, Row(id), AccessJson.Default.ConsentState, cancellation))?.Value;

    private ConsentState Judge(ConsentState state, ConsentReturn answer)
    {
        var tenant = Guid.TryParse(answer.Tenant, out var named) ? named.ToString("D") : null;
        // A refusal says admin_consent=True as well, so the error counts first (graph.md 10.2).
        if (answer.Error is not null || !string.Equals(answer.AdminConsent, "True", StringComparison.OrdinalIgnoreCase))
            return state with { Outcome = ConsentOutcome.Declined, Tenant = tenant, Code = CodeOf(answer) };
        // A tenant configured by its domain cannot be compared; the check that follows signs in there and proves it.
        var isAnother = tenant is null || (Guid.TryParse(probe.Facts.TenantId, out var own) && own != named);
        return state with { Outcome = isAnother ? ConsentOutcome.WrongTenant : ConsentOutcome.Granted, Tenant = tenant };
    }

    // Only what looks like a code: the rest is text that anybody may have written into the address.
    private static string? CodeOf(ConsentReturn answer) =>
        SignInCode().Match(answer.ErrorDescription ?? "") is { Success: true } number ? number.Value
        : answer.Error is { } error && Word().IsMatch(error) ? error : null;

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        var old = time.GetUtcNow() - Memory;
        await foreach (var stored in store.ScanAsync(MailboxTable.Partition, RowRange.Prefix(Prefix), AccessJson.Default.ConsentState, cancellation))
            if (stored.Value.ExpiresAt < old)
                await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Delete(stored)], cancellation);
    }

    private static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Row(string id) => Prefix + id;

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z_]{3,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("AADSTS[0-9]{4,8}", RegexOptions.CultureInvariant)]
    private static partial Regex SignInCode();
}
