using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Access;

/// <summary>Port: real calls that tell what the app may do. None of them changes anything, and a refusal is an answer like another.</summary>
public interface IAccessProbe
{
    /// <summary>What the settings say; read anew, because a certificate file may have been replaced.</summary>
    CredentialFacts Facts { get; }

    /// <summary>What stands in the app's token; null when it signs in without one.</summary>
    /// <param name="fresh">A new token instead of the one in use: what was consented to a minute ago stands only in a new one.</param>
    Task<Outcome<TokenFacts?>> SignInAsync(bool fresh, CancellationToken cancellation);

    /// <summary>Some accounts of the directory, guests left out.</summary>
    Task<Outcome<IReadOnlyList<DirectoryUser>>> PeopleAsync(int most, CancellationToken cancellation);

    /// <param name="person">Object id of anybody.</param>
    Task<Outcome<PresenceFacts>> ReadPresenceAsync(string person, CancellationToken cancellation);

    /// <summary>Opens the Inbox without looking at a mail.</summary>
    Task<Outcome<Done>> OpenAsync(MailboxId mailbox, CancellationToken cancellation);

    /// <summary>
    /// What Exchange says the mailbox is for: <c>user</c>, <c>shared</c>, <c>room</c>, <c>equipment</c>, <c>linked</c> or <c>others</c> (graph.md 5.6). Refused unless the app
    /// may read settings of mailboxes, which it need not.
    /// </summary>
    Task<Outcome<string>> PurposeAsync(MailboxId mailbox, CancellationToken cancellation);

    /// <summary>Tries to move a mail that does not exist: succeeds when Exchange looked for it, that is, let us in with the right to write.</summary>
    Task<Outcome<Done>> TryToWriteAsync(MailboxId mailbox, CancellationToken cancellation);

    /// <summary>Tries to send a draft that does not exist: succeeds when Exchange looked for it, that is, let us in with the right to send.</summary>
    Task<Outcome<Done>> TryToSendAsync(MailboxId mailbox, CancellationToken cancellation);

    /// <summary>When the last of the app's secrets ends, as the app registration says; refused unless the app may read it. Null: there are none.</summary>
    Task<Outcome<DateTimeOffset?>> RegisteredExpiryAsync(CancellationToken cancellation);
}
