using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>A time zone, by its IANA name, its Windows name, or the city; canonical is the IANA name.</summary>
internal sealed class TimeZonePrompt : Prompt
{
    private const int LongestName = 64;

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) =>
        ValueTask.FromResult(Find(given) is { } zone ? Given.Of(zone) : Given.Not(words[DialogPhrase.ZoneHint]));

    public override CardElement Field(string label, string? value, Words words) =>
        new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsRequired = true, MaxLength = LongestName, Value = value };

    public override string Hint(Words words) => words[DialogPhrase.ZoneHint];

    private static string? Find(string given)
    {
        var name = given.Replace(' ', '_');
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(given, out var iana))
            return iana;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId)
            return zone.Id;
        var cities = TimeZoneInfo.GetSystemTimeZones().Where(one => one.Id.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase)).ToList();
        return cities.Count == 1 ? cities[0].Id : null;
    }
}
