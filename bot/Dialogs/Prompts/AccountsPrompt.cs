using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>Several accounts of the directory, separated by commas, semicolons or lines. Canonical: as <see cref="PersonPrompt"/> has them, a line each.</summary>
/// <param name="one">Reads each of them.</param>
internal sealed class AccountsPrompt(PersonPrompt one, int most) : Prompt
{
    private const int LongestText = 4000;
    private const int MostShown = 20;

    public static IReadOnlyList<string> Split(string value) => value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string Join(IEnumerable<string> accounts) => string.Join('\n', accounts);

    public override async ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        var names = given.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
            return Given.Not(words[DialogPhrase.PleaseFill]);
        if (names.Length > most)
            return Given.Not(words.Say(DialogPhrase.TooMany, names.Length, most));
        var (accounts, reasons) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            var read = await one.ReadAsync(name, words, cancellation);
            if (read.Value is { } account)
                accounts.Add(account);
            else
                reasons.Add($"{SafeText.Line(name, CardParts.AddressLength)}: {read.Reason}");
        }

        return reasons.Count > 0 ? Given.Not(string.Join(' ', reasons)) : Given.Of(Join(accounts.DistinctBy(PersonPrompt.IdOf, StringComparer.OrdinalIgnoreCase)));
    }

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsRequired = true, IsMultiline = true, MaxLength = LongestText, Value = value is null ? null : string.Join(", ", Split(value).Select(account => one.Show(account, words))),
    };

    public override string Show(string value, Words words)
    {
        var accounts = Split(value);
        var shown = string.Join(", ", accounts.Take(MostShown).Select(account => one.Show(account, words)));
        return accounts.Count > MostShown ? words.Say(Phrase.AndMore, shown, accounts.Count - MostShown) : shown;
    }

    public override string Hint(Words words) => words[SetupPhrase.AccountsHint];
}
