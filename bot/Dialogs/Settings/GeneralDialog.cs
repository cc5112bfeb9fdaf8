using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Sets support contact, time zone, language, guests, blocked senders, retention and the check of API callers (G-065, E-004, V-13, X-029 to X-031).</summary>
internal sealed class GeneralDialog(AdminActs acts) : SettingDialog(acts)
{
    private const int ContactLength = 200;
    private const int LeastDays = 30;
    private const int MostDays = 4000;

    public override string Verb => DialogVerbs.SettingsGeneral;

    public override string Title(Words words) => words[SettingPhrase.GeneralTitle];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        var guests = visit.Configuration.Users.Count(user => user.IsGuest && user.Roles != Roles.None);
        if (guests > 0 && !visit.Flag("allowGuests"))
            yield return new Note(CalloutKind.Prerequisite, visit.Words.Say(SettingPhrase.GuestsEffect, guests));
        if (visit.Number("retentionDays") < visit.Configuration.Tenant.RetentionDays)
            yield return new Note(CalloutKind.Destructive, visit.Words.Say(SettingPhrase.RetentionEffect, visit.Number("retentionDays")));
        yield return new Note(CalloutKind.Note, visit.Words[SettingPhrase.ApiEffect]);
    }

    protected override IEnumerable<Question> Ask(Visit visit, TenantSettings tenant)
    {
        var words = visit.Words;
        yield return new("supportContact", words[SettingPhrase.Support], new TextPrompt(ContactLength) { IsOptional = true })
        {
            Text = words[SettingPhrase.SupportAsk], Initial = tenant.SupportContact ?? "",
        };
        yield return new("timeZone", words[SettingPhrase.TimeZone], new TimeZonePrompt()) { Text = words[SettingPhrase.TimeZoneAsk], Initial = tenant.TimeZone };
        yield return new("defaultLanguage", words[SettingPhrase.Language], new ChoicePrompt(
            [.. TenantSettings.Languages.Select(language => new Option(language, SettingWords.OfLanguage(language)))]))
        {
            Text = words[SettingPhrase.LanguageAsk], Initial = tenant.DefaultLanguage,
        };
        yield return new("allowGuests", words[SettingPhrase.Guests], new YesNoPrompt(words)) { Text = words[SettingPhrase.GuestsAsk], Initial = YesNoPrompt.Of(tenant.AllowGuests) };
        yield return new("reportsPerAgent", words[SettingPhrase.PerAgent], new YesNoPrompt(words)) { Text = words[SettingPhrase.PerAgentAsk], Initial = YesNoPrompt.Of(tenant.ReportsPerAgent) };
        yield return new("blockedSenders", words[SettingPhrase.Blocked], new SenderListPrompt(tenant.BlockedSenders))
        {
            Text = words[SettingPhrase.BlockedAsk], Initial = ListPrompt.Join(tenant.BlockedSenders),
        };
        yield return new("retentionDays", words[SettingPhrase.RetentionDays], new NumberPrompt(LeastDays, MostDays))
        {
            Text = words[SettingPhrase.RetentionAsk], Help = words[SettingPhrase.RetentionMeans], Initial = tenant.RetentionDays.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        yield return new("apiAuthorization", words[SettingPhrase.Api], new ChoicePrompt(
            [.. Enum.GetValues<ApiAuthorization>().Select(level => new Option(level.ToString(), SettingWords.Of(words, level)))]))
        {
            Text = words[SettingPhrase.ApiAsk], Help = words[SettingPhrase.ApiHelp], Initial = tenant.ApiAuthorization.ToString(),
        };
    }

    protected override TenantSettings After(Visit visit, TenantSettings tenant) => tenant with
    {
        SupportContact = visit["supportContact"] is { Length: > 0 } contact ? contact : null,
        TimeZone = visit["timeZone"],
        DefaultLanguage = visit["defaultLanguage"],
        AllowGuests = visit.Flag("allowGuests"),
        RetentionDays = visit.Number("retentionDays"),
        ReportsPerAgent = visit.Flag("reportsPerAgent"),
        BlockedSenders = ListPrompt.Split(visit["blockedSenders"]),
        ApiAuthorization = Enum.Parse<ApiAuthorization>(visit["apiAuthorization"]),
    };
}
