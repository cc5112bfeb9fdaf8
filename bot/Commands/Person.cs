using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Desk;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Who acts.</summary>
/// <param name="Chat">His object id as Teams spells it: where answers go.</param>
/// <param name="User">Null for somebody the administrators have not set up.</param>
internal sealed record Person(AgentId Chat, User? User, Reader Reader)
{
    /// <summary>Named in the setting <c>Bot:Admins</c>: he may configure, whether or not he is set up himself.</summary>
    public bool IsNamedAdministrator { get; init; }

    public Roles Roles => (User?.Roles ?? Roles.None) | (IsNamedAdministrator ? Roles.Administrator : Roles.None);

    /// <summary>His object id as the configuration spells it, where he is in it.</summary>
    public AgentId Id => User?.Id ?? Chat;

    /// <summary>He as the engine asks for his rights.</summary>
    public Onlooker AsOnlooker => new(Id, Roles, User);

    /// <summary>False for somebody who has no business with us.</summary>
    public bool IsKnown => User is not null || IsNamedAdministrator;
}

/// <summary>Tells who somebody is, what he may do and how to speak to him.</summary>
internal sealed class PersonFinder(IConfigurationSource configuration, ConversationBook book, Readers readers, Administrators administrators)
{
    /// <summary>Who sent an activity that passed the guard, and so is of our tenant. Null when it names nobody by an Entra object id, as with anonymous callers.</summary>
    public async ValueTask<Person?> FindAsync(Activity activity, CancellationToken cancellation) =>
        activity.From?.AadObjectId is { Length: > 0 } id ? await FindAsync(new AgentId(id), cancellation) : null;

    /// <summary>The person with the rights that he has now.</summary>
    /// <param name="chat">As Teams spells it.</param>
    public async ValueTask<Person> FindAsync(AgentId chat, CancellationToken cancellation)
    {
        // The channel has taken language and time zone of an activity into the book already.
        var reader = readers.For(await book.FindAsync(chat, cancellation));
        var user = configuration.Current.Users.FirstOrDefault(user => string.Equals(user.Id.Value, chat.Value, StringComparison.OrdinalIgnoreCase));
        return new Person(chat, user, reader) { IsNamedAdministrator = await administrators.AreNamedAsync(chat.Value, cancellation) };
    }
}
