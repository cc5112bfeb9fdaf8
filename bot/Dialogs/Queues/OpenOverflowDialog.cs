using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Opens the way to another service for what nobody of a service can take.</summary>
internal sealed class OpenOverflowDialog(ISupervisorWorkbench workbench, IReliefDesk relief, TimeProvider time) : SteerServiceDialog(workbench)
{
    private const string Target = "target";
    private const string Length = "length";

    private static readonly TimeSpan Usual = TimeSpan.FromHours(2);

    public override string Verb => DialogVerbs.OpenOverflow;

    public override string Title(Words words) => words[ReliefPhrase.OpenTitle];

    public override string ConfirmTitle(Words words) => words[ReliefPhrase.OpenDo];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        var now = time.GetUtcNow();
        yield return new Note(CalloutKind.Note, visit.Words.Say(ReliefPhrase.OpenEffect, NameOf(visit, Chosen(visit)), NameOf(visit, Other(visit)), visit.Person.Reader.Moment(now + Time(visit), now)));
        if (visit.Configuration.Service(Chosen(visit))?.OverflowAt(now) is { } open)
            yield return new Note(CalloutKind.Caution, visit.Words.Say(ReliefPhrase.OpenReplaces, NameOf(visit, open.To)));
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, now) = (visit.Words, time.GetUtcNow());
        var result = await relief.OpenOverflowAsync(visit.Person.Id, Chosen(visit), Other(visit), Time(visit), cancellation);
        return result.Done
            ? Done(
                visit,
                new Note(CalloutKind.Note, words.Say(ReliefPhrase.Opened, NameOf(visit, Chosen(visit)), NameOf(visit, Other(visit)), visit.Person.Reader.Moment(now + Time(visit), now))),
                CardParts.Button(words[ReliefPhrase.CloseButton], new Cards.Elements.ActionData(DialogVerbs.CloseOverflow, X: visit[Which])))
            : new Ending.Refused([(Which, Steering.Of(visit.Person.Reader, result))]);
    }

    protected override bool IsFor(ServiceFigures service) => service.IsLive;

    protected override IEnumerable<Question> Ask(Visit visit, DeskFigures desk)
    {
        var words = visit.Words;
        yield return new Question(Target, words[ReliefPhrase.Target], new ChoicePrompt(
            [.. desk.Services.Where(service => IsFor(service) && service.Service != Chosen(visit)).Select(service => new Option(service.Service.Value, words.Say(ReliefPhrase.TargetChoice, service.Name, Math.Max(0, service.FreePlaces))))]))
        {
            Text = words[ReliefPhrase.TargetAsk],
        };
        yield return new Question(Length, words[ReliefPhrase.Length], new DurationPrompt(OpenOverflow.Shortest, OpenOverflow.Longest))
        {
            Text = words[ReliefPhrase.LengthAsk], Initial = ((int)Usual.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        };
    }

    private static TimeSpan Time(Visit visit) => TimeSpan.FromSeconds(int.Parse(visit[Length], CultureInfo.InvariantCulture));

    private static ServiceId Other(Visit visit) => new(visit[Target]);
}
