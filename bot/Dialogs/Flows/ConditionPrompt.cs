using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>A condition as <see cref="ConditionText"/>; empty = always.</summary>
internal sealed class ConditionPrompt : Prompt
{
    private const int Longest = 2000;

    public static Condition? ConditionOf(string value) => value.Length == 0 ? null : ConditionText.Read(value).Condition;

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        if (given is "" or TextPrompt.Empty)
            return ValueTask.FromResult(Given.Of(""));
        var (condition, stopped) = given.Length > Longest ? (null, given[..20]) : ConditionText.Read(given);
        return ValueTask.FromResult(condition is not null
            ? Given.Of(ConditionText.Write(condition))
            : Given.Not(words.Say(FlowPhrase.ConditionWrong, SafeText.Line(stopped, CardParts.NameLength), Names())));
    }

    public override CardElement Field(string label, string? value, Words words) =>
        new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsMultiline = true, MaxLength = Longest, Value = value };

    public override string Show(string value, Words words) => ConditionOf(value) is { } condition ? FlowWords.Of(words, condition) : words[FlowPhrase.Always];

    public override string Hint(Words words) => words.Say(FlowPhrase.ConditionHint, "sender: contoso.com and not open", TextPrompt.Empty, Names());

    private static string Names() => string.Join(", ", WorkflowCatalog.Conditions.Where(shape => shape.Inside is null).Select(shape => shape.Name));
}
