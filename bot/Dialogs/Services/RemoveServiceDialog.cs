using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Removes a service; says first what is lost and what goes on (N-053, N-056).</summary>
internal sealed class RemoveServiceDialog(AdminActs acts, ServiceCensus census) : Dialog
{
    public override string Verb => DialogVerbs.RemoveService;

    public override string Title(Words words) => words[ServicePhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[ServicePhrase.RemoveButton];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        if (ServiceQuestions.Chosen(visit) is not { } service)
            return [];
        var (words, open) = (visit.Words, await census.CountAsync(service.Id, cancellation));
        List<Note> notes = [new Note(CalloutKind.Destructive, words.Say(ServicePhrase.RemoveEffect, SafeText.Line(service.Name, CardParts.NameLength), open.Waiting, open.Held))];
        if (service.Mailbox is { } id && visit.Configuration.Mailbox(id) is { } mailbox)
            notes.Add(new Note(CalloutKind.Note, words.Say(ServicePhrase.RemoveFrees, SafeText.Line(mailbox.Name, CardParts.NameLength))));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => ServiceQuestions.Chosen(visit) is { } service
        ? await acts.DoAsync(
            visit,
            new RemoveService(service.Id),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(ServicePhrase.Removed, SafeText.Line(service.Name, CardParts.NameLength))))
            {
                Buttons = [CardParts.Button(visit.Words[ServicePhrase.AllButton], new ActionData(DialogVerbs.Services))],
            },
            cancellation)
        : new Ending.Stale();

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return ServiceQuestions.Which(visit);
    }
}
