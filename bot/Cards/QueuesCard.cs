using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>How the services of a supervisor stand: those where the most waits first, so that what does not fit is what is quiet.</summary>
internal static class QueuesCard
{
    private const int Most = 10;

    /// <param name="hours">The last hours of all these services together.</param>
    /// <param name="all">How many services there are in the tenant.</param>
    public static AdaptiveCard Draw(Reader reader, DeskFigures desk, IReadOnlyList<HourFigures> hours, int all)
    {
        var services = desk.Services.OrderByDescending(service => service.Waiting + service.Offered).ThenBy(service => service.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        var shown = Math.Min(Most, services.Count);
        var card = Draw(reader, desk, services, hours, all, shown);
        while (card.Measure() >= AdaptiveCard.Budget && shown > 1)
            card = Draw(reader, desk, services, hours, all, --shown);
        return card;
    }

    /// <summary>Shows the same again as it is now; Teams asks by itself when the person looks at the card.</summary>
    public static Refresh RefreshOf(Reader reader, string? about) => new(
        new ExecuteAction(reader.Words[QueuePhrase.Refresh], DialogVerbs.Queues, new ActionData(DialogVerbs.Queues, X: about)),
        reader.TeamsId is { Length: > 0 } id ? [id] : []);

    public static ExecuteAction Button(Words words, QueuePhrase title, string verb, string? about = null, ActionStyle? style = null) =>
        CardParts.Button(words[title], new ActionData(verb, X: about), style);

    private static AdaptiveCard Draw(Reader reader, DeskFigures desk, List<ServiceFigures> services, IReadOnlyList<HourFigures> hours, int all, int shown)
    {
        var words = reader.Words;
        List<CardElement> body =
        [
            CardParts.Heading(words[QueuePhrase.QueuesTitle]),
            CardParts.Small(words.Say(QueuePhrase.AsOf, reader.Clock(desk.At), desk.OpenTasks, desk.OpenLimit)) with { Spacing = Spacing.None },
        ];
        if (desk.OpenTasks >= desk.OpenLimit)
            body.Add(Callout.Of(reader, CalloutKind.Caution, words[QueuePhrase.LimitReached]));
        if (services.Count == 0)
            body.Add(CardParts.Line(words[all == 0 ? QueuePhrase.NoServices : QueuePhrase.NoScope]));
        body.AddRange(services.Take(shown).Select(service => Row(reader, service, desk.At)));
        if (services.Count > shown)
            body.Add(CardParts.Small(words.Say(QueuePhrase.MoreServices, services.Count - shown, services.Skip(shown).Count(service => service.Waiting + service.Offered > 0))));
        if (services.Count > 0)
            body.AddRange([QueueLines.Trend(reader, hours) with { Separator = true }, .. QueueLines.Level(reader, hours)]);
        body.Add(new ActionSet([Button(words, QueuePhrase.Refresh, DialogVerbs.Queues)]));
        return new AdaptiveCard { FallbackText = words[QueuePhrase.QueuesTitle], Refresh = RefreshOf(reader, null), Body = body };
    }

    private static ColumnSet Row(Reader reader, ServiceFigures service, DateTimeOffset now) => new(
    [
        new Column(
            "stretch",
            [
                new RichTextBlock([new TextRun(SafeText.Line(service.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder }]),
                .. QueueLines.Work(reader, service, now),
                QueueLines.Agents(reader, service),
            ]),
        new Column("auto", [new ActionSet([Button(reader.Words, QueuePhrase.Details, DialogVerbs.Queues, service.Service.Value)])]) { VerticalContentAlignment = VerticalAlignment.Center },
    ]) { Separator = true, Spacing = Spacing.Medium };
}
