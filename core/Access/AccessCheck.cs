using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Access;

/// <summary>
/// Says what the app may do, by doing it (N-005, X-020). The token is a hint and no more: what Exchange granted does not stand in it (graph.md 10.3), and what
/// stands in it may be narrowed by a policy.
/// </summary>
public sealed class AccessCheck(IAccessProbe probe, IDirectory directory, MailboxTable states, IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>How many accounts are asked about when a mailbox outside is looked for: some have no mailbox.</summary>
    private const int Candidates = 25;

    /// <summary>How many of them are tried.</summary>
    private const int Tries = 5;

    /// <summary>How many mailboxes are tried at a time.</summary>
    private const int AtATime = 8;

    /// <summary>The whole check.</summary>
    public async Task<AccessReport> CheckAsync(AccessQuestion question, CancellationToken cancellation)
    {
        var credential = await CheckCredentialAsync(cancellation);
        var asked = configuration.Current.Mailboxes.Select(mailbox => mailbox.Id.Value).ToList();
        if (question.Pilot is { } pilot)
            asked.Insert(0, pilot);
        var mailboxes = credential.Works ? await ProbeMailboxesAsync(asked, question.ScopeChangedAt, cancellation) : [];
        List<MailboxFinding> different = [.. mailboxes.DistinctBy(finding => finding.Mailbox?.Value ?? finding.Asked, StringComparer.OrdinalIgnoreCase)];
        return new AccessReport(
            time.GetUtcNow(), credential, await CheckPermissionsAsync(credential, different, cancellation), different,
            credential.Works ? await ProbeScopeAsync(different, question, cancellation) : new ScopeFinding(ScopeVerdict.CannotTell, Doubt: ScopeDoubt.NothingOpens));
    }

    /// <summary>Signs in anew, and says as whom, or why it does not work .</summary>
    public async Task<CredentialFinding> CheckCredentialAsync(CancellationToken cancellation)
    {
        var signedIn = await probe.SignInAsync(fresh: true, cancellation);
        if (signedIn.Succeeded)
            return new(probe.Facts, signedIn.Value, CredentialTrouble.None);
        var trouble = CredentialTroubles.Of(signedIn.Failure);
        // A line that broke on the way is no trouble of the credential, but nothing was proven either.
        return new(probe.Facts, null, trouble == CredentialTrouble.None ? CredentialTrouble.AuthorityUnreachable : trouble, signedIn.Failure.Code);
    }

    /// <summary>Tries to open one mailbox, by id, UPN or any address (F-63).</summary>
    /// <param name="scopeChangedAt">When it was let in; a refusal counts as "not yet" for two hours after it (F-62).</param>
    public async Task<MailboxFinding> ProbeMailboxAsync(string idOrAddress, DateTimeOffset? scopeChangedAt, CancellationToken cancellation)
    {
        var asked = idOrAddress.Trim();
        var found = await directory.FindAsync(asked, cancellation);
        if (found.Failure is { Category: FailureCategory.NotFound } missing)
            return new(asked, MailboxCondition.AddressUnknown, missing.Code);
        // Without the right to look people up an id or a UPN still opens the mailbox.
        var finding = found.Succeeded
            ? new MailboxFinding(asked, MailboxCondition.Fine)
            {
                Mailbox = new MailboxId(found.Value.Id), UserPrincipalName = found.Value.UserPrincipalName, Addresses = found.Value.Addresses,
            }
            : new MailboxFinding(asked, MailboxCondition.Fine) { Mailbox = new MailboxId(asked) };
        var opened = await probe.OpenAsync(finding.Mailbox!.Value, cancellation);
        if (opened.Succeeded)
            return finding;
        var facts = found.Succeeded ? new DirectoryFacts(time.GetUtcNow(), Exists: true, found.Value.IsLicensed, found.Value.IsSynchronised) : null;
        return finding with
        {
            Condition = MailboxDiagnosis.Meaning(opened.Failure, facts, hasWorked: false, isNew: IsRecent(scopeChangedAt)), Code = opened.Failure.Code,
        };
    }

    /// <summary>Tries several mailboxes, some at a time; the findings are in the order of the question.</summary>
    public async Task<IReadOnlyList<MailboxFinding>> ProbeMailboxesAsync(IReadOnlyList<string> asked, DateTimeOffset? scopeChangedAt, CancellationToken cancellation)
    {
        var findings = new MailboxFinding[asked.Count];
        await Parallel.ForAsync(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation }, async (i, token) =>
            findings[i] = await ProbeMailboxAsync(asked[i], scopeChangedAt, token));
        return findings;
    }

    /// <summary>What Exchange says a mailbox is for; null when the app may not know, and then the account's licence is all there is to go by.</summary>
    public async Task<string?> PurposeAsync(string mailbox, CancellationToken cancellation) =>
        await probe.PurposeAsync(new MailboxId(mailbox), cancellation) is { Succeeded: true, Value: var purpose } ? purpose : null;

    /// <summary>Tries a mailbox that must stay closed: the one named, or one that the directory knows and the configuration does not (F-64).</summary>
    public async Task<ScopeFinding> ProbeScopeAsync(AccessQuestion question, CancellationToken cancellation)
    {
        var opens = new List<MailboxFinding>();
        foreach (var one in configuration.Current.Mailboxes.Select(mailbox => mailbox.Id.Value).Prepend(question.Pilot).OfType<string>())
            if (await ProbeMailboxAsync(one, question.ScopeChangedAt, cancellation) is { Opens: true } finding)
            {
                opens.Add(finding);
                break;
            }

        return await ProbeScopeAsync(opens, question, cancellation);
    }

    /// <summary>Reads the presence of one person, by id, UPN or address .</summary>
    public async Task<PresenceFinding> TestPresenceAsync(string idOrAddress, CancellationToken cancellation)
    {
        var asked = idOrAddress.Trim();
        var found = await directory.FindAsync(asked, cancellation);
        if (!found.Succeeded)
            return new(asked, null, null, found.Failure);
        var read = await probe.ReadPresenceAsync(found.Value.Id, cancellation);
        return new(asked, found.Value.UserPrincipalName, read.Succeeded ? read.Value : null, read.Failure);
    }

    /// <param name="inside">What trying the configured mailboxes came to.</param>
    public async Task<ScopeFinding> ProbeScopeAsync(IReadOnlyList<MailboxFinding> inside, AccessQuestion question, CancellationToken cancellation)
    {
        var mayChange = IsRecent(question.ScopeChangedAt);
        var (outside, doubt, code) = await OutsideAsync(inside, question.Outside, cancellation);
        foreach (var one in outside.Take(Tries))
        {
            var opened = await probe.OpenAsync(new MailboxId(one.Id), cancellation);
            if (opened.Succeeded)
                return new(ScopeVerdict.TenantWide, one.UserPrincipalName, MayChange: mayChange);
            if (opened.Failure.Category == FailureCategory.Refused)
                return inside.Any(finding => finding.Opens)
                    ? new(ScopeVerdict.Limited, one.UserPrincipalName, Code: opened.Failure.Code)
                    : new(ScopeVerdict.CannotTell, one.UserPrincipalName, ScopeDoubt.NothingOpens, opened.Failure.Code);
            (doubt, code) = (ScopeDoubt.Unclear, opened.Failure.Code);
        }

        return new(ScopeVerdict.CannotTell, outside is [var first, ..] ? first.UserPrincipalName : null, doubt, code);
    }

    private async Task<(IReadOnlyList<DirectoryUser> Outside, ScopeDoubt Doubt, string? Code)> OutsideAsync(
        IReadOnlyList<MailboxFinding> inside, string? named, CancellationToken cancellation)
    {
        if (named is { } one)
        {
            var found = await directory.FindAsync(one, cancellation);
            if (!found.Succeeded)
                return ([], ScopeDoubt.Unclear, found.Failure.Code);
            return IsInside(found.Value, inside) ? ([], ScopeDoubt.IsConfigured, null) : ([found.Value], ScopeDoubt.None, null);
        }

        var people = await probe.PeopleAsync(Candidates, cancellation);
        if (!people.Succeeded)
            return ([], ScopeDoubt.NobodyToTry, people.Failure.Code);
        // Who has a licence most likely has a mailbox.
        return ([.. people.Value.Where(person => !person.IsGuest && !IsInside(person, inside)).OrderByDescending(person => person.IsLicensed)], ScopeDoubt.NobodyToTry, null);
    }

    private bool IsInside(DirectoryUser user, IReadOnlyList<MailboxFinding> inside) =>
        configuration.Current.Mailbox(new MailboxId(user.Id)) is not null
        || inside.Any(finding => string.Equals(finding.Mailbox?.Value, user.Id, StringComparison.OrdinalIgnoreCase));

    private async Task<IReadOnlyList<PermissionFinding>> CheckPermissionsAsync(
        CredentialFinding credential, IReadOnlyList<MailboxFinding> mailboxes, CancellationToken cancellation)
    {
        if (!credential.Works)
            return [.. PermissionNeed.All.Select(need => new PermissionFinding(need.Permission, PermissionState.Unknown, PermissionProof.None, credential.Code))];
        var people = await probe.PeopleAsync(1, cancellation);
        return
        [
            await MailAsync(Permission.MailReadWrite, credential, mailboxes, probe.TryToWriteAsync, cancellation),
            await MailAsync(Permission.MailSend, credential, mailboxes, probe.TryToSendAsync, cancellation),
            Judge(Permission.UserReadAll, people.Failure),
            await PresenceAsync(credential, people is { Succeeded: true, Value: [var somebody, ..] } ? somebody.Id : null, cancellation),
            await SubscriptionsAsync(cancellation),
            ByToken(Permission.AppInstallation, credential),
        ];
    }

    private static async Task<PermissionFinding> MailAsync(
        Permission permission, CredentialFinding credential, IReadOnlyList<MailboxFinding> mailboxes,
        Func<MailboxId, CancellationToken, Task<Outcome<Done>>> tryIt, CancellationToken cancellation)
    {
        if (mailboxes.FirstOrDefault(mailbox => mailbox.Opens) is { Mailbox: { } open })
            return Judge(permission, (await tryIt(open, cancellation)).Failure);
        // A mailbox may be closed although the app may read others: the right to send is asked for by itself.
        if (mailboxes.FirstOrDefault(mailbox => mailbox is { Condition: MailboxCondition.AccessDenied or MailboxCondition.AccessPending, Mailbox: not null }) is { } closed)
        {
            var tried = await tryIt(closed.Mailbox!.Value, cancellation);
            if (tried.Failure?.Category != FailureCategory.Refused)
                return Judge(permission, tried.Failure);
            var state = credential.HasRole(permission) ? PermissionState.Granted
                : closed.Condition == MailboxCondition.AccessPending ? PermissionState.Unknown : PermissionState.Missing;
            return new(permission, state, credential.HasRole(permission) ? PermissionProof.Token : PermissionProof.Call, tried.Failure.Code);
        }

        return credential.HasRole(permission)
            ? new(permission, PermissionState.Granted, PermissionProof.Token)
            // Exchange may have granted it for mailboxes that nobody has named yet.
            : new(permission, PermissionState.Unknown, PermissionProof.None);
    }

    private async Task<PermissionFinding> PresenceAsync(CredentialFinding credential, string? person, CancellationToken cancellation) => person is null
        ? ByToken(Permission.PresenceReadAll, credential)
        : Judge(Permission.PresenceReadAll, (await probe.ReadPresenceAsync(person, cancellation)).Failure);

    // Trying would make a subscription; the keeper makes them anyway, and notes what came of it.
    private async Task<PermissionFinding> SubscriptionsAsync(CancellationToken cancellation)
    {
        var finding = new PermissionFinding(Permission.Subscriptions, PermissionState.Unknown, PermissionProof.None);
        await foreach (var state in states.AllAsync(cancellation))
        {
            if (state.Value is { EndedAt: null, SubscriptionTrouble: { Category: FailureCategory.Refused } refused })
                return finding with { State = PermissionState.Missing, Proof = PermissionProof.Work, Code = refused.Code };
            if (state.Value is { EndedAt: null, Subscription: not null })
                finding = finding with { State = PermissionState.Granted, Proof = PermissionProof.Work };
        }

        return finding;
    }

    // Entra alone grants it, so the token knows.
    private static PermissionFinding ByToken(Permission permission, CredentialFinding credential) => credential.Token is null
        ? new(permission, PermissionState.Unknown, PermissionProof.None)
        : new(permission, credential.HasRole(permission) ? PermissionState.Granted : PermissionState.Missing, PermissionProof.Token);

    private static PermissionFinding Judge(Permission permission, Failure? failure) => failure switch
    {
        null => new(permission, PermissionState.Granted, PermissionProof.Call),
        { Category: FailureCategory.Refused } => new(permission, PermissionState.Missing, PermissionProof.Call, failure.Code),
        _ => new(permission, PermissionState.Unknown, PermissionProof.None, failure.Code),
    };

    private bool IsRecent(DateTimeOffset? changed) => changed is { } at && time.GetUtcNow() - at < MailboxDiagnosis.PolicyDelay;
}
