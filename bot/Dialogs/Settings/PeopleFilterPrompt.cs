using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>A filter of the people search; it is tried on the directory before it is taken .</summary>
internal sealed class PeopleFilterPrompt(IDirectory directory) : Prompt
{
    public override async ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        var filter = given == TextPrompt.Empty ? "" : PeopleFilter.Strip(given);
        if (filter.Length == 0)
            return Given.Of("");
        if (PeopleFilter.MistakeOf(filter) is { } mistake)
            return Given.Not(mistake == PeopleFilterMistake.Form ? words.Say(SettingPhrase.FilterForm, PeopleFilter.MaxLength) : words[SettingPhrase.FilterUrl]);
        var found = await directory.CountAsync(filter, cancellation);
        return found.Succeeded ? Given.Of(filter) : Given.Not(Reason(words, found.Failure));
    }

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsMultiline = true, MaxLength = PeopleFilter.MaxLength, Value = value,
    };

    public override string Show(string value, Words words) => value.Length == 0 ? words[SettingPhrase.FilterNone] : value;

    public override string Hint(Words words) => words.Say(SettingPhrase.FilterHint, "endsWith(mail,'@contoso.example') and accountEnabled eq true", "$filter=", TextPrompt.Empty);

    /// <summary>Why a filter does not work, and who can mend it.</summary>
    public static string Reason(Words words, Failure failure) => words.Say(
        failure.Category switch
        {
            FailureCategory.Refused => SettingPhrase.FilterRefused,
            FailureCategory.Invalid or FailureCategory.NotFound => SettingPhrase.FilterInvalid,
            _ => SettingPhrase.FilterUntried,
        },
        SafeText.Code(failure.Code));
}
