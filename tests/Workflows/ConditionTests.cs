using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Workflows;

/// <summary>Every kind of condition at both sides of its edge.</summary>
public sealed class ConditionTests
{
    private static readonly MailFacts Mail = new()
    {
        Sender = "Anna@sub.B.example",
        Recipients = ["help@own.example", "office@own.example"],
        Subject = "Invoice 4711 ÜBERFÄLLIG",
        Text = "Dear team, the payment is missing.",
        Size = 3 * 1024 * 1024,
        Attachments = ["bill.PDF", "logo.png"],
        HasAttachments = true,
        Importance = "high",
        Language = "en",
        Headers = [new MailHeader("X-Kind", "order; urgent"), new MailHeader("X-Kind", "second")],
        Sensitivity = "private",
        Dmarc = "pass",
        IsKnownCustomer = true,
    };

    private static readonly ServiceFacts Service = new() { IsOpen = true, Waiting = 5, OldestWaiting = TimeSpan.FromMinutes(30), AgentsAvailable = 2 };

    public static TheoryData<ConditionKind, string, bool> Values => new()
    {
        { ConditionKind.Sender, "anna@sub.b.example", true },
        { ConditionKind.Sender, "b.example", true },
        { ConditionKind.Sender, "xb.example", false },
        { ConditionKind.Sender, "nobody@b.example|sub.b.example", true },
        { ConditionKind.Recipient, "OFFICE@own.example", true },
        { ConditionKind.Recipient, "sales@own.example", false },
        { ConditionKind.Subject, "überfällig", true },
        { ConditionKind.Subject, "payment", false },
        { ConditionKind.Body, "PAYMENT is", true },
        { ConditionKind.Body, "invoice", false },
        { ConditionKind.AttachmentType, "pdf", true },
        { ConditionKind.AttachmentType, "df", false },
        { ConditionKind.AttachmentType, "docx|png", true },
        { ConditionKind.Importance, "high", true },
        { ConditionKind.Importance, "normal|low", false },
        { ConditionKind.Language, "en", true },
        { ConditionKind.Language, "de", false },
        { ConditionKind.Sensitivity, "private|personal", true },
        { ConditionKind.Sensitivity, "normal", false },
        { ConditionKind.Dmarc, "pass", true },
        { ConditionKind.Dmarc, "fail|none", false },
    };

    public static TheoryData<ConditionKind, int, bool> Numbers => new()
    {
        { ConditionKind.LargerThan, 2, true },
        { ConditionKind.LargerThan, 3, false },
        { ConditionKind.Waiting, 5, true },
        { ConditionKind.Waiting, 6, false },
        { ConditionKind.OldestWaiting, 30, true },
        { ConditionKind.OldestWaiting, 31, false },
        { ConditionKind.AgentsAvailable, 2, true },
        { ConditionKind.AgentsAvailable, 3, false },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_condition_looks_for_one_of_its_values(ConditionKind kind, string values, bool holds) =>
        Assert.Equal(holds, Flows.Holds(Condition.With(kind, values.Split('|')), Mail, Service));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_condition_compares_with_its_number(ConditionKind kind, int number, bool holds) =>
        Assert.Equal(holds, Flows.Holds(Condition.AtLeast(kind, number), Mail, Service));

    [Theory]
    [InlineData(ConditionKind.HasAttachment)]
    [InlineData(ConditionKind.KnownCustomer)]
    [InlineData(ConditionKind.Open)]
    public void A_condition_without_parts_is_as_the_facts_are(ConditionKind kind)
    {
        Assert.True(Flows.Holds(new Condition(kind), Mail, Service));
        Assert.False(Flows.Holds(new Condition(kind), new(), new() { IsOpen = false }));
    }

    [Theory]
    [InlineData("x-kind", null, true)]
    [InlineData("X-Kind", "URGENT", true)]
    [InlineData("X-Kind", "second", true)]
    [InlineData("X-Kind", "third", false)]
    [InlineData("X-Other", null, false)]
    public void A_header_is_there_or_holds_a_word(string name, string? word, bool holds) =>
        Assert.Equal(holds, Flows.Holds(new Condition(ConditionKind.Header) { Name = name, Values = word is null ? null : [word] }, Mail, Service));

    [Fact]
    public void And_or_and_not_combine()
    {
        Condition yes = new(ConditionKind.Open), no = Condition.With(ConditionKind.Subject, "holiday");

        Assert.True(Flows.Holds(Condition.All(yes, yes), Mail, Service));
        Assert.False(Flows.Holds(Condition.All(yes, no), Mail, Service));
        Assert.True(Flows.Holds(Condition.Any(no, yes), Mail, Service));
        Assert.False(Flows.Holds(Condition.Any(no, no), Mail, Service));
        Assert.True(Flows.Holds(Condition.Not(no), Mail, Service));
        Assert.True(Flows.Holds(Condition.All(Condition.Not(Condition.Any(no, Condition.Not(yes))), yes), Mail, Service));
    }

    [Fact]
    public void The_oldest_of_an_empty_queue_has_waited_for_no_time() =>
        Assert.False(Flows.Holds(Condition.AtLeast(ConditionKind.OldestWaiting, 1), Mail, Service with { Waiting = 0 }));

    [Fact]
    public void Only_the_conditions_that_decide_are_looked_at()
    {
        Condition yes = new(ConditionKind.Open), no = Condition.With(ConditionKind.Subject, "holiday"), unneeded = new(ConditionKind.KnownCustomer);

        var step = Assert.Single(Flows.Run(Flows.Of(new WorkflowActivity(ActivityKind.End, Condition.All(yes, Condition.Any(no, yes, unneeded), no, unneeded))), Mail, Service).Steps);

        Assert.Equal(StepOutcome.NotMet, step.Outcome);
        Assert.Equal([new(ConditionKind.Open, true), new(ConditionKind.Subject, false), new(ConditionKind.Open, true), new ConditionCheck(ConditionKind.Subject, false)], step.Checks);
    }
}
