using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>
/// Every button of supervisors, pressed by everybody through the real host: who supervises the service, who supervises another unit, an administrator, an agent, and a stranger
/// who is a guest. Who may not press it has the button all the same, as cards can be forged.
/// </summary>
public sealed class SupervisorButtonsTests
{
    private const string Grady = "gradya_tailspin.example#EXT#@contoso.example";
    private const string Confirm = "confirm";
    private const string Service = "Customer Help";

    /// <summary>In this order each finds what it needs. The first task is with Megan, the second waits.</summary>
    private static readonly Button[] Table =
    [
        new(DialogVerbs.Queues, stage => stage.Service) { Shows = Service },
        new(DialogVerbs.Queues, stage => stage.Second) { Shows = Service },
        new(DialogVerbs.Alerts, _ => null) { Shows = Service },
        new(CardVerbs.AlertShow, stage => stage.Service) { Shows = Service },
        new(CardVerbs.AlertSeen, stage => stage.Service) { Does = async (stage, who) => (await stage.AlertAsync())?.Seen?.By == stage.IdOf(who) },
        new(CardVerbs.AlertSnoozeHalfHour, stage => stage.Service) { Does = async (stage, _) => (await stage.AlertAsync())?.SnoozedUntil == stage.Now.AddMinutes(30) },
        new(CardVerbs.AlertSnoozeTwoHours, stage => stage.Service) { Does = async (stage, _) => (await stage.AlertAsync())?.SnoozedUntil == stage.Now.AddHours(2) },
        new(CardVerbs.AlertSnoozeTomorrow, stage => stage.Service) { Does = async (stage, _) => (await stage.AlertAsync())?.SnoozedUntil > stage.Now.AddHours(2) },
        new(DialogVerbs.Report, _ => "today") { Shows = Service },
        new(DialogVerbs.ReportFile, _ => "today") { Shows = "http" },
        new(DialogVerbs.WhatIf, stage => stage.Service, "Today", "agent") { Shows = "in the replay" },
        new(CardVerbs.Why, _ => null) { Shows = Service },
        new(CardVerbs.History, _ => null) { Shows = "Megan Bowen" },
        new(DialogVerbs.AssignTask, stage => stage.Second, "Isaiah Langer", Confirm) { Does = async (stage, _) => (await stage.SecondAsync())?.Holder == stage.IdOf(Isaiah) },
        new(DialogVerbs.TakeTaskBack, stage => stage.Second, Confirm) { Does = async (stage, _) => (await stage.SecondAsync())?.State == TaskState.Queued },
        new(DialogVerbs.MoveTask, stage => stage.Second, "Orders", Confirm) { Does = async (stage, _) => (await stage.SecondAsync())?.Service == new ServiceId("orders") },
        new(DialogVerbs.EndTask, stage => stage.Second, Confirm) { Does = async (stage, _) => (await stage.SecondAsync())?.State == TaskState.Done },
        new(DialogVerbs.CallAgents, stage => stage.Service) { Does = (stage, _) => Task.FromResult(stage.Office.Sees(Isaiah, "bittet um Hilfe")) },
        new(DialogVerbs.SetOffDuty, stage => stage.IdOf(Megan).Value, Confirm) { Does = async (stage, _) => !await stage.IsOnDutyAsync(Megan) },
        new(DialogVerbs.OpenOverflow, stage => stage.Service, "orders", Confirm) { Does = (stage, _) => Task.FromResult(stage.Configured.OpenOverflow?.To == new ServiceId("orders")) },
        new(DialogVerbs.CloseOverflow, stage => stage.Service) { Does = (stage, _) => Task.FromResult(stage.Configured.OpenOverflow is null) },
        new(DialogVerbs.AgentLimit, stage => stage.Service, "2", Confirm) { Does = (stage, _) => Task.FromResult(stage.Configured.Distribution.TasksPerAgent == 2) },
    ];

