using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>Removes a unit that nothing is in.</summary>
internal sealed class RemoveUnitDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.RemoveUnit;

    public override string Title(Words words) => words[UnitPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[UnitPhrase.Remove];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (UnitQuestions.Chosen(visit) is { } unit)
            yield return new Note(CalloutKind.Destructive, visit.Words.Say(UnitPhrase.RemoveFinal, SafeText.Line(unit.Name, CardParts.NameLength)));
    }

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var name = UnitQuestions.Chosen(visit)?.Name ?? visit["which"];
        return acts.DoAsync(
            visit,
            new RemoveUnit(new UnitId(visit["which"])),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(UnitPhrase.Removed, SafeText.Line(name, CardParts.NameLength)))),
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return UnitQuestions.Which(visit);
    }
}
