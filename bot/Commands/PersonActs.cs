using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What a person can ask that concerns no single task.</summary>
internal sealed class PersonActs(IAgentWorkbench workbench, IConfigurationSource configuration)
{
    /// <summary>What to see after the act; null for a verb that is not among these.</summary>
    public async Task<Reaction?> ActAsync(Person person, string verb, CancellationToken cancellation) => verb switch
    {
        CardVerbs.Tasks => await TasksAsync(person, null, cancellation),
        CardVerbs.OnDuty => await DutyAsync(person, true, cancellation),
        CardVerbs.OffDuty => await DutyAsync(person, false, cancellation),
        CardVerbs.Help => Help(person, notUnderstood: false),
        _ => null,
    };

    /// <summary>The commands the person may use.</summary>
    public Reaction Help(Person person, bool notUnderstood)
    {
        var words = person.Reader.Words;
        var commands = CommandTable.For(person.Roles).Select(command => (command.UsageIn(words), words[command.Meaning]));
        return new Reaction.Show(HelpCard.Draw(person.Reader, commands, configuration.Current.Tenant.SupportContact, notUnderstood));
    }

    private async Task<Reaction> TasksAsync(Person person, AgentStatus? status, CancellationToken cancellation)
    {
        status ??= await workbench.StatusAsync(person.User!.Id, cancellation);
        if (status is null)
            return new Reaction.Say(FailureWords.Of(person.Reader.Words, Refusal.NotAllowed, null));
        return new Reaction.Show(TasksCard.Draw(person.Reader, status, await workbench.ListAsync(person.User!.Id, cancellation)));
    }

    private async Task<Reaction> DutyAsync(Person person, bool onDuty, CancellationToken cancellation) =>
        await workbench.SetDutyAsync(person.User!.Id, onDuty, cancellation) is { } status
            ? await TasksAsync(person, status, cancellation)
            : new Reaction.Say(person.Reader.Words[Phrase.RefusalNotAllowed]);
}
