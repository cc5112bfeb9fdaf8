using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>The chat of the one administrator.</summary>
internal sealed class SimAlertDesk(SimWorld world) : IAlertDesk
{
    private static readonly AgentId Administrator = new("00000000-0000-0000-0000-0000000000ad");
    private readonly Random chance = world.Plan.Chance("alerts");

    public ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation) => new([Administrator]);

    public Task<DeskDelivery> ShowAsync(AgentId administrator, AlertView view, CardReference? shown, CancellationToken cancellation) =>
        TakeAsync($"sees an alert about {view.MailboxName}", new CardReference(administrator, "chat-admin", shown?.Activity ?? $"alert-{world.Alerts++}", 1));

    public Task<DeskDelivery> TellAsync(AgentId administrator, AdminNotice notice, CancellationToken cancellation) => TakeAsync($"is told {notice.Kind} of {notice.Mailbox}: {notice.Number}", null);

    private async Task<DeskDelivery> TakeAsync(string what, CardReference? card)
    {
        var answer = new TaskCompletionSource<DeskDelivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Context.BeginLater(TimeSpan.FromMilliseconds(chance.Next(5, 300)), () =>
        {
            if (world.IsFaulty && chance.NextDouble() < world.Plan.TeamsFaults)
            {
                answer.TrySetResult(new DeskDelivery(DeskResult.Later, null, "429", world.Now + TimeSpan.FromSeconds(5)));
                return;
            }

            world.Note("admin", what);
            answer.TrySetResult(new DeskDelivery(DeskResult.Delivered, card));
        });
        return await answer.Task;
    }
}
