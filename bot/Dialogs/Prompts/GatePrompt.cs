using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>Something that must be so before the dialog goes on, and is looked at when the person says so.</summary>
/// <param name="check">Null when all is well, else what is not.</param>
internal sealed class GatePrompt(Func<CancellationToken, Task<string?>> check) : Prompt
{
    public const string Check = "check";

    /// <summary>Canonical value of a gate that was passed by.</summary>
    public const string Skip = "skip";

    /// <summary>Canonical value of a gate that is open.</summary>
    public const string Open = "ok";

    /// <summary>True when one may go on without it.</summary>
    public bool CanSkip { get; init; }

    public override async ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        if (CanSkip && Words.Mean(DialogPhrase.SkipWords, given) || CanSkip && given == Skip)
            return Given.Of(Skip);
        if (given != Check && !Words.Mean(DialogPhrase.CheckWords, given))
            return Given.Not(Hint(words));
        return await check(cancellation) is { } reason ? Given.Not(reason) : Given.Of(Open);
    }

    public override CardElement? Field(string label, string? value, Words words) => null;

    public override IReadOnlyList<Option> Buttons(Words words) => CanSkip
        ? [new(Check, words[DialogPhrase.CheckNow]), new(Skip, words[DialogPhrase.SkipThis])]
        : [new(Check, words[DialogPhrase.CheckNow])];

    public override string Hint(Words words) => words.Say(
        CanSkip ? DialogPhrase.GateSkipHint : DialogPhrase.GateHint, words.First(DialogPhrase.CheckWords), words.First(DialogPhrase.SkipWords));
}
