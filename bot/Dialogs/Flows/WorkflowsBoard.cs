using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>The workflows and which services use them; of a single one every activity in plain words (N-063, N-064).</summary>
internal sealed class WorkflowsBoard(IConfigurationSource configuration) : Board
{
    private const int Most = 15;
    private const int MostLines = 40;

    public override string Verb => DialogVerbs.Workflows;

    public override Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var fitting = current.Workflows
            .Where(flow => about.Length == 0 || flow.Id.Value == about || flow.Name.Contains(about, StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(flow => flow.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        var exact = fitting.Find(flow => flow.Id.Value == about || string.Equals(flow.Name, about, StringComparison.OrdinalIgnoreCase)) ?? (about.Length > 0 && fitting is [var only] ? only : null);
        return Task.FromResult(exact is not null ? Detail(person.Reader, exact, current) : List(person.Reader, fitting, current));
    }

    private static AdaptiveCard List(Reader reader, List<Workflow> flows, Configuration current)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[FlowPhrase.ListTitle])];
        if (flows.Count == 0)
            body.Add(CardParts.Line(words[FlowPhrase.ListNone]));
        foreach (var flow in flows.Take(Most))
            body.Add(new Container(
            [
                new RichTextBlock(
                [
                    new TextRun(SafeText.Line(flow.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder },
                    new TextRun(" · " + words.Say(FlowPhrase.ListRow, flow.Activities.Count, flow.Version, UsersOf(words, flow, current))) { IsSubtle = true },
                ]),
            ]) { Separator = true });
        if (flows.Count > Most)
            body.Add(CardParts.Small(words.Say(FlowPhrase.ListMore, flows.Count - Most)));
        List<CardAction> buttons = [CardParts.Button(words[FlowPhrase.Add], new ActionData(DialogVerbs.AddWorkflow), ActionStyle.Positive)];
        buttons.AddRange(flows.Take(5).Select(flow => CardParts.Button(SafeText.Line(flow.Name, 30), new ActionData(DialogVerbs.Workflows, X: flow.Id.Value))));
        body.Add(new ActionSet(buttons));
        return new AdaptiveCard { FallbackText = words[FlowPhrase.ListTitle], Body = body };
    }

    private static AdaptiveCard Detail(Reader reader, Workflow flow, Configuration current)
    {
        var words = reader.Words;
        var lines = FlowQuestions.Lines(words, flow, current).ToList();
        List<CardElement> body =
        [
            CardParts.Heading(words[FlowPhrase.Which]),
            new RichTextBlock([new TextRun(SafeText.Line(flow.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder, Size = TextSize.Medium }]),
            CardParts.Small(words.Say(FlowPhrase.ListRow, flow.Activities.Count, flow.Version, UsersOf(words, flow, current))),
            new Container([.. lines.Take(MostLines).Select(line => new RichTextBlock([new TextRun(line)]) { Spacing = Spacing.Small })]) { Style = ContainerStyle.Emphasis },
        ];
        if (lines.Count > MostLines)
            body.Add(CardParts.Small(words.Say(FlowPhrase.ListMore, lines.Count - MostLines)));
        body.Add(new ActionSet(
        [
            Button(FlowPhrase.AddStep, DialogVerbs.AddStep), Button(FlowPhrase.ChangeStep, DialogVerbs.ChangeStep), Button(FlowPhrase.MoveStep, DialogVerbs.MoveStep),
            Button(FlowPhrase.RemoveStep, DialogVerbs.RemoveStep), Button(FlowPhrase.Try, DialogVerbs.TryWorkflow), Button(FlowPhrase.Change, DialogVerbs.ChangeWorkflow),
        ]));
        return new AdaptiveCard { FallbackText = words[FlowPhrase.Which], Body = body };

        ExecuteAction Button(FlowPhrase title, string verb) => CardParts.Button(words[title], new ActionData(verb, X: flow.Id.Value));
    }

    private static string UsersOf(Words words, Workflow flow, Configuration current) =>
        current.Services.Where(service => service.Workflow == flow.Id).Select(service => SafeText.Line(service.Name, CardParts.NameLength)).ToList() is { Count: > 0 } users
            ? string.Join(", ", users)
            : words[FlowPhrase.NoUsers];
}
