using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What a person can ask that concerns no single task.</summary>
internal sealed class PersonActs(IAgentWorkbench workbench, IPullDesk pulls, IConfigurationSource configuration)
{
    /// <summary>What to see after the act; null for a verb that is not among these.</summary>
    public async Task<Reaction?> ActAsync(Person person, string verb, CancellationToken cancellation) => verb switch
    {
        CardVerbs.Tasks => await TasksAsync(person, null, cancellation),
        CardVerbs.OnDuty => await DutyAsync(person, true, cancellation),
        CardVerbs.OffDuty => await DutyAsync(person, false, cancellation),
        CardVerbs.Pull => await PullAsync(person, cancellation),
        CardVerbs.Ready => await workbench.EndAfterWorkAsync(person.User!.Id, cancellation) is { } status
            ? await TasksAsync(person, status, cancellation)
            : new Reaction.Say(person.Reader.Words[Phrase.RefusalNotAllowed]),
        CardVerbs.Help => Help(person, notUnderstood: false),
        _ => null,
    };

    /// <summary>The commands the person may use. Those of administrators are many: by topic, each a card of its own.</summary>
    /// <param name="about">A topic, as it is listed; what is none shows the list.</param>
    public Reaction Help(Person person, bool notUnderstood, string about = "") =>
        new Reaction.Show(HelpFor(person.Reader, person.Roles, configuration.Current.Tenant.SupportContact, notUnderstood, about));

    /// <inheritdoc cref="Help"/>
    internal static AdaptiveCard HelpFor(Reader reader, Roles roles, string? contact, bool notUnderstood, string about)
    {
        var words = reader.Words;
        var commands = CommandTable.For(roles).ToList();
        var topics = HelpTopic.Of(commands);
        if (topics.FirstOrDefault(topic => Words.Mean(topic.Title, about)) is { } chosen)
            return HelpCard.Draw(reader, Lines(chosen.Commands), contact, notUnderstood: false, chosen.Name(words));
        var help = words.First(Phrase.CommandHelp);
        var own = commands.Except(topics.SelectMany(topic => topic.Commands));
        return HelpCard.Draw(
            reader, [.. Lines(own), .. topics.Select(topic => ($"{help} {topic.Name(words)}", words.Say(Phrase.HelpTopic, topic.Commands.Count, topic.Example(words))))], contact, notUnderstood);

        IEnumerable<(string Usage, string Meaning)> Lines(IEnumerable<Command> some) =>
            some.Select(command => (command.Usage == CommandUsage.Topic && topics.Count == 0 ? command.TitlesIn(words)[0] : command.UsageIn(words), words[command.Meaning]));
    }

    private async Task<Reaction> TasksAsync(Person person, AgentStatus? status, CancellationToken cancellation)
    {
        status ??= await workbench.StatusAsync(person.User!.Id, cancellation);
        if (status is null)
            return new Reaction.Say(FailureWords.Of(person.Reader.Words, Refusal.NotAllowed, null));
        return new Reaction.Show(TasksCard.Draw(person.Reader, status, await workbench.ListAsync(person.User!.Id, cancellation), mayPull: MayPull(person)));
    }

    private bool MayPull(Person person) => configuration.Current.Services.Any(service => service is { IsLive: true, Distribution.Pull: true } && service.Serves(person.User!.Id));

    // A sentence: the card of the task itself comes from the engine, which keeps it true.
    private async Task<Reaction> PullAsync(Person person, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var pulled = await pulls.PullAsync(person.User!.Id, cancellation);
        return new Reaction.Say(pulled switch
        {
            { Task: { } task } => words.Say(QueuePhrase.Pulled, TaskNumber.Of(task.Id)),
            { Refusal: PullRefusal.NoService } => words[QueuePhrase.PullNoService],
            { Refusal: PullRefusal.NotNow } => words.Say(QueuePhrase.PullNotNow, ReasonWords.List(person.Reader, pulled.Against)),
            { Refusal: PullRefusal.NothingWaits } => words[QueuePhrase.PullNothing],
            _ => words[Phrase.RefusalNotAllowed],
        });
    }

    private async Task<Reaction> DutyAsync(Person person, bool onDuty, CancellationToken cancellation) =>
        await workbench.SetDutyAsync(person.User!.Id, onDuty, cancellation) is { } status
            ? await TasksAsync(person, status, cancellation)
            : new Reaction.Say(person.Reader.Words[Phrase.RefusalNotAllowed]);
}
