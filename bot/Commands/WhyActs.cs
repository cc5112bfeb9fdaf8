using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Answers why a task is where it is, why somebody gets mail or none, and what happened to a task. The desk shows nobody what is none of his business.</summary>
internal sealed partial class WhyActs(IWhyDesk desk, IConfigurationSource configuration, TimeProvider time)
{
    private const int MostNamed = 5;

    /// <summary>Whether the verb is one of these.</summary>
    public static bool Knows(string verb) => verb is CardVerbs.Why or CardVerbs.History;

    public async Task<Reaction> ClickAsync(Person person, ButtonData button, CancellationToken cancellation)
    {
        var reaction = button switch
        {
            { Task: { } task } => await OfTaskAsync(person, button.Verb, task, cancellation),
            { About: { } agent, Verb: CardVerbs.Why } => await OfAgentAsync(person, new(agent), cancellation),
            _ => new Reaction.Say(person.Reader.Words[Phrase.UnknownButton]),
        };
        return reaction ?? new Reaction.Say(person.Reader.Words[Phrase.RefusalUnknownTask]);
    }

    /// <param name="text">What was typed after the command: a number, a name, or nothing for oneself.</param>
    public async Task<Reaction> TypedAsync(Person person, string verb, string text, CancellationToken cancellation)
    {
        var (words, wanted) = (person.Reader.Words, text.Trim().TrimEnd('.', '!', '?').Trim());
        if (Number().Match(wanted) is { Success: true } number)
            return await OfNumberAsync(person, verb, number.Groups[1].Value, cancellation);
        if (verb == CardVerbs.History)
            return new Reaction.Say(words[WhyPhrase.HowHistory]);
        if (wanted.Length == 0 || Words.Mean(WhyPhrase.Me, wanted))
            return (person.User is { } self ? await OfAgentAsync(person, self.Id, cancellation) : null) ?? new Reaction.Say(words[WhyPhrase.How]);
        return await OfNameAsync(person, wanted, cancellation);
    }

    private async Task<Reaction> OfNumberAsync(Person person, string verb, string number, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var found = await desk.FindAsync(person.AsOnlooker, task => TaskNumber.Of(task) == number, cancellation);
        if (found.Count == 0)
            return new Reaction.Say(words.Say(WhyPhrase.NothingFits, number));
        if (found.Count == 1)
            return await OfTaskAsync(person, verb, found[0], cancellation) ?? new Reaction.Say(words.Say(WhyPhrase.NothingFits, number));
        var stories = new List<TaskStory>();
        foreach (var task in found)
            if (await desk.OfTaskAsync(person.AsOnlooker, task, cancellation) is { } story)
                stories.Add(story);
        return new Reaction.Show(WhyCard.Choose(person.Reader, verb, stories, configuration.Current, time.GetUtcNow()));
    }

    private async Task<Reaction> OfNameAsync(Person person, string name, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var meant = configuration.Current.Users.Where(user => user.Roles.HasFlag(Roles.Agent) && user.DisplayName.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (meant.Count > 1 && meant.Where(user => string.Equals(user.DisplayName, name, StringComparison.OrdinalIgnoreCase)).ToList() is [var exact])
            meant = [exact];
        var seen = new List<AgentStanding>();
        foreach (var user in meant.Take(MostNamed * MostNamed))
            if (await desk.OfAgentAsync(person.AsOnlooker, user.Id, cancellation) is { } standing)
                seen.Add(standing);
        return seen switch
        {
            [] => new Reaction.Say(words.Say(WhyPhrase.NothingFits, SafeText.Line(name, CardParts.NameLength))),
            [var one] => new Reaction.Show(StandingCard.Draw(person.Reader, one, one.Agent.Id == person.User?.Id, time.GetUtcNow())),
            _ => new Reaction.Say(words.Say(
                WhyPhrase.SeveralPeople, string.Join(", ", seen.Take(MostNamed).Select(standing => SafeText.Line(standing.Agent.DisplayName, CardParts.NameLength))))),
        };
    }

    private async Task<Reaction?> OfTaskAsync(Person person, string verb, TaskKey task, CancellationToken cancellation)
    {
        if (await desk.OfTaskAsync(person.AsOnlooker, task, cancellation) is not { } story)
            return null;
        var (reader, current, now) = (person.Reader, configuration.Current, time.GetUtcNow());
        return new Reaction.Show(verb == CardVerbs.History
            ? HistoryCard.Draw(reader, story.Task, person.User?.Id, current, now)
            : WhyCard.Draw(reader, story, person.User?.Id, current, now));
    }

    private async Task<Reaction?> OfAgentAsync(Person person, AgentId agent, CancellationToken cancellation) =>
        await desk.OfAgentAsync(person.AsOnlooker, agent, cancellation) is { } standing
            ? new Reaction.Show(StandingCard.Draw(person.Reader, standing, standing.Agent.Id == person.User?.Id, time.GetUtcNow()))
            : null;

    [GeneratedRegex(@"^#?(\d{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
