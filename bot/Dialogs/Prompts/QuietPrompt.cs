using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>A span of the day, also over midnight, or none; canonical as <c>20:00-07:00</c>, empty for none.</summary>
internal sealed class QuietPrompt : Prompt
{
    private static readonly string[] Forms = ["HH:mm", "H:mm", "HH", "%H"];

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => ValueTask.FromResult(
        given is "" or TextPrompt.Empty ? Given.Of("")
        : Read(given) is { } span && span.From != span.To ? Given.Of(Write(span.From, span.To))
        : Given.Not(Hint(words)));

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsRequired = false, MaxLength = 20, Value = value };

    public override string Show(string value, Words words) => value.Length == 0 ? words[DialogPhrase.Nothing] : value;

    public override string Hint(Words words) => $"{words[AlertPhrase.QuietHint]} {words.Say(DialogPhrase.OptionalHint, TextPrompt.Empty)}";

    /// <summary>The two times of a canonical text; null for none.</summary>
    public static (TimeOnly From, TimeOnly To)? Read(string text) =>
        text.Split('-', '–') is [var from, var to] && Time(from) is { } begin && Time(to) is { } end ? (begin, end) : null;

    public static string Write(TimeOnly? from, TimeOnly? to) =>
        from is { } begin && to is { } end ? string.Create(CultureInfo.InvariantCulture, $"{begin:HH:mm}-{end:HH:mm}") : "";

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
