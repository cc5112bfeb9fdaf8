using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Shows step by step what a workflow would do now with a mail that waits, or with one that the administrator makes up. Nothing is changed or sent.</summary>
internal sealed class TryWorkflowDialog(IWorkflowDesk desk) : Dialog
{
    private const string MadeUp = "made-up";
    private const int LongestSubject = 200;
    private const int LongestText = 2000;

    public override string Verb => DialogVerbs.TryWorkflow;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[FlowPhrase.TryTitle];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var words = visit.Words;
        yield return FlowQuestions.Which(visit);
        if (FlowQuestions.Chosen(visit) is not { } flow)
            yield break;
        var services = visit.Configuration.Services.Where(service => service.Workflow == flow.Id).DefaultIfEmpty().OfType<Service>().ToList();
        if (services.Count == 0)
            services = [.. visit.Configuration.Services];
        yield return new Question("service", words[FlowPhrase.ServiceLabel], new ChoicePrompt([.. services.Select(service => new Option(service.Id.Value, service.Name))]))
        {
            Text = words[FlowPhrase.TryServiceAsk], Initial = services is [var only] ? only.Id.Value : null,
        };
        var recent = await desk.RecentAsync(new ServiceId(visit["service"]), cancellation);
        yield return new Question("mail", words[FlowPhrase.TryMail], new ChoicePrompt(
            [new(MadeUp, words[FlowPhrase.TryMadeUp]), .. recent.Select(mail => new Option(mail.Task.Id.Value, words.Say(FlowPhrase.TryRecent, TaskNumber.Of(mail.Task.Id), SafeText.Line(mail.Subject, 60))))]))
        {
            Text = words[FlowPhrase.TryMailAsk], Initial = recent.Count == 0 ? MadeUp : null,
        };
        if (visit["mail"] != MadeUp)
            yield break;
        yield return new Question("sender", words[FlowPhrase.TrySender], new TextPrompt(254, (text, said) => SenderList.IsEntry(text) && text.Contains('@', StringComparison.Ordinal) ? null : said[DialogPhrase.NoSender]))
        {
            Text = words[FlowPhrase.TrySenderAsk],
        };
        yield return new Question("subject", words[FlowPhrase.TrySubject], new TextPrompt(LongestSubject) { IsOptional = true }) { Text = words[FlowPhrase.TrySubjectAsk] };
        yield return new Question("text", words[FlowPhrase.Text], new TextPrompt(LongestText) { IsMultiline = true, IsOptional = true }) { Text = words[FlowPhrase.TryTextAsk] };
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        if (FlowQuestions.Chosen(visit) is not { } flow)
            return new Ending.Stale();
        var service = new ServiceId(visit["service"]);
        WorkflowTrial? trial;
        if (visit["mail"] == MadeUp)
        {
            var mail = new MailFacts { Sender = visit["sender"], Subject = visit["subject"], Text = visit["text"], Size = visit["text"].Length };
            trial = await desk.TryAsync(flow, service, mail, cancellation);
        }
        else
        {
            var tried = await desk.TryAsync(flow, new TaskKey(service, new TaskId(visit["mail"])), cancellation);
            trial = tried.Succeeded ? tried.Value : null;
        }

        if (trial is null)
            return new Ending.Refused([("mail", words[FlowPhrase.TryGone])]);
        var lines = trial.Run.Steps.Select(step => Line(visit, flow, step));
        return new Ending.Done(
        [
            new Note(CalloutKind.Note, string.Join('\n', lines)),
            new Note(trial.Run.Trouble is null ? CalloutKind.Note : CalloutKind.Caution, End(visit, trial.Run)),
            new Note(CalloutKind.Hint, words[FlowPhrase.TryNothing]),
        ])
        {
            Buttons = [CardParts.Button(words[FlowPhrase.TryAgain], new ActionData(Verb, X: flow.Id.Value)), CardParts.Button(words[FlowPhrase.Show], new ActionData(DialogVerbs.Workflows, X: flow.Id.Value))],
        };
    }

    private static string Line(Visit visit, Workflow flow, WorkflowStep step)
    {
        // A mail that was handed on goes through the other service's workflow.
        var own = visit.Configuration.Service(step.Service)?.Workflow is { } id && id != flow.Id ? visit.Configuration.Workflow(id) : flow;
        var activity = own is not null && step.Activity < own.Activities.Count ? FlowWords.Of(visit.Words, own.Activities[step.Activity], visit.Configuration) : FlowWords.Of(visit.Words, step.Kind);
        return visit.Words.Say(FlowPhrase.StepLine, FlowQuestions.Place(step.Activity), activity, FlowWords.Of(visit.Words, step.Outcome));
    }

    private static string End(Visit visit, WorkflowRun run)
    {
        var words = visit.Words;
        if (run.Trouble is { } trouble)
            return words.Say(FlowPhrase.EndTrouble, FlowQuestions.TroubleOf(words, trouble));
        var said = run.End switch
        {
            WorkflowEnd.Ended => words[FlowPhrase.EndEnded],
            WorkflowEnd.Failed => words.Say(FlowPhrase.EndFailed, SafeText.Line(run.Reason, CardParts.NameLength)),
            WorkflowEnd.Answered => words[FlowPhrase.EndAnswered],
            _ => words.Say(FlowPhrase.EndQueued, FlowWords.Service(visit.Configuration, run.Service), FlowWords.Of(words, run.Priority)),
        };
        List<string> more = [said];
        if (run.Skills.Count > 0)
            more.Add(words.Say(FlowPhrase.EndSkills, string.Join(", ", run.Skills.Select(skill => $"{SafeText.Line(skill.Skill, CardParts.NameLength)} {skill.Level}"))));
        if (run.Language is { } language)
            more.Add(words.Say(FlowPhrase.EndLanguage, SafeText.Line(language, CardParts.NameLength)));
        if (run.Tags.Count > 0)
            more.Add(words.Say(FlowPhrase.EndTags, string.Join(", ", run.Tags.Select(tag => SafeText.Line(tag, CardParts.NameLength)))));
        if (run.OverflowTo is { } other && run.OverflowAfter is { } after)
            more.Add(words.Say(FlowPhrase.EndOverflow, FlowWords.Service(visit.Configuration, other), (int)after.TotalMinutes));
        return string.Join(' ', more);
    }
}
