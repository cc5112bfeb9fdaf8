using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Suspends a service; says first what happens to its tasks (N-053, N-056).</summary>
internal sealed class SuspendServiceDialog(ServiceReport report, ServiceCensus census) : Dialog
{
    public override string Verb => DialogVerbs.SuspendService;

    public override string Title(Words words) => words[ServicePhrase.SuspendTitle];

    public override string ConfirmTitle(Words words) => words[ServicePhrase.SuspendButton];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        if (ServiceQuestions.Chosen(visit) is not { } service)
            return [];
        var open = await census.CountAsync(service.Id, cancellation);
        return [new Note(CalloutKind.Caution, visit.Words.Say(ServicePhrase.SuspendEffect, SafeText.Line(service.Name, CardParts.NameLength), open.Waiting, open.Held))];
    }

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => ServiceQuestions.Chosen(visit) is { } service
        ? report.SaveAsync(visit, new SuspendService(service.Id, true), service.Id, ServicePhrase.Suspended, cancellation)
        : Task.FromResult<Ending>(new Ending.Stale());

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return ServiceQuestions.Which(visit, service => !service.Suspended);
    }
}
