using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I7: what must follow from a step is in the commit of the step, and so is every row that says the same of it.</summary>
internal sealed class CommitsAreWhole(SimWorld world) : Check(world)
{
    protected override string Name => "I7";

    public override void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
        if (before?.State == after.State)
            return;
        if (after.End == TaskEnd.Withdrawn && commit.Puts("mail~") != after.Mails.Skip(after.FiledMails).Count())
            Violated($"{World.NameOf(after.Key)} was withdrawn without its mails being noted as unprocessed");
        if (commit.Puts("job~") == 0)
            Violated($"{World.NameOf(after.Key)} became {after.State} and nothing follows");
        if (after.State == TaskState.Queued && commit.Puts("queue~") != 1)
            Violated($"{World.NameOf(after.Key)} waits, but not in the queue");
        // A task split off takes its mail from another one, which is in the commit too.
        if (before is null && commit.Puts("mail~") != 1 && !commit.IsSplit)
            Violated($"{World.NameOf(after.Key)} was opened without its mail being noted");
        if (after.State == TaskState.Done && !commit.Tasks.ContainsKey(TaskRows.Closed(after.Key.Id)))
            Violated($"{World.NameOf(after.Key)} is done and still among the open ones");
    }

    public override void OnMail(Commit commit, ServiceId service, MailRecord mail)
    {
        if (mail.Fate is MailFate.OpenedTask or MailFate.JoinedTask && commit.Tasks.Count != 1 && !commit.IsSplit)
            Violated($"a mail ended as {mail.Fate} without its task");
        if (mail.Fate is MailFate.Failed or MailFate.Ended && (commit.Puts("job~") == 0 || mail.Reason is null))
            Violated($"a mail ended as {mail.Fate} without being filed or without a reason");
    }
}
