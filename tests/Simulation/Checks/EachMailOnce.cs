using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I1: every mail has exactly one end, and lies where that end says.</summary>
internal sealed class EachMailOnce(SimWorld world) : Check(world)
{
    private readonly Dictionary<Letter, MailRecord> ends = [];

    protected override string Name => "I1";

    public override void OnMail(Commit commit, ServiceId service, MailRecord mail)
    {
        if (World.Exchange.LetterOf(mail.Message.Value) is not { } letter)
            Violated($"{commit.Instance} noted a mail that nobody sent");
        else if (mail.Fate == MailFate.Withdrawn || commit.IsSplit)
            ends[letter] = mail;
        else if (ends.TryGetValue(letter, out var before) && before.Message != mail.Message && (before with { Message = mail.Message } == mail || IsSortedOutAgain(before, mail)))
            // The mail has another id now (F-17): its row in the ledger moved there, or it was sorted out once more, to the same end.
            ends[letter] = mail;
        else if (!ends.TryAdd(letter, mail))
            Violated($"{letter} was taken in twice: {ends[letter].Fate}, then {mail.Fate}");
        else if (mail.Fate == MailFate.JoinedTask && letter.Kind == LetterKind.ForgedReply)
            Violated($"{letter} is a stranger's and joined a task (F-76)");
    }

    public override void AtQuiet()
    {
        foreach (var message in World.Exchange.Mailboxes.SelectMany(World.Exchange.Of))
            if (message is { Folder: SimExchange.Inbox, Letter: { } letter } && !ends.ContainsKey(letter)
                && Watcher.Mailbox(letter.Mailbox) is { } state && letter.ReceivedAt >= state.Baseline)
                Violated($"{letter} lies in the Inbox and nobody took it in");
        foreach (var (letter, end) in ends)
            CheckEnd(letter, end);
    }

    private void CheckEnd(Letter letter, MailRecord end)
    {
        if (end.Fate == MailFate.Withdrawn)
            return;
        var tasks = Watcher.Tasks.Values.Where(task => task.End != TaskEnd.Merged && Watcher.Letters(task).Contains(letter)).ToList();
        if (tasks.Count != (end.Fate is MailFate.OpenedTask or MailFate.JoinedTask ? 1 : 0))
            Violated($"{letter} ended as {end.Fate}, but {tasks.Count} task(s) hold it");
        if (Expected(letter) is { } expected && expected != end.Fate && !(expected == MailFate.OpenedTask && end.Fate == MailFate.JoinedTask))
            Violated($"{letter} ({letter.Kind}) ended as {end.Fate}");
        if (letter.IsTouched || tasks.Any(task => task.Timeline.Any(entry => entry.Event is TaskEvent.HandledInOutlook or TaskEvent.Withdrawn)))
            return;
        var folders = World.Exchange.Folders(letter.Mailbox);
        var wanted = end.Fate switch { MailFate.Failed => "Failed", MailFate.Ended => "WF Ended", _ => "Handled" };
        var lies = World.Exchange.Of(letter.Mailbox).Where(message => message.Letter == letter).Select(message => message.Folder).ToList();
        if (!folders.TryGetValue(wanted, out var folder) || !lies.Contains(folder) || (lies.Contains(SimExchange.Inbox) && !(letter.IsRenamed && lies.Count > 1)))
            Violated($"{letter} ended as {end.Fate}, but lies in {string.Join(", ", lies)}");
    }

    private static bool IsSortedOutAgain(MailRecord before, MailRecord now) =>
        before.Fate == now.Fate && before.Reason == now.Reason && now.Fate is MailFate.Failed or MailFate.Ended;

    private static MailFate? Expected(Letter letter) => letter.Kind switch
    {
        LetterKind.AutoReply or LetterKind.Bounce or LetterKind.Own => MailFate.Failed,
        LetterKind.Spam or LetterKind.Prices => MailFate.Ended,
        _ => MailFate.OpenedTask,
    };
}
