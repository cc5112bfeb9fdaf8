using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>Removes a unit that nothing is in.</summary>
internal sealed class RemoveUnitDialog(AdminActs acts) : RemoveDialog<OrganizationUnit>(acts)
{
    public override string Verb => DialogVerbs.RemoveUnit;

    public override string Title(Words words) => words[UnitPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[UnitPhrase.Remove];

    protected override Question Which(Visit visit) => UnitQuestions.Which(visit);

    protected override OrganizationUnit? Chosen(Visit visit) => UnitQuestions.Chosen(visit);

    protected override AdminCommand Removal(OrganizationUnit record) => new RemoveUnit(record.Id);

    protected override string Gone(Words words, OrganizationUnit record) => words.Say(UnitPhrase.Removed, NameOf(record));

    protected override ValueTask<IReadOnlyList<Note>> EffectsAsync(Visit visit, OrganizationUnit record, CancellationToken cancellation) =>
        new([new Note(CalloutKind.Destructive, visit.Words.Say(UnitPhrase.RemoveFinal, NameOf(record)))]);

    private static string NameOf(OrganizationUnit unit) => SafeText.Line(unit.Name, CardParts.NameLength);
}
