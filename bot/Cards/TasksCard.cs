using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The person's own tasks and whether mail can come to him, with the reasons if not.</summary>
internal static class TasksCard
{
    // Few buttons a card: five tasks, the duty switch, and where the service allows it the next task. The others are opened by typing their number.
    private const int MostButtons = 5;
    private const int MostTasks = 25;
    private const int SubjectLength = 100;

    /// <param name="status">Null for a person who does not work on mail.</param>
    public static AdaptiveCard Draw(Reader reader, AgentStatus? status, IReadOnlyList<TaskView> tasks, string? introduction = null, bool mayPull = false)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[Phrase.TasksTitle])];
        if (introduction is not null)
            body.Add(Callout.Of(reader, CalloutKind.Question, introduction));
        if (status is not null)
            body.AddRange(Status(reader, status));
        if (tasks.Count == 0)
            body.Add(CardParts.Line(words[Phrase.NoTasks]));
        body.AddRange(tasks.Take(MostTasks).Select((task, index) => Row(reader, task, withButton: index < MostButtons)));
        if (tasks.Count > MostButtons)
            body.Add(CardParts.Small(words.Say(Phrase.TypeToShow, TaskNumber.Of(tasks[MostButtons].Key.Id))));
        if (tasks.Count > MostTasks)
            body.Add(CardParts.Small(words.Say(Phrase.MoreTasks, tasks.Count - MostTasks)));
        if (status is not null)
        {
            List<CardAction> buttons =
            [
                .. status.NotOffered.Any(reason => reason.Code == "after_work") ? [CardParts.Button(reader, HandPhrase.ReadyNow, CardVerbs.Ready)] : Array.Empty<CardAction>(),
                status.OnDuty ? CardParts.Button(reader, Phrase.GoOffDuty, CardVerbs.OffDuty) : CardParts.Button(reader, Phrase.GoOnDuty, CardVerbs.OnDuty),
            ];
            if (mayPull && status.OnDuty)
                buttons.Add(CardParts.Button(words[QueuePhrase.PullButton], new ActionData(CardVerbs.Pull)));
            body.Add(new ActionSet(buttons));
        }

        return new AdaptiveCard { FallbackText = words[Phrase.TasksTitle], Body = body };
    }

    private static IEnumerable<CardElement> Status(Reader reader, AgentStatus status)
    {
        // Bold and not green: Teams' green cannot be read on white.
        yield return new RichTextBlock([new TextRun(reader.Words[status.OnDuty ? Phrase.OnDuty : Phrase.OffDuty]) { Weight = TextWeight.Bolder }]);
        var reasons = status.NotOffered.Where(reason => reason.Code != "off_duty").ToList();
        if (status.OnDuty || reasons.Count > 0)
        {
            var text = reasons.Count == 0
                ? reader.Words[Phrase.MailCanCome]
                : reader.Words.Say(Phrase.NoMailBecause, ReasonWords.List(reader, reasons));
            yield return CardParts.Small(text) with { Spacing = Spacing.None };
        }
    }

    private static ColumnSet Row(Reader reader, TaskView task, bool withButton)
    {
        var words = reader.Words;
        var subject = SafeText.Line(task.Mail?.Subject, SubjectLength);
        var state = task.Kind switch
        {
            TaskViewKind.Offer when task.OfferUntil is { } until => words.Say(Phrase.RowOffered, reader.Clock(until)),
            TaskViewKind.Sending => words[Phrase.RowSending],
            TaskViewKind.Parked when task.ParkedUntil is { } until => words.Say(HandPhrase.RowParked, reader.Moment(until, task.Now)),
            TaskViewKind.Consulted => words.Say(ConsultPhrase.Row, SafeText.Line(task.OtherName, CardParts.NameLength)),
            TaskViewKind.NotSent => words[Phrase.RowNotSent],
            TaskViewKind.Unsure => words[Phrase.RowUnsure],
            _ => words[Phrase.RowMine],
        };
        CardElement[] text =
        [
            new RichTextBlock(
            [
                new TextRun(TaskNumber.Of(task.Key.Id) + " ") { IsSubtle = true },
                new TextRun(task.Mail is null ? words[Phrase.MailNotShown] : subject.Length > 0 ? subject : words[Phrase.NoSubject]) { Weight = TextWeight.Bolder },
            ]),
            CardParts.Small($"{state} · {CardParts.Received(reader, task)}") with { Spacing = Spacing.None },
            .. DeadlineWords.Line(task, reader) is { } due ? [due with { Spacing = Spacing.None }] : Array.Empty<CardElement>(),
        ];
        List<Column> columns = [new Column("stretch", text)];
        if (withButton)
            columns.Add(new Column("auto", [new ActionSet([CardParts.Button(reader, Phrase.Open, CardVerbs.View, task)])]) { VerticalContentAlignment = VerticalAlignment.Center });
        return new ColumnSet(columns) { Separator = true, Spacing = Spacing.Medium };
    }
}
