using System.Globalization;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Words for the values of settings.</summary>
internal static class SettingWords
{
    public static string Of(Words words, TeamVisibility level) => words[level switch
    {
        TeamVisibility.NoMembers => SettingPhrase.VisibilityNone,
        TeamVisibility.OwnMembers => SettingPhrase.VisibilityOwn,
        TeamVisibility.AllMembers => SettingPhrase.VisibilityAll,
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    }];

    public static string Of(Words words, ApiAuthorization level) => words[level switch
    {
        ApiAuthorization.TokenAndTenant => SettingPhrase.ApiTenant,
        ApiAuthorization.Token => SettingPhrase.ApiToken,
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    }];

    /// <summary>A language in itself, as people look for it.</summary>
    public static string OfLanguage(string code) => CultureInfo.GetCultureInfo(code).NativeName;
}
