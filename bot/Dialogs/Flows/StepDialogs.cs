using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Adds an activity, before the last one that decides unless another place is chosen.</summary>
internal sealed class AddStepDialog(AdminActs acts) : StepDialog(acts)
{
    public override string Verb => DialogVerbs.AddStep;

    public override string Title(Words words) => words[FlowPhrase.AddStep];

    protected override IEnumerable<Question> Ask(Visit visit, Workflow flow)
    {
        foreach (var question in AboutActivity(visit, null))
            yield return question;
        // Behind an activity that decides for every mail nothing is ever reached.
        var before = flow.Activities.ToList().FindIndex(activity => activity.When is null && WorkflowCatalog.Of(activity.Kind)?.Decides == true);
        yield return new Question("place", visit.Words[FlowPhrase.PlaceLabel], new NumberPrompt(1, flow.Activities.Count + 1))
        {
            Text = visit.Words[FlowPhrase.PlaceAsk], Initial = FlowQuestions.Place(before < 0 ? flow.Activities.Count : before),
        };
    }

    protected override IReadOnlyList<WorkflowActivity> After(Visit visit, Workflow flow)
    {
        var activities = flow.Activities.ToList();
        activities.Insert(Math.Min(visit.Number("place") - 1, activities.Count), ActivityOf(visit));
        return activities;
    }
}

/// <summary>Changes an activity where it stands.</summary>
internal sealed class ChangeStepDialog(AdminActs acts) : StepDialog(acts)
{
    public override string Verb => DialogVerbs.ChangeStep;

    public override string Title(Words words) => words[FlowPhrase.ChangeStep];

    protected override IEnumerable<Question> Ask(Visit visit, Workflow flow)
    {
        yield return FlowQuestions.Step(visit, flow, flow.Activities.Count == 1 ? "1" : null) with { IsSubject = true };
        foreach (var question in AboutActivity(visit, flow.Activities[visit.Number("step") - 1]))
            yield return question;
    }

    protected override IReadOnlyList<WorkflowActivity> After(Visit visit, Workflow flow) =>
        [.. flow.Activities.Select((activity, index) => index == visit.Number("step") - 1 ? ActivityOf(visit) : activity)];
}

/// <summary>Moves an activity to another place.</summary>
internal sealed class MoveStepDialog(AdminActs acts) : StepDialog(acts)
{
    public override string Verb => DialogVerbs.MoveStep;

    public override string Title(Words words) => words[FlowPhrase.MoveStep];

    protected override IEnumerable<Question> Ask(Visit visit, Workflow flow)
    {
        yield return FlowQuestions.Step(visit, flow);
        yield return new Question("place", visit.Words[FlowPhrase.PlaceLabel], new NumberPrompt(1, flow.Activities.Count)) { Text = visit.Words[FlowPhrase.PlaceAsk] };
    }

    protected override IReadOnlyList<WorkflowActivity> After(Visit visit, Workflow flow)
    {
        var activities = flow.Activities.ToList();
        var moved = activities[visit.Number("step") - 1];
        activities.RemoveAt(visit.Number("step") - 1);
        activities.Insert(visit.Number("place") - 1, moved);
        return activities;
    }
}

/// <summary>Takes an activity out.</summary>
internal sealed class RemoveStepDialog(AdminActs acts) : StepDialog(acts)
{
    public override string Verb => DialogVerbs.RemoveStep;

    public override string Title(Words words) => words[FlowPhrase.RemoveStep];

    protected override IEnumerable<Question> Ask(Visit visit, Workflow flow)
    {
        yield return FlowQuestions.Step(visit, flow);
    }

    protected override IReadOnlyList<WorkflowActivity> After(Visit visit, Workflow flow) =>
        [.. flow.Activities.Where((_, index) => index != visit.Number("step") - 1)];
}

/// <summary>A number that may be left out.</summary>
internal sealed class OptionalNumberPrompt(int lowest, int highest) : Prompt
{
    private readonly NumberPrompt number = new(lowest, highest);

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) =>
        given is "" or TextPrompt.Empty ? ValueTask.FromResult(Given.Of("")) : number.ReadAsync(given, words, cancellation);

    public override Cards.Elements.CardElement Field(string label, string? value, Words words) =>
        new Cards.Elements.TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { MaxLength = 12, Value = value };

    public override string Hint(Words words) => $"{number.Hint(words)} {words.Say(DialogPhrase.OptionalHint, TextPrompt.Empty)}";
}
