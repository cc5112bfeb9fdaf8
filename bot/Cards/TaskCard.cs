using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>A task in the agent's hands: the mail to read, and what can be done with it.</summary>
internal static class TaskCard
{
    // Tried in this order until the card fits; the last holds no text at all.
    private static readonly Portion[] Portions = [new(MailText.Characters, 120, 10), new(4_000, 80, 10), new(2_000, 40, 5), new(800, 20, 3), new(0, 0, 2)];

    /// <param name="comment">What who is asked for advice wrote before.</param>
    public static AdaptiveCard Draw(TaskView view, Reader reader, string comment = "")
    {
        var text = MailText.Read(view.Mail?.Body);
        AdaptiveCard? card = null;
        foreach (var portion in Portions)
        {
            card = Draw(view, reader, text, portion, comment);
            if (card.Measure() < AdaptiveCard.Budget)
                break;
        }

        return card!;
    }

    private static AdaptiveCard Draw(TaskView view, Reader reader, MailText text, Portion portion, string comment)
    {
        var title = view.Kind switch { TaskViewKind.Unsure => (Enum)Phrase.UnsureTitle, TaskViewKind.Consulted => ConsultPhrase.AskedTitle, _ => Phrase.TaskTitle };
        List<CardElement> body = [CardParts.Header(reader, title, view.Key)];
        if (DeadlineWords.Line(view, reader) is { } due)
            body.Add(due);
        body.AddRange(Troubles(view, reader));
        body.AddRange(Head(view, reader, portion.Names));
        body.AddRange(NotesPart.Draw(reader, view));
        if (view.Mail is null || view.MailTrouble is not null || view.TooLarge)
            body.Add(MailBodyPart.Missing(reader, view));
        else
            body.AddRange(Reading(view, reader, text.Shorten(portion.Characters, portion.Lines)));
        body.AddRange(AttachmentList.Long(reader, view, portion.Names));
        body.AddRange(FileLines.Of(view, reader));
        if (view.AttachedMails > 0)
            body.Add(CardParts.Small(reader.Words.Say(Phrase.AttachedMails, view.AttachedMails)));
        body.AddRange(view.Kind == TaskViewKind.Consulted ? ConsultPart.Commenting(view, reader, comment) : Buttons(view, reader));
        return new AdaptiveCard { FallbackText = reader.Words[Phrase.TaskFallback], Refresh = CardParts.RefreshOf(reader, view), Body = body };
    }

    private static IEnumerable<CardElement> Troubles(TaskView view, Reader reader)
    {
        if (view.Kind == TaskViewKind.NotSent)
            yield return Callout.Of(reader, CalloutKind.Caution, reader.Words.Say(Phrase.NotSent, FailureWords.Of(reader.Words, view.FailureCode)));
        if (view.Kind == TaskViewKind.Unsure)
            yield return Callout.Of(reader, CalloutKind.Question, reader.Words.Say(Phrase.Unsure, SafeText.Line(view.MailboxName, CardParts.NameLength)));
        if (view.GivenByName is { } giver)
            yield return Callout.Of(reader, CalloutKind.Note, reader.Words.Say(QueuePhrase.GivenBy, SafeText.Line(giver, CardParts.NameLength)));
        if (ConsultPart.Told(view, reader) is { } consult)
            yield return consult;
        if (view.IsStorm)
            yield return Callout.Of(reader, CalloutKind.Note, reader.Words[Phrase.Storm]);
        if (UndeliveredWords.Of(view, reader) is { } undelivered)
            yield return undelivered;
        if (CardParts.Outlook(view, reader) is { } outlook)
            yield return outlook;
        if (Proposal(view, reader) is { } proposal)
            yield return proposal;
    }

    private static Container? Proposal(TaskView view, Reader reader) => view switch
    {
        { Proposal: ProposalKind.Claimed, OtherTask: { } other } => Callout.Of(reader, CalloutKind.Caution, reader.Words.Say(Phrase.ClaimsTask, TaskNumber.Of(other))),
        { Proposal: ProposalKind.SameMatter, OtherTask: { } other } => Callout.Of(reader, CalloutKind.Hint, reader.Words.Say(Phrase.SameMatter, TaskNumber.Of(other))),
        _ => null,
    };

