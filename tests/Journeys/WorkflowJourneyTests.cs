using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>A workflow that an administrator changes takes effect on the next mail, over the wire.</summary>
public sealed class WorkflowJourneyTests
{
    [Fact]
    public async Task N063_N067_a_workflow_answers_hurries_and_queues()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.SayAsync(Megan, "off duty");
        await office.AdministerAsync(now => new ChangeWorkflow(now.Workflow(office.ServiceOf().Workflow!.Value)! with
        {
            Activities =
            [
                new(ActivityKind.Answer, Condition.With(ConditionKind.Subject, "price")) { Text = "Our prices are on our page." },
                new(ActivityKind.Priority, Condition.With(ConditionKind.Importance, "high")) { Priority = TaskPriority.Highest },
                new(ActivityKind.Queue),
            ],
        }));
        // Room for one: what is offered first is all that is offered.
        await office.AdministerAsync(_ => new ChangeService(office.ServiceOf() with { Distribution = office.ServiceOf().Distribution with { TasksPerAgent = 1 } }));

        await office.WriteAsync("Your prices?", "What does it cost?");
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.", from: "second@b.example");
        office.Tenant.Mail.Deliver(Help, new() { From = new("third@b.example"), Subject = "We cannot work", Text = "Nothing goes any more.", Importance = "high" });
        await office.SettleAsync();
        await office.SayAsync(Megan, "on duty");
        await office.SettleAsync();

        var answer = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Contains("Our prices are on our page.", answer.Html, StringComparison.Ordinal);
        Assert.Equal(["Your prices?"], office.In("WF Ended"));
        Assert.True(office.Sees(Megan, "We cannot work"));
        Assert.False(office.Sees(Megan, "Where is my order?"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }
}
