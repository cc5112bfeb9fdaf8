using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Every step of a task, the newest last (I5). What has no room is left out of the middle, and said.</summary>
internal static class HistoryCard
{
    private const int First = 5;

    // Tried in this order until the card fits.
    private static readonly int[] Last = [int.MaxValue, 60, 30, 15, 5];

    public static AdaptiveCard Draw(Reader reader, EmailTask task, AgentId? viewer, Configuration current, DateTimeOffset now)
    {
        AdaptiveCard? card = null;
        foreach (var last in Last)
        {
            card = Draw(reader, task, viewer, current, now, last);
            if (card.Measure() < AdaptiveCard.Budget)
                break;
        }

        return card!;
    }

    private static AdaptiveCard Draw(Reader reader, EmailTask task, AgentId? viewer, Configuration current, DateTimeOffset now, int last)
    {
        var (words, names) = (reader.Words, new Names(reader, current));
        List<CardElement> body = [CardParts.Header(reader, WhyPhrase.History, task.Key), CardParts.Line(WhyCard.State(reader, task, names, now))];
        var omitted = Math.Max(0, task.Timeline.Count - First - last);
        for (var i = 0; i < task.Timeline.Count; i++)
        {
            if (omitted > 0 && i == First)
            {
                body.Add(CardParts.Small(words.Say(WhyPhrase.StepsLeftOut, omitted)));
                i += omitted;
            }

            var entry = task.Timeline[i];
            body.Add(new RichTextBlock([new TextRun(reader.Moment(entry.At, now) + " ") { IsSubtle = true }, new TextRun(StepWords.Of(reader, task, entry, names, current))])
            {
                Spacing = i == 0 ? Spacing.Medium : Spacing.None,
            });
        }

        List<CardAction> buttons = [CardParts.Button(words[WhyPhrase.Why], new ActionData(CardVerbs.Why, task.Key.Service.Value, task.Key.Id.Value))];
        if (WhyCard.BackTo(reader, task, viewer) is { } back)
            buttons.Add(back);
        body.Add(new ActionSet(buttons));
        return new AdaptiveCard { FallbackText = words[WhyPhrase.History], Body = body };
    }
}
