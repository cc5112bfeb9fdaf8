using TeamsEmailBot.Bot.Dialogs.Flows;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>Conditions as they are typed.</summary>
public sealed class ConditionTextTests
{
    [Theory]
    [InlineData("open", "open")]
    [InlineData("sender: contoso.com", "sender: contoso.com")]
    [InlineData("Sender : contoso.com ,alex@fabrikam.example", "sender: contoso.com, alex@fabrikam.example")]
    [InlineData("subject: money back, refund", "subject: \"money back\", refund")]
    [InlineData("subject: \"this, that and more\" and not open", "subject: \"this, that and more\" and not open")]
    [InlineData("subject: “zurück”", "subject: zurück")]
    [InlineData("subject: \"„Rechnung\" and open", "subject: \"„Rechnung\" and open")]
    [InlineData("waiting: 20 or oldestWaiting: 60", "waiting: 20 or oldestWaiting: 60")]
    [InlineData("sender: a.com and (subject: x or importance: high)", "sender: a.com and (subject: x or importance: high)")]
    [InlineData("sender: a.com and subject: x or open", "(sender: a.com and subject: x) or open")]
    [InlineData("not (open or knownCustomer)", "not (open or knownCustomer)")]
    [InlineData("header: X-Campaign", "header: X-Campaign")]
    [InlineData("header: X-Campaign, spring", "header: X-Campaign, spring")]
    public void Reads_and_writes(string typed, string written)
    {
        var condition = ConditionText.Read(typed).Condition;
        Assert.NotNull(condition);
        Assert.Equal(written, ConditionText.Write(condition));
        Assert.Equal(written, ConditionText.Write(ConditionText.Read(written).Condition!));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("colour: red", "colour")]
    [InlineData("open and", "open and")]
    [InlineData("open open", "open")]
    [InlineData("(open", "(open")]
    [InlineData("open)", ")")]
    [InlineData("sender", "sender")]
    [InlineData("waiting: many", "waiting: many")]
    [InlineData("open: yes", "open: yes")]
    [InlineData("not", "not")]
    public void What_is_not_understood_is_pointed_at(string typed, string stopped)
    {
        var (condition, at) = ConditionText.Read(typed);
        Assert.Null(condition);
        Assert.Equal(stopped, at);
    }

    [Fact]
    public void However_deep_it_is_nested_it_ends() => Assert.Null(ConditionText.Read(string.Concat(Enumerable.Repeat("not (", 100_000))).Condition);

    [Fact]
    public void Every_kind_has_words_in_every_language_and_comes_back_from_its_text()
    {
        foreach (var shape in WorkflowCatalog.Conditions)
        {
            var condition = new Condition(shape.Kind)
            {
                Of = shape.Inside is null ? null : shape.Kind == ConditionKind.Not ? [new(ConditionKind.Open)] : [new(ConditionKind.Open), new(ConditionKind.KnownCustomer)],
                Values = shape.Values == ValueKind.None ? null : shape.Values == ValueKind.Choices ? [shape.Choices[0]] : ["one", "two words"],
                Name = shape.HasName ? "X-Header" : null,
                Number = shape.Number?.Lowest,
            };
            Assert.Equal(ConditionText.Write(condition), ConditionText.Write(ConditionText.Read(ConditionText.Write(condition)).Condition!));
            Assert.NotEqual(FlowWords.Of(Words.English, condition), FlowWords.Of(Words.German, condition));
        }
    }
}
