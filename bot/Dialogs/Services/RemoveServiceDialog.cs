using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Removes a service; says first what is lost and what goes on (N-053, N-056).</summary>
internal sealed class RemoveServiceDialog(AdminActs acts, ServiceCensus census) : RemoveDialog<Service>(acts)
{
    public override string Verb => DialogVerbs.RemoveService;

    public override string Title(Words words) => words[ServicePhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[ServicePhrase.RemoveButton];

    protected override Question Which(Visit visit) => ServiceQuestions.Which(visit);

    protected override Service? Chosen(Visit visit) => ServiceQuestions.Chosen(visit);

    protected override AdminCommand Removal(Service record) => new RemoveService(record.Id);

    protected override string Gone(Words words, Service record) => words.Say(ServicePhrase.Removed, SafeText.Line(record.Name, CardParts.NameLength));

    protected override async ValueTask<IReadOnlyList<Note>> EffectsAsync(Visit visit, Service record, CancellationToken cancellation)
    {
        var (words, open) = (visit.Words, await census.CountAsync(record.Id, cancellation));
        List<Note> notes = [new Note(CalloutKind.Destructive, words.Say(ServicePhrase.RemoveEffect, SafeText.Line(record.Name, CardParts.NameLength), open.Waiting, open.Held))];
        if (record.Mailbox is { } id && visit.Configuration.Mailbox(id) is { } mailbox)
            notes.Add(new Note(CalloutKind.Note, words.Say(ServicePhrase.RemoveFrees, SafeText.Line(mailbox.Name, CardParts.NameLength))));
        return notes;
    }

    protected override IReadOnlyList<CardAction> Next(Words words) => [CardParts.Button(words[ServicePhrase.AllButton], new ActionData(DialogVerbs.Services))];
}