    [Theory]
    [InlineData(Lynne)]
    [InlineData(Patti)]
    public async Task Who_supervises_the_service_and_an_administrator_can_press_each(string who)
    {
        await using var stage = await OpenAsync();
        foreach (var button in Table)
        {
            Assert.False(button.Does is not null && await button.Does(stage, who), $"{button.Verb}: it was so before");
            var said = await stage.PressAsync(who, button);
            await stage.Office.SettleAsync();
            Assert.True(button.Shows is null || said.Contains(button.Shows, StringComparison.Ordinal), $"{button.Verb}: {said}");
            Assert.True(button.Does is null || await button.Does(stage, who), $"{button.Verb} did nothing: {said}");
        }
    }

    [Theory]
    [InlineData(Adele)]
    [InlineData(Isaiah)]
    [InlineData(Grady)]
    public async Task I9_nobody_else_sees_or_does_anything_by_them(string who)
    {
        await using var stage = await OpenAsync();
        var before = await stage.DumpAsync();
        foreach (var button in Table)
        {
            var said = await stage.PressAsync(who, button);
            Assert.NotEmpty(said);
            Assert.False(said.Contains(Service, StringComparison.Ordinal) || said.Contains("Megan", StringComparison.Ordinal) || said.Contains("http://127", StringComparison.Ordinal), $"{button.Verb}: {said}");
        }

        await stage.Office.SettleAsync();
        Assert.Equal(before, await stage.DumpAsync());
    }

    /// <summary>Each verb that there is either stands in the table or does nothing for somebody who is a supervisor and nothing else.</summary>
    [Fact]
    public async Task The_table_holds_every_button_that_does_anything_for_a_supervisor()
    {
        await using var stage = await OpenAsync();
        var verbs = new[] { typeof(CardVerbs), typeof(DialogVerbs) }
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var known = Table.Select(button => button.Verb).ToHashSet();
        Assert.Empty(known.Except(verbs));
        // The steps of a dialog do nothing without one, and help is everybody's.
        foreach (var verb in verbs.Where(verb => !known.Contains(verb) && !verb.StartsWith("dialog.", StringComparison.Ordinal) && verb != CardVerbs.Help))
            Assert.True("You may not do that. Please ask your administrator." == await stage.PressAsync(Lynne, new(verb, stage => stage.Service)), $"{verb} is not in the table");
    }

    // Megan works for the service with one place, which a task has; another one waits, which is one too many, so that there is an alert.
    private static async Task<Stage> OpenAsync()
    {
        var office = await Office.OpenAsync(Megan);
        var elsewhere = new UnitId("elsewhere");
        await office.AdministerAsync(_ => new AddUnit(new OrganizationUnit(elsewhere, "Elsewhere", new("contoso"))), settle: false);
        foreach (var service in office.Configuration.Services.ToList())
            await office.AdministerAsync(
                now => new ChangeService(service with
                {
                    Agents = [.. service.Agents.Where(member => member.Agent != office.Configuration.Users.Single(user => user.UserPrincipalName == Adele).Id)],
                    Distribution = service.Distribution with { TasksPerAgent = 1, OfferSeconds = 600 },
                    Thresholds = new() { QueueLength = 1 },
                }),
                settle: false);
        await office.AdministerAsync(now => new ChangeUser(now.Users.Single(user => user.UserPrincipalName == Lynne) with { SupervisedUnits = [new("customer-care")] }), settle: false);
        await office.AdministerAsync(now => new ChangeUser(now.Users.Single(user => user.UserPrincipalName == Adele) with { Roles = Roles.Supervisor, HasEmailLicence = false, SupervisedUnits = [elsewhere] }));
        await office.WriteAsync("First", "…");
        await office.PressAsync(Megan, "accept");
        await office.WriteAsync("Second", "…");
        await office.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var tasks = await office.OpenTasksAsync();
        return new(office, tasks.Single(task => task.State == TaskState.Accepted), tasks.Single(task => task.State == TaskState.Queued));
    }

