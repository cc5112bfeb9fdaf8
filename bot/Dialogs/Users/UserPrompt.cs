using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>One of the people who are set up, by name or by user principal name.</summary>
internal sealed class UserPrompt(IReadOnlyList<User> users) : ChoicePrompt(
    [.. users.OrderBy(user => user.DisplayName, StringComparer.CurrentCultureIgnoreCase).Select(user => new Option(user.Id.Value, user.DisplayName))])
{
    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        var name = given.TrimStart('@');
        return base.ReadAsync(users.FirstOrDefault(user => string.Equals(user.UserPrincipalName, name, StringComparison.OrdinalIgnoreCase))?.Id.Value ?? name, words, cancellation);
    }
}
