using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>Adds a unit (N-019).</summary>
internal sealed class AddUnitDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.AddUnit;

    public override string Title(Words words) => words[UnitPhrase.Add];

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var unit = new OrganizationUnit(new UnitId(RecordIds.For(visit["name"], visit.Configuration.Units.Select(other => other.Id.Value))), visit["name"], UnitQuestions.ParentOf(visit));
        return acts.DoAsync(visit, new AddUnit(unit), _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(UnitPhrase.Added, SafeText.Line(unit.Name, CardParts.NameLength)))), cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return UnitQuestions.Name(visit, null);
        yield return UnitQuestions.Parent(visit, null);
    }
}
