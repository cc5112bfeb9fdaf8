using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>What the storm breaker says of a mail: it was taken (<paramref name="Taken"/>), or it opens a task and the rows go with it.</summary>
internal sealed record StormStep(bool Taken, IReadOnlyList<EntityWrite> Rows, bool IsOnset = false);

/// <summary>
/// Breaks storms (F-42): when machines send too many similar mails, those that wait become one task, every further one is attached to it, and administrators are told
/// once. Mail of people is not looked at and keeps its pace.
/// </summary>
internal sealed class Storms(IEntityStore store, TaskTable tasks, ThreadKeys keys, TaskClock clock, EngineMeter meter, TimeProvider time)
{
    /// <summary>Null: the world changed meanwhile; look again.</summary>
    public async Task<StormStep?> TakeAsync(Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, CancellationToken cancellation)
    {
        if (!verdict.IsMachine)
            return new(false, []);
        var (partition, now) = (TaskRows.Partition(service.Id), time.GetUtcNow());
        var row = TaskRows.StormOf(await keys.MarkAsync($"storm\n{mailbox}\n{Similarity.Of(mail)}", cancellation));
        var stored = await store.ReadAsync(partition, row, TaskJson.Default.Storm, cancellation);
        var before = stored?.Value is { } known && now - known.Last <= Storm.Pause ? known : new Storm(now, 0, []);
        var storm = before with { Last = now, Count = before.Count + 1 };
        var own = TaskId.For(mailbox, mail.Id);
        if (storm.Count < Storm.Limit)
            return new(false, [Write(stored, row, storm with { Tasks = [.. storm.Tasks, own] })]);

        var onset = before.Into is null;
        List<EntityWrite> follows = onset ? [EngineJobs.Tell(new AdminNotice(AdminNoticeKind.Storm, mailbox, storm.Count), now)] : [];
        var open = await OpenAsync(service.Id, storm, cancellation);
        if (open.Count == 0)
            return new(false, [Write(stored, row, storm with { Tasks = [], Into = own }), .. follows], true);
        var into = open[0];
        var after = into.Value.Attach("storm", now);
        foreach (var other in open.Skip(1).Where(other => other.Value.State == TaskState.Queued))
        {
            var (collapsed, watching) = clock.Keep(other.Value, other.Value.CollapseInto(into.Value.Key.Id, now)!, now);
            follows.AddRange([.. TaskRows.Change(other, collapsed), .. Follow.Ended(other.Value, collapsed, now), .. watching]);
            follows.AddRange(collapsed.Mails.Skip(collapsed.FiledMails).Select(moved => EngineJobs.File(new FileJob(mailbox, moved.Message, moved.InternetMessageId, Outcomes.Handled, null), now)));
            after = after.Attach("storm", now);
        }

        if (onset || !after.IsStorm)
        {
            after = after.AsStorm();
            follows.Add(EngineJobs.Show(after, now));
        }

        var record = new MailRecord(mail.Id, MailFate.AttachedToTask, mail.ReceivedAt, now, after.Key.Id, "storm") { InternetMessageId = mail.InternetMessageId, Rule = verdict.Rule };
        List<EntityWrite> writes =
        [
            .. TaskRows.Noted(mailbox, record),
            .. TaskRows.Change(into, after),
            Write(stored, row, storm with { Tasks = [], Into = after.Key.Id }),
            EngineJobs.File(new FileJob(mailbox, mail.Id, mail.InternetMessageId, Outcomes.Handled, null), now),
            .. follows,
        ];
        if (!(await store.CommitAsync(partition, writes, cancellation)).Applied)
            return null;
        meter.Noted(MailFate.AttachedToTask, into.Value, after);
        return new(true, []);
    }

    // The one that takes the storm first, then those that came before it became one.
    private async Task<List<Stored<EmailTask>>> OpenAsync(ServiceId service, Storm storm, CancellationToken cancellation)
    {
        var open = new List<Stored<EmailTask>>();
        foreach (var id in storm.Into is { } into ? [into] : storm.Tasks)
            if (await tasks.FindAsync(new TaskKey(service, id), cancellation) is { Value.State: not TaskState.Done } task)
                open.Add(task);
        return open;
    }

    private static EntityWrite Write(Stored<Storm>? stored, string row, Storm storm) =>
        stored is null ? EntityWrite.Insert(row, storm, TaskJson.Default.Storm) : EntityWrite.Update(stored, storm, TaskJson.Default.Storm);
}
