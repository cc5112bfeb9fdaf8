using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What people and services are called now; whoever is gone from the configuration has no name any more.</summary>
internal sealed class Names(Reader reader, Configuration current)
{
    public string Of(AgentId? agent) =>
        agent is { } id && current.User(id) is { } user ? SafeText.Line(user.DisplayName, CardParts.NameLength) : reader.Words[WhyPhrase.Somebody];

    public string Of(ServiceId service) => SafeText.Line(current.Service(service)?.Name ?? service.Value, CardParts.NameLength);
}
