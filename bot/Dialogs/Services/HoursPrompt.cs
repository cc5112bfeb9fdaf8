using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;
using Calendar = TeamsEmailBot.Core.Services.Calendar;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>The weekly opening hours of a service; canonical is their English form, empty means round the clock.</summary>
internal sealed class HoursPrompt : Prompt
{
    private const int Longest = 1000;

    public static string Write(IReadOnlyList<OpenHours> hours) => WeekText.Write(hours, CultureInfo.InvariantCulture);

    /// <summary>The hours of a canonical value.</summary>
    public static IReadOnlyList<OpenHours> Of(string value) => WeekText.Read(value).Hours;

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        var (hours, mistake) = given.Length > Longest ? ([], WeekMistake.Form) : WeekText.Read(given);
        return ValueTask.FromResult(mistake switch
        {
            WeekMistake.Form => Given.Not(Hint(words)),
            WeekMistake.Backwards => Given.Not(words[ServicePhrase.HoursBackwards]),
            WeekMistake.Overlap => Given.Not(words.Say(ServicePhrase.HoursOverlap, Calendar.MostHoursPerDay)),
            _ => Given.Of(Write(hours)),
        });
    }

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        MaxLength = Longest, Value = value is "" ? words[ServicePhrase.AlwaysOpen] : value is not null && WeekText.Read(value) is { Mistake: null, Hours: var hours } ? WeekText.Write(hours, words.Culture) : value,
    };

    public override string Show(string value, Words words) => value.Length == 0 ? words[ServicePhrase.AlwaysOpen] : WeekText.Write(Of(value), words.Culture);

    public override string Hint(Words words) => words[ServicePhrase.HoursHint];
}
