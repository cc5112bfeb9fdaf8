using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Makes a workflow from a template, which can be used unchanged (N-064 to N-067).</summary>
internal sealed class AddWorkflowDialog(AdminActs acts) : Dialog
{
    private const string Mail = "email";

    public override string Verb => DialogVerbs.AddWorkflow;

    public override string Title(Words words) => words[FlowPhrase.Add];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (visit.Configuration.Units.Count == 0)
            yield return new Note(CalloutKind.Prerequisite, visit.Words[FlowPhrase.UnitFirst]);
        else
            yield return new Note(CalloutKind.Note, string.Join('\n', FlowQuestions.Lines(visit.Words, Created(visit), visit.Configuration)));
    }

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => acts.DoAsync(
        visit,
        new AddWorkflow(Created(visit)),
        _ => new Ending.Done([new Note(CalloutKind.Note, visit.Words.Say(FlowPhrase.Added, SafeText.Line(visit["name"], CardParts.NameLength))), new Note(CalloutKind.Hint, visit.Words[FlowPhrase.AddedNext])])
        {
            Buttons = [CardParts.Button(visit.Words[FlowPhrase.Show], new ActionData(DialogVerbs.Workflows, X: Created(visit).Id.Value))],
        },
        cancellation);

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        var words = visit.Words;
        yield return FlowQuestions.Name(visit, null);
        yield return new Question("template", words[FlowPhrase.Template], new ChoicePrompt([.. WorkflowTemplates.All.Select(template => new Option(template.ToString(), TitleOf(words, template)))]))
        {
            Text = words[FlowPhrase.TemplateAsk],
        };
        // The only type there is (N-065).
        yield return new Question("type", words[FlowPhrase.Type], new ChoicePrompt([new(Mail, words[FlowPhrase.TypeEmail])])) { Initial = Mail };
        if (visit.Configuration.Units.Count > 0)
            yield return FlowQuestions.Unit(visit, null);
        var chosen = TemplateOf(visit);
        if (WorkflowTemplates.UsesOther(chosen))
            yield return new Question("other", words[FlowPhrase.Other], FlowQuestions.Services(visit, isOptional: true)) { Text = words[FlowPhrase.OtherAsk], Initial = FlowQuestions.None };
        if (chosen == WorkflowTemplate.Escalation)
            yield return new Question("minutes", words[FlowPhrase.Minutes], new NumberPrompt(1, 7 * 24 * 60)) { Text = words[FlowPhrase.MinutesAsk], Initial = "60" };
        if (chosen == WorkflowTemplate.VipFirst)
            yield return new Question("important", words[FlowPhrase.Important], new SenderListPrompt([])) { Text = words[FlowPhrase.ImportantAsk], Initial = "" };
        if (chosen == WorkflowTemplate.OpeningHours && visit["other"] == FlowQuestions.None)
            yield return new Question("closedText", words[FlowPhrase.ClosedText], new TextPrompt(2000) { IsMultiline = true }) { Text = words[FlowPhrase.ClosedTextAsk], Initial = words[FlowPhrase.ClosedTextDefault] };
    }

    private static WorkflowTemplate TemplateOf(Visit visit) => Enum.Parse<WorkflowTemplate>(visit["template"]);

    internal static string TitleOf(Words words, WorkflowTemplate template) => words[template switch
    {
        WorkflowTemplate.OpeningHours => FlowPhrase.TemplateHours,
        WorkflowTemplate.VipFirst => FlowPhrase.TemplateVip,
        WorkflowTemplate.LanguageSplit => FlowPhrase.TemplateLanguage,
        WorkflowTemplate.Escalation => FlowPhrase.TemplateEscalation,
        _ => FlowPhrase.TemplateStraight,
    }];

    private static Workflow Created(Visit visit)
    {
        var template = TemplateOf(visit);
        var input = new TemplateInput();
        if (WorkflowTemplates.UsesOther(template) && visit["other"] != FlowQuestions.None)
            input = input with { Other = new ServiceId(visit["other"]) };
        else if (template == WorkflowTemplate.OpeningHours)
            input = input with { ClosedText = visit["closedText"] };
        if (template == WorkflowTemplate.Escalation)
            input = input with { Minutes = visit.Number("minutes") };
        if (template == WorkflowTemplate.VipFirst)
            input = input with { Important = ListPrompt.Split(visit["important"]) };
        var unit = visit.Configuration.Units.Count > 0 ? visit["unit"] : "";
        return WorkflowTemplates.Create(template, new WorkflowId(RecordIds.For(visit["name"], visit.Configuration.Workflows.Select(flow => flow.Id.Value))), visit["name"], new UnitId(unit), input);
    }
}
