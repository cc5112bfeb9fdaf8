using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Changes the activities of a workflow; shows the whole of it before it is saved.</summary>
internal abstract class StepDialog(AdminActs acts) : Dialog
{
    private const int LongestText = 2000;
    private const int LongestName = 100;

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (FlowQuestions.Chosen(visit) is not { } flow)
            yield break;
        yield return new Note(CalloutKind.Note, string.Join('\n', FlowQuestions.Lines(visit.Words, flow with { Activities = After(visit, flow) }, visit.Configuration)));
        yield return new Note(CalloutKind.Hint, visit.Words[FlowPhrase.RunningKeep]);
    }

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => FlowQuestions.Chosen(visit) is { } flow
        ? acts.DoAsync(
            visit,
            new ChangeWorkflow(flow with { Activities = After(visit, flow) }),
            done => new Ending.Done(
                [new Note(CalloutKind.Note, visit.Words.Say(FlowPhrase.Changed, SafeText.Line(flow.Name, CardParts.NameLength))), .. Warnings(visit, done, flow.Id)])
            {
                Buttons = [CardParts.Button(visit.Words[FlowPhrase.Show], new ActionData(DialogVerbs.Workflows, X: flow.Id.Value)), CardParts.Button(visit.Words[FlowPhrase.Try], new ActionData(DialogVerbs.TryWorkflow, X: flow.Id.Value))],
            },
            cancellation)
        : Task.FromResult<Ending>(new Ending.Stale());

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return FlowQuestions.Which(visit);
        if (FlowQuestions.Chosen(visit) is not { } flow)
            yield break;
        foreach (var question in Ask(visit, flow))
            yield return question;
    }

    protected abstract IEnumerable<Question> Ask(Visit visit, Workflow flow);

    /// <summary>The activities with what was answered.</summary>
    protected abstract IReadOnlyList<WorkflowActivity> After(Visit visit, Workflow flow);

    /// <summary>The questions about one activity: its condition, its kind, and what that kind needs to be told.</summary>
    protected static IEnumerable<Question> AboutActivity(Visit visit, WorkflowActivity? now)
    {
        var words = visit.Words;
        yield return new Question("kind", words[FlowPhrase.Kind], new ChoicePrompt([.. WorkflowCatalog.Activities.Select(shape => new Option(shape.Kind.ToString(), FlowWords.Of(words, shape.Kind)))]))
        {
            Text = words[FlowPhrase.KindAsk], Initial = now?.Kind.ToString(),
        };
        yield return new Question("when", words[FlowPhrase.When], new ConditionPrompt())
        {
            Text = words[FlowPhrase.WhenAsk], Help = words[FlowPhrase.WhenHelp], Initial = now is null ? null : now.When is { } when ? ConditionText.Write(when) : "",
        };
        var kind = Enum.Parse<ActivityKind>(visit["kind"]);
        var shape = WorkflowCatalog.Of(kind)!;
        // What the present activity has is no answer for another kind.
        var same = now?.Kind == kind ? now : null;
        if (shape.Has(ActivityPart.Service))
        {
            var isOptional = shape.Optional.Contains(ActivityPart.Service);
            yield return new Question("service", words[FlowPhrase.Other], FlowQuestions.Services(visit, isOptional)) { Text = words[FlowPhrase.ServiceAsk], Initial = same?.Service?.Value ?? (isOptional ? FlowQuestions.None : null) };
        }

        if (kind == ActivityKind.Queue && visit["service"] != FlowQuestions.None)
        {
            yield return Optional("minutes", FlowPhrase.Minutes, FlowPhrase.MinutesAsk, shape.Minutes!, same?.Minutes ?? (same is null ? 60 : null));
            yield return Optional("length", FlowPhrase.Length, FlowPhrase.LengthAsk, WorkflowCatalog.Lengths, same?.Length);
        }
        else if (kind != ActivityKind.Queue && shape.Minutes is { } minutes)
        {
            yield return new Question("minutes", words[FlowPhrase.Minutes], new NumberPrompt(minutes.Lowest, minutes.Highest)) { Text = words[FlowPhrase.KeepAsk], Initial = Number(same?.Minutes) };
        }

        if (shape.Has(ActivityPart.Text))
            yield return new Question("text", words[FlowPhrase.Text], new TextPrompt(LongestText) { IsMultiline = true }) { Text = words[FlowPhrase.TextAsk], Initial = same?.Text };
        if (shape.Has(ActivityPart.Name))
            yield return new Question("name", words[NameOf(kind)], new TextPrompt(LongestName)) { Text = words[FlowPhrase.NameOfAsk], Initial = same?.Name };
        if (shape.Has(ActivityPart.Level))
            yield return new Question("level", words[FlowPhrase.Level], new NumberPrompt(WorkflowCatalog.Levels.Lowest, WorkflowCatalog.Levels.Highest)) { Initial = Number(same?.Level) ?? "3" };
        if (shape.Has(ActivityPart.Priority))
            yield return new Question("priority", words[FlowPhrase.Priority], new ChoicePrompt([.. Enum.GetValues<TaskPriority>().Select(priority => new Option(priority.ToString(), FlowWords.Of(words, priority)))])) { Initial = same?.Priority?.ToString() };
        if (shape.Has(ActivityPart.Folder))
            yield return new Question("folder", words[FlowPhrase.Folder], new ChoicePrompt([new(nameof(EndFolder.Ended), words[FlowPhrase.FolderEnded]), new(nameof(EndFolder.Handled), words[FlowPhrase.FolderHandled])]))
            {
                Initial = (same?.Folder ?? EndFolder.Ended).ToString(),
            };

        Question Optional(string key, FlowPhrase label, FlowPhrase text, NumberRange range, int? initial) =>
            new(key, words[label], new OptionalNumberPrompt(range.Lowest, range.Highest)) { Text = words[text], Initial = Number(initial) ?? "" };
    }

    /// <summary>The activity that the answers describe.</summary>
    protected static WorkflowActivity ActivityOf(Visit visit)
    {
        var kind = Enum.Parse<ActivityKind>(visit["kind"]);
        var shape = WorkflowCatalog.Of(kind)!;
        var isOverflow = kind == ActivityKind.Queue && visit["service"] != FlowQuestions.None;
        return new WorkflowActivity(kind, ConditionPrompt.ConditionOf(visit["when"]))
        {
            Service = shape.Has(ActivityPart.Service) && visit["service"] != FlowQuestions.None ? new ServiceId(visit["service"]) : null,
            Minutes = kind == ActivityKind.LastAgent || isOverflow ? Read(visit["minutes"]) : null,
            Length = isOverflow ? Read(visit["length"]) : null,
            Text = shape.Has(ActivityPart.Text) ? visit["text"] : null,
            Name = shape.Has(ActivityPart.Name) ? visit["name"] : null,
            Level = shape.Has(ActivityPart.Level) ? visit.Number("level") : null,
            Priority = shape.Has(ActivityPart.Priority) ? Enum.Parse<TaskPriority>(visit["priority"]) : null,
            Folder = shape.Has(ActivityPart.Folder) ? Enum.Parse<EndFolder>(visit["folder"]) : null,
        };
    }

    private static IEnumerable<Note> Warnings(Visit visit, AdminOutcome.Done done, WorkflowId flow)
    {
        var index = done.Configuration.Workflows.ToList().FindIndex(one => one.Id == flow);
        return done.Warnings.Where(warning => warning.Path.StartsWith($"$.workflows[{index}]", StringComparison.Ordinal))
            .Select(warning => new Note(CalloutKind.Caution, ProblemWords.Of(visit.Words, warning)));
    }

    private static FlowPhrase NameOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Fail => FlowPhrase.Reason,
        ActivityKind.Skill => FlowPhrase.Skill,
        ActivityKind.Language => FlowPhrase.LanguageCode,
        _ => FlowPhrase.TagName,
    };

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static int? Read(string value) => value.Length == 0 ? null : int.Parse(value, CultureInfo.InvariantCulture);
}
