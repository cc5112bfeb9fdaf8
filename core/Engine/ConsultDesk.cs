using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IConsultDesk"/>
internal sealed class ConsultDesk(
    TaskTable tasks, TaskSteps steps, TaskViews views, Consulting consulting, Transferring comments, PeopleSearch people, IConfigurationSource configuration) : IConsultDesk
{
    public async Task<ActionResult> AskAsync(AgentId holder, TaskKey task, long version, AgentId colleague, string question, CancellationToken cancellation)
    {
        if (await FindAsync(holder, task, cancellation) is not { } before)
            return new(null, Refusal.UnknownTask);
        // Pressed twice.
        if (before.Version != version && before.IsHeldBy(holder) && before.IsConsulted(colleague))
            return await SeenAsync(before, holder, null, cancellation);
        if (before.Version != version || !before.IsHeldBy(holder))
            return await SeenAsync(before, holder, before.IsWith(holder) ? Refusal.Stale : Refusal.NotYours, cancellation);
        if (question.Length > ReplyLimits.CommentCharacters)
            return await SeenAsync(before, holder, Refusal.CommentTooLong, cancellation);
        if (!before.IsConsulted(colleague) && before.Consults.Count >= Consult.Most)
            return await SeenAsync(before, holder, Refusal.ConsultsFull, cancellation);
        // What the picker does not show cannot be reached by a forged card either (I9).
        var against = (await people.ForAsync(holder, cancellation)).People.Any(user => user.Id == colleague)
            ? await consulting.WhyNotAsync(colleague, cancellation)
            : Reasons.NotMember;
        if (against is not null)
            return await SeenAsync(before, holder, Refusal.ColleagueNotThere, cancellation, against.Code);
        if (!await comments.TellAsync(holder, colleague, task, question, cancellation))
            return await SeenAsync(before, holder, Refusal.CommentNotDelivered, cancellation);
        var asked = await steps.TakeAsync(
            task,
            (now, at) => now.Version == version ? now.Ask(colleague, holder, at) : null,
            (earlier, after, at) => Asked(earlier.Consults.FirstOrDefault(consult => consult.Agent == colleague), after, at),
            cancellation);
        return await SeenAsync(asked.Now ?? before, holder, asked.Taken ? null : Refusal.Stale, cancellation);
    }

    public async Task<ActionResult> CommentAsync(AgentId colleague, TaskKey task, string text, CancellationToken cancellation)
    {
        if (await FindAsync(colleague, task, cancellation) is not { } before)
            return new(null, Refusal.UnknownTask);
        if (!before.IsConsulted(colleague) || before.Holder is not { } holder)
            return await SeenAsync(before, colleague, Refusal.NotConsulted, cancellation);
        if (string.IsNullOrWhiteSpace(text))
            return await SeenAsync(before, colleague, Refusal.TextMissing, cancellation);
        if (text.Length > ReplyLimits.CommentCharacters)
            return await SeenAsync(before, colleague, Refusal.CommentTooLong, cancellation);
        if (!await comments.TellAsync(colleague, holder, task, text, cancellation))
            return await SeenAsync(before, colleague, Refusal.CommentNotDelivered, cancellation);
        var noted = await steps.NoteAsync(task, (now, at) => now.CommentBy(colleague, at), cancellation);
        return await SeenAsync(noted.Now ?? before, colleague, null, cancellation);
    }

    public async Task<ActionResult> EndAsync(AgentId person, TaskKey task, CancellationToken cancellation)
    {
        if (await FindAsync(person, task, cancellation) is not { } before)
            return new(null, Refusal.UnknownTask);
        var ended = before.IsConsulted(person)
            ? await consulting.EndAsync(task, person, "done", cancellation)
            : await steps.NoteAsync(task, (now, at) => EndAll(now, person, at), cancellation);
        // Pressed twice.
        var isDone = ended.Taken || before.WasConsultedLast(person);
        return await SeenAsync(ended.Now ?? before, person, isDone ? null : Refusal.NotConsulted, cancellation);
    }

    // Asked again, the end of the first time comes no more.
    private static IEnumerable<EntityWrite> Asked(Consult? again, EmailTask after, DateTimeOffset now)
    {
        var consult = after.Consults[^1];
        yield return EngineJobs.Keep(after.Key, consult.Agent, now);
        yield return EngineJobs.End(after.Key, consult);
        yield return EngineJobs.Show(after, now);
        if (again is not null && again.Until != consult.Until)
            yield return EngineJobs.NoEnd(after.Key, again);
    }

    private static EmailTask? EndAll(EmailTask task, AgentId holder, DateTimeOffset now) => task.Holder == holder && task.Consults.Count > 0
        ? task.Consults.Aggregate(task, (rest, consult) => rest.EndConsult(consult.Agent, holder, "holder", now)!)
        : null;

    // Nobody learns of a task that he has nothing to do with.
    private async Task<EmailTask?> FindAsync(AgentId person, TaskKey key, CancellationToken cancellation) =>
        configuration.Current.User(person) is { } user && user.Roles.HasFlag(Roles.Agent)
        && await tasks.FindAsync(key, cancellation) is { Value: { } task } && task.Concerns(person)
            ? task
            : null;

    private async Task<ActionResult> SeenAsync(EmailTask task, AgentId person, Refusal? refusal, CancellationToken cancellation, string? code = null) =>
        new(await views.ForAsync(task, person, cancellation), refusal, code);
}
