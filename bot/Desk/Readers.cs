using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Resources;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Knows each person's language and time zone: his own where Teams told us, the tenant's else.</summary>
internal sealed class Readers(IConfigurationSource configuration)
{
    public Reader For(ConversationReference? person) => new(
        Words.For(person?.Locale, configuration.Current.Tenant.DefaultLanguage),
        Reader.FindZone(person?.TimeZone) ?? Reader.FindZone(configuration.Current.Tenant.TimeZone) ?? TimeZoneInfo.Utc,
        person?.UserId);
}
