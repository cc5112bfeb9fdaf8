using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Licences;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Every setting of the tenant with its value and what it does; those that nothing obeys are marked so, with the reason .</summary>
internal sealed class SettingsBoard(TaskSlots slots, IConfigurationSource configuration) : Board
{
    private const int ValueLength = 160;

    public override string Verb => DialogVerbs.Settings;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (words, current) = (person.Reader.Words, configuration.Current);
        var tenant = current.Tenant;
        var (email, service) = (LicencePool.Email(current), LicencePool.Service(current));
        List<CardElement> body =
        [
            CardParts.Heading(words[SettingPhrase.Title]),
            .. Setting(words, SettingPhrase.Email, YesNo(words, tenant.EmailEnabled), words[tenant.EmailEnabled ? SettingPhrase.EmailOnMeans : SettingPhrase.EmailOffMeans]),
            .. Setting(words, SettingPhrase.Services, words.Say(
                SettingPhrase.ServicesValue, current.Services.Count(one => ServiceWords.Against(current, one).Count == 0), current.Services.Count), null),
            .. Setting(words, SettingPhrase.Licences, words.Say(SettingPhrase.LicencesValue, email.Assigned, email.Total, service.Assigned, service.Total), Lacking(words, email, service)),
            .. Setting(words, SettingPhrase.Limit, words.Say(SettingPhrase.LimitValue, tenant.MaxConcurrentTasks, await slots.OpenAsync(cancellation)), words[SettingPhrase.LimitHelp]),
            .. Setting(words, SettingPhrase.Support, tenant.SupportContact ?? words[DialogPhrase.Nothing], words[SettingPhrase.SupportMeans]),
            .. Setting(words, SettingPhrase.TimeZone, tenant.TimeZone, words[SettingPhrase.TimeZoneMeans]),
            .. Setting(words, SettingPhrase.Language, SettingWords.OfLanguage(tenant.DefaultLanguage), words[SettingPhrase.LanguageMeans]),
            .. Setting(words, SettingPhrase.Guests, YesNo(words, tenant.AllowGuests), words[SettingPhrase.GuestsMeans]),
            .. Setting(words, SettingPhrase.PerAgent, YesNo(words, tenant.ReportsPerAgent), words[SettingPhrase.PerAgentMeans]),
            .. Setting(words, SettingPhrase.Blocked, words.Say(SettingPhrase.BlockedValue, tenant.BlockedSenders.Count), words[SettingPhrase.BlockedMeans]),
            .. Setting(words, SettingPhrase.Retention, words.Say(SettingPhrase.RetentionValue, tenant.RetentionDays), words[SettingPhrase.RetentionMeans]),
            CardParts.Field($"{words[AlertPhrase.Quiet]}:", QuietPrompt.Write(tenant.Alerts.QuietFrom, tenant.Alerts.QuietTo) is { Length: > 0 } quiet ? quiet : words[DialogPhrase.Nothing]),
            CardParts.Small(words[AlertPhrase.QuietMeans]) with { Spacing = Spacing.None },
            CardParts.Field($"{words[AlertPhrase.Escalate]}:", words.Say(AlertPhrase.EscalateValue, tenant.Alerts.EscalateMinutes)),
            .. Setting(words, SettingPhrase.Outbound, tenant.OutboundLimit.ToString(words.Culture), words[SettingPhrase.OutboundEffect]),
            .. Setting(words, SettingPhrase.Filter, tenant.PeopleFilter.Length > 0 ? tenant.PeopleFilter : words[SettingPhrase.FilterNone], words[SettingPhrase.PeopleEffect]),
            .. Setting(words, SettingPhrase.Visibility, SettingWords.Of(words, tenant.TeamVisibility), words[SettingPhrase.PeopleEffect]),
            .. Setting(words, SettingPhrase.Api, SettingWords.Of(words, tenant.ApiAuthorization), words[SettingPhrase.ApiEffect]),
            new ActionSet(
            [
                Button(words, SettingPhrase.EmailButton, DialogVerbs.SettingsEmail), Button(words, SettingPhrase.LimitsButton, DialogVerbs.SettingsLimits),
                Button(words, SettingPhrase.PeopleButton, DialogVerbs.SettingsPeople), Button(words, SettingPhrase.GeneralButton, DialogVerbs.SettingsGeneral),
                CardParts.Button(words[AlertPhrase.SettingsButton], new ActionData(DialogVerbs.SettingsAlerts)), Button(words, SettingPhrase.PresenceButton, DialogVerbs.Presence),
            ]),
        ];
        return new AdaptiveCard { FallbackText = words[SettingPhrase.Title], Body = body };
    }

    // Settings may be made before licences are there, and take no effect without.
    private static string? Lacking(Words words, LicencePool email, LicencePool service) =>
        service.Assigned == 0 ? words[SettingPhrase.NoServiceLicence] : email.Assigned == 0 ? words[SettingPhrase.NoEmailLicence] : null;

    private static IEnumerable<CardElement> Setting(Words words, SettingPhrase label, string value, string? effect)
    {
        yield return CardParts.Field($"{words[label]}:", SafeText.Line(value, ValueLength));
        if (effect is not null)
            yield return CardParts.Small(effect) with { Spacing = Spacing.None };
    }

    private static ExecuteAction Button(Words words, SettingPhrase title, string verb) => CardParts.Button(words[title], new ActionData(verb));

    private static string YesNo(Words words, bool value) => words[value ? SettingPhrase.On : SettingPhrase.Off];
}
