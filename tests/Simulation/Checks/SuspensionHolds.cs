using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I10: a suspended service takes in and offers nothing new, once all instances know and what was under way is over.</summary>
internal sealed class SuspensionHolds(SimWorld world) : Check(world)
{
    /// <summary>The watch of an instance, a look or a distribution under way, and the slowest store.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    private readonly Dictionary<object, MailFate> fates = [];

    protected override string Name => "I10";

    public override void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
        if (after.State == TaskState.Offered && before?.State == TaskState.Queued && (IsSuspended(after.Key.Service) || IsSuspended(after.Service)))
            Violated($"{World.NameOf(after.Key)} was offered although its service is suspended");
    }

    public override void OnMail(Commit commit, ServiceId service, MailRecord mail)
    {
        // Work in progress goes on: a mail that is in already may get another id (F-17), or a task of its own.
        object letter = World.Exchange.LetterOf(mail.Message.Value) is { } known ? known : mail.Message;
        var isIn = fates.TryGetValue(letter, out var fate) && fate != MailFate.Withdrawn;
        fates[letter] = mail.Fate;
        if (mail.Fate != MailFate.Withdrawn && !isIn && IsSuspended(service))
            Violated($"{letter} was taken in although its service is suspended");
    }

    private bool IsSuspended(ServiceId service) => World.SuspendedSince.TryGetValue(service.Value, out var since) && World.Now > since + Grace;
}
