using System.Diagnostics.CodeAnalysis;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Finds the people and mailboxes of a document in the directory: object ids, names, all addresses, guests (N-014, N-022).</summary>
public sealed class DocumentResolver(IDirectory directory)
{
    // Graph allows far more for users; four keeps a first start polite and a large one short.
    private const int AtOnce = 4;

    /// <summary>
    /// The configuration that the document means, or all problems that only the directory could show. A failure means that the directory could not be asked;
    /// nothing is known then, and the caller tries again later.
    /// </summary>
    public async Task<Outcome<ResolvedDocument>> ResolveAsync(ConfigurationDocument document, CancellationToken cancellation)
    {
        if (document.Problems.Count > 0)
            return new ResolvedDocument(null, document.Problems, []);
        var draft = document.Draft;
        DraftIdentity[] identities = [.. draft.Users.Select(user => user.Identity), .. draft.Mailboxes.Select(mailbox => mailbox.Identity)];
        var answers = new Outcome<DirectoryUser>[identities.Length];
        if (await AskAsync(identities, answers, cancellation) is { } failure)
            return failure;

        var findings = new Findings();
        var found = new DirectoryUser[identities.Length];
        for (var i = 0; i < identities.Length; i++)
        {
            var path = i < draft.Users.Count ? $"$.users[{i}]" : $"$.mailboxes[{i - draft.Users.Count}]";
            found[i] = answers[i].Succeeded ? answers[i].Value : identities[i].Provisional(i);
            Judge(identities[i], answers[i], path, findings);
        }

        var configuration = draft.With(found[..draft.Users.Count], found[draft.Users.Count..]);
        var rules = ConfigurationRules.Check(configuration);
        var directoryReport = findings.Report();
        var missing = directoryReport.Problems.Select(problem => problem.Path).ToHashSet(StringComparer.Ordinal);
        ConfigurationProblem[] problems = [.. directoryReport.Problems, .. rules.Problems.Where(problem => !missing.Contains(problem.Path))];
        return new ResolvedDocument(
            problems.Length == 0 ? configuration : null, document.InOrder(problems), document.InOrder(directoryReport.Warnings.Concat(rules.Warnings)));
    }

    private async Task<Failure?> AskAsync(DraftIdentity[] identities, Outcome<DirectoryUser>[] answers, CancellationToken cancellation)
    {
        Failure? unreachable = null;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await Parallel.ForAsync(0, identities.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = enough.Token }, async (i, token) =>
            {
                answers[i] = await directory.FindAsync(identities[i].Key, token);
                if (!answers[i].Succeeded && !SaysThatThereIsNone(answers[i].Failure))
                {
                    // One that cannot be asked stands for all: the document is not judged by halves.
                    Interlocked.CompareExchange(ref unreachable, answers[i].Failure, null);
                    await enough.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && unreachable is not null)
        {
            // Stopped by the failure.
        }

        return unreachable;
    }

    private static bool SaysThatThereIsNone([NotNullWhen(true)] Failure? failure) =>
        failure?.Category is FailureCategory.NotFound or FailureCategory.MailboxUnavailable or FailureCategory.Invalid;

    private static void Judge(DraftIdentity identity, Outcome<DirectoryUser> answer, string path, Findings findings)
    {
        var field = identity.Id is null ? "userPrincipalName" : "id";
        if (!answer.Succeeded)
            findings.Problem($"{path}.{field}", ProblemCode.NotInDirectory, $"The directory of the tenant knows nobody of this {field}.", "Correct it, or create the account in Microsoft 365 first.");
        else if (identity is { Id: not null, UserPrincipalName: { } written } && !DraftIdentity.Is(answer.Value.UserPrincipalName, written))
            findings.Warning($"{path}.userPrincipalName", ProblemCode.IdentityMismatch, "The account of this id has another user principal name now; the id decides.", "If the id is right, write the present user principal name; if not, remove the id.");
    }
}
