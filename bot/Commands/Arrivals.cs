using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Desk;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
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
        {
            await mailboxes.ShowAlertsAsync(cancellation);
            if (configuration.Current.Services.Count == 0)
                await greeter.InviteAsync(person.Chat, Invitation(person.Reader), cancellation);
        }

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

    // Who installed the bot first finds an empty chat otherwise, and nobody told him what to type (N-007).
    private static AdaptiveCard Invitation(Reader reader) => NoticeCard.Draw(
        reader, CalloutKind.Hint, reader.Words.Say(SetupPhrase.Invitation, reader.Words.First(SetupPhrase.Command)),
        CardParts.Button(reader.Words[SetupPhrase.Title], new ActionData(DialogVerbs.Setup), ActionStyle.Positive));
}
