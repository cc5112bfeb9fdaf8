using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>
/// A person at his chat: accepts, declines, ignores, accepts late, asks for advice and gives it, answers, finishes, gives back, clicks twice, goes away. When the faults are over he becomes diligent,
/// so that everything can come to its end.
/// </summary>
internal sealed class SimAgent(SimWorld world, AgentId id, string name)
{
    private readonly Random chance = world.Plan.Chance($"agent/{name}");
    private readonly Dictionary<(TaskKey Task, long Version), int> seen = [];

    public AgentId Id => id;

    public string Name => name;

    public List<SimCard> Chat { get; } = [];

    public int Cards { get; set; }

    /// <summary>Cards of which he missed an update while the bot could not reach him; they come true when he touches them.</summary>
    public HashSet<string> Missed { get; } = new(StringComparer.Ordinal);

    public string Presence { get; private set; } = "Available";

    public bool IsUnreachable { get; private set; }

    public bool HasBlocked { get; private set; }

    private bool IsDiligent => !world.IsFaulty;

    /// <summary>Begins the day: on duty, and now and then a look at his tasks.</summary>
    public void Begin()
    {
        SetDuty(true);
        Look();
        Live();
    }

    /// <summary>A card appeared or changed.</summary>
    public void Sees(SimCard card)
    {
        var view = card.View;
        world.Note(name, $"sees {world.NameOf(view.Key)} v{view.Version}: {view.Kind}");
        Consider(view);
    }

    // Ways out of the chat and back.
    private void Live()
    {
        if (IsDiligent)
        {
            Presence = "Available";
            IsUnreachable = false;
            SayHello();
            SetDuty(true);
            After(60, Live);
            return;
        }

        switch (chance.Next(10))
        {
            case 0:
                SetDuty(chance.Next(3) > 0);
                break;
            case 1:
                Presence = chance.Next(2) == 0 ? "Available" : "InACall";
                break;
            case 2 when world.Plan.TeamsFaults > 0:
                (IsUnreachable, HasBlocked) = (true, chance.Next(2) == 0);
                world.Note(name, "cannot be reached");
                After(chance.Next(20, 150), ComeBack);
                break;
            case 3 when Chat.Count > 0 && world.Plan.TeamsFaults > 0:
                Chat.RemoveAt(chance.Next(Chat.Count));
                break;
        }

        After(chance.Next(20, 120), Live);
    }

    private void ComeBack()
    {
        IsUnreachable = false;
        world.Note(name, "can be reached again");
        SayHello();
    }

    private void SayHello() => Ask(
        ReachableAsync,
        (_, trouble) =>
        {
            if (trouble is not null)
                After(20, SayHello);
        },
        () => After(20, SayHello));

    private async Task<bool> ReachableAsync(IAgentWorkbench workbench)
    {
        await workbench.ReachableAsync(id, default);
        return true;
    }

    // "tasks": the way back to what the chat does not show.
    private void Look()
    {
        Ask(
            workbench => workbench.ListAsync(id, default),
            (list, _) =>
            {
                foreach (var view in list ?? [])
                    Consider(view);
            });
        After(IsDiligent ? 60 : chance.Next(60, 300), Look);
    }

    private void Consider(TaskView view)
    {
        var times = seen[(view.Key, view.Version)] = seen.GetValueOrDefault((view.Key, view.Version)) + 1;
        if (times > 1 && !IsDiligent && chance.Next(3) > 0)
            return;
        switch (view.Kind)
        {
            case TaskViewKind.Offer:
                After(chance.Next(2, IsDiligent ? 8 : 45), () => AnswerOffer(view));
                break;
            case TaskViewKind.Mine or TaskViewKind.NotSent:
                After(chance.Next(3, IsDiligent ? 10 : 120), () => Work(view));
                break;
            case TaskViewKind.Parked when IsDiligent || chance.Next(3) == 0:
                After(chance.Next(5, 60), () => Act("goes on with", view, workbench => workbench.TakeUpAsync(id, view.Key, view.Version, default)));
                break;
            case TaskViewKind.Unsure:
                After(chance.Next(60, 120), () => Settle(view));
                break;
            case TaskViewKind.Consulted when !IsDiligent:
                After(chance.Next(5, 60), () => Advise(view));
                break;
        }
    }

    private void AnswerOffer(TaskView view)
    {
        var mood = IsDiligent ? 0 : chance.Next(100);
        if (mood < 65)
            Act("accepts", view, workbench => workbench.AcceptAsync(id, view.Key, view.Version, default));
        else if (mood < 75)
            Act("declines", view, workbench => workbench.DeclineAsync(id, view.Key, view.Version, default));
        else if (mood < 85)
            After(chance.Next(20, 90), () => Act("accepts late", view, workbench => workbench.AcceptAsync(id, view.Key, view.Version, default)));
    }

