using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Removes a workflow that no service uses.</summary>
internal sealed class RemoveWorkflowDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.RemoveWorkflow;

    public override string Title(Words words) => words[FlowPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[FlowPhrase.Remove];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (FlowQuestions.Chosen(visit) is { } flow)
            yield return new Note(CalloutKind.Destructive, visit.Words.Say(FlowPhrase.RemoveFinal, SafeText.Line(flow.Name, CardParts.NameLength)));
    }

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var name = FlowQuestions.Chosen(visit)?.Name ?? visit["which"];
        return acts.DoAsync(
            visit,
            new RemoveWorkflow(new WorkflowId(visit["which"])),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(FlowPhrase.Removed, SafeText.Line(name, CardParts.NameLength)))),
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return FlowQuestions.Which(visit) with { Initial = null };
    }
}
