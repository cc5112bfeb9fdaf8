using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Who takes part in a conversation: those who wrote and those who were written to, as keys, without ourselves (F-07, F-35).</summary>
internal static class Participants
{
    /// <summary>Keys of the people of a mail, its sender first.</summary>
    public static IReadOnlyList<string> Of(MailboxId mailbox, MailItem mail, Func<string, bool> isOwnAddress) =>
        Of(mailbox, [.. mail.From is { } from ? [from] : Array.Empty<MailAddress>(), .. mail.ReplyTo, .. mail.To, .. mail.Cc], isOwnAddress);

    /// <summary>Keys of people.</summary>
    public static IReadOnlyList<string> Of(MailboxId mailbox, IEnumerable<MailAddress> people, Func<string, bool> isOwnAddress) =>
    [
        .. people.Where(person => !isOwnAddress(person.Address))
            .Select(person => TaskRows.Participant(mailbox, person.Address))
            .Distinct()
            .Take(EmailTask.ParticipantLimit),
    ];
}
