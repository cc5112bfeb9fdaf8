using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

/// <summary>A mail of ours to ourselves.</summary>
/// <param name="Subject">In the language of who asked for it; people see it in the mailbox.</param>
/// <param name="To">Address of the mailbox itself.</param>
public sealed record TestMail(string Subject, string Text, string To)
{
    /// <summary>Whom it comes from; null = the mailbox itself.</summary>
    public string? From { get; init; }
}

/// <summary>A test mail that Exchange took. Its Message-ID finds the copy that arrives.</summary>
public sealed record SentTestMail(MessageId Id, string InternetMessageId);

/// <summary>Port: mail that a mailbox sends to itself. It carries our own mark, so that wherever it arrives it becomes nobody's task (F-48).</summary>
public interface ITestMail
{
    /// <summary>
    /// Sends. <see cref="FailureCategory.Refused"/> with <c>ErrorSendAsDenied</c>: the mailbox may not send from this address (F-34). What was not sent leaves no
    /// draft behind.
    /// </summary>
    Task<Outcome<SentTestMail>> SendAsync(MailboxId mailbox, TestMail mail, CancellationToken cancellation);

    /// <summary>When the mail came back, wherever in the mailbox it lies by now; a null value when it has not.</summary>
    Task<Outcome<DateTimeOffset?>> FindArrivalAsync(MailboxId mailbox, SentTestMail sent, CancellationToken cancellation);
}
