using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Why an agent gets mail or none, service by service.</summary>
internal static class StandingCard
{
    private const int MostServices = 10;

    public static AdaptiveCard Draw(Reader reader, AgentStanding standing, bool isSelf, DateTimeOffset now)
    {
        var words = reader.Words;
        var title = isSelf ? words[WhyPhrase.StandingTitleYou] : words.Say(WhyPhrase.StandingTitle, SafeText.Line(standing.Agent.DisplayName, CardParts.NameLength));
        List<CardElement> body = [CardParts.VerbatimHeading(title), CardParts.Line(State(reader, standing, now))];
        if (standing.Services.Count == 0)
            body.Add(CardParts.Line(words[WhyPhrase.NoServices]));
        foreach (var service in standing.Services.Take(MostServices))
            body.Add(new Container([.. Row(reader, service, now)]) { Separator = true, Spacing = Spacing.Medium });
        if (standing.Services.Count > MostServices)
            body.Add(CardParts.Small(words.Say(WhyPhrase.MoreServices, standing.Services.Count - MostServices)));
        return new AdaptiveCard { FallbackText = words[WhyPhrase.Why], Body = body };
    }

    private static string State(Reader reader, AgentStanding standing, DateTimeOffset now) => standing.State switch
    {
        null => reader.Words[WhyPhrase.StandingNever],
        { OnDuty: true } state => reader.Words.Say(WhyPhrase.StandingOn, state.Holds.Count, reader.Moment(state.IdleSince, now)),
        { } state => reader.Words.Say(WhyPhrase.StandingOff, state.Holds.Count),
    };

    private static IEnumerable<CardElement> Row(Reader reader, ServiceStanding standing, DateTimeOffset now)
    {
        var words = reader.Words;
        yield return new RichTextBlock([new TextRun(SafeText.Line(standing.Service.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder }]);
        yield return CardParts.Line(standing.Against.Count == 0
            ? words[WhyPhrase.CanCome]
            : words.Say(WhyPhrase.CannotCome, ReasonWords.List(reader, standing.Against))) with { Spacing = Spacing.None };
        if (standing.Against.Contains(Reasons.ServiceNotLive))
            yield break;
        yield return CardParts.Small(standing.Waiting == 0 ? words[WhyPhrase.NothingWaits] : words.Say(WhyPhrase.Waits, standing.Waiting, standing.Others)) with { Spacing = Spacing.None };

        // What was recorded about a task says more only when nothing speaks against him altogether.
        foreach (var task in standing.Tasks.Where(task => standing.Against.Count == 0 && task.At is not null))
        {
            var why = task.Against.Count == 0 ? words[WhyPhrase.PassedSuitable] : ReasonWords.List(reader, task.Against);
            yield return CardParts.Small(words.Say(WhyPhrase.PassedTask, TaskNumber.Of(task.Task.Id), reader.Moment(task.At!.Value, now), why)) with { Spacing = Spacing.None };
        }
    }
}
