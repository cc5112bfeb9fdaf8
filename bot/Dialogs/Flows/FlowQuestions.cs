using System.Globalization;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Units;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>The questions that several dialogs about workflows ask.</summary>
internal static class FlowQuestions
{
    public const int NameLength = 80;

    /// <summary>Chosen for "none".</summary>
    public const string None = "-";

    public static Question Which(Visit visit) => new("which", visit.Words[FlowPhrase.Which], new ChoicePrompt([.. visit.Configuration.Workflows.Select(flow => new Option(flow.Id.Value, flow.Name))]))
    {
        Text = visit.Words[FlowPhrase.WhichAsk], IsSubject = true, Initial = visit.Configuration.Workflows is [var only] ? only.Id.Value : null,
    };

    /// <summary>The workflow that was chosen; null when it was removed meanwhile.</summary>
    public static Workflow? Chosen(Visit visit) => visit.Configuration.Workflow(new WorkflowId(visit["which"]));

    public static Question Name(Visit visit, string? initial) => new("name", visit.Words[FlowPhrase.Name], new TextPrompt(NameLength)) { Text = visit.Words[FlowPhrase.NameAsk], Initial = initial };

    public static Question Unit(Visit visit, UnitId? initial) => new("unit", visit.Words[FlowPhrase.Unit], UnitChoices.Prompt(visit.Configuration.Units))
    {
        Text = visit.Words[FlowPhrase.UnitAsk], Help = visit.Words[UnitPhrase.Help],
        Initial = initial?.Value ?? visit.Configuration.Units.FirstOrDefault(unit => unit.Parent is null)?.Id.Value,
    };

    /// <summary>One of the activities, by its place from 1.</summary>
    public static Question Step(Visit visit, Workflow workflow, string? initial = null) => new("step", visit.Words[FlowPhrase.Step], Places(visit, workflow)) { Text = visit.Words[FlowPhrase.StepAsk], Initial = initial };

    public static ChoicePrompt Places(Visit visit, Workflow workflow) => new([.. workflow.Activities.Select((activity, index) =>
        new Option(Place(index), $"{Place(index)}. {FlowWords.Of(visit.Words, activity, visit.Configuration)}"))]);

    /// <summary>Another service, or none.</summary>
    public static ChoicePrompt Services(Visit visit, bool isOptional)
    {
        var services = visit.Configuration.Services.Select(service => new Option(service.Id.Value, service.Name));
        return new([.. isOptional ? [new Option(None, visit.Words[FlowPhrase.NoService])] : Array.Empty<Option>(), .. services]);
    }

    /// <summary>The lines of a workflow, numbered, and what happens at the end of them.</summary>
    public static IEnumerable<string> Lines(Words words, Workflow workflow, Configuration configuration)
    {
        var lines = workflow.Activities.Select((activity, index) => $"{Place(index)}. {FlowWords.Of(words, activity, configuration)}");
        var ends = workflow.Activities.Any(activity => activity.When is null && (activity.Kind == ActivityKind.Answer || WorkflowCatalog.Of(activity.Kind)?.Decides == true));
        return ends ? lines : lines.Append(words[FlowPhrase.OtherwiseQueue]);
    }

    public static string Place(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Why a workflow could not be followed.</summary>
    public static string TroubleOf(Words words, WorkflowTrouble trouble) => words[trouble switch
    {
        WorkflowTrouble.NoWorkflow => FlowPhrase.TroubleNone,
        WorkflowTrouble.ServiceNotLive => FlowPhrase.TroubleNotLive,
        WorkflowTrouble.ForwardLoop => FlowPhrase.TroubleLoop,
        _ => FlowPhrase.TroubleUnknown,
    }];
}