    private static IEnumerable<CardElement> Head(TaskView view, Reader reader, int names)
    {
        var words = reader.Words;
        if (view.Mail is { } mail)
        {
            yield return CardParts.Subject(reader, mail.Subject);
            yield return CardParts.Field(words[Phrase.From], CardParts.Person(reader, mail.From));
            if (mail.Cc.Count > 0)
                yield return CardParts.Field(words[Phrase.Cc], CardParts.People(reader, mail.Cc, names));
            foreach (var mark in CardParts.Marks(view, reader))
                yield return mark;
            foreach (var line in MeetingPart.Draw(reader, mail, view.Now))
                yield return line;
        }

        if (view.NewParticipant)
            yield return CardParts.Small(words[Phrase.NewParticipant]) with { Spacing = Spacing.None };
        if (view.ReplyToDiffers)
            yield return Callout.Of(reader, CalloutKind.Caution, words.Say(Phrase.ReplyToDiffers, CardParts.People(reader, view.ReplyTo, names)));
        yield return CardParts.Small(CardParts.Received(reader, view)) with { Spacing = Spacing.Small };
        foreach (var twin in CardParts.Twins(view, reader))
            yield return twin;
        if (view.JoinedMails > 0)
            yield return CardParts.Small(words.Say(Phrase.JoinedMails, view.JoinedMails)) with { Spacing = Spacing.None };
    }

    private static IEnumerable<CardElement> Reading(TaskView view, Reader reader, MailText text)
    {
        yield return new Container(text.Lines.Count > 0
            ? [.. MailBodyPart.Draw(reader, text)]
            : [CardParts.Small(reader.Words[text.Cut ? Phrase.TextInOutlook : Phrase.NoText])]) { Separator = true, Spacing = Spacing.Medium };
        if (text.Cut && text.Lines.Count > 0)
            yield return CardParts.Small(reader.Words[CardParts.OutlookButton(reader, view.Mail) is null ? Phrase.TextCut : Phrase.TextCutOutlook]);
    }

    // What an agent does with most tasks stands in a row; the rest behind the three dots below, or as a second row where the client has none. Six a row (teams.md 4.2).
    private static IEnumerable<ActionSet> Buttons(TaskView view, Reader reader)
    {
        List<CardAction> often = [], rare = [];
        if (view.Kind == TaskViewKind.Unsure)
        {
            often.Add(CardParts.Button(reader, Phrase.WasSent, CardVerbs.WasSent, view));
            often.Add(CardParts.Button(reader, Phrase.WasNotSent, CardVerbs.WasNotSent, view));
        }
        else
        {
            if (view.MayReply)
            {
                often.Add(CardParts.Button(reader, Phrase.Reply, CardVerbs.Reply, view, ActionStyle.Positive));
                often.Add(new SubmitAction(
                    reader.Words[Phrase.ReplyInWindow],
                    new ActionData(CardVerbs.Reply, view.Key.Service.Value, view.Key.Id.Value, view.Version, Teams: new TeamsBehaviour("task/fetch"))));
            }

            often.Add(CardParts.Button(reader, Phrase.Finish, CardVerbs.Finish, view, view.MayReply ? null : ActionStyle.Positive));
            if (!view.MayReply)
                often.Add(CardParts.Button(reader, Phrase.AnswerToo, CardVerbs.AnswerToo, view));
            often.Add(CardParts.Button(reader, HandPhrase.Park, CardVerbs.Park, view));
            often.Add(CardParts.Button(reader, HandPhrase.Transfer, CardVerbs.Transfer, view));
            rare.Add(CardParts.Button(reader, ConsultPhrase.Ask, CardVerbs.Consult, view));
            if (view.Consulted.Count > 0)
                rare.Add(CardParts.Button(reader, ConsultPhrase.End, CardVerbs.ConsultEnd, view));
            rare.Add(CardParts.Button(reader, Phrase.Return, CardVerbs.ReturnAsk, view));
            if (view.MayMerge)
                rare.Add(CardParts.Button(reader, Phrase.Merge, CardVerbs.Merge, view));
            if (view.MaySplit)
                rare.Add(CardParts.Button(reader, Phrase.Split, CardVerbs.Split, view));
            rare.Add(CardParts.Button(reader, WhyPhrase.Why, CardVerbs.Why, view));
        }

        if (CardParts.OutlookButton(reader, view.Mail) is { } outlook)
            often.Add(outlook);
        if (often.Count > 0)
            yield return new ActionSet(often);
        if (rare.Count > 0)
            yield return new ActionSet([.. rare.Select(button => button is ExecuteAction act ? CardParts.Rare(act) : button)]) { Spacing = Spacing.Small };
    }

    /// <param name="Names">How many people of a list, and how many files, are named.</param>
    private sealed record Portion(int Characters, int Lines, int Names);
}
