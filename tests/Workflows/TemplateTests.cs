using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Organization;
using static TeamsEmailBot.Tests.Workflows.Flows;

namespace TeamsEmailBot.Tests.Workflows;

public sealed class TemplateTests
{
    private static readonly TemplateInput Full = new() { Other = Sample.Configuration.Services[0].Id, Important = ["boss@b.example", "vip.example"], Languages = ["fr", "de"], Minutes = 45 };

    public static TheoryData<WorkflowTemplate> All => [.. WorkflowTemplates.All];

    [Theory]
    [MemberData(nameof(All))]
    public void N066_N067_every_template_can_be_used_unchanged_with_and_without_what_can_be_told(WorkflowTemplate template)
    {
        foreach (var input in new[] { null, Full })
        {
            var workflow = WorkflowTemplates.Create(template, new("new"), "New", Sample.Configuration.Units[0].Id, input);
            var report = ConfigurationRules.Check(Sample.Configuration with { Workflows = [.. Sample.Configuration.Workflows, workflow] });

            Assert.Empty(report.Problems);
            Assert.DoesNotContain(report.Warnings, warning => warning.Path.StartsWith("$.workflows", StringComparison.Ordinal));
            Assert.Null(Run(workflow).Trouble);
        }
    }

    [Fact]
    public void Straight_queues_everything() => Assert.Equal((WorkflowEnd.Queued, Home), Where(Run(Make(WorkflowTemplate.Straight))));

    [Fact]
    public void Out_of_hours_the_other_service_takes_over_or_the_customer_is_told()
    {
        var (forwards, tells) = (Make(WorkflowTemplate.OpeningHours, new() { Other = Other }), Make(WorkflowTemplate.OpeningHours, new() { ClosedText = "Closed" }));

        Assert.Equal((WorkflowEnd.Queued, Other), Where(Run(forwards, home: new() { IsOpen = false })));
        Assert.Equal((WorkflowEnd.Queued, Home), Where(Run(forwards)));
        Assert.Equal("Closed", Run(tells, home: new() { IsOpen = false }).Acknowledgement);
        Assert.Null(Run(tells).Acknowledgement);
    }

    [Theory]
    [InlineData("boss@b.example", false, "normal", TaskPriority.Highest)]
    [InlineData("anna@sub.vip.example", true, "high", TaskPriority.Highest)]
    [InlineData("anna@b.example", true, "normal", TaskPriority.High)]
    [InlineData("anna@b.example", false, "high", TaskPriority.High)]
    [InlineData("anna@b.example", false, "normal", TaskPriority.Normal)]
    public void Important_and_known_customers_come_first(string sender, bool known, string importance, TaskPriority priority)
    {
        var run = Run(Make(WorkflowTemplate.VipFirst, Full), new() { Sender = sender, IsKnownCustomer = known, HasLastAgent = known, Importance = importance });

        Assert.Equal(priority, run.Priority);
        Assert.Equal(known ? TimeSpan.FromMinutes(10) : null, run.LastAgentFor);
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData("fr", "fr")]
    [InlineData("it", null)]
    [InlineData(null, null)]
    public void The_language_of_the_mail_is_asked_of_the_agent(string? mail, string? required) =>
        Assert.Equal(required, Run(Make(WorkflowTemplate.LanguageSplit, Full), new() { Language = mail }).Language);

    [Fact]
    public void What_waits_too_long_goes_on_to_the_second_level()
    {
        var run = Run(Make(WorkflowTemplate.Escalation, new() { Other = Other, Minutes = 45 }), new() { Importance = "high" });

        Assert.Equal((Other, TimeSpan.FromMinutes(45), TaskPriority.High), (run.OverflowTo!.Value, run.OverflowAfter!.Value, run.Priority));
    }

    private static Workflow Make(WorkflowTemplate template, TemplateInput? input = null) => WorkflowTemplates.Create(template, new("new"), "New", new UnitId("all"), input);

    private static (WorkflowEnd, ServiceId) Where(WorkflowRun run) => (run.End, run.Service);
}
