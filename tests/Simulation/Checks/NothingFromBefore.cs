using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I2: what was received before the baseline is never taken in.</summary>
internal sealed class NothingFromBefore(SimWorld world) : Check(world)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private readonly Dictionary<MessageId, MailFate> fates = [];

    protected override string Name => "I2";

    public override void OnMail(Commit commit, ServiceId service, MailRecord mail)
    {
        // Whatever the stored baseline says: nobody watched before the run began.
        if (World.Exchange.LetterOf(mail.Message.Value) is { } old && old.ReceivedAt < World.Began - ClocksDiffer)
            Violated($"{old} of {old.ReceivedAt:HH:mm:ss} was taken in, and nobody watched before {World.Began:HH:mm:ss}");
        // What is in already may go on into another task: a person splits it off.
        var isIn = fates.TryGetValue(mail.Message, out var fate) && fate != MailFate.Withdrawn;
        fates[mail.Message] = mail.Fate;
        if (mail.Fate != MailFate.Withdrawn && !isIn && World.Exchange.LetterOf(mail.Message.Value) is { } letter && Watcher.Mailbox(letter.Mailbox) is { } state && letter.ReceivedAt < state.Baseline
            // A row of an earlier assignment that moves with the mail's id is no new one (F-17).
            && mail.NotedAt >= state.Baseline)
            Violated($"{letter} of {letter.ReceivedAt:HH:mm:ss} was taken in although the mailbox is watched since {state.Baseline:HH:mm:ss}");
    }
}
