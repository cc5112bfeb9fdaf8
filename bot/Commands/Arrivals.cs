using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Desk;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Somebody installed the bot, or was heard of again: offers may come, and who is new is welcomed.</summary>
internal sealed class Arrivals(IAgentWorkbench workbench, IMailboxDesk mailboxes, Greeter greeter, IConfigurationSource configuration)
{
    public async Task InstalledAsync(Person person, CancellationToken cancellation)
    {
        if (person.Roles.HasFlag(Roles.Administrator))
            await mailboxes.ShowAlertsAsync(cancellation);
        if (person.User is not { } user)
            return;
        await workbench.ReachableAsync(user.Id, cancellation);
        if (!user.Roles.HasFlag(Roles.Agent))
            return;
        var services = configuration.Current.Services.Where(service => service.Serves(user.Id)).Select(service => service.Name).ToList();
        await greeter.WelcomeAsync(person.Chat, WelcomeCard.Draw(person.Reader, services), cancellation);
    }

    public async Task HeardOfAsync(Person person, CancellationToken cancellation)
    {
        if (person.User is { } user)
            await workbench.ReachableAsync(user.Id, cancellation);
    }
}
