using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <content>What later mails and people in Outlook do to a task: joined, reopened, merged, split, not delivered.</content>
public sealed partial record EmailTask
{
    /// <summary>Somebody answered the newest mail in Outlook: no second answer leaves before the holder says so (F-67).</summary>
    public EmailTask? AnsweredOutside(DateTimeOffset at, AgentId? by, DateTimeOffset now) =>
        IsOpen && at >= Mails.Last().ReceivedAt && (Outside is null || Outside.By is null && by is not null)
            ? Next(State, now, TaskEvent.AnsweredInOutlook, by) with { Outside = new OutsideAnswer(at, by, Outside?.Accepted ?? false) }
            : null;

    /// <summary>The holder wants to answer although somebody did in Outlook.</summary>
    public EmailTask? AnswerAllTheSame(AgentId agent, DateTimeOffset now) => IsHeldBy(agent) && State == TaskState.Accepted && Outside is { Accepted: false }
        ? Next(State, now, TaskEvent.SecondAnswerWanted, agent) with { Outside = Outside with { Accepted = true } }
        : null;

    /// <summary>Somebody flagged the newest mail in Outlook, or took the flag off.</summary>
    public EmailTask? Flagged(MailFlag flag, DateTimeOffset now) => IsOpen && Flag != flag
        ? Next(State, now, TaskEvent.FlaggedInOutlook, null, flag.ToString()) with { Flag = flag }
        : null;

    /// <summary>A later mail of the conversation joins; the holder sees it before he can answer, because the version rises. It wakes a parked task.</summary>
    public EmailTask? Join(MailItem mail, IEnumerable<string> participants, DateTimeOffset now) => IsOpen
        ? With(Next(State, now, TaskEvent.MailJoined, null), mail, participants).Woken("mail", now)
        : null;

    /// <summary>The conversation goes on after the task ended: it is queued again, and who worked on it is asked first.</summary>
    public EmailTask? Reopen(MailItem mail, IEnumerable<string> participants, DateTimeOffset now) => State == TaskState.Done && End != TaskEnd.Merged
        ? With(Queued(now, TaskEvent.Reopened, null), mail, participants) with { FiledMails = 1 + Joined.Count }
        : null;

    /// <summary>A machine's mail about the conversation is kept with the task. Nothing else changes, and nothing a person sees at once (F-46).</summary>
    public EmailTask Attach(string reason, DateTimeOffset now) => Note(now, TaskEvent.MailAttached, reason) with { Attached = Attached + 1 };

    /// <summary>The customer says thank you; the task stays closed (F-49).</summary>
    public EmailTask? Thank(MailItem mail, DateTimeOffset now) => IsAnswered
        ? Attach("thanks", now) with { ThankedWith = new JoinedMail(mail.Id, mail.InternetMessageId, mail.ReceivedAt), Version = Version + 1 }
        : null;

    /// <summary>It was more than thanks, says who worked on it: the task is queued again with that mail, and he is asked first.</summary>
    public EmailTask? ReopenForThanks(AgentId agent, DateTimeOffset now) => IsAnswered && Holder == agent && ThankedWith is { } mail
        ? Queued(now, TaskEvent.Reopened, agent) with { Joined = [.. Joined, mail], FiledMails = 2 + Joined.Count, ThankedWith = null }
        : null;

    /// <summary>Our answer came back: an ended task is queued again, and who answered is asked first; with an open one it is noted (F-44). Not while the next answer is on its way.</summary>
    public EmailTask? Undeliver(string status, DateTimeOffset now) => State switch
    {
        TaskState.Done when End == TaskEnd.Answered => Queued(now, TaskEvent.NotDelivered, Holder, status) with { Undelivered = status, FiledMails = 1 + Joined.Count },
        _ when IsOpen => (Next(State, now, TaskEvent.NotDelivered, null, status) with { Undelivered = status }).Woken("not_delivered", now),
        _ => null,
    };

    /// <summary>The holder puts the task into another one of the service, which takes its mails with <see cref="TakeIn"/> (F-08). Not with an answer in doubt (F-40).</summary>
    public EmailTask? MergeInto(TaskId target, AgentId agent, DateTimeOffset now) =>
        IsInHandsOf(agent) && target != Key.Id
            ? Ended(TaskEnd.Merged, now, TaskEvent.Merged, agent, target.Value) with { MergedInto = target, Proposal = null }
            : null;

    /// <summary>A storm breaks out: the waiting task goes into the one that takes it, which keeps its mails as attached (F-42).</summary>
    public EmailTask? CollapseInto(TaskId target, DateTimeOffset now) => State == TaskState.Queued && target != Key.Id
        ? Ended(TaskEnd.Merged, now, TaskEvent.Merged, null, target.Value) with { MergedInto = target, Proposal = null }
        : null;

    /// <summary>The task takes a storm of similar mails from now on, and says so.</summary>
    public EmailTask AsStorm() => this with { IsStorm = true, Version = Version + 1 };

    /// <summary>Takes the mails of another task.</summary>
    public EmailTask? TakeIn(EmailTask source, AgentId agent, DateTimeOffset now) =>
        IsOpen && Answer?.State is not AnswerState.Unsure
            ? (Next(State, now, TaskEvent.MailJoined, agent, "merged") with
            {
                Joined = InOrder([.. Joined, .. source.Mails.Skip(source.FiledMails)]),
                Participants = With(source.Participants),
            }).Woken("mail", now)
            : null;

    /// <summary>Gives mails away to a task of their own; the mail that opened the task and those filed already stay.</summary>
    public EmailTask? LetGo(IReadOnlyCollection<MessageId> mails, AgentId agent, DateTimeOffset now)
    {
        var rest = Joined.Where(mail => !mails.Contains(mail.Message)).ToList();
        return IsOpen && Answer?.State is not AnswerState.Unsure
            && rest.Count == Joined.Count - mails.Count && Mails.Take(FiledMails).All(mail => !mails.Contains(mail.Message))
                // The prepared draft may answer, and be named after, the mail that goes.
                ? Next(State, now, TaskEvent.SplitOff, agent) with { Joined = rest, Enclosures = null, FilesLost = FilesLost || Enclosures is not null }
                : null;
    }

    /// <summary>Exchange gave a mail of the task another id (F-17). Nothing a person sees changes.</summary>
    public EmailTask Renamed(MessageId old, MessageId now) => this with
    {
        Message = Message == old ? now : Message,
        Joined = [.. Joined.Select(mail => mail.Message == old ? mail with { Message = now } : mail)],
    };

    /// <summary>Undoes <see cref="MergeInto"/>: the task is queued again.</summary>
    public EmailTask? Unmerge(AgentId agent, DateTimeOffset now) => End == TaskEnd.Merged
        ? Queued(now, TaskEvent.SplitOff, agent) with { MergedInto = null }
        : null;
}
