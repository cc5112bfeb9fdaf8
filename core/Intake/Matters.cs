using System.Text;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Intake;

/// <summary>
/// Finds an open task of the same sender with the same subject, for systems that start a new thread each time (F-08). It is a proposal only: a person decides.
/// </summary>
public sealed partial class Matters(TaskTable tasks, ThreadKeys keys)
{
    /// <summary>The mark of sender and subject; null when one is missing.</summary>
    public async Task<string?> MarkAsync(MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        var subject = Plain(mail.Subject);
        return mail.From is { } from && subject.Length > 0
            ? await keys.MarkAsync($"{mailbox}\n{from.Address.Trim().ToUpperInvariant()}\n{subject}", cancellation)
            : null;
    }

    public async Task<Proposal?> FindAsync(ServiceId service, string? mark, CancellationToken cancellation) =>
        mark is not null
            && await tasks.NamedAsync(service, TaskRows.Matter(mark), cancellation) is { } task && task.Value.State != TaskState.Done
                ? new Proposal(task.Value.Key.Id, ProposalKind.SameMatter)
                : null;

    /// <summary>The subject without reply marks, case and spacing.</summary>
    internal static string Plain(string subject)
    {
        var plain = Marks().Replace(subject.Normalize(NormalizationForm.FormKC).Trim(), "");
        return Spaces().Replace(plain, " ").Trim().ToUpperInvariant();
    }

    // Short words before a colon, in any script: Re, Fwd, AW, WG, SV, Antw, 回复 …
    [GeneratedRegex(@"^(?:\s*\p{L}{1,5}(?:\[\d+\]|\(\d+\))?\s*[::])+", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
