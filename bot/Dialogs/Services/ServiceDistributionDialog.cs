using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Sets how the tasks of a service are offered .</summary>
internal sealed class ServiceDistributionDialog(ServiceReport report) : ServiceDialog(report)
{
    public override string Verb => DialogVerbs.ServiceDistribution;

    public override string Title(Words words) => words[ServicePhrase.DistributionTitle];

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Hint, visit.Words[ServicePhrase.PresenceHint])];

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        var (words, now) = (visit.Words, service.Distribution);
        yield return new("distribution.offerSeconds", words[ServicePhrase.OfferTime], new DurationPrompt(DistributionSettings.ShortestOffer, DistributionSettings.LongestOffer))
        {
            Text = words[ServicePhrase.OfferTimeAsk], Initial = Number(now.OfferSeconds),
        };
        yield return new("distribution.missesUntilOffDuty", words[ServicePhrase.Misses], new NumberPrompt(1, DistributionSettings.MostMisses)) { Text = words[ServicePhrase.MissesAsk], Initial = Number(now.MissesUntilOffDuty) };
        yield return new("distribution.tasksPerAgent", words[ServicePhrase.PerAgent], new NumberPrompt(1, DistributionSettings.MostTasksPerAgent)) { Text = words[ServicePhrase.PerAgentAsk], Initial = Number(now.TasksPerAgent) };
        yield return new("distribution.order", words[ServicePhrase.Order], new ChoicePrompt(
            [.. Enum.GetValues<OfferOrder>().Select(order => new Option(order.ToString(), ServiceWords.Of(words, order)))]))
        {
            Text = words[ServicePhrase.OrderAsk], Initial = now.Order.ToString(),
        };
        yield return Switch("distribution.lastAgentFirst", ServicePhrase.LastAgent, ServicePhrase.LastAgentAsk, now.LastAgentFirst);
        yield return new("distribution.parkedFreesPlace", words[ServicePhrase.Parked], new ChoicePrompt(
            [.. Enum.GetValues<ParkedPlace>().Select(which => new Option(which.ToString(), ServiceWords.Of(words, which)))]))
        {
            Text = words[ServicePhrase.ParkedAsk], Initial = now.ParkedFreesPlace.ToString(),
        };
        yield return Switch("distribution.pull", ServicePhrase.Pull, ServicePhrase.PullAsk, now.Pull);
        yield return new("distribution.afterWorkSeconds", words[ServicePhrase.AfterWork], new DurationPrompt(TimeSpan.Zero, DistributionSettings.LongestAfterWork))
        {
            Text = words[ServicePhrase.AfterWorkAsk], Initial = Number(now.AfterWorkSeconds),
        };
        yield return Switch("distribution.deliverWhenBusy", ServicePhrase.WhenBusy, ServicePhrase.WhenBusyAsk, now.DeliverWhenBusy);
        yield return Switch("distribution.deliverInMeeting", ServicePhrase.InMeeting, ServicePhrase.InMeetingAsk, now.DeliverInMeeting);
        yield return Switch("distribution.deliverWhenAway", ServicePhrase.WhenAway, ServicePhrase.WhenAwayAsk, now.DeliverWhenAway);

        Question Switch(string key, ServicePhrase label, ServicePhrase text, bool value) => new(key, words[label], new YesNoPrompt(words))
        {
            Text = words[text], Help = words[ServicePhrase.PresenceHelp], Initial = YesNoPrompt.Of(value),
        };
    }

    protected override Service After(Visit visit, Service service) => service with
    {
        Distribution = service.Distribution with
        {
            OfferSeconds = visit.Number("distribution.offerSeconds"),
            MissesUntilOffDuty = visit.Number("distribution.missesUntilOffDuty"),
            TasksPerAgent = visit.Number("distribution.tasksPerAgent"),
            Order = Enum.Parse<OfferOrder>(visit["distribution.order"]),
            LastAgentFirst = visit.Flag("distribution.lastAgentFirst"),
            ParkedFreesPlace = Enum.Parse<ParkedPlace>(visit["distribution.parkedFreesPlace"]),
            Pull = visit.Flag("distribution.pull"),
            AfterWorkSeconds = visit.Number("distribution.afterWorkSeconds"),
            DeliverWhenBusy = visit.Flag("distribution.deliverWhenBusy"),
            DeliverInMeeting = visit.Flag("distribution.deliverInMeeting"),
            DeliverWhenAway = visit.Flag("distribution.deliverWhenAway"),
        },
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
