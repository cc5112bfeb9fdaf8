using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Lets a suspended service resume; mail that came meanwhile stays unprocessed (N-062).</summary>
internal sealed class ResumeServiceDialog(ServiceReport report) : Dialog
{
    public override string Verb => DialogVerbs.ResumeService;

    public override string Title(Words words) => words[ServicePhrase.ResumeTitle];

    public override string ConfirmTitle(Words words) => words[ServicePhrase.ResumeButton];

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Note, visit.Words[ServicePhrase.ResumeEffect])];

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => ServiceQuestions.Chosen(visit) is { } service
        ? report.SaveAsync(visit, new SuspendService(service.Id, false), service.Id, ServicePhrase.Resumed, cancellation)
        : Task.FromResult<Ending>(new Ending.Stale());

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return ServiceQuestions.Which(visit, service => service.Suspended);
    }
}
