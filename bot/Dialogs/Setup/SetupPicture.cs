using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>The stations from an empty tenant to the first mail, in order (N-007).</summary>
internal enum SetupStep
{
    SignIn,
    Consent,
    Mailbox,
    Scope,
    Service,
}

/// <summary>How far a tenant is on that way, as real calls and the configuration say; nothing is remembered, so what was done elsewhere counts (P-004).</summary>
/// <param name="Mailboxes">The configured ones, tried; empty while there is no use in trying.</param>
/// <param name="Scope">Null while there is no use in trying.</param>
internal sealed record SetupPicture(Configuration Configuration, CredentialFinding Credential, IReadOnlyList<MailboxFinding> Mailboxes, ScopeFinding? Scope)
{
    /// <summary>True when Entra knows the credential. That nobody has consented yet is told by a refusal to sign in as well, but is another station.</summary>
    public bool SignsIn => Credential.Works || Credential.Trouble is CredentialTrouble.AppNotInTenant or CredentialTrouble.ConsentMissing;

    /// <summary>People can be looked up; the mail permissions may come from Exchange, and only trying a mailbox tells (graph.md 10.3). Once for the tenant (P-001).</summary>
    public bool IsConsented => Credential.Works && (Credential.Token is null || Credential.HasRole(Permission.UserReadAll));

    /// <summary>Every configured mailbox opens, and one outside does not (N-027, F-64).</summary>
    public bool IsLimited => Mailboxes.Count > 0 && Mailboxes.All(mailbox => mailbox.Opens) && Scope?.Verdict == ScopeVerdict.Limited;

    public Service? Live => LiveIn(Configuration);

    public bool IsDone(SetupStep step) => step switch
    {
        SetupStep.SignIn => SignsIn,
        SetupStep.Consent => IsConsented,
        SetupStep.Mailbox => HasMailbox(Configuration),
        SetupStep.Scope => IsLimited,
        _ => Live is not null,
    };

    public static Service? LiveIn(Configuration configuration) => configuration.Services.FirstOrDefault(service => ServiceWords.Against(configuration, service).Count == 0);

    public static bool HasMailbox(Configuration configuration) => configuration.Mailboxes.Any(mailbox => mailbox.Direction == MailDirection.Inbound);

    /// <summary>The mailbox that the first service is to have; null when there is none, or something is live already.</summary>
    public static Mailbox? NextIn(Configuration configuration) => LiveIn(configuration) is not null
        ? null
        : configuration.Mailboxes.FirstOrDefault(mailbox => mailbox.Direction == MailDirection.Inbound && configuration.ServiceOf(mailbox.Id) is null);
}

/// <summary>Looks how far a tenant is.</summary>
internal sealed class SetupSurvey(AccessCheck check, TimeProvider time)
{
    public async Task<SetupPicture> LookAsync(Configuration configuration, CancellationToken cancellation)
    {
        var picture = new SetupPicture(configuration, await check.CheckCredentialAsync(cancellation), [], null);
        if (!picture.IsConsented || configuration.Mailboxes.Count == 0)
            return picture;
        // Whoever is being set up has just changed the scope, so a refusal may pass (F-62, N-043).
        var now = time.GetUtcNow();
        var mailboxes = await check.ProbeMailboxesAsync([.. configuration.Mailboxes.Select(mailbox => mailbox.Id.Value)], now, cancellation);
        return picture with { Mailboxes = mailboxes, Scope = await check.ProbeScopeAsync(mailboxes, new AccessQuestion { ScopeChangedAt = now }, cancellation) };
    }
}
