using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Renames a workflow or moves it to another unit.</summary>
internal sealed class ChangeWorkflowDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.ChangeWorkflow;

    public override string Title(Words words) => words[FlowPhrase.ChangeTitle];

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => FlowQuestions.Chosen(visit) is { } flow
        ? acts.DoAsync(
            visit,
            new ChangeWorkflow(flow with { Name = visit["name"], Unit = new UnitId(visit["unit"]) }),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(FlowPhrase.Changed, SafeText.Line(visit["name"], CardParts.NameLength)))),
            cancellation)
        : Task.FromResult<Ending>(new Ending.Stale());

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return FlowQuestions.Which(visit);
        if (FlowQuestions.Chosen(visit) is not { } flow)
            yield break;
        yield return FlowQuestions.Name(visit, flow.Name);
        yield return FlowQuestions.Unit(visit, flow.Unit);
    }
}
