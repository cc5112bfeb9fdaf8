using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>Renames a unit or moves it; says first what would become invisible (N-019, N-066).</summary>
internal sealed class ChangeUnitDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.ChangeUnit;

    public override string Title(Words words) => words[UnitPhrase.ChangeTitle];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (UnitQuestions.Chosen(visit) is null)
            yield break;
        var moved = visit.Configuration with { Units = [.. visit.Configuration.Units.Select(unit => unit.Id == After(visit).Id ? After(visit) : unit)] };
        foreach (var service in moved.Services)
        {
            if (service.Mailbox is { } mailbox && moved.Mailbox(mailbox) is { } box && !moved.IsVisible(box.Unit, service.Unit))
                yield return Hidden(service.Name, UnitPhrase.Mailbox, box.Name);
            if (service.Workflow is { } flow && moved.Workflow(flow) is { } workflow && !moved.IsVisible(workflow.Unit, service.Unit))
                yield return Hidden(service.Name, UnitPhrase.Workflow, workflow.Name);
        }

        Note Hidden(string service, UnitPhrase what, string name) => new(CalloutKind.Caution, visit.Words.Say(
            UnitPhrase.WouldHide, SafeText.Line(service, CardParts.NameLength), visit.Words[what], SafeText.Line(name, CardParts.NameLength)));
    }

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => acts.DoAsync(
        visit,
        new ChangeUnit(After(visit)),
        _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(UnitPhrase.Changed, SafeText.Line(visit["name"], CardParts.NameLength)))),
        cancellation);

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return UnitQuestions.Which(visit);
        if (UnitQuestions.Chosen(visit) is not { } unit)
            yield break;
        yield return UnitQuestions.Name(visit, unit);
        yield return UnitQuestions.Parent(visit, unit);
    }

    private static OrganizationUnit After(Visit visit) => new(new UnitId(visit["which"]), visit["name"], UnitQuestions.ParentOf(visit));
}
