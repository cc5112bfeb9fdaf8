using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>What a mailbox's state means (graph.md 9, F-61).</summary>
/// <param name="Code">The neighbour's error code, for those who look it up.</param>
/// <param name="Since">Since when it is so; null when all is well.</param>
/// <param name="NextTry">When it is tried again by itself.</param>
public sealed record MailboxDiagnosis(MailboxCondition Condition, string? Code = null, DateTimeOffset? Since = null, DateTimeOffset? NextTry = null)
{
    /// <summary>So long a new access policy may take to work (F-62); until then a refusal is waited for.</summary>
    public static readonly TimeSpan PolicyDelay = TimeSpan.FromHours(2);

    /// <summary>Without contact for so long, passing trouble is worth an alert (F-14).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Who must act.</summary>
    public MailboxOwner Owner => OwnerOf(Condition);

    /// <summary>True for trouble of the whole tenant: one alert for all its mailboxes.</summary>
    public bool IsTenantWide => IsTenants(Condition);

    /// <summary>Whether administrators are to be told.</summary>
    public bool IsAlert { get; private init; }

    public static bool IsTenants(MailboxCondition condition) => condition
        is MailboxCondition.SecretExpired or MailboxCondition.SecretInvalid or MailboxCondition.CertificateRefused
        or MailboxCondition.AppUnknown or MailboxCondition.ConsentMissing or MailboxCondition.SignInRefused;

    public static MailboxOwner OwnerOf(MailboxCondition condition) => condition switch
    {
        MailboxCondition.Fine or MailboxCondition.Polling or MailboxCondition.Off or MailboxCondition.AccessPending
            or MailboxCondition.Migrating or MailboxCondition.Throttled => MailboxOwner.Nobody,
        MailboxCondition.SecretExpired or MailboxCondition.SecretInvalid or MailboxCondition.CertificateRefused or MailboxCondition.AppUnknown
            or MailboxCondition.SignInRefused or MailboxCondition.Unreachable or MailboxCondition.Unexpected or MailboxCondition.SubscriptionFailing
            or MailboxCondition.Silent => MailboxOwner.Operator,
        MailboxCondition.ConsentMissing or MailboxCondition.Deleted or MailboxCondition.LicenceLost or MailboxCondition.PresenceRefused
            or MailboxCondition.PresenceHidden or MailboxCondition.PeopleFilterBroken => MailboxOwner.EntraAdministrator,
        _ => MailboxOwner.ExchangeAdministrator,
    };

    /// <param name="hasAddress">Whether Graph can reach the bot at all.</param>
    public static MailboxDiagnosis Of(MailboxState state, bool hasAddress, DateTimeOffset now)
    {
        if (state.EndedAt is { } ended)
            return new(MailboxCondition.Off, Since: ended);
        var contact = state.ContactAt ?? state.AssignedAt;
        var isLost = now - contact >= Patience;
        if (state.Trouble is { } trouble)
        {
            var condition = Meaning(
                new Failure(trouble.Category, trouble.Code), state.Directory, hasWorked: state.ContactAt is not null, isNew: now - state.AssignedAt < PolicyDelay);
            return new(condition, trouble.Code, trouble.Since, trouble.NextTry)
            {
                IsAlert = isLost || condition is not (MailboxCondition.Throttled or MailboxCondition.Unreachable),
            };
        }

        // Nothing failed, and yet nothing came: something hangs.
        if (isLost)
            return new(MailboxCondition.Unreachable, "NoContact", contact) { IsAlert = true };
        if (!hasAddress)
            return new(MailboxCondition.Polling);
        if (state.SubscriptionTrouble is { } lacking)
        {
            var isRefused = lacking.Category == FailureCategory.Refused;
            return new(isRefused ? MailboxCondition.SubscriptionRefused : MailboxCondition.SubscriptionFailing, lacking.Code, lacking.Since, lacking.NextTry)
            {
                IsAlert = isRefused || now - lacking.Since >= Patience,
            };
        }

        return state.SilentSince is { } silent
            ? new(MailboxCondition.Silent, Since: silent) { IsAlert = true }
            : new(MailboxCondition.Fine);
    }

    /// <summary>What a failure says about a mailbox.</summary>
    /// <param name="directory">What the directory says of its account; null when it was not asked.</param>
    /// <param name="hasWorked">Whether the mailbox could be opened before.</param>
    /// <param name="isNew">Whether it was let in so recently that Exchange may not know yet (F-62).</param>
    public static MailboxCondition Meaning(Failure failure, DirectoryFacts? directory, bool hasWorked, bool isNew) =>
        (failure.Category, failure.Code.ToUpperInvariant()) switch
        {
            (_, "AADSTS7000222") => MailboxCondition.SecretExpired,
            (_, "AADSTS7000215") => MailboxCondition.SecretInvalid,
            (_, "AADSTS700027" or "AADSTS700024" or "AADSTS700030") => MailboxCondition.CertificateRefused,
            (_, "AADSTS700016" or "AADSTS90002" or "AADSTS900023") => MailboxCondition.AppUnknown,
            (_, "AADSTS65001" or "AUTHORIZATION_REQUESTDENIED" or "AUTHORIZATION_IDENTITYNOTFOUND") => MailboxCondition.ConsentMissing,
            (FailureCategory.Unauthenticated, _) => MailboxCondition.SignInRefused,
            (_, "ERRORQUOTAEXCEEDED" or "ERRORMESSAGEPERFOLDERCOUNTRECEIVEQUOTAEXCEEDED") => MailboxCondition.Full,
            (FailureCategory.Refused, _) => isNew ? MailboxCondition.AccessPending : MailboxCondition.AccessDenied,
            (_, "ERRORMAILBOXMOVEINPROGRESS") => MailboxCondition.Migrating,
            (FailureCategory.MailboxUnavailable, _) => OfAbsence(directory, hasWorked),
            (FailureCategory.NotFound, _) => MailboxCondition.NoDelegation,
            (FailureCategory.Throttled, _) => MailboxCondition.Throttled,
            (FailureCategory.Transient or FailureCategory.Unknown or FailureCategory.Conflict, _) => MailboxCondition.Unreachable,
            _ => MailboxCondition.Unexpected,
        };

    // Exchange says only that there is no mailbox; the directory knows more.
    private static MailboxCondition OfAbsence(DirectoryFacts? directory, bool hasWorked) => directory switch
    {
        { Exists: false } => MailboxCondition.Deleted,
        { IsLicensed: false } when hasWorked => MailboxCondition.LicenceLost,
        { IsSynchronised: true } => MailboxCondition.OnPremises,
        _ => MailboxCondition.NoMailbox,
    };
}
