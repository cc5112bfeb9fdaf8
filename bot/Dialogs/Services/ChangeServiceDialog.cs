using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Changes name, unit, licence, the e-mail switch, mailbox and workflow of a service; says first what stops (N-052, N-056, N-069).</summary>
internal sealed class ChangeServiceDialog(ServiceReport report, ServiceCensus census) : ServiceDialog(report)
{
    public override string Verb => DialogVerbs.ChangeService;

    public override string Title(Words words) => words[ServicePhrase.ChangeTitle];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        if (ServiceQuestions.Chosen(visit) is not { } before)
            return [];
        var (words, after) = (visit.Words, After(visit, before));
        List<Note> notes = [.. ServiceQuestions.Prerequisites(visit, before)];
        if (before.IsLive && (!after.IsLive || after.Mailbox != before.Mailbox))
        {
            var open = await census.CountAsync(before.Id, cancellation);
            notes.Add(new Note(CalloutKind.Caution, words.Say(ServicePhrase.Stops, SafeText.Line(NameOf(visit, before), CardParts.NameLength), open.Waiting, open.Held)));
        }

        if (before.Mailbox is not null && after.Mailbox is null)
            notes.Add(new Note(CalloutKind.Caution, words[ServicePhrase.LosesMailbox]));
        if (after.IsLive && (!before.IsLive || after.Mailbox != before.Mailbox))
            notes.Add(new Note(CalloutKind.Note, words.Say(ServicePhrase.Starts, SafeText.Line(NameOf(visit, after), CardParts.NameLength))));
        return notes;
    }

    protected override IEnumerable<Question> Ask(Visit visit, Service service) => ServiceQuestions.Basics(visit, service);

    protected override Service After(Visit visit, Service service) => ServiceQuestions.After(visit, service);

    private static string NameOf(Visit visit, Service service) => service.Mailbox is { } id ? visit.Configuration.Mailbox(id)?.Name ?? "" : "";
}