    private void Work(TaskView view)
    {
        if (view.MayMerge && chance.Next(3) == 0)
        {
            Act("merges", view, workbench => workbench.MergeAsync(id, view.Key, view.Version, default));
            return;
        }

        if (view.MaySplit && chance.Next(IsDiligent ? 20 : 6) == 0)
        {
            Act("splits", view, workbench => workbench.SplitAsync(id, view.Key, view.Version, default));
            return;
        }

        if (!IsDiligent && chance.Next(8) == 0)
        {
            Consult(view);
            return;
        }

        var mood = IsDiligent ? chance.Next(75) : chance.Next(100);
        if (mood < 60)
            Act("answers", view, workbench => workbench.ReplyAsync(id, view.Key, view.Version, "We look into it.", chance.Next(2) == 0, null, default));
        else if (mood < 75)
            Act("finishes", view, workbench => workbench.FinishWithoutReplyAsync(id, view.Key, view.Version, default));
        else if (mood < 85)
            Act("returns", view, workbench => workbench.ReturnToQueueAsync(id, view.Key, view.Version, (ReturnReason)chance.Next(5), default));
        else if (mood < 92)
            Park(view);
        else if (mood < 98)
            HandOn(view);
    }

    private void Consult(TaskView view)
    {
        var colleague = world.Agents[chance.Next(world.Agents.Count)].Id;
        if (view.Consulted.Count > 0 && chance.Next(3) == 0)
            Act("asks nobody any more on", view, (IConsultDesk desk) => desk.EndAsync(id, view.Key, default));
        else
            Act("asks a colleague on", view, (IConsultDesk desk) => desk.AskAsync(id, view.Key, view.Version, colleague, chance.Next(2) == 0 ? "Is it covered?" : "", default));
    }

    private void Advise(TaskView view)
    {
        if (chance.Next(2) == 0)
            Act("comments on", view, (IConsultDesk desk) => desk.CommentAsync(id, view.Key, "It is.", default));
        else
            Act("is done with", view, (IConsultDesk desk) => desk.EndAsync(id, view.Key, default));
    }

    private void HandOn(TaskView view)
    {
        var (to, service) = (world.Agents[chance.Next(world.Agents.Count)].Id, world.Configuration.Services[chance.Next(world.Configuration.Services.Count)].Id);
        if (chance.Next(3) > 0)
            Act("hands to a colleague", view, workbench => workbench.TransferAsync(id, view.Key, view.Version, to, chance.Next(2) == 0 ? "Please." : "", default));
        else
            Act("hands to a service", view, workbench => workbench.TransferAsync(id, view.Key, view.Version, service, default));
    }

    private void Park(TaskView view)
    {
        var (kind, until) = ((ParkKind)chance.Next(2), world.Now + TimeSpan.FromSeconds(chance.Next(20, 240)));
        Act("parks", view, workbench => workbench.ParkAsync(id, view.Key, view.Version, kind, until, default));
    }

    private void Settle(TaskView view)
    {
        // He looks into Sent Items and says what is there.
        var wasSent = world.WasAnswered(view.Key);
        Act($"says sent={wasSent} of", view, workbench => workbench.SettleUnsureAsync(id, view.Key, view.Version, wasSent, default));
    }

    private void Act(string what, TaskView view, Func<IAgentWorkbench, Task<ActionResult>> act) => Act<IAgentWorkbench>(what, view, act);

    private void Act<TDesk>(string what, TaskView view, Func<TDesk, Task<ActionResult>> act)
        where TDesk : notnull
    {
        var twice = !IsDiligent && chance.Next(8) == 0;
        world.Note(name, $"{what} {world.NameOf(view.Key)} v{view.Version}{(twice ? ", twice" : "")}");
        for (var click = 0; click <= (twice ? 1 : 0); click++)
            Ask(act, (result, trouble) => Answered(what, result, trouble), () => After(15, () => Consider(view)));
    }

    private void Answered(string what, ActionResult? result, Exception? trouble)
    {
        if (result is null)
        {
            world.Note(name, $"{what}: trouble {trouble?.GetType().Name}");
            return;
        }

        world.Note(name, $"{what}: {(result.Done ? "done" : result.Refusal.ToString())} → {result.View?.Kind} v{result.View?.Version}");
        if (result.View is not { } view)
            return;
        if (result.Refusal == Refusal.AnsweredInOutlook && chance.Next(2) == 0)
            Act("wants to answer all the same", view, workbench => workbench.AnswerAllTheSameAsync(id, view.Key, view.Version, default));
        // The answer to the click replaces the card, unless it came later than what it tells.
        if (Chat.FindLast(card => card.View.Key == view.Key) is { } card && card.View.Version <= view.Version)
            card.View = view;
        Consider(view);
    }

    private void SetDuty(bool onDuty) => Ask(workbench => workbench.SetDutyAsync(id, onDuty, default), (_, _) => { });

    private void Ask<T>(Func<IAgentWorkbench, Task<T>> call, Action<T?, Exception?> answered, Action? otherwise = null) => Ask<IAgentWorkbench, T>(call, answered, otherwise);

    private void Ask<TDesk, T>(Func<TDesk, Task<T>> call, Action<T?, Exception?> answered, Action? otherwise = null)
        where TDesk : notnull
    {
        if (world.AnyInstance(chance) is { } instance)
            instance.Call(provider => call(provider.GetRequiredService<TDesk>()), answered);
        else
            otherwise?.Invoke();
    }

    private void After(int seconds, Action what) => world.Context.BeginLater(TimeSpan.FromSeconds(seconds) + TimeSpan.FromMilliseconds(chance.Next(1000)), what);
}