    /// <param name="Verb">See <see cref="CardVerbs"/> and <see cref="DialogVerbs"/>.</param>
    /// <param name="About">What the button is about; those about a task of an agent's find it beside.</param>
    /// <param name="Then">The answers to the dialog that it begins.</param>
    private sealed record Button(string Verb, Func<Stage, string?> About, params string[] Then)
    {
        /// <summary>What who may press it gets to see.</summary>
        public string? Shows { get; init; }

        /// <summary>Whether it is done.</summary>
        public Func<Stage, string, Task<bool>>? Does { get; init; }
    }

    private sealed class Stage(Office office, EmailTask first, EmailTask second) : IAsyncDisposable
    {
        public Office Office => office;

        public string Service => first.Service.Value;

        public Core.Services.Service Configured => office.Configuration.Service(first.Service)!;

        public string Second => second.Key.Id.Value;

        public DateTimeOffset Now => office.Clock.GetUtcNow();

        public AgentId IdOf(string who) => new(office.Tenant.Teams.Person(who).Id);

        public async Task<EmailTask?> SecondAsync() => (await office.Bot.Services.GetRequiredService<TaskTable>().FindAsync(second.Key, CancellationToken.None))?.Value;

        public async Task<Alert?> AlertAsync() => (await office.Bot.Services.GetRequiredService<AlertTable>().FindAsync(Alert.KeyOf(first.Service), CancellationToken.None))?.Value;

        public async Task<bool> IsOnDutyAsync(string who) => (await office.Bot.Services.GetRequiredService<AgentTable>().FindAsync(IdOf(who), CancellationToken.None))!.Value.OnDuty;

        /// <summary>Presses it and answers the questions that come; returns all that the person reads.</summary>
        public async Task<string> PressAsync(string who, Button button)
        {
            var data = new JsonObject { ["verb"] = button.Verb, ["s"] = first.Key.Service.Value, ["t"] = first.Key.Id.Value, ["v"] = first.Version };
            if (button.About(this) is { } about)
                data["x"] = about;
            var answer = await InvokeAsync(who, button.Verb, data);
            List<string> read = [Words(answer)];
            foreach (var said in button.Then)
            {
                var verb = said == Confirm ? CardVerbs.DialogConfirm : CardVerbs.DialogNext;
                var card = new ChatActivity("", true, null, answer.Card, null, Now, null);
                // Without the button it is forged; without a dialog it does nothing.
                data = card.Actions.FirstOrDefault(action => action.Verb == verb)?.Data ?? new JsonObject { ["verb"] = verb, ["v"] = 1 };
                data["text"] = said;
                answer = await InvokeAsync(who, verb, data);
                read.Add(Words(answer));
            }

            return string.Join('\n', read);
        }

        /// <summary>Everything that is stored of tasks, agents and alerts.</summary>
        public async Task<string> DumpAsync()
        {
            var text = new StringBuilder();
            foreach (var partition in (string[])[TaskRows.Partition(first.Service), TaskRows.Partition(new("orders")), AgentTable.Partition, MailboxTable.Partition])
                foreach (var row in (await office.Store.QueryAsync(partition, partition == MailboxTable.Partition ? RowRange.Prefix("alert~") : RowRange.All, 1000, CancellationToken.None)).Entities)
                    text.Append(row.Row).Append(' ').AppendLine(Encoding.UTF8.GetString(row.Value.Span));
            return text.ToString();
        }

        public ValueTask DisposeAsync() => office.DisposeAsync();

        private static string Words(BotAnswer answer) => answer.Text ?? answer.Card?.ToJsonString() ?? "";

        private Task<BotAnswer> InvokeAsync(string who, string verb, JsonObject data) => office.Tenant.Teams.InvokeAsync(who, "a card of somebody else", verb, data);
    }
}
