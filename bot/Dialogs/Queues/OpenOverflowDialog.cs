using System.Globalization;
using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Opens the way to another service for what nobody of a service can take.</summary>
internal sealed class OpenOverflowDialog(ISupervisorWorkbench workbench, IReliefDesk relief, TimeProvider time) : Dialog
{
    private const string Which = "service";
    private const string Target = "target";
    private const string Length = "length";

    private static readonly TimeSpan Usual = TimeSpan.FromHours(2);

    public override string Verb => DialogVerbs.OpenOverflow;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override string Title(Words words) => words[ReliefPhrase.OpenTitle];

    public override string ConfirmTitle(Words words) => words[ReliefPhrase.OpenDo];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (words, desk) = (visit.Words, await workbench.QueuesAsync(Steering.IdOf(visit.Person), cancellation));
        var live = (desk?.Services ?? []).Where(service => service.IsLive).ToList();
        yield return Steering.WhichService(visit, Which, live);
        yield return new Question(Target, words[ReliefPhrase.Target], new ChoicePrompt(
            [.. live.Where(service => service.Service.Value != visit[Which]).Select(service => new Option(service.Service.Value, words.Say(ReliefPhrase.TargetChoice, service.Name, Math.Max(0, service.FreePlaces))))]))
        {
            Text = words[ReliefPhrase.TargetAsk],
        };
        yield return new Question(Length, words[ReliefPhrase.Length], new DurationPrompt(OpenOverflow.Shortest, OpenOverflow.Longest))
        {
            Text = words[ReliefPhrase.LengthAsk], Initial = ((int)Usual.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        };
    }

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        var now = time.GetUtcNow();
        yield return new Note(CalloutKind.Note, visit.Words.Say(ReliefPhrase.OpenEffect, Name(visit, Which), Name(visit, Target), visit.Person.Reader.Moment(now + Time(visit), now)));
        if (Find(visit, Which)?.OverflowAt(now) is { } open)
            yield return new Note(CalloutKind.Caution, visit.Words.Say(ReliefPhrase.OpenReplaces, Name(visit, open.To)));
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, service, now) = (visit.Words, new ServiceId(visit[Which]), time.GetUtcNow());
        var result = await relief.OpenOverflowAsync(Steering.IdOf(visit.Person), service, new ServiceId(visit[Target]), Time(visit), cancellation);
        return result.Done
            ? new Ending.Done(new Note(CalloutKind.Note, words.Say(ReliefPhrase.Opened, Name(visit, Which), Name(visit, Target), visit.Person.Reader.Moment(now + Time(visit), now))))
            {
                Buttons =
                [
                    CardParts.Button(words[ReliefPhrase.CloseButton], new Cards.Elements.ActionData(DialogVerbs.CloseOverflow, X: service.Value)),
                    QueuesCard.Button(words, QueuePhrase.Details, DialogVerbs.Queues, service.Value),
                ],
            }
            : new Ending.Refused([(Which, Steering.Of(visit.Person.Reader, result))]);
    }

    private static TimeSpan Time(Visit visit) => TimeSpan.FromSeconds(int.Parse(visit[Length], CultureInfo.InvariantCulture));

    private static Service? Find(Visit visit, string key) => visit.Configuration.Service(new ServiceId(visit[key]));

    private static string Name(Visit visit, string key) => Name(visit, new ServiceId(visit[key]));

    private static string Name(Visit visit, ServiceId service) => SafeText.Line(visit.Configuration.Service(service)?.Name, CardParts.NameLength);
}
