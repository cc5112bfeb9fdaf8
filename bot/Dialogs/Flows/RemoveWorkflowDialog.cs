using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Removes a workflow that no service uses.</summary>
internal sealed class RemoveWorkflowDialog(AdminActs acts) : RemoveDialog<Workflow>(acts)
{
    public override string Verb => DialogVerbs.RemoveWorkflow;

    public override string Title(Words words) => words[FlowPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[FlowPhrase.Remove];

    protected override Question Which(Visit visit) => FlowQuestions.Which(visit) with { Initial = null };

    protected override Workflow? Chosen(Visit visit) => FlowQuestions.Chosen(visit);

    protected override AdminCommand Removal(Workflow record) => new RemoveWorkflow(record.Id);

    protected override string Gone(Words words, Workflow record) => words.Say(FlowPhrase.Removed, NameOf(record));

    protected override ValueTask<IReadOnlyList<Note>> EffectsAsync(Visit visit, Workflow record, CancellationToken cancellation) =>
        new([new Note(CalloutKind.Destructive, visit.Words.Say(FlowPhrase.RemoveFinal, NameOf(record)))]);

    protected override ValueTask<string?> ObstacleAsync(Visit visit, Workflow record, CancellationToken cancellation)
    {
        var users = visit.Configuration.Services.Where(service => service.Workflow == record.Id).Select(service => SafeText.Line(service.Name, CardParts.NameLength)).ToList();
        return new(users.Count > 0 ? visit.Words.Say(FlowPhrase.RemoveInUse, NameOf(record), string.Join(", ", users)) : null);
    }

    private static string NameOf(Workflow workflow) => SafeText.Line(workflow.Name, CardParts.NameLength);
}
