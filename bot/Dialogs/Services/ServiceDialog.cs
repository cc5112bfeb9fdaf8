using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Changes one part of a service; the rest of it stays as it is.</summary>
internal abstract class ServiceDialog(ServiceReport report) : Dialog
{
    public override string ConfirmTitle(Words words) => words[ServicePhrase.SaveApply];

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => ServiceQuestions.Chosen(visit) is { } service
        ? report.SaveAsync(visit, new ChangeService(After(visit, service)), service.Id, ServicePhrase.Changed, cancellation)
        : Task.FromResult<Ending>(new Ending.Stale());

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return ServiceQuestions.Which(visit);
        if (ServiceQuestions.Chosen(visit) is not { } service)
            yield break;
        foreach (var question in Ask(visit, service))
            yield return question;
    }

    protected abstract IEnumerable<Question> Ask(Visit visit, Service service);

    /// <summary>The service with what was answered.</summary>
    protected abstract Service After(Visit visit, Service service);
}
