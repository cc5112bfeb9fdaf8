using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

[JsonConverter(typeof(JsonStringEnumConverter<PermissionState>))]
public enum PermissionState
{
    Granted,
    Missing,

    /// <summary>Cannot be told now: nothing to try it on, Graph does not answer, or a grant that may not work yet.</summary>
    Unknown,
}

/// <summary>How a finding came about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PermissionProof>))]
public enum PermissionProof
{
    /// <summary>By a real call, which changes nothing.</summary>
    Call,

    /// <summary>By the token, where there is nothing to call; complete for what only Entra can grant.</summary>
    Token,

    /// <summary>By what the engine met in its work.</summary>
    Work,

    /// <summary>It could not be tried.</summary>
    None,
}

/// <summary>Whether one permission is granted (N-005).</summary>
/// <param name="Code">The neighbour's code, when it refused or did not answer.</param>
public sealed record PermissionFinding(Permission Permission, PermissionState State, PermissionProof Proof, string? Code = null)
{
    public PermissionNeed Need => PermissionNeed.Of(Permission);

    /// <summary>What does not work without it.</summary>
    public PermissionEffect Effect => Need.Effect;
}

/// <summary>Whether the app can sign in, and as whom.</summary>
public sealed record CredentialFinding(CredentialFacts Facts, TokenFacts? Token, CredentialTrouble Trouble, string? Code = null)
{
    public bool Works => Trouble == CredentialTrouble.None;

    /// <summary>The app id in use: what Entra signed in, else what the settings name.</summary>
    public string? AppId => Token?.AppId ?? Facts.ClientId;

    public string? TenantId => Token?.TenantId ?? Facts.TenantId;

    /// <summary>Consented permissions that the bot does not need; least privilege says: take them away (N-028).</summary>
    public IReadOnlyList<string> NotNeeded => Token is null
        ? []
        : [.. Token.Roles.Where(role => !PermissionNeed.All.Any(need => string.Equals(need.Role, role, StringComparison.OrdinalIgnoreCase)))];

    public bool HasRole(Permission permission) =>
        PermissionNeed.Of(permission).Role is { } role && Token?.Roles.Contains(role, StringComparer.OrdinalIgnoreCase) == true;
}

/// <summary>Whether one mailbox can be opened.</summary>
/// <param name="Asked">What was asked for: id, UPN or address.</param>
/// <param name="Condition"><see cref="MailboxCondition.Fine"/> when it opens; else why not.</param>
public sealed record MailboxFinding(string Asked, MailboxCondition Condition, string? Code = null)
{
    /// <summary>Object id; null when the directory does not know the address.</summary>
    public MailboxId? Mailbox { get; init; }

    /// <summary>The account's UPN, which may differ from its address (F-63).</summary>
    public string? UserPrincipalName { get; init; }

    /// <summary>All its addresses, the primary one first.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public bool Opens => Condition == MailboxCondition.Fine;
}

/// <summary>Whether the app stays within its mailboxes (N-027, F-64).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScopeVerdict>))]
public enum ScopeVerdict
{
    /// <summary>A mailbox that is none of its business was refused, while a configured one opens.</summary>
    Limited,

    /// <summary>A mailbox that is none of its business opens.</summary>
    TenantWide,

    CannotTell,
}

/// <summary>Why the scope cannot be told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScopeDoubt>))]
public enum ScopeDoubt
{
    None,

    /// <summary>No configured mailbox opens: a refusal elsewhere proves nothing then.</summary>
    NothingOpens,

    /// <summary>There is no mailbox outside to try: name one.</summary>
    NobodyToTry,

    /// <summary>The mailbox named is one of the configured ones.</summary>
    IsConfigured,

    /// <summary>The mailbox named does not exist, or its answer says neither yes nor no.</summary>
    Unclear,
}

/// <param name="Tried">UPN of the mailbox that was tried; null when none was.</param>
/// <param name="MayChange">True within two hours of a change of the scope, when Exchange may still work by the old one (F-62).</param>
public sealed record ScopeFinding(ScopeVerdict Verdict, string? Tried = null, ScopeDoubt Doubt = ScopeDoubt.None, string? Code = null, bool MayChange = false);

/// <summary>Everything the check found, by real calls (N-005, X-020).</summary>
public sealed record AccessReport(
    DateTimeOffset At,
    CredentialFinding Credential,
    IReadOnlyList<PermissionFinding> Permissions,
    IReadOnlyList<MailboxFinding> Mailboxes,
    ScopeFinding Scope)
{
    /// <summary>True when nothing stands in the way of going live: it signs in, nothing required is missing, every mailbox opens, and no other does (G-063).</summary>
    public bool IsGreen => Credential.Works && Missing.Count == 0 && Mailboxes.All(mailbox => mailbox.Opens)
        && Scope.Verdict == ScopeVerdict.Limited
        && Permissions.Where(finding => !finding.Need.IsOptional).All(finding => finding.State == PermissionState.Granted);

    /// <summary>Required permissions that are missing.</summary>
    public IReadOnlyList<PermissionFinding> Missing => [.. Permissions.Where(finding => finding is { State: PermissionState.Missing, Need.IsOptional: false })];

    public PermissionFinding Of(Permission permission) => Permissions.First(finding => finding.Permission == permission);
}

/// <summary>What Graph says of somebody's presence; both texts as Microsoft writes them (X-062, graph.md 8.1).</summary>
public sealed record PresenceFacts(string Availability, string Activity);

/// <summary>Whether presence can be read, tried on one person .</summary>
/// <param name="Presence">Null when it cannot; <paramref name="Failure"/> says why.</param>
public sealed record PresenceFinding(string Asked, string? UserPrincipalName, PresenceFacts? Presence, Failure? Failure)
{
    public string? Code => Failure?.Code;

    /// <summary>Graph knows the person and tells nothing: mostly the tenant's privacy mode .</summary>
    public bool IsHidden => string.Equals(Presence?.Availability, "PresenceUnknown", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What to check beyond what is configured.</summary>
public sealed record AccessQuestion
{
    /// <summary>A mailbox that is about to be configured: id, UPN or address.</summary>
    public string? Pilot { get; init; }

    /// <summary>A mailbox that must stay closed; null lets the check find one.</summary>
    public string? Outside { get; init; }

    /// <summary>When the scope was changed last; a refusal within two hours then counts as "not yet" (F-62, N-043).</summary>
    public DateTimeOffset? ScopeChangedAt { get; init; }
}
