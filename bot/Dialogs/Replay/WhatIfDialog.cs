using System.Globalization;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Replay;

/// <summary>Lets a recorded day pass again with one thing changed. Nothing is changed for real.</summary>
internal sealed class WhatIfDialog(IReplayDesk desk) : Dialog
{
    private const string MoreAgent = "agent";
    private const string OtherOrder = "order";
    private const string OtherCountdown = "countdown";
    private const string OtherLimit = "limit";

    /// <summary>Longer ago is too much to read for an answer in a chat.</summary>
    private const int MostDaysAgo = 7;

    public override string Verb => DialogVerbs.WhatIf;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[WhatIfPhrase.Title];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        if (Mine(visit).Find(service => service.Id.Value == visit["service"]) is not { } service)
            return new Ending.Refused([("service", words[WhatIfPhrase.NoService])]);
        var day = await desk.RecordAsync(service.Id, visit.Number("day"), cancellation);
        if (day is null || day.Tasks.Count == 0)
            return new Ending.Refused([("day", words[WhatIfPhrase.NothingRecorded])]);
        if (day.Agents.All(agent => agent.Spells.Count == 0))
            return new Ending.Refused([("day", words[WhatIfPhrase.NobodyRecorded])]);
        var (changed, settings, said) = Change(visit, service, day);
        var target = TimeSpan.FromMinutes(service.Thresholds.OldestMinutes ?? WhatIfCard.UsualMinutes);
        var figures = new WhatIfFigures(
            ReplayFigures.Of(day, target),
            ReplayFigures.Of(Replayer.Run(day, service.Distribution), target),
            ReplayFigures.Of(Replayer.Run(changed, settings), target));
        return new Ending.Done([])
        {
            Card = WhatIfCard.Draw(visit.Person.Reader, service, DayName(words, visit["day"]), said, figures, target, hasMoreAgents: changed != day),
        };
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        var words = visit.Words;
        var mine = Mine(visit);
        yield return new("service", words[WhatIfPhrase.ServiceLabel], new ChoicePrompt([.. mine.Select(service => new Option(service.Id.Value, service.Name))]))
        {
            Text = words[WhatIfPhrase.ServiceAsk], Initial = mine is [var only] ? only.Id.Value : null,
        };
        if (mine.Find(service => service.Id.Value == visit["service"]) is not { Distribution: var settings })
            yield break;
        // Yesterday first: it is whole.
        var days = Enumerable.Range(2, MostDaysAgo - 1).Prepend(0).Prepend(1).Select(day => day.ToString(CultureInfo.InvariantCulture));
        yield return new("day", words[WhatIfPhrase.DayLabel], new ChoicePrompt([.. days.Select(day => new Option(day, DayName(words, day)))])) { Text = words[WhatIfPhrase.DayAsk] };
        yield return new("change", words[WhatIfPhrase.ChangeLabel], new ChoicePrompt(
        [
            new(MoreAgent, words[WhatIfPhrase.MoreAgent]), new(OtherOrder, words[WhatIfPhrase.OtherOrder]),
            new(OtherCountdown, words[WhatIfPhrase.OtherCountdown]), new(OtherLimit, words[WhatIfPhrase.OtherLimit]),
        ]))
        {
            Text = words[WhatIfPhrase.ChangeAsk], Help = words[WhatIfPhrase.ChangeHelp],
        };
        if (visit["change"] == OtherOrder)
            yield return new(OtherOrder, words[WhatIfPhrase.OrderLabel], new ChoicePrompt(
                [.. Enum.GetValues<OfferOrder>().Except([settings.Order]).Select(order => new Option(order.ToString(), ServiceWords.Of(words, order)))])) { Text = words[WhatIfPhrase.OrderAsk] };
        if (visit["change"] == OtherCountdown)
            yield return new(OtherCountdown, words[WhatIfPhrase.SecondsLabel], new NumberPrompt((int)DistributionSettings.ShortestOffer.TotalSeconds, (int)DistributionSettings.LongestOffer.TotalSeconds)) { Text = words.Say(WhatIfPhrase.SecondsAsk, settings.OfferSeconds) };
        if (visit["change"] == OtherLimit)
            yield return new(OtherLimit, words[WhatIfPhrase.LimitLabel], new NumberPrompt(1, DistributionSettings.MostTasksPerAgent)) { Text = words.Say(WhatIfPhrase.LimitAsk, settings.TasksPerAgent) };
    }

    private static List<Service> Mine(Visit visit) =>
        [.. visit.Configuration.Services.Where(service => visit.Person.Roles.HasFlag(Roles.Administrator) || visit.Person.User is { } user && visit.Configuration.Supervises(user, service))];

    private static (RecordedDay Day, DistributionSettings Settings, string Said) Change(Visit visit, Service service, RecordedDay day)
    {
        var (words, settings) = (visit.Words, service.Distribution);
        switch (visit["change"])
        {
            case OtherOrder:
                var order = Enum.Parse<OfferOrder>(visit[OtherOrder]);
                return (day, settings with { Order = order }, words.Say(WhatIfPhrase.OrderChange, ServiceWords.Of(words, order), ServiceWords.Of(words, settings.Order)));
            case OtherCountdown:
                return (day, settings with { OfferSeconds = visit.Number(OtherCountdown) }, words.Say(WhatIfPhrase.CountdownChange, visit.Number(OtherCountdown), settings.OfferSeconds));
            case OtherLimit:
                return (day, settings with { TasksPerAgent = visit.Number(OtherLimit) }, words.Say(WhatIfPhrase.LimitChange, visit.Number(OtherLimit), settings.TasksPerAgent));
            default:
                return (Replayer.WithOneMore(day), settings, words[WhatIfPhrase.MoreAgent]);
        }
    }

    private static string DayName(Words words, string day) => day switch
    {
        "0" => words[WhatIfPhrase.Today],
        "1" => words[WhatIfPhrase.Yesterday],
        _ => words.Say(WhatIfPhrase.DaysAgo, day),
    };
}
