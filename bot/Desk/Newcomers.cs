using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Welcomes whom a change of the configuration lets receive mail for the first time (N-072, N-073). Who has not got the app yet is welcomed when he installs it.</summary>
internal sealed class Newcomers(Greeter greeter, ConversationBook book, Readers readers)
{
    public async Task WelcomeAsync(Configuration before, Configuration after, CancellationToken cancellation)
    {
        foreach (var user in after.Users)
            if (Services(after, user) is { Count: > 0 } services && Services(before, before.User(user.Id)).Count == 0)
                await greeter.WelcomeAsync(user.Id, WelcomeCard.Draw(readers.For(await book.FindAsync(user.Id, cancellation)), services), cancellation);
    }

    private static List<string> Services(Configuration configuration, User? user) => user is not null && LicenceGate.MayReceive(configuration, user)
        ? [.. configuration.Services.Where(service => service.IsLive && service.Serves(user.Id)).Select(service => service.Name)]
        : [];
}
