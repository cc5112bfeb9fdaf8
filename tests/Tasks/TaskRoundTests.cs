using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Tasks;

/// <summary>What is kept by time, so that reports and retention read a day without the years before.</summary>
public sealed class TaskRoundTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly AgentId First = new("megan"), Second = new("adele");

    [Fact]
    public void A_round_tells_when_the_customer_waited_and_who_worked_on_it()
    {
        var task = Opened();
        task = Accepted(task, First, 10).ReturnToQueue(First, ReturnReason.NoTime, At(15))!;
        task = Accepted(task, Second, 20).Finish(Second, At(30))!;
        task = task.Filed(true, null, At(31));

        var round = TaskRound.LastOf(task);

        Assert.Equal(
            [new(At(0), StretchKind.Waiting), new(At(10), StretchKind.Held, First), new(At(15), StretchKind.Waiting), new(At(20), StretchKind.Held, Second)],
            round.Stretches);
        Assert.Equal((TaskEnd.FinishedWithoutReply, At(30), Second, null), (round.End, round.EndedAt, round.Agent!.Value, round.AnsweredAt));
    }

    [Fact]
    public void A_task_opened_again_begins_another_round_when_the_customer_wrote()
    {
        var answer = new AnswerId("a");
        var task = Accepted(Opened(), First, 10).PressSend(First, answer, [], At(11))!.DraftStored(answer, new("draft"), At(11))!.Sent(answer, At(12))!;
        var first = TaskRound.LastOf(task);

        // Noticed a minute after it came.
        task = Accepted(task.Reopen(Mail("later", 60), [], At(61))!, Second, 70);
        var second = TaskRound.LastOf(task.Finish(Second, At(80))!);

        Assert.Equal((At(0), At(12)), (first.BeganAt, first.AnsweredAt!.Value));
        Assert.Equal([new(At(60), StretchKind.Waiting), new(At(70), StretchKind.Held, Second)], second.Stretches);
        Assert.Null(second.AnsweredAt);
    }

    [Fact]
    public void Who_nobody_had_ends_with_waiting_alone()
    {
        var round = TaskRound.LastOf(Opened().Withdraw("service_suspended", At(5))!);

        Assert.Equal([new(At(0), StretchKind.Waiting)], round.Stretches);
        Assert.Null(round.Agent);
    }

    [Fact]
    public async Task Each_end_is_found_by_its_time_and_only_there()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var before = rig.Clock.GetUtcNow();
        var key = await rig.DeliverAsync("m1");
        await rig.AcceptAsync(Megan, key);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.IdleAsync();
        var task = await rig.TaskAsync(key);

        var tasks = new TaskTable(rig.Store);
        var ended = Assert.Single(await ListAsync(tasks.EndedAsync(Help, task.EndedAt!.Value, task.EndedAt.Value.AddTicks(1), default)));
        Assert.Equal((key.Id, Mailbox, TaskEnd.FinishedWithoutReply, Megan), (ended.Task, ended.Mailbox, ended.End, ended.Agent!.Value));
        Assert.Empty(await ListAsync(tasks.EndedAsync(Help, before.AddDays(-1), task.EndedAt.Value, default)));
        Assert.Empty(await ListAsync(tasks.EndedAsync(Help, task.EndedAt.Value.AddTicks(1), before.AddDays(1), default)));
    }

    [Fact]
    public async Task Each_mail_of_the_ledger_is_found_by_its_time_with_its_mailbox()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("m1");
        var received = (await rig.TaskAsync(key)).ReceivedAt;

        var tasks = new TaskTable(rig.Store);
        var mail = Assert.Single(await ListAsync(tasks.ReceivedAsync(Help, received, received.AddTicks(1), default)));
        Assert.Equal((Mailbox, MailFate.OpenedTask, key.Id), (mail.Mailbox!.Value, mail.Fate, mail.Task!.Value));
        Assert.Empty(await ListAsync(tasks.ReceivedAsync(Help, received.AddDays(-1), received, default)));
    }

    [Fact]
    public async Task A_withdrawn_mail_is_so_by_its_time_too_and_forgotten_when_it_is_taken_in_anew()
    {
        var store = new Support.InMemoryEntityStore();
        var (partition, tasks) = (TaskRows.Partition(Help), new TaskTable(store));
        var open = Opened();
        await store.CommitAsync(partition, [.. TaskRows.Opening(open, new(open.Message, MailFate.OpenedTask, At(0), At(0), open.Key.Id), Mail("m", 0))], default);
        var stored = (await tasks.FindAsync(open.Key, default))!;
        var withdrawn = stored.Value.Withdraw("service_suspended", At(5))!;
        await store.CommitAsync(partition, [.. TaskRows.Change(stored, withdrawn), .. TaskRows.Unprocessed(withdrawn, At(5))], default);
        Assert.Equal(MailFate.Withdrawn, Assert.Single(await ListAsync(tasks.ReceivedAsync(Help, At(0), At(1), default))).Fate);
        Assert.Single(await ListAsync(tasks.EndedAsync(Help, At(0), At(9), default)));

        await tasks.ReleaseAsync(Help, open.Mailbox, (await tasks.MailAsync(Help, open.Mailbox, open.Message, default))!, default);

        Assert.Empty(await ListAsync(tasks.ReceivedAsync(Help, At(0), At(1), default)));
        Assert.Empty(await ListAsync(tasks.EndedAsync(Help, At(0), At(9), default)));
    }

    [Fact]
    public async Task F17_a_mail_under_another_id_stands_by_its_time_once()
    {
        var store = new Support.InMemoryEntityStore();
        var (partition, tasks) = (TaskRows.Partition(Help), new TaskTable(store));
        await store.CommitAsync(partition, [.. TaskRows.Noted(Mailbox, new(new("old"), MailFate.Failed, At(0), At(0), null, "bulk"))], default);

        await store.CommitAsync(partition, [.. TaskRows.Renamed(Mailbox, (await tasks.MailAsync(Help, Mailbox, new("old"), default))!, new("new"))], default);

        Assert.Equal(new MessageId("new"), Assert.Single(await ListAsync(tasks.ReceivedAsync(Help, At(0), At(1), default))).Message);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(45, 90)]
    [InlineData(60, 90)]
    [InlineData(90, 90)]
    public void A_task_of_very_many_mails_is_withdrawn_in_one_commit(int mails, int writes)
    {
        var task = Enumerable.Range(1, mails - 1).Aggregate(Opened(), (joined, index) => joined.Join(Mail($"m{index}", index), [], At(index))!);

        Assert.Equal(writes, TaskRows.Unprocessed(task, At(99)).Count());
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private static EmailTask Opened() => EmailTask.Open(new(Help, TaskId.For(Mailbox, new("m"))), Mailbox, Mail("m", 0), [], At(1));

    private static EmailTask Accepted(EmailTask task, AgentId agent, int minute) =>
        task.OfferTo(new(new($"o{minute}"), agent, At(minute), At(minute + 1), []))!.Accept(agent, At(minute))!;

    private static MailItem Mail(string id, int minute) => new() { Id = new(id), ReceivedAt = At(minute), Subject = "" };

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<Stored<T>> rows)
    {
        var list = new List<T>();
        await foreach (var row in rows)
            list.Add(row.Value);
        return list;
    }
}
