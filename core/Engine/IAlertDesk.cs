using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>An alert as the person sees it who is told of it.</summary>
/// <param name="MailboxName">Null for trouble of the whole tenant, and of a service.</param>
/// <param name="IsReplaced">True for a card in whose place a newer one stands further down in the chat.</param>
public sealed record AlertView(Alert Alert, string? MailboxName, DateTimeOffset Now, bool IsReplaced = false)
{
    /// <summary>The service in trouble; null when it is none, or there is no such service any more.</summary>
    public Service? Service { get; init; }

    /// <summary>Where to the waiting mail of the service goes on; null = nowhere.</summary>
    public OverflowFigures? Overflow { get; init; }

    /// <summary>Who took note of it; null when nobody did.</summary>
    public string? SeenBy { get; init; }
}

/// <summary>Something administrators are told once; nothing is to be done about it, or it is theirs to choose.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdminNoticeKind>))]
public enum AdminNoticeKind
{
    /// <summary>A mailbox was (re)assigned or resumed; <see cref="AdminNotice.Number"/> mails from before stay unprocessed (N-061, N-062).</summary>
    Unprocessed,

    /// <summary>A mailbox was taken off or suspended; <see cref="AdminNotice.Number"/> mails stay in the Inbox, unprocessed (N-056).</summary>
    Ended,

    /// <summary>A mailbox was renamed in Microsoft 365; the bot goes on with it (N-055).</summary>
    Renamed,

    /// <summary>Machines sent too many similar mails; from the <see cref="AdminNotice.Number"/>th on they are gathered in one task (F-42).</summary>
    Storm,

    /// <summary>A mail could not be processed; it is a task with what is known of it, or lies in the folder for failed mail (F-12).</summary>
    Unprocessable,

    /// <summary>The workflow of a mail could not be followed; the mail waits in the queue of its own service. Told once a day.</summary>
    WorkflowTrouble,

    /// <summary>An answer did not leave from the address that was chosen: Exchange put another one in its place (F-33). Told once a day.</summary>
    SenderReplaced,

    /// <summary>The address was kept, but not the name beside it (F-33). Told once a day.</summary>
    SenderNameReplaced,
}

/// <summary>A notice about a mailbox.</summary>
public sealed record AdminNotice(AdminNoticeKind Kind, MailboxId Mailbox, int Number = 0);

/// <summary>Port: how administrators are told of trouble. Nothing here throws for an unreachable person.</summary>
public interface IAlertDesk
{
    /// <summary>Object ids of everybody who may configure, as far as known.</summary>
    ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation);

    /// <summary>Updates the card <paramref name="shown"/> when it is given and still there, else posts a new one with a toast.</summary>
    Task<DeskDelivery> ShowAsync(AgentId administrator, AlertView view, CardReference? shown, CancellationToken cancellation);

    Task<DeskDelivery> TellAsync(AgentId administrator, AdminNotice notice, CancellationToken cancellation);
}
