using System.Collections.Concurrent;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>A mail that came from outside.</summary>
/// <param name="FromMachine">An automatic reply or a bounce: belongs into Failed.</param>
internal sealed record Letter(MailboxId Mailbox, MessageId Message, string InternetMessageId, string Customer, bool FromMachine);

/// <summary>What people did during a run: all that the audit compares the outcome with.</summary>
internal sealed class ChaosRecord
{
    private int presses;

    public ConcurrentQueue<Letter> Letters { get; } = [];

    /// <summary>Every text that an agent tried to send, with the task it was for. A text pressed again because Teams reported an error is the same text.</summary>
    public ConcurrentDictionary<string, string> Texts { get; } = [];

    /// <summary>Writes a text that can be told from every other one.</summary>
    public string NewText(string task)
    {
        var text = $"text-{Interlocked.Increment(ref presses):D6}-{task}";
        Texts[text] = task;
        return text;
    }
}
