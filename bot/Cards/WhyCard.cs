using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Why a task is where it is: the recorded decisions, newest first (I5). An agent reads about himself; only who supervises reads about others by name.</summary>
internal static class WhyCard
{
    private const int MostNames = 6;
    private const int MostGroups = 8;

    public static AdaptiveCard Draw(Reader reader, TaskStory story, AgentId? viewer, Configuration current, DateTimeOffset now)
    {
        var (words, task) = (reader.Words, story.Task);
        var names = new Names(reader, current);
        List<CardElement> body = [CardParts.Header(reader, WhyPhrase.Why, task.Key), CardParts.Line(State(reader, task, names, now))];
        if (task is { State: TaskState.Queued, Overflow: { } overflow })
            body.Add(CardParts.Small(words.Say(WhyPhrase.Overflows, names.Of(overflow.To), reader.Moment(overflow.At, now))));
        if (story.Decisions.Count == 0)
            body.Add(CardParts.Line(words[WhyPhrase.NoDecision]));
        foreach (var decision in story.Decisions)
            body.Add(new Container([.. Decision(reader, decision, story.IsSupervised ? null : viewer, names, now)]) { Separator = true, Spacing = Spacing.Medium });
        if (story.Earlier > 0)
            body.Add(CardParts.Small(words.Say(WhyPhrase.EarlierDecisions, story.Earlier)));
        body.Add(new ActionSet([.. Buttons(reader, task, viewer)]));
        return new AdaptiveCard { FallbackText = words[WhyPhrase.Why], Body = body };
    }

    /// <summary>Several tasks have the number that was typed.</summary>
    public static AdaptiveCard Choose(Reader reader, string verb, IReadOnlyList<TaskStory> stories, Configuration current, DateTimeOffset now)
    {
        var (words, names) = (reader.Words, new Names(reader, current));
        return new AdaptiveCard
        {
            FallbackText = words[WhyPhrase.SeveralTasks],
            Body =
            [
                Callout.Of(reader, CalloutKind.Question, words[WhyPhrase.SeveralTasks]),
                new ActionSet([.. stories.Select(story => CardParts.Button(
                    words.Say(WhyPhrase.TaskOf, names.Of(story.Task.Service), reader.Moment(story.Task.ReceivedAt, now)),
                    new ActionData(verb, story.Task.Key.Service.Value, story.Task.Key.Id.Value)))]),
            ],
        };
    }

    /// <summary>Where the task is.</summary>
    internal static string State(Reader reader, EmailTask task, Names names, DateTimeOffset now)
    {
        var (words, service) = (reader.Words, names.Of(task.Service));
        return task switch
        {
            { State: TaskState.Queued } => words.Say(WhyPhrase.StateQueued, service, reader.Moment(task.ReceivedAt, now)),
            { State: TaskState.Offered, Offer: { } offer } => words.Say(WhyPhrase.StateOffered, service, names.Of(offer.Agent), reader.Clock(offer.Until)),
            { State: TaskState.Done, EndedAt: { } ended } => words.Say(WhyPhrase.StateDone, service, reader.Moment(ended, now)),
            _ => words.Say(WhyPhrase.StateHeld, service, names.Of(task.Holder)),
        };
    }

    /// <param name="self">The agent who reads about himself; null for who may read about all.</param>
    private static IEnumerable<CardElement> Decision(Reader reader, DistributionRecord decision, AgentId? self, Names names, DateTimeOffset now)
    {
        var words = reader.Words;
        Func<AgentId, string>? nameOf = self is null ? agent => names.Of(agent) : null;
        var outcome = decision.OfferedTo switch
        {
            null => words[WhyPhrase.OfferedToNobody],
            { } agent when agent == self => words.Say(WhyPhrase.OfferedToYou, ReasonWords.List(reader, decision.Because, nameOf)),
            { } agent when self is null => words.Say(WhyPhrase.OfferedTo, names.Of(agent), ReasonWords.List(reader, decision.Because, nameOf)),
            { } agent => words.Say(WhyPhrase.OfferedToOther, names.Of(agent)),
        };
        yield return new RichTextBlock([new TextRun(reader.Moment(decision.At, now) + " ") { IsSubtle = true }, new TextRun(outcome) { Weight = TextWeight.Bolder }]);
        if (decision.Candidates.Count == 0)
            yield return CardParts.Small(words[WhyPhrase.NoAgents]) with { Spacing = Spacing.None };

        // Whoever has the same reasons stands in one line; the reader himself first.
        var groups = decision.Candidates.Where(candidate => candidate.Agent != decision.OfferedTo)
            .Select(candidate => (candidate.Agent, IsSelf: candidate.Agent == self, Against: ReasonWords.List(reader, candidate.Against, nameOf)))
            .GroupBy(candidate => (candidate.IsSelf, candidate.Against))
            .OrderByDescending(group => group.Key.IsSelf).ThenBy(group => group.Key.Against.Length == 0).ThenByDescending(group => group.Count());
        foreach (var group in groups.Take(MostGroups))
            yield return CardParts.Line(Group(words, group.Key.IsSelf, group.Key.Against, Who(words, [.. group.Select(one => one.Agent)], nameOf))) with { Spacing = Spacing.None };
    }

    private static string Group(Words words, bool isSelf, string against, string who) => (isSelf, against.Length) switch
    {
        (true, 0) => words[WhyPhrase.YouSuitable],
        (true, _) => words.Say(WhyPhrase.NotOfferedToYou, against),
        (_, 0) => words.Say(WhyPhrase.AlsoSuitable, who),
        _ => words.Say(WhyPhrase.NotOffered, who, against),
    };

    private static string Who(Words words, IReadOnlyList<AgentId> agents, Func<AgentId, string>? nameOf)
    {
        if (nameOf is null)
            return agents.Count == 1 ? words[WhyPhrase.Colleague] : words.Say(WhyPhrase.Colleagues, agents.Count);
        var named = string.Join(", ", agents.Take(MostNames).Select(nameOf));
        return agents.Count > MostNames ? words.Say(Phrase.AndMore, named, agents.Count - MostNames) : named;
    }

    /// <summary>To the history, and back to the task for who holds it or is offered it.</summary>
    private static IEnumerable<CardAction> Buttons(Reader reader, EmailTask task, AgentId? viewer)
    {
        yield return CardParts.Button(reader.Words[WhyPhrase.History], new ActionData(CardVerbs.History, task.Key.Service.Value, task.Key.Id.Value));
        if (BackTo(reader, task, viewer) is { } back)
            yield return back;
    }

    /// <summary>The button that leads back to the task's own card; null for who has none of it.</summary>
    internal static CardAction? BackTo(Reader reader, EmailTask task, AgentId? viewer) =>
        viewer is { } agent && (task.Holder == agent || task.IsOfferedTo(agent))
            ? CardParts.Button(reader.Words[WhyPhrase.BackToTask], new ActionData(CardVerbs.View, task.Key.Service.Value, task.Key.Id.Value))
            : null;
}
