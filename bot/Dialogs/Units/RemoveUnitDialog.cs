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

    protected override ValueTask<string?> ObstacleAsync(Visit visit, OrganizationUnit record, CancellationToken cancellation)
    {
        var now = visit.Configuration;
        int[] inside =
        [
            now.Units.Count(unit => unit.Parent == record.Id), now.Mailboxes.Count(mailbox => mailbox.Unit == record.Id),
            now.Workflows.Count(workflow => workflow.Unit == record.Id), now.Services.Count(service => service.Unit == record.Id),
        ];
        return new(inside.Any(count => count > 0) ? visit.Words.Say(UnitPhrase.RemoveInUse, NameOf(record), inside[0], inside[1], inside[2], inside[3]) : null);
    }

    private static string NameOf(OrganizationUnit unit) => SafeText.Line(unit.Name, CardParts.NameLength);
}
